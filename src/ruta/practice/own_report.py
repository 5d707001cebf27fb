"""The report on a file and its mapping as a page part: what is still open, then what does not hold, by row."""

import html

from ruta import messages
from ruta.datasets import own
from ruta.datasets.own import Source, TableMapping


def report(source: Source, mapping: TableMapping, *, country: str, language: str) -> str:
    """Return the report as HTML.

    Parameters
    ----------
    source, mapping
        The file and what a person said of it.
    country, language
        Whose file it is, and the language of the report.
    """
    found = own.problems(mapping, source, country=country)
    if found:
        head = messages.text("own.unsettled", language=language, file=source.name, number=len(found))
        return _list(head, [each.sentence(language) for each in found])
    converted = own.convert(source, mapping, country=country)
    if converted.findings:
        head = messages.text("own.found", language=language, faulty=len(converted.faulty), rows=converted.rows)
        return _list(head, [each.sentence(language) for each in converted.findings])
    return _list(messages.text("own.clean", language=language, rows=len(converted.table)), [])


def _list(head: str, lines: list[str]) -> str:
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return f'<div role="status"><p>{html.escape(head)}</p>{f"<ul>{items}</ul>" if items else ""}</div>'
