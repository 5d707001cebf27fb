"""Notebooks that are read away from the book: in the browser lab, in JupyterLab, as a download.

There, the book's own marks mean nothing: a citation would stand as ``{cite}`key```, a link to the glossary would lead
nowhere. Both become plain words, and links between lesson and exercise follow the folders of a workspace.
"""

import copy
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from nbformat import NotebookNode
from pybtex.database import Entry, parse_file

from ruta.errors import InputError

AND = {"en": "and", "es": "y"}
UNDATED = {"en": "n.d.", "es": "s. f."}
CITATION = re.compile(r"\{cite(?::(?P<kind>[pt]))?\}`(?P<keys>[^`]+)`")
PAGE_LINK = re.compile(r"\[(?P<words>[^\]]+)\]\([^)\s]*\.md(?:#[^)\s]*)?\)")
TO_EXERCISE = re.compile(r"\]\((?:\.\./)+exercises/(?P<rest>[^)\s]+\.ipynb)\)")
TO_LESSON = re.compile(r"\]\((?:\.\./)+book/modules/(?P<rest>[^)\s]+\.ipynb)\)")


def away(notebook: NotebookNode, *, language: str, bibliography: Path) -> NotebookNode:
    """Return a notebook whose texts can be read without the book; its code and its ids are as they were.

    Parameters
    ----------
    notebook
        A lesson or an exercise.
    language
        Its language.
    bibliography
        The BibTeX file of the course.

    Raises
    ------
    InputError
        Where a text cites what the bibliography does not have.
    """
    entries = _entries(bibliography)
    plain = copy.deepcopy(notebook)
    for cell in plain.cells:
        if cell.cell_type == "markdown":
            cell.source = _plain(cell.source, entries, language)
    return plain


def _plain(text: str, entries: Mapping[str, Entry], language: str) -> str:
    text = CITATION.sub(lambda found: _cited(found["keys"], found["kind"] == "t", entries, language), text)
    text = PAGE_LINK.sub(lambda found: found["words"], text)
    text = TO_EXERCISE.sub(lambda found: f"](../exercises/{found['rest']})", text)
    return TO_LESSON.sub(lambda found: f"](../../{found['rest']})", text)


def _cited(keys: str, in_sentence: bool, entries: Mapping[str, Entry], language: str) -> str:
    sources = [_author_and_year(key.strip(), entries, language) for key in keys.split(",")]
    if in_sentence:
        return ", ".join(f"{author} ({year})" for author, year in sources)
    return "(" + "; ".join(f"{author}, {year}" for author, year in sources) + ")"


def _author_and_year(key: str, entries: Mapping[str, Entry], language: str) -> tuple[str, str]:
    if key not in entries:
        raise InputError("course.unknown-citation", key=key)
    fields, persons = dict(entries[key].fields or {}), dict(entries[key].persons or {})
    names = [" ".join(str(name) for name in person.rich_last_names) for person in persons.get("author", [])]
    if len(names) > 2:
        author = f"{names[0]} et al."
    else:
        author = f" {AND[language]} ".join(names) or str(fields.get("title", key))
    return author, str(fields.get("year", UNDATED[language]))


@cache
def _entries(bibliography: Path) -> Mapping[str, Entry]:
    entries: Mapping[str, Entry] = parse_file(str(bibliography), "bibtex").entries
    return entries
