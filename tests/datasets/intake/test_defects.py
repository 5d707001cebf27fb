"""Each defect is found on exactly its row, and a clean register has none."""

import itertools
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta import datasets
from ruta.datasets import frames, intake
from tests.datasets.intake.planted import DEFECTS, HEADER, ROOMS, UNTIL, Defect, clean, inspected, places, to_bytes

TWICE = Defect("id-twice", "declaration_id", lambda row: None)
EVERY = (*DEFECTS, TWICE)


def value_of(defect: Defect, rows: list[list[str]], place: int) -> str | None:
    return rows[0][0] if defect is TWICE else defect.in_row(rows[place])


# Each defect in one country, in turn; all of them in every country further down.
@pytest.mark.parametrize(
    ("defect", "country"),
    [*zip(EVERY, itertools.cycle(datasets.COUNTRIES), strict=False)],
    ids=lambda given: f"{given.kind}:{given.column}" if isinstance(given, Defect) else given,
)
def test_a_defect_is_found_on_its_row_and_nothing_else_is(defect: Defect, country: str) -> None:
    rows = clean(country)
    fits = [place for place in range(1, len(rows)) if value_of(defect, rows, place) is not None]
    for place in (fits[0], fits[-1]):
        planted = [list(row) for row in rows]
        value = str(value_of(defect, rows, place))
        planted[place][HEADER.index(defect.column)] = value
        found = inspected(to_bytes(planted), country)
        assert places(found) == [(defect.kind, place + ROOMS, defect.column)]
        shown = value.replace("\udcf1", r"\xf1")
        assert found.findings[0].found.strip() == shown.strip()
        assert found.table.loc[place + ROOMS, defect.column] == shown, "the table is what the file holds"


@settings(max_examples=25, deadline=None)
@given(country=st.sampled_from(datasets.COUNTRIES), seed=st.integers(0, 2**40))
def test_any_synthetic_register_is_clean(country: str, seed: int) -> None:
    table = datasets.table("declarations", country=country, seed=seed)
    found = inspected(frames.to_csv(table).encode(), country)
    # Chance writes some birth dates down a day late: in a few registers someone is then born after the event.
    late = table["birth_date"] > table["event_date"]
    assert places(found) == [("born-late", place + ROOMS, "birth_date") for place in table.index[late]]
    assert len(found.notes) == int(table.isna().sum().sum())


@settings(max_examples=25, deadline=None)
@given(data=st.data(), country=st.sampled_from(datasets.COUNTRIES))
def test_as_many_findings_as_defects(data: st.DataObject, country: str) -> None:
    rows = clean(country, seed=7)
    chosen = data.draw(st.lists(st.integers(1, len(rows) - 1), unique=True, max_size=40))
    expected = set()
    for place in chosen:
        defect = data.draw(st.sampled_from(EVERY))
        value = value_of(defect, rows, place)
        if value is not None:
            rows[place][HEADER.index(defect.column)] = value
            expected.add((defect.kind, place + ROOMS, defect.column))
    found = places(inspected(to_bytes(rows), country))
    assert len(found) == len(expected)
    assert set(found) == expected


@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_all_defects_at_once(country: str) -> None:
    rows = clean(country, seed=41)
    expected, free = set(), list(range(1, len(rows)))
    for defect in EVERY:
        place = next(place for place in free if value_of(defect, rows, place) is not None)
        free.remove(place)
        rows[place][HEADER.index(defect.column)] = str(value_of(defect, rows, place))
        expected.add((defect.kind, place + ROOMS, defect.column))
    found = inspected(to_bytes(rows), country)
    assert set(places(found)) == expected
    assert len(found.findings) == len(EVERY)
    summary = found.summary("es").set_index("kind")
    assert summary["findings"].drop("blank-allowed").sum() == len(EVERY)


def test_both_rows_of_a_repeated_id_are_named() -> None:
    rows = clean("HND")
    rows[9][0] = rows[4][0]
    (finding,) = inspected(to_bytes(rows), "HND").findings
    assert (finding.row, finding.params["first"]) == (11, "6")
    assert "6" in finding.expected("es")


def test_a_column_that_is_mostly_blank_is_a_finding_of_its_own() -> None:
    rows = clean("SLV")
    place = HEADER.index("cause")
    for number, row in enumerate(rows):
        row[place] = "" if number % 9 == 0 else "other"
    found = inspected(to_bytes(rows), "SLV")
    assert places(found) == [("blank-column", None, "cause")]
    share = found.blanks().set_index("column").loc["cause"]
    assert share["blank"] == sum(1 for row in rows if not row[place])
    assert found.findings[0].params["blank"] == str(int(share["blank"]))
    assert share["share"] == pytest.approx(1 / 9, rel=0.01)
    assert [note.row for note in found.notes if note.column == "cause"][:3] == [2, 11, 20]


def test_the_last_day_is_a_choice() -> None:
    data = to_bytes(clean("MEX"))
    later = intake.examine(data, country="MEX", until=date(2025, 6, 30))
    assert {finding.kind for finding in later.findings} == {"date-future"}
    assert not intake.examine(data, country="MEX", until=UNTIL).findings
