"""The bar above each page: the same page in the other language, the browser lab, the notebook to download."""

import html
from dataclasses import dataclass

from ruta.messages import LANGUAGES, text


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
    def notebook(self) -> str | None:
        """Path of the notebook below its language, the same in the lab and among the downloads; None for a text."""
        parts = self.page.split("/")
        if parts[:2] == ["book", "modules"] and len(parts) == 4 and parts[3][0].isdigit():
            return "/".join(parts[2:]) + ".ipynb"
        return "/".join(parts) + ".ipynb" if parts[0] == "exercises" else None


def bar(place: Place) -> str:
    """Return the bar of a page as HTML; links only, no script."""
    links = []
    if place.notebook:
        notebook = f"{place.language}/{place.notebook}"
        if place.has_lab:
            links.append(_link(f"{place.up}lab/notebooks/index.html?path={notebook}", "open-in-lab", place.language))
        else:
            links.append(f"<span>{html.escape(text('site.no-lab', language=place.language))}</span>")
        links.append(_link(f"{place.up}notebooks/{notebook}", "download", place.language, attributes=" download"))
    for other in place.languages:
        if other != place.language:
            target = f"{place.up}{other}/{place.page}.html"
            links.append(_link(target, "this-page", other, attributes=f' class="ruta-language" lang="{other}"'))
    label = html.escape(text("site.bar", language=place.language), quote=True)
    return f'<nav class="ruta-bar" aria-label="{label}">{"".join(links)}</nav>' if links else ""


def _link(target: str, key: str, language: str, *, attributes: str = "") -> str:
    label = html.escape(text(f"site.{key}", language=language))
    return f'<a href="{html.escape(target, quote=True)}"{attributes}>{label}</a>'
