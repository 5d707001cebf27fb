"""In a real browser with no network: no request leaves, nothing is inaccessible, nothing overflows."""

import itertools
import re
from pathlib import Path

import pytest

from ruta.course import catalogue
from ruta.course.paths import find_tree
from ruta.messages import LANGUAGES, text
from tests.site.axe import shine, told

pytestmark = pytest.mark.browser
TREE = find_tree(Path(__file__).parent)
LESSON, EXERCISE = "book/modules/service-access/03-waiting", "exercises/service-access/03-waiting"
ONE_OF_EACH = (
    "book/index", "book/modules/statistics/index", "book/glossary", "book/about", "book/references",
    "book/facilitators/index", "book/facilitators/calendar", "search", LESSON, EXERCISE,
)  # fmt: skip
IDS = [lesson.id for lesson in catalogue.load(TREE).lessons]
# Lessons in both languages; exercises, which are made of the same parts, in one or the other in turn.
VISITS = dict.fromkeys([
    *itertools.product([*ONE_OF_EACH, *(f"book/modules/{name}" for name in IDS)], LANGUAGES),
    *zip((f"exercises/{name}" for name in IDS), itertools.cycle(LANGUAGES), strict=False),
])  # fmt: skip


CODE = ".highlight pre"
# Puts a word of each colour below the first code, printed text and example of a page, where its background is.
EACH_COLOUR = """(kinds) => {
  for (const box of [".cell_input pre", ".cell_output pre", "div[class*=highlight-] > .highlight > pre"]) {
    const code = document.querySelector(box);
    for (const kind of kinds) {
      const word = document.createElement("span");
      word.className = kind;
      word.textContent = " word";
      code?.append(word);
    }
  }
}"""


def settle(visit) -> None:
    visit.page.wait_for_load_state("networkidle")


# One visit for all of it: with every lesson and exercise in it, opening pages is most of the time of this stage.
@pytest.mark.parametrize(("kind", "language"), VISITS)
def test_a_page_stays_on_the_site_is_accessible_and_fits_a_telephone(visit, address, language, kind):
    visit.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    visit.page.goto(f"{address}/{language}/{kind}.html")
    settle(visit)
    assert len(visit.requests) > 3
    assert visit.outside == []
    assert visit.failed == []
    assert told(visit.page, rules={"color-contrast": {"enabled": False}}) == []
    # Colours are those of one style sheet: one page of each kind is measured in both languages, the others in Spanish.
    # Those of code, thousands of words on a long lesson, have a test of their own.
    if language == "es" or kind in ONE_OF_EACH or kind.startswith("exercises"):
        for scheme in ("light", "dark"):
            shine(visit.page, scheme)
            assert told(visit.page, without=CODE, runOnly=["color-contrast"]) == []
    visit.page.set_viewport_size({"width": 360, "height": 740})
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("page", [LESSON, "book/facilitators/calendar"])
def test_every_colour_of_code_can_be_read_in_both_schemes(visit, address, site, page):
    books = [path.read_text(encoding="utf-8") for language in LANGUAGES for path in (site / language).rglob("*.html")]
    kinds = sorted({kind for book in books for kind in re.findall(r'<span class="([a-z]{1,2}\d?)">', book)})
    assert len(kinds) > 10
    visit.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    visit.page.goto(f"{address}/es/{page}.html")
    settle(visit)
    visit.page.evaluate(EACH_COLOUR, kinds)
    for scheme in ("light", "dark"):
        shine(visit.page, scheme)
        assert told(visit.page, within="article", runOnly=["color-contrast"]) == []


def test_the_first_page_asks_for_the_language_and_is_accessible(visit, address):
    visit.page.goto(f"{address}/")
    assert told(visit.page) == []
    visit.page.get_by_role("link", name=text("site.enter", language="es")).click()
    assert visit.page.url.endswith("/es/book/index.html")


def test_the_switch_leads_to_the_same_lesson_and_back(visit, address):
    visit.page.goto(f"{address}/es/{LESSON}.html")
    visit.page.get_by_role("link", name=text("site.this-page", language="en")).click()
    assert visit.page.url.endswith(f"/en/{LESSON}.html")
    visit.page.get_by_role("link", name=text("site.this-page", language="es")).click()
    assert visit.page.url.endswith(f"/es/{LESSON}.html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_question_is_judged_on_the_page_without_any_kernel(visit, address, language):
    visit.page.goto(f"{address}/{language}/{EXERCISE}.html")
    form = visit.page.locator(".ruta-choice").first
    said = set()
    for option in form.get_by_role("radio").all():
        option.check()
        form.get_by_role("button").click()
        said.add(form.get_by_role("status").inner_text())
    right = text("practice.headline.correct", language=language)
    assert len(said) >= 3
    assert sum(right in verdict for verdict in said) == 1


def test_search_answers_in_spanish_from_the_site_itself(visit, address):
    visit.page.goto(f"{address}/es/search.html?q=censurado")
    visit.page.wait_for_selector("#search-results li")
    assert visit.page.locator("#search-results li a").count() >= 1
    assert visit.outside == []


def test_dark_mode_keeps_figures_on_white(visit, address):
    visit.page.emulate_media(color_scheme="dark")
    visit.page.goto(f"{address}/es/{LESSON}.html")
    body = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
    figure = visit.page.evaluate("getComputedStyle(document.querySelector('.ruta-figure img')).backgroundColor")
    assert body != "rgb(255, 255, 255)"
    assert figure == "rgb(255, 255, 255)"


def test_paper_shows_the_lesson_without_bars_and_buttons(visit, address):
    visit.page.emulate_media(media="print")
    visit.page.goto(f"{address}/es/{LESSON}.html")
    # The theme prints a title of its own above the contents of the page, in place of the article's.
    assert visit.page.locator("h1 >> visible=true").count() == 1
    assert visit.page.locator("article .ruta-figure").first.is_visible()
    assert not visit.page.locator(".ruta-bar").is_visible()
    assert not visit.page.locator(".bd-sidebar-primary").is_visible()
