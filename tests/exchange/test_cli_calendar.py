"""``ruta calendar``: three files that agree, the same bytes each time, and nothing half-written."""

import re
from pathlib import Path

import pytest
from icalendar import Calendar

from ruta import cli
from ruta.course.site.plan_calendar import plan_html
from ruta.exchange import plan as plans
from ruta.messages import LANGUAGES
from tests.exchange.plans import GOOD, changed, write

FILES = ["calendar.html", "calendar.ics", "calendar.svg"]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize(("language", "note"), [("en", "Not in the calendar file"), ("es", "No están en el archivo")])
def test_without_a_file_it_is_the_work_plan(
    tmp_path: Path, language: str, note: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("one", "two"):
        assert cli.main(["--language", language, "calendar", "--out", str(tmp_path / folder)]) == 0
    assert note in capsys.readouterr().out
    made = contents(tmp_path / "one")
    assert list(made) == FILES
    assert made == contents(tmp_path / "two")
    page = made["calendar.html"].decode()
    assert f'<html lang="{language}">' in page
    assert len(re.findall("<tr>", page)) == 16
    assert re.search('<img src="calendar.svg" alt="[^"]{200,}"', page)
    assert len(Calendar.from_ical(made["calendar.ics"]).walk("VEVENT")) == 2


def test_a_date_that_moves_moves_all_three(tmp_path: Path) -> None:
    made = []
    for rows in (GOOD, changed(0, first="2027-03-01")):
        assert cli.main(["calendar", str(write(tmp_path, *rows)), "--out", str(tmp_path / "out")]) == 0
        made.append(contents(tmp_path / "out"))
    assert list(made[0]) == list(made[1]) == FILES
    assert all(made[0][name] != made[1][name] for name in FILES)
    assert b"20270301" in made[1]["calendar.ics"]
    assert "lun. 1 mar. 2027" in made[1]["calendar.html"].decode()
    assert "lun. 1 mar. 2027" in made[1]["calendar.svg"].decode(), "the figure carries its text alternative"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "words",
    [
        ("none.csv",), (".",), ("wrong.csv",), ("unsure.csv",), ("plan.csv", "--edition", "-1"),
        ("plan.csv", "--out", "plan.csv"), ("--example", "plan.csv"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_2_and_writes_nothing(
    tmp_path: Path,
    words: tuple[str, ...],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(tmp_path, *GOOD)
    write(tmp_path, *changed(0, first="03/04/2027"), name="wrong.csv")
    write(tmp_path, *GOOD[2:], name="unsure.csv")
    monkeypatch.chdir(tmp_path)
    before = contents(tmp_path)
    assert cli.main(["--language", language, "calendar", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "Traceback" not in said.err
    assert contents(tmp_path) == before


def test_a_disk_that_fills_up_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--language", "en", "calendar", str(write(tmp_path, *GOOD)), "--out", str(tmp_path / "out")]
    assert cli.main(words) == 0
    before = contents(tmp_path / "out")
    write(tmp_path, *changed(0, first="2027-03-01"))
    real = Path.write_bytes

    def fill(path: Path, data: bytes) -> int:
        if "calendar.ics" in path.name:
            raise OSError(28, "No space left on device", str(path))
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", fill)
    assert cli.main(words) == 2
    assert "full" in capsys.readouterr().err
    assert contents(tmp_path / "out") == before


def test_the_example_is_copied_and_is_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    assert cli.main(["calendar", "--example", str(path)]) == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "by this mark Excel reads the accents"
    assert plans.load(path).entries == plans.example().entries


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", [plans.work_plan, plans.example])
def test_the_page_of_the_book_holds_figure_table_and_files(plan, language: str) -> None:
    found = plan_html(plan(), language=language)
    assert found.count("<img ") == found.count("<table ") == 1
    assert re.findall('download="([^"]+)"', found) == [f"{plan().name}.ics", f"{plan().name}.csv"]
    assert 'href="http' not in found
