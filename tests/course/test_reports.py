"""All reports in one run: what is refused, a page that asks nothing of anybody, and results that are whole."""

import os
import stat
import sys
from datetime import date
from pathlib import Path

import nbformat
import pytest
from lxml import html
from nbformat.v4 import new_code_cell, new_notebook, new_output

from ruta import cli
from ruta.course import batch_pool, paths, report_page, report_pdf, reports
from ruta.course.batch_pool import Done
from ruta.datasets import COUNTRIES
from ruta.errors import InputError
from ruta.exchange import example_recommendations, recommendations, report_parts
from ruta.messages import LANGUAGES
from tests.exchange.recommendation_rows import TEN, changed, write

TREE = paths.find_tree(Path(__file__).parent)
DAY = date(2026, 6, 30)


def plan(**over):
    return reports.plan(TREE, **{"countries": ["HND"], "languages": ["en"], "seed": 2026, "on": DAY, **over})


def test_every_country_in_every_language_once() -> None:
    runs = plan(countries=[], languages=[])
    assert [(run.parameters["country"], run.parameters["language"]) for run in runs] == [
        (country, language) for country in COUNTRIES for language in LANGUAGES
    ]
    assert len(plan(countries=["HND", "HND"])) == 1, "one named twice is one report"


def test_a_report_is_made_again_where_its_table_or_its_day_changed(tmp_path: Path) -> None:
    one = plan(table=write(tmp_path, *TEN))[0].inputs
    assert plan(table=write(tmp_path, *TEN))[0].inputs == one
    assert plan(table=write(tmp_path, *changed(0, owner="another desk")))[0].inputs != one
    assert plan(table=write(tmp_path, *TEN), on=date(2026, 7, 1))[0].inputs != one


def test_the_day_of_a_report() -> None:
    today = date(2027, 1, 4)
    assert reports.day("2026-09-30", own_table=True, today=today) == date(2026, 9, 30)
    assert reports.day("", own_table=True, today=today) == today
    assert reports.day("", own_table=False, today=today) == DAY
    for text in ("03/04/2026", "2026-09", "tomorrow", "7"):
        with pytest.raises(InputError, match=text):
            reports.day(text, own_table=True, today=today)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "words",
    [
        ("--countries", "ITA"), ("--languages", "fr"), ("--seed", "-1"), ("--date", "30/06/2026"), ("--jobs", "0"),
        ("--timeout", "0"), ("--recommendations", "none.csv"), ("--recommendations", "bad.csv"),
        ("--recommendations", "mine.csv", "--date", "2025-01-01"), ("--out", "mine.csv"), ("--example", "mine.csv"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_2_and_makes_nothing(
    words: tuple[str, ...],
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(tmp_path, *TEN)
    write(tmp_path, *changed(0, owner=""), name="bad.csv")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.setattr(paths, "find_tree", lambda: TREE)
    monkeypatch.chdir(tmp_path)
    assert cli.main(["--language", language, "report", *words]) == 2
    said = capsys.readouterr()
    assert (said.out, len(said.err.strip().splitlines())) == ("", 1)
    assert "Traceback" not in said.err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_written_and_is_a_table(tmp_path: Path, language: str) -> None:
    path = tmp_path / "mine.csv"
    assert cli.main(["--language", language, "report", "--example", str(path)]) == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "by this mark Excel reads the accents"
    expected = example_recommendations.example(country="HND", seed=2026, language=language)
    assert recommendations.load(path).equals(expected)


def notebook(*pieces: str) -> nbformat.NotebookNode:
    outputs = [new_output("display_data", data={"text/html": piece, "text/plain": "plain"}) for piece in pieces]
    cell = new_code_cell("secret_code()", outputs=[new_output("stream", text="noise"), *outputs])
    return new_notebook(cells=[cell])


PIECES = (report_parts.heading("Título & «más»", 1), report_parts.heading("Primera parte"), "<p>uno</p>")


def test_the_page_has_no_code_and_asks_nothing_of_anybody() -> None:
    made = report_page.page(notebook(*PIECES), language="es", name="x")
    assert "secret_code" not in made
    assert "noise" not in made
    page = html.fromstring(made)
    assert page.get("lang") == "es"
    assert page.findtext(".//title") == page.findtext(".//h1") == "Título & «más»"
    assert page.xpath("//meta[@http-equiv]/@content")[0].startswith("default-src 'none'")
    assert page.xpath("//nav//a/@href") == [f"#{page.xpath('//h2/@id')[0]}"]
    assert not page.xpath("//script | //link | //@src[not(starts-with(., 'data:'))]")
    for missing in (PIECES[1:], PIECES[:1]):
        with pytest.raises(InputError, match="x"):
            report_page.page(notebook(*missing), language="es", name="x")


@pytest.fixture
def done(tmp_path: Path) -> Done:
    run = plan()[0]
    target = run.target(tmp_path / reports.EXECUTED)
    target.parent.mkdir(parents=True)
    target.write_text(nbformat.writes(notebook(*PIECES)), encoding="utf-8")
    return Done(run=run, state="done", seconds=1)


def browser(folder: Path, script: str) -> str:
    """Make a program that is called like a browser and does what a test needs."""
    path = folder / "browser"
    path.write_text(f"#!{sys.executable}\nimport sys\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


HALF = """
target = next(word for word in sys.argv if word.startswith("--print-to-pdf="))
open(target.partition("=")[2], "wb").write(b"%PDF-1.4 half")
"""
posix = pytest.mark.skipif(os.name != "posix", reason="the browser of this test is a script with a first line")


def test_without_a_browser_there_is_a_page(done: Done, tmp_path: Path) -> None:
    made = reports.finish(done, tmp_path, browser=None, timeout=5)
    assert [path.name for path in made.files] == ["closing-report.HND.en.html"]
    assert made.errors == ()


@posix
@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("sys.exit('no display')", "no display"),
        ("sys.exit(3)", "3"),
        (HALF, "0"),
        ("import time\ntime.sleep(30)", "1"),
    ],
)  # fmt: skip
def test_a_browser_that_prints_nothing_whole_is_named(done: Done, tmp_path: Path, script: str, reason: str) -> None:
    old = tmp_path / "closing-report.HND.en.pdf"
    old.write_bytes(b"%PDF of yesterday")
    made = reports.finish(done, tmp_path, browser=browser(tmp_path, script), timeout=1)
    assert [path.suffix for path in made.files] == [".html"]
    assert [error.code for error in made.errors] == ["report.no-pdf", "report.old-pdf"]
    assert reason in made.errors[0].sentence("en")
    assert old.read_bytes() == b"%PDF of yesterday", "nothing that was there is lost"


def test_a_browser_that_is_not_there_is_named(done: Done, tmp_path: Path) -> None:
    made = reports.finish(done, tmp_path, browser=str(tmp_path / "nothing"), timeout=1)
    assert [error.code for error in made.errors] == ["report.no-pdf"]


@pytest.mark.parametrize("state", ["failed", "timeout"])
def test_a_report_that_failed_is_named_and_leaves_what_was_there(done: Done, tmp_path: Path, state) -> None:
    (tmp_path / "closing-report.HND.en.html").write_text("yesterday", encoding="utf-8")
    failed = Done(run=done.run, state=state, seconds=1, error="[3] ValueError: x" if state == "failed" else "")
    made = reports.finish(failed, tmp_path, browser=None, timeout=7)
    assert made.files == ()
    assert "closing-report.HND.en" in made.errors[0].sentence("en")
    assert ("ValueError: x" if state == "failed" else "7 s") in made.errors[0].sentence("es")
    assert (tmp_path / "closing-report.HND.en.html").read_text(encoding="utf-8") == "yesterday"


@posix
def test_which_browser(tmp_path: Path) -> None:
    made = browser(tmp_path, "")
    assert report_pdf.find_browser({"RUTA_BROWSER": made, "PATH": ""}) == made
    assert report_pdf.find_browser({"RUTA_BROWSER": str(tmp_path / "gone"), "PATH": os.environ["PATH"]}) is None
    (tmp_path / "google-chrome").symlink_to(made)
    assert report_pdf.find_browser({"PATH": str(tmp_path)}) == str(tmp_path / "google-chrome")
    (tmp_path / "Microsoft/Edge/Application").mkdir(parents=True)
    edge = tmp_path / "Microsoft/Edge/Application/msedge.exe"
    edge.touch()
    assert report_pdf.find_browser({"PATH": "", "PROGRAMFILES(X86)": str(tmp_path)}) == str(edge)


@posix
@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "No browser was found"), ("es", "No se encontró un navegador")]
)
def test_one_that_fails_stops_no_other_and_the_code_is_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str, sentence: str
) -> None:
    def carry_out(pool: batch_pool.Pool, runs, progress):
        found = []
        for number, run in enumerate(runs, start=1):
            well = run.parameters["country"] != "SLV"
            if well:
                target = run.target(pool.out)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(nbformat.writes(notebook(*PIECES)), encoding="utf-8")
            found.append(Done(run=run, state="done" if well else "failed", seconds=1, error="" if well else "broken"))
            progress(found[-1], number, len(runs), 0)
        return found

    monkeypatch.setattr(paths, "find_tree", lambda: TREE)
    monkeypatch.setattr(batch_pool.Pool, "carry_out", carry_out)
    monkeypatch.setenv("RUTA_BROWSER", str(tmp_path / "gone"))
    words = [
        "--language",
        language,
        "report",
        "--countries",
        "SLV",
        "HND",
        "--languages",
        "es",
        "--out",
        str(tmp_path / "out"),
    ]
    assert cli.main(words) == 1
    said = capsys.readouterr()
    assert "closing-report.HND.es.html" in said.out
    assert "closing-report.SLV.es" in said.err
    assert "broken" in said.err
    assert said.err.count(sentence) == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "closing-report.HND.es.html",
        reports.EXECUTED,
    ]
