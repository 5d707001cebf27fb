"""The reports in a real browser: accessible in both languages, on a telephone and on paper; nothing runs in them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import Browser, sync_playwright

from ruta.course import writing
from tests.classroom.grading.hostile_records import hostile
from tests.classroom.grading.made_records import a_class, graded
from tests.classroom.grading.read_reports import files
from tests.site.axe import told
from tests.site.conftest import ALONE, CHROMIUM

pytestmark = pytest.mark.browser
PHONE = 360
SHEET = round(8.5 * 96 - 2 * 0.4 * 96)
"""Width of a sheet of letter paper without its margins, in the pixels of a style sheet."""


def looked_at(paths: list[Path]) -> dict[str, dict[str, object]]:
    """Return what each page said, asked for and broke, by the name of its file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ALONE))
        found = {path.name: {**handled(browser, path), "axe": examined(browser, path)} for path in paths}
        browser.close()
    return found


def handled(browser: Browser, path: Path) -> dict[str, object]:
    """Open a page on a telephone, touch it and print it."""
    said: list[str] = []
    asked: list[str] = []
    page = browser.new_page(viewport={"width": PHONE, "height": 740})
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    # Whatever waits to be pointed at or pressed gets its turn.
    for box in page.locator("pre, bdi, td, code").all()[:40]:
        box.dispatch_event("mouseover")
        box.dispatch_event("click")
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET, "height": 1000})
    printed = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    outside = [url for url in asked if not url.startswith("data:") and url != path.as_uri()]
    return {"said": said, "asked": outside, "wide": wide, "printed": printed}


def examined(browser: Browser, path: Path) -> list[str]:
    """Return what axe finds. Every page forbids every script, and axe is one."""
    page = browser.new_page(bypass_csp=True)
    page.goto(path.as_uri())
    found = told(page)
    page.close()
    return found


def seen(paths):
    # In a thread of its own: where the tests of the site run too, this one has their event loop.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(looked_at, paths).result()


NOTHING = {"said": [], "asked": [], "wide": PHONE, "printed": SHEET, "axe": []}


def written(records, folder):
    found = files(records, seconds={record.file: 3.0 for record in records}, groups={"x": "norte", "y": "sur"})
    return writing.write({folder / path: content for path, content in found.items()})


def test_the_reports_of_a_class_are_accessible_and_ask_for_nothing(tmp_path):
    twin = graded("gemela", a_class(33)[2].questions, file="g")
    paths = written([*a_class(33), twin, graded("Ana", parameters={"language": "en"})], tmp_path)
    reports = [path for path in paths if path.name.startswith("report")]
    feedback = [next(path for path in paths if path.suffix == ".html" and name in path.parts)
                for name in ("ana", "persona-01")]  # fmt: skip
    # The two pages of feedback have one name, so each is looked at by itself.
    assert seen(reports) == {path.name: NOTHING for path in reports}
    for path in feedback:
        assert seen([path]) == {path.name: NOTHING}


def test_nothing_of_a_submission_runs_in_a_page(tmp_path):
    paths = written(hostile(), tmp_path)
    pages = [path for path in paths if path.suffix == ".html"]
    for number, path in enumerate(pages):
        pages[number] = path.rename(path.with_name(f"{number}-{path.name}"))
    assert seen(pages) == {path.name: NOTHING for path in pages}


def test_nothing_of_a_submission_runs_in_a_notebook_made_into_a_page(tmp_path):
    paths = written(hostile("en"), tmp_path)
    exporter = HTMLExporter(template_name="basic")
    bodies = []
    for path in paths:
        if path.suffix == ".ipynb":
            body, _ = exporter.from_notebook_node(nbformat.read(path, as_version=4))
            bodies.append(body)
    page = tmp_path / "notebooks.html"
    page.write_text(f'<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>{"".join(bodies)}', "utf-8")
    found = seen([page])["notebooks.html"]
    assert (found["said"], found["asked"]) == ([], [])


def test_the_browser_would_tell_if_anything_ran(tmp_path):
    page = tmp_path / "bad.html"
    page.write_text("<img src=http://127.0.0.1:9/x onerror=alert(1)><pre onclick=alert(2)>x</pre>", "utf-8")
    found = seen([page])["bad.html"]
    assert {"1", "2"} <= set(found["said"])
    assert found["asked"] == ["http://127.0.0.1:9/x"]
    assert found["axe"]
