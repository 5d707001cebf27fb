"""JSON that is signed: read in one way only, or not at all."""

import json
from pathlib import Path
from typing import Any

from ruta.errors import InputError


def read(path: Path, *, most: int) -> dict[str, Any]:
    """Read an object from a file; see `parsed`.

    Raises
    ------
    InputError
        Naming the file: it is absent, larger than ``most`` bytes, or no such object.
    """
    if not path.is_file():
        raise InputError("certificate.not-found", file=path)
    with path.open("rb") as handle:
        data = handle.read(most + 1)
    found = parsed(data) if len(data) <= most else None
    if found is None:
        raise InputError("certificate.not-json", file=path)
    return found


def parsed(data: bytes) -> dict[str, Any] | None:
    """Return the object that some bytes are as JSON in UTF-8; None where they are none.

    A name that stands twice is refused: two programs could take different ones, and each would find the signature good.
    """
    try:
        found = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def written(content: dict[str, Any]) -> bytes:
    """Return an object as JSON that a person can read."""
    return (json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands twice")
    return made


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
