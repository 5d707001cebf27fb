"""The built pages: both languages, nothing from elsewhere, every link of the bar leads somewhere."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from ruta.messages import LANGUAGES, text

pytestmark = pytest.mark.site
LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src"}
LINKS_THAT_LOAD = {"stylesheet", "icon", "shortcut", "preload", "modulepreload", "manifest", "prefetch"}


class Page(HTMLParser):
    """What a page loads, and where its links lead."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.loads: list[str] = []
        self.links: list[str] = []
        self.language = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in LOADING and LOADING[tag] in values:
            self.loads.append(values[LOADING[tag]])
        if tag == "link" and LINKS_THAT_LOAD & set(values.get("rel", "").split()):
            self.loads.append(values.get("href", ""))
        if tag == "a":
            self.links.append(values.get("href", ""))
        if tag == "html":
            self.language = values.get("lang", "")


def pages(site: Path) -> list[Page]:
    return [
        Page(path)
        for language in LANGUAGES
        for path in sorted((site / language).rglob("*.html"))
        if "_static" not in path.parts
    ]


def test_both_books_have_the_same_pages_in_their_own_language(site):
    names = [
        {path.relative_to(site / language) for path in (site / language).rglob("*.html")} for language in LANGUAGES
    ]
    assert names[0] == names[1]
    assert len(names[0]) > 15
    assert all(page.language == page.path.relative_to(site).parts[0] for page in pages(site) if page.language)


def test_no_page_loads_anything_from_elsewhere(site):
    for page in pages(site):
        assert not [url for url in page.loads if urlsplit(url).netloc], page.path


def test_no_style_sheet_loads_anything_from_elsewhere(site):
    for language in LANGUAGES:
        for path in (site / language).rglob("*.css"):
            found = re.findall(r"(?:url\(|@import\s+)[\"']?((?:https?:)?//[^\"')]+)", path.read_text(encoding="utf-8"))
            assert not found, path


def test_every_link_within_the_site_leads_to_a_file(site):
    for page in pages(site):
        if page.path.name in ("genindex.html", "search.html"):
            continue
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = (page.path.parent / unquote(parts.path)).resolve()
            assert target.exists(), f"{page.path.relative_to(site)} -> {link}"


def test_the_language_switch_stays_on_the_page(site):
    for page in pages(site):
        if page.path.name in ("genindex.html", "search.html") or page.path.parent.parent == site:
            continue
        other = "es" if page.language == "en" else "en"
        twin = site / other / page.path.relative_to(site / page.language)
        targets = {
            (page.path.parent / urlsplit(link).path).resolve() for link in page.links if link and "://" not in link
        }
        assert twin.resolve() in targets, page.path


@pytest.mark.parametrize("language", LANGUAGES)
def test_lessons_and_exercises_offer_the_lab_and_the_notebook(site, language):
    lessons = [
        *(site / language / "book" / "modules").glob("*/[0-9]*.html"),
        *(site / language / "exercises").glob("*/*.html"),
    ]
    assert len(lessons) >= 6
    for path in lessons:
        links = Page(path).links
        lab = [link for link in links if "/lab/notebooks/index.html?path=" in link]
        downloads = [link for link in links if "/notebooks/" in link and link.endswith(".ipynb") and "?" not in link]
        assert len(lab) == len(downloads) == 1
        notebook = urlsplit(lab[0]).query.removeprefix("path=")
        assert (site / "lab" / "files" / notebook).is_file()
        assert (path.parent / downloads[0]).resolve().is_file()


def test_formulas_are_mathml_with_their_latex_as_label(site):
    found = [
        path for path in (site / "es" / "book" / "modules").glob("*/*.html") if "<math " in path.read_text("utf-8")
    ]
    assert found
    assert all("aria-label" in path.read_text("utf-8").split("<math ")[1].split(">")[0] for path in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_of_a_lesson_has_a_text_alternative(site, language):
    for path in (site / language / "book" / "modules").glob("*/[0-9]*.html"):
        pictures = re.findall(r"<img [^>]*>", path.read_text(encoding="utf-8"))
        assert len(pictures) >= 2, path
        assert all(re.search(r'alt="[^"]{20,}"', picture) for picture in pictures), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_control_of_a_lesson_stands_still_with_a_note(site, language):
    note = text("practice.needs-kernel", language=language)
    for path in (site / language / "book" / "modules").glob("*/[0-9]*.html"):
        content = path.read_text(encoding="utf-8")
        assert note in content, path
        assert "widget-view" not in content, path
