"""A lesson made ready for an office's data: a banner, what no office knows left out, nothing called invented."""

import copy
import re
from pathlib import Path

from nbformat import NotebookNode

from ruta import messages
from ruta.course import notebooks, own_lessons
from ruta.course.own_lessons import Decision
from ruta.course.own_slice import Cut, cut

# Texts in the code of the lessons that would call the office's data invented.
_WORDS = {
    "en": {r"Synthetic data": "The office's own data", r"Invented register, country code": "Register of the office,"},
    "es": {
        r"Datos sintéticos": "Datos propios de la oficina",
        r"Registro inventado, código de país": "Registro de la oficina,",
    },
}  # fmt: skip


def prepare(source: Path, decision: Decision, *, language: str, told: dict[str, str]) -> NotebookNode:
    """Return the notebook to run.

    Parameters
    ----------
    source
        Notebook of the lesson in the language.
    decision
        From `ruta.course.own_lessons.decide`.
    language
        Of the notebook.
    told
        What the banner says of the data: ``file``, ``rows``, ``kept``, ``mapping``.
    """
    notebook = copy.deepcopy(notebooks.read(source))
    unknown = own_lessons.unknown(decision)
    cells = [_mark("own-banner", banner(decision, language, told))]
    for cell in notebook.cells:
        if cell.cell_type != "code" or "parameters" in notebooks.tags(cell):
            cells.append(cell)
            continue
        done = cut(cell.source, unknown)
        if done.left_out:
            cells.append(_mark(f"own-{cell['id']}", _left_out(done, decision, language)))
        if done.source:
            cell.source = reworded(done.source, language)
            cells.append(cell)
    notebook.cells = cells
    return notebook


def banner(decision: Decision, language: str, told: dict[str, str]) -> str:
    """Return the text at the top of a result."""
    parts = [messages.text("own.banner", language=language, table=decision.table, **told)]
    if decision.reason:
        parts.append(decision.sentence(language))
    parts.append(messages.text("own.banner-keep", language=language))
    return "\n\n".join(f"> {part}" for part in parts).replace("\n\n", "\n>\n")


def reworded(source: str, language: str) -> str:
    """Return code whose texts do not call the data invented."""
    for old, new in _WORDS[language].items():
        source = re.sub(old, new, source)
    return source


def _left_out(done: Cut, decision: Decision, language: str) -> str:
    whole = "part" if done.source else "whole"
    return "> " + messages.text(f"own.left-out-{whole}", language=language, tables=", ".join(decision.tables))


def _mark(cell_id: str, text: str) -> NotebookNode:
    content = {"cell_type": "markdown", "id": cell_id[:64], "metadata": {}, "source": text}
    cell: NotebookNode = notebooks.from_cells([content]).cells[0]
    return cell
