"""The two plans that the course holds, and what is refused in any other: one sentence that names the row."""

import contextlib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.exchange import plan as plans
from ruta.exchange import plan_dates
from ruta.exchange.plan_file import COLUMNS
from ruta.messages import LANGUAGES
from tests.exchange.plans import GOOD, changed, write


def test_only_two_marks_of_the_work_plan_are_legible() -> None:
    found = {entry.id: entry for entry in plans.work_plan().entries}
    legible = [entry for entry in found.values() if entry.certainty == "legible"]
    assert [(entry.first, entry.last, entry.unit) for entry in legible] == [
        (date(2022, 11, 1), date(2022, 11, 30), "month"),
        (date(2023, 6, 1), date(2023, 6, 30), "month"),
    ]
    assert {entry.titles["en"].partition(":")[0] for entry in legible} == {"In-person workshop I"}
    assert all(entry.certainty != "fixed" for entry in found.values())


def test_the_strokes_are_ambiguous_and_the_rest_is_unknown() -> None:
    strokes: dict[str, list[str]] = {}
    for entry in plans.work_plan().entries:
        if entry.certainty == "ambiguous":
            strokes.setdefault(entry.block, []).append(f"{entry.first:%Y-%m}")
        elif entry.certainty == "unknown":
            assert (entry.first, entry.last, entry.unit) == (None, None, "")
    assert strokes == {
        "support": ["2022-12", "2023-03", "2023-05", "2023-06", "2023-08", "2023-09", "2023-10", "2023-11"],
        "experiences": ["2023-06", "2023-08", "2023-09", "2023-10"],
    }


def test_the_work_plan_gives_an_order_and_no_sequence_of_dates() -> None:
    plan = plans.work_plan()
    assert [(line[0].order, line[0].block) for line in plan.lines() if line[0].order] == [
        (1, "data"), (2, "prevention"), (3, "services"), (4, "support"), (4, "support"), (4, "support"),
        (4, "support"), (5, "support"), (6, "report"),
    ]  # fmt: skip
    assert not any(entry.after for entry in plan.entries)
    assert plan.shown() == (date(2022, 10, 1), date(2023, 12, 31))
    assert plan.is_work_plan
    assert not plans.example().is_work_plan


def test_the_example_has_one_date_and_everything_follows_it(tmp_path: Path) -> None:
    text = plans.EXAMPLE.read_text(encoding="utf-8")
    assert text.count("2027") == 1
    later = tmp_path / plans.EXAMPLE.name
    later.write_text(text.replace("2027-02-01", "2028-02-07"), encoding="utf-8")
    moved = date(2028, 2, 7) - date(2027, 2, 1)
    for before, after in zip(plans.example().entries, plans.load(later).entries, strict=True):
        assert after.first == (before.first + moved if before.first else None)
        assert after.last == (before.last + moved if before.last else None)


def test_the_example_has_every_part_and_no_weekend() -> None:
    entries = plans.example().entries
    kinds = [entry.modality for entry in entries]
    assert (kinds.count("in-person"), kinds.count("virtual"), kinds.count("field-visit")) == (4, 3, 2)
    assert {"closing", "report"} <= {entry.id for entry in entries}
    assert all(day.weekday() < 5 for entry in entries for day in (entry.first, entry.last) if day)


@pytest.mark.parametrize("plan", [plans.work_plan, plans.example])
def test_every_row_of_both_plans_has_both_languages(plan) -> None:
    for entry in plan().entries:
        assert all(entry.titles.values())
        assert entry.titles["en"] != entry.titles["es"]


def test_days_follow_from_what_comes_before(tmp_path: Path) -> None:
    start, workshop, visit, report = plans.load(write(tmp_path, *GOOD)).entries
    assert (start.first, start.last) == (date(2027, 2, 1), date(2027, 2, 1))
    assert (workshop.first, workshop.last) == (date(2027, 2, 15), date(2027, 2, 17))
    assert (visit.first, visit.last, visit.unit) == (date(2027, 4, 1), date(2027, 4, 30), "month")
    assert (report.first, report.order) == (None, 9)
    assert (workshop.title("es"), visit.title("en")) == ("Workshop", "Visita")


def test_a_row_may_follow_one_that_stands_below_it(tmp_path: Path) -> None:
    found = {entry.id: entry for entry in plans.load(write(tmp_path, *reversed(GOOD))).entries}
    assert found["workshop"].first == date(2027, 2, 15)


def test_an_accent_in_the_name_of_the_file_is_the_same_everywhere(tmp_path: Path) -> None:
    names = {plans.load(write(tmp_path, *GOOD, name=name)).name for name in ("an\u0303o.csv", "a\u00f1o.csv")}
    assert names == {"a\u00f1o"}
    assert plans.load(write(tmp_path, *GOOD, name="a\udcff\n b.csv")).name == "a b"


def test_excel_in_spanish_and_its_mark_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, *GOOD, delimiter=";")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert plans.load(path) == plans.load(write(tmp_path, *GOOD))


WRONG = [
    (changed(1, id="start"), "id-twice", "3 (start)"),
    (changed(1, id="Taller 1"), "id-form", "Taller 1"),
    (changed(1, id=""), "id-form", "3"),
    (changed(1, certainty="sure"), "word", "3 (workshop)"),
    (changed(1, certainty=""), "word", "certainty"),
    (changed(2, modality="zoom"), "word", "4 (visit)"),
    (changed(3, order="1.5"), "order", "5 (report)"),
    (changed(3, title_en=""), "no-title", "5 (report)"),
    (changed(1, after="begin"), "after-unknown", "begin"),
    (changed(1, after="report"), "after-undated", "5 (report)"),
    (changed(1, after=""), "number-alone", "3 (workshop)"),
    (changed(0, after="workshop"), "circle", "start, workshop, start"),
    (changed(0, after="start"), "circle", "start, start"),
    (changed(1, first="0"), "too-early", "2 (start)"),
    (changed(1, first="2027-02-01"), "too-early", "2027-02-01"),
    (changed(0, first="2100-12-31"), "too-late", "2101"),
    (changed(0, last="2027-01-31"), "end-before-start", "2 (start)"),
    (changed(2, last="2027-03"), "end-before-start", "4 (visit)"),
    (changed(0, last="2027-02"), "units", "2 (start)"),
    (changed(2, last="3"), "units", "4 (visit)"),
    (changed(0, first=""), "date-missing", "2 (start)"),
    (changed(3, first="2027-05"), "date-unwanted", "5 (report)"),
    (changed(3, last="2"), "date-unwanted", "last"),
    (changed(0, first="03/04/2023"), "date-two", "2023-04-03"),
    (changed(0, first="03/04/2023"), "date-two", "2023-03-04"),
    (changed(0, last="3-4-2027"), "date-two", "last"),
    (changed(0, first="25/03/2027"), "date-order", "2027-03-25"),
    (changed(0, first="03/03/2027"), "date-order", "2027-03-03"),
    (changed(0, first="feb-27"), "date-form", "feb-27"),
    (changed(0, first="-3"), "date-form", "-3"),
    (changed(0, first="31/31/2027"), "date-form", "31/31/2027"),
    (changed(0, first="2027-02-30"), "date-impossible", "2027-02-30"),
    (changed(0, first="2027-13"), "date-impossible", "2027-13"),
    (changed(0, first="0027-02-03"), "date-impossible", "0027-02-03"),
    (changed(1, first="99999"), "number-large", "99999"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "code", "named"), WRONG, ids=[f"{code}-{named}" for _, code, named in WRONG])
def test_a_wrong_row_is_one_sentence_that_names_it(tmp_path: Path, rows, code: str, named: str) -> None:
    with pytest.raises(InputError) as raised:
        plans.load(write(tmp_path, *rows))
    assert raised.value.code == f"plan-calendar.{code}"
    for language in LANGUAGES:
        sentence = raised.value.sentence(language)
        assert named in sentence
        assert "{" not in sentence


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "not-found"), (b"", "no-rows"), (b"id,block\n", "no-rows"), (b"id,block\nx,y\n", "columns"),
        (b"PK\x03\x04xx", "not-csv"), (b"a\0b", "not-csv"), (b"id\nse\xf1al\n", "not-utf8"),
        (b"x" * 1_000_001, "not-csv"), (b'"' + b"x" * 200_000, "not-csv"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plan_is_one_sentence(tmp_path: Path, data: bytes | None, code: str) -> None:
    path = tmp_path / "plan.csv"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError) as raised:
        plans.load(path)
    assert raised.value.code == f"plan-calendar.{code}"
    assert all("plan.csv" in raised.value.sentence(language) for language in LANGUAGES)


def test_too_many_cells_or_rows_are_named(tmp_path: Path) -> None:
    rows = changed(1, title_en="Workshop, in the capital")
    with pytest.raises(InputError) as raised:
        plans.load(write(tmp_path, *({**row, "title_es": "x"} for row in rows)))
    assert (raised.value.code, raised.value.params["row"]) == ("plan-calendar.many-cells", 3)
    many = ({**GOOD[0], "id": f"row-{number}"} for number in range(201))
    with pytest.raises(InputError) as raised:
        plans.load(write(tmp_path, *many))
    assert raised.value.code == "plan-calendar.many-rows"


@given(day=st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_day_and_its_month_are_read_as_written(day: date) -> None:
    assert plan_dates.read(day.isoformat(), row="2", column="first").first == day
    month = plan_dates.read(f"{day:%Y-%m}", row="2", column="first")
    assert month.first <= day <= month.last
    assert (month.last + timedelta(days=1)).day == 1


@given(data=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode(errors="replace")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("header", [b"", ",".join(COLUMNS).encode() + b"\n", ";".join(COLUMNS).encode() + b"\nx;;"])
def test_any_bytes_are_a_plan_or_one_sentence(tmp_path: Path, header: bytes, data: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(header + data)
    with contextlib.suppress(InputError):
        plans.load(path)


@given(text=st.text(max_size=12))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_cell_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(InputError):
        assert plan_dates.read(text, row="2", column="first").unit in ("month", "day", "number")
