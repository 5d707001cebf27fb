"""In a real browser with no network: no request leaves, nothing is inaccessible, nothing overflows."""

from pathlib import Path

import pytest

from ruta.course import catalogue
from ruta.course.paths import find_tree
from ruta.messages import LANGUAGES, text
from tests.site.axe import told

pytestmark = pytest.mark.browser
TREE = find_tree(Path(__file__).parent)
LESSON, EXERCISE = "book/modules/service-access/03-waiting", "exercises/service-access/03-waiting"
ONE_OF_EACH = (
    "book/index", "book/modules/statistics/index", "book/glossary", "book/about", "book/references",
    "book/facilitators/index", "book/facilitators/calendar", "search", LESSON, EXERCISE,
)  # fmt: skip
ALL = dict.fromkeys([
    *ONE_OF_EACH,
    *(f"{place}/{lesson.id}" for lesson in catalogue.load(TREE).lessons for place in ("book/modules", "exercises")),
])  # fmt: skip


def settle(visit) -> None:
    visit.page.wait_for_load_state("networkidle")


# One visit for all of it: with every lesson and exercise in it, opening pages is most of the time of this stage.
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ALL)
def test_a_page_stays_on_the_site_is_accessible_and_fits_a_telephone(visit, address, language, kind):
    # Without motion: a button on its way from one colour to another has neither's contrast.
    visit.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    visit.page.goto(f"{address}/{language}/{kind}.html")
    settle(visit)
    assert len(visit.requests) > 3
    assert visit.outside == []
    assert visit.failed == []
    # Colours are those of one style sheet: one page of each kind is measured in both languages, the others in Spanish.
    if language == "en" and kind not in ONE_OF_EACH:
        assert told(visit.page, rules={"color-contrast": {"enabled": False}}) == []
    else:
        assert told(visit.page) == []
        visit.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        visit.page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
        assert told(visit.page, runOnly=["color-contrast"]) == []
    visit.page.set_viewport_size({"width": 360, "height": 740})
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360


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
