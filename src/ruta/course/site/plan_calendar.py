"""The directive ``{plan-calendar}``: a plan within a page of the book, made when the book is built."""

import base64
import html

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ruta.course.plan_ics import plan_ics
from ruta.course.plan_page import EXCEL
from ruta.exchange.plan import EXAMPLE, WORK_PLAN, Plan, example, work_plan
from ruta.exchange.plan_figure import plan_figure
from ruta.exchange.plan_table import table_html
from ruta.exchange.plan_words import say
from ruta.figures import figure_html

PLANS = {"work-plan": work_plan, "example": example}


class PlanCalendarDirective(SphinxDirective):
    """``{plan-calendar} work-plan`` puts figure, table and links to the files of that plan into the page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the plan as HTML."""
        name = directives.choice(self.arguments[0], tuple(PLANS))
        # The page is made anew when the plan changes: Sphinx does not see the file otherwise.
        self.env.note_reread()
        return [nodes.raw("", plan_html(PLANS[name](), language=self.config.language), format="html")]


def plan_html(plan: Plan, *, language: str) -> str:
    """Return figure, table and the files to save; the files lie in the page itself, so that they work from a stick."""
    shown = plan_figure(plan, language=language)
    caption = say("sure" if plan.is_work_plan else "invented", language)
    source = WORK_PLAN if plan.is_work_plan else EXAMPLE
    ics = f"{plan.name}.ics"
    links = [
        _link(plan_ics(plan, language=language), ics, "text/calendar", say("link-ics", language, name=ics)),
        _link(
            (EXCEL + source.read_text(encoding="utf-8")).encode(),
            source.name,
            "text/csv",
            say("link-csv", language, name=source.name),
        ),
    ]
    return (
        f"{figure_html(shown.figure, alt=shown.alt, caption=caption)}\n{table_html(plan, language=language)}\n"
        f"<p>{html.escape(shown.text)}</p>\n<p>{' · '.join(links)}</p>"
    )


def _link(data: bytes, name: str, kind: str, text: str) -> str:
    address = f"data:{kind};charset=utf-8;base64,{base64.b64encode(data).decode()}"
    return f'<a download="{html.escape(name, quote=True)}" href="{address}">{html.escape(text)}</a>'


def setup(app: Sphinx) -> None:
    """Connect the directive; the extension of the books calls this."""
    app.add_directive("plan-calendar", PlanCalendarDirective)
