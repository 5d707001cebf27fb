"""The directive ``{workshop-agenda}``: the agenda of a workshop within a page of the book."""

import base64
import html
from pathlib import Path, PurePosixPath

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ruta.course import agendas, catalogue
from ruta.course.paths import find_tree
from ruta.course.plan_page import EXCEL
from ruta.errors import InputError
from ruta.exchange.agenda_table import agenda_html, say


class WorkshopAgendaDirective(SphinxDirective):
    """``{workshop-agenda} statistics`` puts the days of that workshop into the page; ``table``, the file to save."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the agenda as HTML; a row at fault is a warning of the page, in one sentence."""
        # The page is made anew when the table changes: Sphinx does not see the file otherwise.
        self.env.note_reread()
        language = self.config.language
        try:
            return [nodes.raw("", self._made(self.arguments[0], language), format="html")]
        except InputError as error:
            return [self.state_machine.reporter.error(error.sentence(language), line=self.lineno)]

    def _made(self, name: str, language: str) -> str:
        tree = find_tree()
        found = agendas.load(tree)
        if name == "table":
            return table_link(tree.root / agendas.TABLE, language)
        if name not in found:
            raise InputError("workshop-agenda.unknown", found=name, expected=", ".join((*found, "table")))
        titles = agendas.titles(catalogue.load(tree), language)
        return agenda_html(found[name], language=language, titles=titles, link=self._address)

    def _address(self, page: str) -> str:
        """Return where a lesson or a test stands, seen from this page: modules lie beside the facilitators' folder."""
        here = self.env.docname
        target = PurePosixPath(here).parent.parent / "modules" / page
        return self.env.app.builder.get_relative_uri(here, str(target))


def table_link(path: Path, language: str) -> str:
    """Return the link that saves the table; the file lies in the page itself, so that it works from a stick."""
    data = base64.b64encode((EXCEL + path.read_text(encoding="utf-8-sig")).encode()).decode()
    text = html.escape(say("link-csv", language, name=path.name))
    return f'<p><a download="{path.name}" href="data:text/csv;charset=utf-8;base64,{data}">{text}</a></p>'


def setup(app: Sphinx) -> None:
    """Connect the directive; the extension of the books calls this."""
    app.add_directive("workshop-agenda", WorkshopAgendaDirective)
