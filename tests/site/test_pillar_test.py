"""The test of a pillar in a real browser: marked on the page, saved as a file, readable by everybody."""

import json
from pathlib import Path

import pytest

from ruta.course import catalogue
from ruta.course.paths import find_tree
from ruta.messages import LANGUAGES, text
from ruta.practice import pillar_test
from tests.site.axe import shine, told

pytestmark = pytest.mark.browser
TESTED = [pillar.id for pillar in catalogue.load(find_tree(Path(__file__).parent)).pillars if pillar.tested]
each = pytest.mark.parametrize(
    ("pillar", "form", "language"),
    [(pillar, form, language) for pillar in TESTED for form in pillar_test.FORMS for language in LANGUAGES],
)


def opened(visit, address, pillar, form, language):
    visit.page.goto(f"{address}/{language}/book/modules/{pillar}/test-{form}.html")
    visit.page.wait_for_load_state("networkidle")
    return visit.page.locator(".ruta-test")


def answer(found, letters):
    for fieldset, letter in zip(found.locator("fieldset").all(), letters, strict=True):
        fieldset.locator(f'input[value="{letter}"]').check()


def mark(found, language):
    found.get_by_role("button", name=text("practice.test.mark", language=language)).click()
    return found.locator(".ruta-test-result").inner_text()


@each
def test_all_right_but_one_is_marked_so(visit, address, pillar, form, language):
    found = opened(visit, address, pillar, form, language)
    items = pillar_test.draw(pillar).form(form)
    letters = [item.key for item in items]
    answer(found, letters)
    assert text("practice.test.score", language=language, right=20, all=20) in mark(found, language)
    wrong = items[-1]
    answer(found, [*letters[:-1], next(iter(wrong.mistakes))])
    said = mark(found, language)
    assert text("practice.test.score", language=language, right=19, all=20) in said
    assert text("practice.test.read-again", language=language) in said
    explained = wrong.wording[language].because in found.locator("fieldset").last.inner_text()
    assert explained == (form == "after")
    assert visit.outside == visit.failed == []


@each
def test_what_was_not_answered_is_named_and_nothing_is_marked(visit, address, pillar, form, language):
    found = opened(visit, address, pillar, form, language)
    items = pillar_test.draw(pillar).form(form)
    answer(found, [item.key for item in items])
    found.locator("fieldset").nth(4).evaluate("set => set.querySelector('input:checked').checked = false")
    said = mark(found, language)
    assert text("practice.test.unanswered", language=language, items=5) in said
    assert not found.locator("table").count()


@each
def test_the_saved_file_holds_the_answers_and_no_marks(visit, address, pillar, form, language):
    found = opened(visit, address, pillar, form, language)
    items = pillar_test.draw(pillar).form(form)
    answer(found, ["a"] * len(items))
    found.get_by_role("textbox").fill("Ñandú 7")
    with visit.page.expect_download() as waiting:
        found.get_by_role("button", name=text("practice.test.save", language=language)).click()
    assert waiting.value.suggested_filename == f"{pillar}-{form}-Ñandú-7.json"
    saved = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert saved["schema"] == "ruta.pillar-test/1"
    assert (saved["pillar"], saved["form"], saved["pseudonym"]) == (pillar, form, "Ñandú 7")
    assert saved["answers"] == {item.id: "a" for item in items}


def told_in_both_schemes(page):
    found = []
    for scheme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
        shine(page, scheme)
        found += told(page, **rules)
    return found


@each
def test_the_page_is_accessible_and_fits_a_telephone_before_and_after_marking(visit, address, pillar, form, language):
    found = opened(visit, address, pillar, form, language)
    assert told_in_both_schemes(visit.page) == []
    answer(found, ["a"] * 20)
    mark(found, language)
    assert told_in_both_schemes(visit.page) == []
    visit.page.set_viewport_size({"width": 360, "height": 740})
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
