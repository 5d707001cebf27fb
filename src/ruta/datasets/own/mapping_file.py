"""A mapping as a JSON file, read strictly: what is not understood is refused, never skipped."""

import json
from typing import Any

from ruta.datasets.own.mapping import BLANKS, OWN_TABLES, READINGS, ColumnMapping, TableMapping
from ruta.datasets.own.source import ENCODINGS
from ruta.errors import InputError

SCHEMA, VERSION = "ruta-own-data", 1
_TOP = {"schema", "version", "table", "encoding", "columns", "constants"}
_COLUMN = {"to", "dates", "values", "blank", "suggested"}


def dump(mapping: TableMapping) -> str:
    """Return a mapping as the text of its file; `parse` gives the same mapping back."""
    columns: dict[str, dict[str, Any]] = {}
    for name, column in mapping.columns.items():
        said: dict[str, Any] = {"to": column.to, "dates": column.dates, "values": dict(column.values)}
        said |= {"blank": column.blank, "suggested": column.suggested}
        columns[name] = {key: value for key, value in said.items() if value}
    content = {
        "schema": SCHEMA, "version": VERSION, "table": mapping.table, "encoding": mapping.encoding,
        "columns": columns, "constants": dict(mapping.constants),
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def parse(text: str, *, file: str) -> TableMapping:
    """Read the text of a mapping.

    Parameters
    ----------
    text
        JSON.
    file
        What a person calls the file, for the sentences.

    Raises
    ------
    InputError
        Where it is no JSON, no mapping, of another version, names a word that is not known, or maps a column twice.
    """
    try:
        content = json.loads(text, object_pairs_hook=lambda pairs: _once(pairs, file))
    except (ValueError, RecursionError) as error:
        raise InputError("own.mapping-not-json", file=file) from error
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise InputError("own.mapping-other", file=file, expected=SCHEMA)
    if content.get("version") != VERSION:
        raise InputError("own.mapping-version", file=file, found=content.get("version"), expected=VERSION)
    _known(content, _TOP, file)
    table = _word(content.get("table"), OWN_TABLES, "table", file)
    encoding = _word(content.get("encoding", ENCODINGS[0]), ENCODINGS, "encoding", file)
    columns = {name: _column(name, said, file) for name, said in _object(content.get("columns"), "columns", file)}
    constants = _texts(content.get("constants", {}), "constants", file)
    return TableMapping(table=table, columns=columns, constants=constants, encoding=encoding)


def _column(name: str, said: Any, file: str) -> ColumnMapping:
    content = dict(_object(said, name, file))
    _known(content, _COLUMN, file)
    to, suggested = content.get("to"), content.get("suggested", False)
    if not isinstance(to, str) or not to or not isinstance(suggested, bool):
        raise InputError("own.mapping-shape", file=file, place=name)
    return ColumnMapping(
        to=to,
        dates=_word(content.get("dates", ""), ("", *READINGS), f"{name}: dates", file),
        values=_texts(content.get("values", {}), f"{name}: values", file),
        blank=_word(content.get("blank", ""), ("", *BLANKS), f"{name}: blank", file),
        suggested=suggested,
    )


def _once(pairs: list[tuple[str, Any]], file: str) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        # JSON itself takes the last of two and says nothing.
        if names.count(name) > 1:
            raise InputError("own.mapping-key-twice", file=file, name=name)
    return dict(pairs)


def _known(content: dict[str, Any], known: set[str], file: str) -> None:
    for name in content:
        if name not in known:
            raise InputError("own.mapping-word", file=file, place="", found=name, expected=", ".join(sorted(known)))


def _word(found: Any, known: tuple[str, ...], place: str, file: str) -> str:
    if not isinstance(found, str) or found not in known:
        expected = ", ".join(word for word in known if word)
        raise InputError("own.mapping-word", file=file, place=f"{place}: ", found=found, expected=expected)
    return found


def _object(found: Any, place: str, file: str) -> list[tuple[str, Any]]:
    if not isinstance(found, dict):
        raise InputError("own.mapping-shape", file=file, place=place)
    return list(found.items())


def _texts(found: Any, place: str, file: str) -> dict[str, str]:
    pairs = _object(found, place, file)
    # A blank is never turned into an answer: what it means is said once, under "blank".
    if not all(name and isinstance(value, str) for name, value in pairs):
        raise InputError("own.mapping-shape", file=file, place=place)
    return dict(pairs)
