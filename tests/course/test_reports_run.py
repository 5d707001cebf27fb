"""The report itself: it runs for every country and language, hides small cells, and prints as an accessible PDF."""

import itertools
import re
from datetime import date
from pathlib import Path

import nbformat
import pytest
from lxml import html

from ruta import cli, messages
from ruta.course import batch_worker, paths, report_page, report_pdf, reports
from ruta.course.notebooks import read, write_text
from ruta.datasets import COUNTRIES
from ruta.exchange.report_words import say
from ruta.messages import LANGUAGES
from tests.exchange.recommendation_rows import changed, write
from tests.site import axe

TREE = paths.find_tree(Path(__file__).parent)
PARTS = ("part-statistics", "part-warning", "part-services", "part-recommendations", "part-limits")
Page = html.HtmlElement


def page_of(folder: Path, country: str, language: str, table: Path | None = None, seed: int = 2026) -> Page:
    run = reports.plan(TREE, countries=[country], languages=[language], seed=seed, on=date(2026, 6, 30), table=table)[0]
    job = {"source": str(run.source), "target": str(run.target(folder)), "parameters": run.parameters,
           "inputs": run.inputs, "cell_timeout": 120}  # fmt: skip
    assert batch_worker.run(job) == {"error": ""}
    return html.fromstring(report_page.page(read(run.target(folder)), language=language, name="x"))


@pytest.mark.notebooks
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_the_report_of_a_country(country: str, language: str, tmp_path: Path) -> None:
    page = page_of(tmp_path, country, language)
    assert page.get("lang") == language
    headings = list(page.xpath("//h2//text()"))
    assert [heading for heading in headings if heading in {say(part, language) for part in PARTS}] == [
        say(part, language) for part in PARTS
    ]
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert len(set(page.xpath("//h2/@id"))) == len(headings)
    assert len(page.xpath("//figure")) == 4
    assert all(len(alt) > 80 for alt in page.xpath("//img/@alt"))
    check_source_and_date(page, language)
    check_small_cells(page, language)


def check_source_and_date(page: Page, language: str) -> None:
    """Under every figure and table stand a source, a date or a release, and whether the data are invented."""
    synthetic, real = (
        messages.text("figures.synthetic", language=language),
        messages.text("figures.real", language=language),
    )
    under_tables = []
    for box in page.xpath("//div[@class='scroll']"):
        notes = []
        while (box := box.getnext()) is not None and box.get("class") == "source":
            notes.append(box.text_content())
        under_tables.append(" ".join(notes))
    captions = [caption.text_content() for caption in page.xpath("//figcaption")]
    assert len(under_tables) == 7
    for text in (*captions, *under_tables):
        assert (synthetic in text) != (real in text), text
        assert re.search(r"\d{4}-\d\d-\d\d|release|edición", text), text
        assert re.search("Source|Fuente", text), text


def check_small_cells(page: Page, language: str) -> None:
    """No table of persons shows a number from 1 to 4, and the rule stands under each."""
    rule = say("rule", language, threshold=5, smaller=4)
    persons = [table for table in page.xpath("//table") if rule in table.getparent().getnext().text_content()]
    assert len(persons) == 3
    hidden = 0
    for table in persons:
        shown = [cell.text_content() for cell in table.xpath(".//td[@class='n']")]
        assert not {"1", "2", "3", "4"} & set(shown)
        hidden += shown.count(say("hidden", language))
    assert hidden > 0


@pytest.mark.notebooks
def test_the_same_values_give_the_same_report(tmp_path: Path) -> None:
    one, two = (html.tostring(page_of(tmp_path / name, "HND", "en")) for name in ("one", "two"))
    assert one == two


@pytest.mark.notebooks
def test_an_office_sees_its_own_table_as_text(tmp_path: Path) -> None:
    rows = changed(0, recommendation="<script>alert(1)</script> Müller & Co", baseline_now="150", latest="90")
    page = page_of(tmp_path, "MEX", "es", table=write(tmp_path, *rows))
    read_all = page.text_content()
    assert "<script>alert(1)</script> Müller & Co" in read_all
    assert not page.xpath("//script")
    assert say("source-own-line", "es", file="mine.csv", date="2026-06-30") in read_all
    assert say("was-moved", "es", now="150") in read_all
    assert say("read-standing", "es", done=2, all=10, share="20%") in read_all


@pytest.mark.notebooks
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_country_without_a_published_series_has_a_report_that_says_so(tmp_path: Path, language: str) -> None:
    notebook = read(TREE.root / reports.NOTEBOOK)
    setup = next(cell for cell in notebook.cells if cell.id == "setup")
    setup.source += "\n_all = datasets.published()\ndatasets.published = lambda: _all[_all['iso3'] != country]\n"
    source, target = tmp_path / "report.ipynb", tmp_path / "made.ipynb"
    write_text(source, nbformat.writes(notebook))
    job = {"source": str(source), "target": str(target), "inputs": "", "cell_timeout": 120,
           "parameters": {"country": "SLV", "language": language, "seed": 2026}}  # fmt: skip
    assert batch_worker.run(job) == {"error": ""}
    made = html.fromstring(report_page.page(read(target), language=language, name="x")).text_content()
    assert say("claim-no-series", language) in made
    assert say("series-none", language, country=say("country-slv", language)) in made


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if report_pdf.find_browser() is None:
        pytest.skip("there is no browser that can print")
    out = tmp_path_factory.mktemp("reports")
    assert cli.main(["--language", "en", "report", "--countries", "HND", "--out", str(out)]) == 0
    return out


@pytest.mark.browser
@pytest.mark.notebooks
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged_and_in_the_language(printed: Path, language: str) -> None:
    from pypdf import PdfReader

    reader = PdfReader(printed / f"closing-report.HND.{language}.pdf")
    title = say("title", language, country=say("country-hnd", language))
    root = reader.trailer["/Root"]
    assert len(reader.pages) > 1
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    tags = structure(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/Figure"} <= set(tags)
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for part in PARTS:
        assert say(part, language) in text
    assert say("rule", language, threshold=5, smaller=4)[:40] in text
    other = "es" if language == "en" else "en"
    assert say("part-limits", other) not in text
    bookmark = next(item.title for item in reader.outline if not isinstance(item, list))
    # The browser forgets the space at which a heading was broken.
    assert bookmark.replace(" ", "") == title.replace(" ", "")


def structure(node: object) -> list[str]:
    """Return the tags of a PDF, all the way down."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [tag for inner in node for tag in structure(inner)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/S"])] if "/S" in node else []
    return own + (structure(node["/K"]) if "/K" in node else [])


@pytest.mark.browser
@pytest.mark.notebooks
def test_a_second_run_keeps_what_is_there(printed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in (printed / reports.EXECUTED).rglob("*.ipynb")}
    assert (
        cli.main(["--language", "en", "report", "--countries", "HND", "--languages", "es", "--out", str(printed)]) == 0
    )
    assert "1 of 1" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in before} == before


@pytest.mark.browser
@pytest.mark.notebooks
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_accessible_and_loads_nothing(printed: Path, language: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=report_pdf.find_browser(), args=["--no-sandbox"])
        context = browser.new_context(bypass_csp=True)  # axe is a script, which the page rightly refuses
        tab = context.new_page()
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto((printed / f"closing-report.HND.{language}.html").as_uri())
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        found = axe.told(tab)
        browser.close()
    assert found == []
