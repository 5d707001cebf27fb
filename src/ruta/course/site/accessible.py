"""Mend what Jupyter Book and pandas write into a page that a screen reader stumbles on (rules of WCAG 2.1)."""

import re

# Roles of the bibliography that ARIA has withdrawn, on elements that are paragraphs now.
WITHDRAWN_ROLES = re.compile(
    r'(<div[^>]*class="citation(?:-list)?"[^>]*?) role="[^"]*"|<div role="list" (class="citation-list")'
)
# A header cell with nothing in it announces "header" and then nothing; the corner of a table is an ordinary cell.
EMPTY_HEADER = re.compile(r"<th(?P<attributes>[^>]*)>(?P<content>\s*(?:<p>\s*</p>)?\s*)</th>")


def mended(body: str) -> str:
    """Return the body of a page without withdrawn roles and empty table headers.

    Parameters
    ----------
    body
        HTML of the article.
    """
    without_roles = WITHDRAWN_ROLES.sub(lambda found: found[1] or f"<div {found[2]}", body)
    return EMPTY_HEADER.sub(r"<td\g<attributes>>\g<content></td>", without_roles)
