"""One person's saved answers: what the page of a pillar's test writes, read back with suspicion.

The file went through many hands and machines, so that nothing in it is taken on trust: each fault is an `InputError`
that names the file.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ruta.datasets.intake.findings import printable
from ruta.errors import InputError
from ruta.practice import bank
from ruta.practice.pillar_test import FORMS, PillarTest, draw
from ruta.practice.pillar_test_page import SCHEMA

LARGEST = 64 * 1024
"""Bytes of the largest file that is read; the page writes about two thousand."""
LONGEST_PSEUDONYM = 40
LONGEST_PATH = 200
"""Characters of the name of a file or folder in a sentence; its end is what the reader looks for."""
LARGEST_SEED = 10**9


@dataclass(frozen=True, kw_only=True)
class Saved:
    """The answers of one person to one form."""

    file: str
    """Name of the file, as the reader knows it."""
    pillar: str
    """Name of the pillar's folder."""
    form: str
    """``"before"`` or ``"after"``."""
    seed: int
    """Seed of the draw of the test."""
    pseudonym: str
    """As the person wrote it, without what cannot be printed; empty where none was given."""
    answers: dict[str, str | None]
    """Letter by id of the item, in the order of the form; ``None`` where the item was left open."""


@lru_cache(maxsize=64)
def drawn(pillar: str, seed: int) -> PillarTest:
    """Return the test of a pillar as this edition of the course draws it; raises as `draw`."""
    return draw(pillar, seed=seed)


@lru_cache(maxsize=16)
def _bank_ids(pillar: str) -> frozenset[str]:
    return frozenset(item.id for pair in bank.load(pillar) for item in pair.items)


def parse(content: bytes, *, file: str) -> Saved:
    """Read one file.

    Parameters
    ----------
    content
        All its bytes.
    file
        Its name, for the sentences.

    Raises
    ------
    InputError
        Where it is too large, no JSON, of another schema, lacks a part, belongs to no test of this edition, holds an
        item of no test or of the other form, lacks items, or an answer outside a to d.
    """
    file = printable(file, longest=LONGEST_PATH)
    if len(content) > LARGEST:
        raise InputError("classroom.file.too-large", file=file, most=LARGEST // 1024)
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError("classroom.file.not-json", file=file) from error
    schema = whole.get("schema") if isinstance(whole, dict) else None
    if schema != SCHEMA:
        raise InputError("classroom.file.other-schema", file=file, found=_shown(schema), expected=SCHEMA)
    saved = Saved(file=file, pseudonym=_pseudonym(whole, file), **_about(whole, file))
    return _checked(saved)


def _about(whole: dict[str, Any], file: str) -> dict[str, Any]:
    """Return pillar, form, seed and answers, each of its own type."""
    tests: dict[str, Callable[[Any], object]] = {
        "pillar": lambda found: isinstance(found, str) and re.fullmatch(r"[a-z][a-z-]{0,40}", found),
        "form": lambda found: found in FORMS,
        "seed": lambda found: type(found) is int and 0 <= found < LARGEST_SEED,
        "answers": lambda found: isinstance(found, dict),
    }
    for name, holds in tests.items():
        found = whole.get(name)
        if not holds(found):
            raise InputError("classroom.file.bad-part", file=file, part=name, found=_shown(found))
    return {name: whole[name] for name in tests}


def _pseudonym(whole: dict[str, Any], file: str) -> str:
    found = whole.get("pseudonym")
    if not isinstance(found, str) or len(found) > LONGEST_PSEUDONYM:
        raise InputError("classroom.file.bad-pseudonym", file=file, found=_shown(found), most=LONGEST_PSEUDONYM)
    return printable(" ".join(unicodedata.normalize("NFC", found).split()))


def _checked(saved: Saved) -> Saved:
    """Hold the answers against the form that this edition of the course draws."""
    file = saved.file
    try:
        test, known = drawn(saved.pillar, saved.seed), _bank_ids(saved.pillar)
    except InputError as error:
        raise InputError("classroom.file.no-test", file=file, pillar=saved.pillar) from error
    mine = [item.id for item in test.form(saved.form)]
    other = {item.id for name in FORMS if name != saved.form for item in test.form(name)}
    for item, answer in saved.answers.items():
        if item in other:
            raise InputError(f"classroom.file.of-the-other-form-{saved.form}", file=file, item=item)
        if item not in mine:
            code = "not-drawn" if item in known else "unknown-item"
            raise InputError(f"classroom.file.{code}", file=file, item=_shown(item))
        if answer is not None and (not isinstance(answer, str) or answer not in bank.LETTERS):
            raise InputError("classroom.file.bad-answer", file=file, item=item, found=_shown(answer))
    if missing := [item for item in mine if item not in saved.answers]:
        raise InputError("classroom.file.items-missing", file=file, missing=len(missing), all=len(mine))
    # In the order of the form, so that the order in the file changes nothing.
    ordered = {item: saved.answers[item] for item in mine}
    return Saved(**{**vars(saved), "answers": ordered})


def _shown(found: object) -> str:
    """Return something found, short and on one line."""
    return printable(found if isinstance(found, str) else json.dumps(found))
