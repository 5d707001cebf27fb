"""The bar above each page: the same page in the other language, the browser lab, the notebook, a lesson's slides."""

import html
import json
from dataclasses import dataclass

from ruta.messages import LANGUAGES, text

SLIDE_WORDS = ("slides", "next", "back", "leave", "more", "code", "at", "part")
"""What ``slides.js`` says; the link to the slides carries it."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page of the built site."""

    page: str
    """Its name in the book, such as ``book/modules/statistics/02-stocks-and-flows``."""
    language: str
    """Language of the book."""
    languages: tuple[str, ...] = LANGUAGES
    """Languages that the site has."""
    has_lab: bool = True
    """Whether the site holds the browser lab."""

    @property
    def up(self) -> str:
        """The way from the page to the top of the site; relative, so that the site works below any address."""
        return "../" * (self.page.count("/") + 1)

    @property
    def is_lesson(self) -> bool:
        """Whether the page is a lesson, which can be shown as slides."""
        parts = self.page.split("/")
        return parts[:2] == ["book", "modules"] and len(parts) == 4 and parts[3][0].isdigit()

    @property
    def notebook(self) -> str | None:
        """Path of the notebook below its language, the same in the lab and among the downloads; None for a text."""
        parts = self.page.split("/")
        if self.is_lesson:
            return "/".join(parts[2:]) + ".ipynb"
        return "/".join(parts) + ".ipynb" if parts[0] == "exercises" else None


def bar(place: Place) -> str:
    """Return the bar of a page as HTML: links only. The one to the slides waits for the script that makes them."""
    links = []
    if place.notebook:
        notebook = f"{place.language}/{place.notebook}"
        if place.has_lab:
            links.append(_link(f"{place.up}lab/notebooks/index.html?path={notebook}", "open-in-lab", place.language))
        else:
            links.append(f"<span>{html.escape(text('site.no-lab', language=place.language))}</span>")
        links.append(_link(f"{place.up}notebooks/{notebook}", "download", place.language, attributes=" download"))
    if place.is_lesson:
        words = {name: text(f"site.slides.{name}", language=place.language) for name in SLIDE_WORDS}
        carried = html.escape(json.dumps(words, ensure_ascii=False), quote=True)
        attributes = f' class="ruta-slides-link" data-words="{carried}" hidden'
        links.append(_link("?slides=1", "slides.slides", place.language, attributes=attributes))
    for other in place.languages:
        if other != place.language:
            target = f"{place.up}{other}/{place.page}.html"
            links.append(_link(target, "this-page", other, attributes=f' class="ruta-language" lang="{other}"'))
    label = html.escape(text("site.bar", language=place.language), quote=True)
    return f'<nav class="ruta-bar" aria-label="{label}">{"".join(links)}</nav>' if links else ""


def _link(target: str, key: str, language: str, *, attributes: str = "") -> str:
    label = html.escape(text(f"site.{key}", language=language))
    return f'<a href="{html.escape(target, quote=True)}"{attributes}>{label}</a>'
