"""A lesson as slides in a real browser: nothing lost, keys and buttons, paper, and nothing inaccessible."""

import re

import pytest

from ruta.messages import LANGUAGES, text
from tests.site.axe import told

pytestmark = pytest.mark.browser
LESSON = "book/modules/service-access/03-waiting"
EXERCISE = "exercises/service-access/03-waiting"
# Cuts each lesson apart from its page, and says which of them do not hold after it what they held before.
CUT_ALL = """async (pages) => {
  const left = [];
  const plain = (text) => text.replace(/\\s+/g, "");
  const kinds = ["img", "table", "math", "li", "a[href]", "[id]"];
  for (const page of pages) {
    const read = new DOMParser().parseFromString(await (await fetch(page)).text(), "text/html");
    const words = JSON.parse(read.querySelector(".ruta-slides-link").dataset.words);
    const lesson = read.querySelector("article.bd-article > section");
    lesson.querySelector("h1").remove();
    lesson.removeAttribute("id");
    const before = plain(lesson.textContent);
    const counts = kinds.map((kind) => lesson.querySelectorAll(kind).length);
    const slides = rutaCut(lesson, words);
    const rest = plain(lesson.textContent);
    const whole = read.createElement("div");
    whole.append(...slides);
    for (const extra of whole.querySelectorAll(".ruta-added")) extra.remove();
    const same = kinds.every((kind, place) => whole.querySelectorAll(kind).length === counts[place]);
    if (rest || slides.length < 10 || plain(whole.textContent) !== before || !same) left.push(page);
  }
  return left;
}"""


def opened(visit, address, language, query="", page=LESSON):
    visit.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    visit.page.goto(f"{address}/{language}/{page}.html{query}")
    return visit.page


def said(name, language, **params):
    return text(f"site.slides.{name}", language=language, **params)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_every_lesson_lands_on_exactly_one_slide(visit, address, site, language):
    page = opened(visit, address, language)
    lessons = sorted((site / language / "book" / "modules").glob("*/[0-9]*.html"))
    assert len(lessons) >= 3
    assert page.evaluate(CUT_ALL, [f"../{path.parent.name}/{path.name}" for path in lessons]) == []


def test_the_keys_move_the_address_keeps_the_slide_and_escape_leaves(visit, address):
    page = opened(visit, address, "es", "#take-away")
    link = page.get_by_role("link", name=said("slides", "es"), exact=True)
    section = page.locator("article > section > section[id]").nth(3).get_attribute("id")
    page.evaluate("id => { location.hash = id; }", section)
    link.click()
    status, heading = page.get_by_role("status"), page.locator(":focus")
    page.wait_for_selector(".ruta-slides-bar")
    assert heading.get_attribute("id") == section
    count = page.locator(".ruta-slide").count()
    assert page.locator(".ruta-slide >> visible=true").count() == 1
    for key, number in (
        ("Home", 1), ("ArrowRight", 2), ("PageDown", 3), ("Space", 4), ("PageUp", 3), ("ArrowLeft", 2), ("End", count),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert status.inner_text() == said("at", "es", number=number, count=count)
        assert heading.count() == 1
    page.get_by_role("button", name=said("back", "es"), exact=True).click()
    assert re.search(rf"\?slides={count - 1}$", page.url)
    page.reload()
    assert status.inner_text() == said("at", "es", number=count - 1, count=count)
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"\.html#[\w-]+$"))
    assert link.is_visible()
    assert visit.outside == []


def test_code_waits_behind_a_button_and_only_lessons_have_slides(visit, address, browser):
    page = opened(visit, address, "en", "?slides=1")
    page.wait_for_selector(".ruta-slides-bar")
    while not page.locator("summary >> visible=true").count():
        page.keyboard.press("ArrowRight")
    code = page.locator("details:visible .cell_input").first
    assert not code.is_visible()
    page.get_by_text(said("code", "en")).locator("visible=true").first.press("Space")
    assert code.is_visible()
    opened(visit, address, "en", "?slides=1", EXERCISE)
    assert not page.locator(".ruta-deck, .ruta-slides-link").count()
    without = browser.new_page(java_script_enabled=False)
    without.goto(f"{address}/en/{LESSON}.html?slides=3")
    assert without.locator("article h2 >> visible=true").count() > 5
    assert not without.locator(".ruta-slides-link").is_visible()
    without.close()


def test_slides_are_accessible_in_both_schemes_and_at_large_zoom(visit, address):
    page = opened(visit, address, "es", "?slides=1")
    page.wait_for_selector(".ruta-slides-bar")
    first = ".ruta-slide:has({0})"
    for kind in (None, "table", ".ruta-pair", ".ruta-still"):
        if kind:
            order = "slide => [...document.querySelectorAll('.ruta-slide')].indexOf(slide) + 1"
            number = page.locator(first.format(kind)).first.evaluate(order)
            page.goto(page.url.partition("?")[0] + f"?slides={number}")
            page.wait_for_selector(".ruta-slides-bar")
        assert told(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    assert told(page, runOnly=["color-contrast"]) == []
    # 1280 x 720 at 200 %: a sign where a slide goes on below, and nothing wider than the window.
    page.set_viewport_size({"width": 640, "height": 360})
    page.get_by_role("button", name=said("more", "es")).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert told(page, rules={"color-contrast": {"enabled": False}}) == []


def test_paper_has_a_page_for_each_slide(visit, address):
    page = opened(visit, address, "en", "?slides=4")
    page.wait_for_selector(".ruta-slides-bar")
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    assert pages == page.locator(".ruta-slide").count()
