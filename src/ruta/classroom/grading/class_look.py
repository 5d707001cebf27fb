"""The sections of the report on a class that are about persons and files: for the facilitator, and no verdicts."""

from collections.abc import Mapping, Sequence
from html import escape

from ruta.classroom.grading import class_tables, people
from ruta.classroom.grading.record import Graded, Refused
from ruta.classroom.grading.words import note, said, stranger


def to_look_at(graded: Sequence[Graded], groups: Mapping[str, str], language: str) -> str:
    """Return the section of what a person should look at: names, notes, notebooks handed in twice, the class list."""
    lines = [
        f"<li>{stranger(record.file)}: {said('reaches', language)} "
        f"{', '.join(f'<code>{stranger(name)}</code>' for name in record.reaches)}</li>"
        for record in graded
        if record.reaches
    ]
    lines += [
        f"<li>{stranger(record.file)}: {escape(note(each.code, each.question, language))}</li>"
        for record in graded
        for each in record.notes
    ]
    lines += [f"<li>{stranger(record.file)}: {said('twice', language)}</li>" for record in people.not_counted(graded)]
    lines += _against_list(graded, groups, language)
    if not lines:
        return section("look", language, f"<p>{said('look-none', language)}</p>")
    return section("look", language, f"<p>{said('look-lead', language)}</p><ul>{''.join(lines)}</ul>")


def _against_list(graded: Sequence[Graded], groups: Mapping[str, str], language: str) -> list[str]:
    """Return who is on the class list only, and who is not on it; nothing without a list."""
    if not groups:
        return []
    here = {people.key(each.pseudonym): each.pseudonym for each in graded if people.is_named(each)}
    listed = {people.key(pseudonym): pseudonym for pseudonym in groups}
    found = {
        "only-list": [listed[each] for each in sorted(listed.keys() - here)],
        "not-listed": [here[each] for each in sorted(here.keys() - listed)],
    }
    return [
        f"<li>{said(key, language)} {', '.join(map(stranger, persons))}</li>"
        for key, persons in found.items()
        if persons
    ]


def of_files(graded: Sequence[Graded], refused: Sequence[Refused], seconds: Mapping[str, float], language: str) -> str:
    """Return the section of the files: those that were refused with the reason, and the notebooks."""
    parts = []
    if refused:
        parts.append(class_tables.refused_table(refused, language))
    else:
        parts.append(f"<p>{said('refused-none', language)}</p>")
    if graded:
        parts.append(class_tables.notebook_table(graded, seconds, language))
    return section("files", language, "".join(parts))


def section(key: str, language: str, inner: str) -> str:
    """Return a section under its heading; what stands in it is HTML already."""
    return f"<section><h2>{said(key, language)}</h2>{inner}</section>"
