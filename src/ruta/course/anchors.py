"""A Sphinx extension: links such as ``[stock](../glossary.md#term-stock)`` reach anchors that were set by hand.

MyST resolves the part after ``#`` among the headings of a page only, and warns about an anchor written as
``(term-stock)=``. The form ``[stock](#term-stock)`` would please it, but leads nowhere when the notebook is open in
JupyterLab, where most trainees read it. So every anchor set by hand is entered in MyST's list of each page.
"""

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment


def enter_anchors(_app: Sphinx, environment: BuildEnvironment) -> None:
    """Enter the anchors of all pages beside their headings; a heading keeps its name where the two meet."""
    for name, (document, label) in environment.domains["std"].data["anonlabels"].items():
        if document in environment.metadata:
            slugs = environment.metadata[document].setdefault("myst_slugs", {})
            slugs.setdefault(name, (0, label, name))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.connect("env-updated", enter_anchors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
