"""The browser lab with no network: lessons run, exercises are judged, data are those of the laptop, work is kept."""

import itertools
import re
from pathlib import Path

import nbformat
import pytest

from ruta import datasets
from ruta.course import catalogue
from ruta.course.paths import find_tree
from ruta.messages import LANGUAGES
from ruta.practice.verdict import MIME
from tests.site.conftest import ALONE, CHROMIUM
from tests.site.lab_page import LabPage, bundles, errors

pytestmark = pytest.mark.browser
IDS = [lesson.id for lesson in catalogue.load(find_tree(Path(__file__).parent)).lessons]
# Tests of the lab itself, whatever the lesson, are tried on one.
WAITING = "service-access/03-waiting"
WIDGET = "application/vnd.jupyter.widget-view+json"


def test_the_kernel_comes_from_the_site_and_the_site_is_small(site):
    settings = (site / "lab" / "jupyter-lite.json").read_text(encoding="utf-8")
    assert re.search(r'"pyodideUrl": "\./static/', settings)
    assert '"disablePyPIFallback": true' in settings
    # The lab and the theme of two books, and for each lesson its pages with their pictures.
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < 52e6 + len(IDS) * 2e6


# Both languages have the same code (tests/course), and every exercise runs in Spanish: one language a lesson, in turn.
@pytest.mark.parametrize(("lesson", "language"), [*zip(IDS, itertools.cycle(LANGUAGES), strict=False)])
def test_a_lesson_runs_from_top_to_bottom(visit, address, lesson, language):
    cells = LabPage(visit.page, address, f"{language}/{lesson}.ipynb").run_all()
    assert errors(cells) == []
    assert bundles(cells, WIDGET)
    assert visit.outside == []


@pytest.mark.parametrize("lesson", IDS)
def test_the_solution_typed_into_an_exercise_is_found_right(visit, address, root, lesson):
    opened = LabPage(visit.page, address, f"es/exercises/{lesson}.ipynb")
    solutions = nbformat.read(root / "exercises" / "solutions" / "es" / f"{lesson}.ipynb", as_version=4).cells
    questions = [cell.id.removeprefix("solution-") for cell in solutions if cell.id.startswith("solution-")]
    for cell in solutions:
        if cell.id.startswith("solution-"):
            opened.write(cell.id.replace("solution-", "answer-"), cell.source)
    cells = opened.run_all()
    assert errors(cells) == []
    said = {verdict["question"]: verdict["code"] for verdict in bundles(cells, MIME)}
    assert said == dict.fromkeys(questions, "correct")
    assert visit.outside == []


def test_an_unanswered_exercise_says_so_and_offers_forms(visit, address):
    cells = LabPage(visit.page, address, f"es/exercises/{WAITING}.ipynb").run_all()
    assert errors(cells) == []
    assert {verdict["code"] for verdict in bundles(cells, MIME)} == {"blank"}
    assert bundles(cells, WIDGET)


def test_the_data_of_the_browser_are_those_of_the_laptop(visit, address):
    opened = LabPage(visit.page, address, f"es/{WAITING}.ipynb")
    opened.write("parameters", 'country, language, seed = "SLV", "es", 7')
    opened.append(
        "from ruta import datasets\n"
        "print('made:', datasets.fingerprint('SLV', 7), sum(datasets.published().value.dropna()))"
    )
    cells = opened.run_all()
    assert errors(cells) == []
    here = f"made: {datasets.fingerprint('SLV', 7)} {sum(datasets.published().value.dropna())}"
    assert cells[-1]["outputs"][0]["text"].strip() == here


def test_work_is_kept_in_the_browser_and_can_be_downloaded(visit, address):
    notebook = f"es/exercises/{WAITING}.ipynb"
    opened = LabPage(visit.page, address, notebook)
    opened.write("answer-median-wait", "median_wait = 41")
    visit.page.evaluate("jupyterapp.commands.execute('docmanager:save')")
    again = LabPage(visit.page, address, notebook)
    kept = {cell["id"]: cell["source"] for cell in again.cells()}
    assert kept["answer-median-wait"] == "median_wait = 41"
    with visit.page.expect_download() as download:
        visit.page.evaluate("void jupyterapp.commands.execute('docmanager:download')")
    assert "median_wait = 41" in download.value.path().read_text(encoding="utf-8")


def test_moving_a_control_redraws_the_figure(visit, address):
    opened = LabPage(visit.page, address, f"es/{WAITING}.ipynb")
    cells = opened.run_all()
    [with_control] = [cell["id"] for cell in cells if bundles([cell], WIDGET)]
    opened.show(with_control)
    figure = visit.page.locator(".jupyter-widgets.widget-html img").first
    before = figure.get_attribute("src")
    visit.page.locator(".jupyter-widgets .noUi-handle").first.press("ArrowLeft")
    visit.page.wait_for_function(
        "before => document.querySelector('.jupyter-widgets.widget-html img').src !== before", arg=before
    )


def test_what_is_not_shipped_is_refused_without_a_request(visit, address):
    opened = LabPage(visit.page, address, f"es/{WAITING}.ipynb")
    opened.append("%pip install a-package-that-is-not-here")
    cells = opened.run_all()
    assert any("a-package-that-is-not-here" in line for line in errors(cells))
    assert visit.outside == []


def test_an_exercise_is_judged_on_an_office_server_without_https(browser, address):
    # A name on plain http is no secure context for a browser: no service worker, so nothing may depend on one.
    office = "--host-resolver-rules=MAP office.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    arguments = [argument for argument in ALONE if "resolver" not in argument]
    started = browser.browser_type.launch(executable_path=CHROMIUM, args=[*arguments, office])
    page = started.new_page()
    opened = LabPage(page, address.replace("127.0.0.1", "office.test"), f"es/exercises/{WAITING}.ipynb")
    assert page.evaluate("window.isSecureContext") is False
    opened.write("answer-median-wait", "median_wait = 1")
    cells = opened.run_all()
    assert errors(cells) == []
    codes = {verdict["question"]: verdict["code"] for verdict in bundles(cells, MIME)}
    assert codes.pop("median-wait") not in ("blank", "missing", "correct")
    assert set(codes.values()) == {"blank"}
    started.close()
