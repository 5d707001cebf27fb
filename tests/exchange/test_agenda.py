"""What is refused in a table of agendas, each in one sentence that names the row; and what is read from a good one."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.exchange import agenda
from ruta.exchange.agenda_rows import COLUMNS
from ruta.exchange.agenda_table import agenda_html, hours, time_goes, word
from ruta.messages import LANGUAGES

NEEDS = {"x/01-one": 75, "x/02-two": 80, "x/test-before": 30}
TITLES = {"x/01-one": "One", "x/02-two": "Two <b>", "x/test-before": "Test"}
Cells = dict[str, str]


def row(start: str, minutes: int, what: str, how: str = "", **cells: str) -> Cells:
    """Return a row of the first day."""
    return {"workshop": "w", "day": "1", "start": start, "minutes": str(minutes), "what": what, "how": how, **cells}


GOOD = (
    row("8:30", 30, "opening", note_en="Rules", note_es="Reglas"),
    row("09:00", 75, "x/01-one", "whole", lead="facilitator", room="screen", material="laptops + a bell"),
    row("10:15", 15, "break"),
    row("10:30", 45, "x/01-one", "exercise"),
    row("11:15:00", 45, "x/02-two", "part"),
    row("12:00", 60, "lunch"),
    row("13:00", 120, "simulation"),
    row("15:00", 15, "break"),
    row("15:15", 30, "x/test-before", "whole"),
    {"workshop": "w", "day": "after", "minutes": "80", "what": "x/02-two", "how": "whole"},
)


def write(folder: Path, *rows: Cells) -> Path:
    path = folder / "agendas.csv"
    lines = [";".join(COLUMNS), *(";".join(cells.get(column, "") for column in COLUMNS) for cells in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def changed(place: int, **cells: str) -> tuple[Cells, ...]:
    return tuple({**kept, **cells} if number == place else kept for number, kept in enumerate(GOOD))


def without(place: int) -> tuple[Cells, ...]:
    return GOOD[:place] + GOOD[place + 1 :]


def load(folder: Path, *rows: Cells) -> agenda.Agenda:
    return agenda.load(write(folder, *rows), NEEDS)["w"]


def test_a_good_table_is_read_and_its_time_added_up(tmp_path: Path) -> None:
    found = load(tmp_path, *GOOD)
    assert [(day, len(slots)) for day, slots in found.days().items()] == [("1", 9)]
    assert found.minutes() == {
        "lessons": 120, "exercises": 45, "tests": 30, "talk": 120, "opening": 30, "travel": 0, "breaks": 30,
        "lunch": 60, "before": 0, "after": 80,
    }  # fmt: skip
    assert found.slots[1].material == ("laptops", "a bell")
    assert "2 h of lessons" in time_goes(found, "en")
    assert "travel" not in time_goes(found, "en")
    assert (hours(0, "es"), hours(45, "es"), hours(75, "es")) == ("0 h", "45 min", "1 h 15 min")


WRONG = [
    (changed(0, workshop=""), "blank", "2 (1 8:30)"),
    (changed(0, day="Monday"), "day", "2 (w Monday 8:30)"),
    (changed(0, day="3"), "day-missing", "2 (w 3 8:30)"),
    (changed(0, note_es=""), "one-language", "2 (w 1 8:30)"),
    (changed(9, start="9:00"), "start-unwanted", "11 (w after 9:00)"),
    (changed(9, what="break", how=""), "home-lesson", "11 (w after)"),
    (changed(0, start="8.30"), "start-form", "8.30"),
    (changed(0, start=""), "start-form", "2 (w 1)"),
    (changed(0, start="25:00"), "start-form", "25:00"),
    (changed(0, start="8:20"), "start-quarter", "8:20"),
    (changed(0, minutes="20"), "minutes", "20"),
    (changed(0, minutes="half an hour"), "minutes", "half an hour"),
    (changed(0, minutes="0"), "minutes", "2 (w 1 8:30)"),
    (changed(1, what="x/03-three"), "what", "x/03-three"),
    (changed(1, what="coffee"), "what", "coffee"),
    (changed(1, how=""), "how", "3 (w 1 09:00)"),
    (changed(1, how="half"), "how", "half"),
    (changed(0, how="whole"), "how", "2 (w 1 8:30)"),
    (changed(8, how="part"), "how", "part"),
    (changed(1, minutes="60"), "too-short", "75"),
    (changed(4, how="whole"), "too-short", "6 (w 1 11:15:00)"),
    (changed(8, minutes="15"), "too-short", "x/test-before"),
    (changed(6, minutes="90"), "too-short", "120"),
    (changed(9, minutes="79"), "too-short", "11 (w after)"),
    (changed(3, start="10:15"), "overlap", "5 (w 1 10:15)"),
    (changed(2, minutes="30"), "overlap", "10:45"),
    (changed(3, start="10:45"), "gap", "10:30"),
    (changed(2, what="discussion"), "no-break", "5 (w 1 10:30)"),
    (changed(2, what="travel"), "no-break", "8:30"),
    (changed(5, what="break"), "no-lunch", "15:45"),
    ((*GOOD[:9], row("15:45", 15, "break"), row("16:00", 120, "visit"), row("18:00", 15, "break")),
     "long-day", "18:15"),
    (without(2), "gap", "10:15"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "code", "names"), WRONG, ids=[f"{code}-{names}" for _, code, names in WRONG])
def test_a_wrong_row_is_one_sentence_that_names_it(tmp_path: Path, rows, code: str, names: str) -> None:
    with pytest.raises(InputError) as raised:
        load(tmp_path, *rows)
    assert raised.value.code == f"workshop-agenda.{code}"
    for language in LANGUAGES:
        sentence = raised.value.sentence(language)
        assert names in sentence
        assert "{" not in sentence
        assert sentence.startswith(("Row ", "Fila "))


def test_eight_hours_and_a_lunch_are_allowed(tmp_path: Path) -> None:
    day = [row("8:00", 120, "visit"), row("10:00", 15, "break"), row("10:15", 105, "visit"), row("12:00", 60, "lunch")]
    day += [row("13:00", 120, "visit"), row("15:00", 15, "break"), row("15:15", 105, "visit")]
    assert load(tmp_path, *day).days()["1"][-1].end == 17 * 60
    with pytest.raises(InputError, match=r"8|ocho"):
        load(tmp_path, *day, row("17:00", 15, "closing"))


def test_another_file_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "agendas.csv"
    path.write_text("id,block\nx,y\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        agenda.load(path, NEEDS)
    assert "note_es" in raised.value.sentence("en")


@given(data=st.binary(max_size=60) | st.text(max_size=80).map(lambda text: text.encode(errors="replace")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_agendas_or_one_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(",".join(COLUMNS).encode() + b"\nw,1,8:00," + data)
    with contextlib.suppress(InputError):
        agenda.load(path, NEEDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_facilitator_writes_is_shown_as_text(tmp_path: Path, language: str) -> None:
    rows = changed(1, room="<script>", lead="Doña Ana", note_en="a & b", note_es="a & b")
    shown = agenda_html(load(tmp_path, *rows), language=language, titles=TITLES, link=lambda page: f"../{page}.html")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "Doña Ana" in shown
    assert '<a href="../x/01-one.html">One</a>' in shown
    assert "Two &lt;b&gt;" in shown
    assert word("material", "laptops", language) in shown
    assert "a bell" in shown
    assert shown.count("<table") == shown.count("<caption>") == 2
    assert '<th scope="row">11:15–12:00</th>' in shown
