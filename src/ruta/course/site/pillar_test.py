"""The directive ``{pillar-test}``: the test of a pillar within a page of the book."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ruta.course import catalogue
from ruta.course.paths import find_tree
from ruta.practice.pillar_test_page import form_html


class PillarTestDirective(SphinxDirective):
    """``{pillar-test} statistics before`` puts that form of the pillar's test into the page."""

    required_arguments = 2

    def run(self) -> list[nodes.Node]:
        """Return the form as HTML."""
        pillar, form = self.arguments
        language = self.config.language
        titles = {lesson.id: lesson.title[language] for lesson in catalogue.load(find_tree()).lessons}
        # The page is made anew when an item changes: Sphinx does not see the bank otherwise.
        self.env.note_reread()
        return [nodes.raw("", form_html(pillar, form, language=language, lessons=titles), format="html")]


def setup(app: Sphinx) -> None:
    """Connect the directive; the extension of the books calls this."""
    app.add_directive("pillar-test", PillarTestDirective)
