"""What the books add to Jupyter Book: formulas as MathML, the bar above each page, nothing from other servers."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ruta.course.site import mathml, pillar_test, plan_calendar, workshop_agenda
from ruta.course.site.accessible import mended
from ruta.course.site.bar import Place, bar
from ruta.messages import LANGUAGES

# Scripts that extensions of Jupyter Book would fetch from elsewhere.
FOREIGN = ("http://", "https://", "//")


def _add_bar(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if "body" in context and app.config.ruta_site:
        place = Place(page=page, language=app.config.language, has_lab=app.config.ruta_lab)
        context["body"] = bar(place) + context["body"] if place.language in LANGUAGES else context["body"]


def _mend(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if "body" in context:
        context["body"] = mended(context["body"])


def _keep_local(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    for kind in ("script_files", "css_files"):
        context[kind] = [
            found for found in context.get(kind, []) if not str(getattr(found, "filename", found)).startswith(FOREIGN)
        ]


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the parts; Sphinx calls this."""
    mathml.setup(app)
    pillar_test.setup(app)
    plan_calendar.setup(app)
    workshop_agenda.setup(app)
    # The bar points into the site as a whole; a book built alone has none.
    app.add_config_value("ruta_site", False, "html")
    app.add_config_value("ruta_lab", False, "html")
    app.connect("html-page-context", _mend)
    app.connect("html-page-context", _add_bar)
    app.connect("html-page-context", _keep_local, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
