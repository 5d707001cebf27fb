"""Who handed in what: one notebook counts for each person and exercise, and each person has a folder."""

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from ruta.classroom.grading.record import Graded

LONGEST_FOLDER = 40
"""Characters of a folder's name, without what tells two of them apart."""
NAMELESS = ("", "?")
"""What stands for a pseudonym where the name of a file tells none."""
_HASHED = re.compile(r"-[0-9a-f]{12}$")
# Names that Windows keeps for devices, with any ending.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10))}


def key(pseudonym: str) -> str:
    """Return a pseudonym as the reports compare it: composed letters, single blanks, capitals like small letters."""
    return unicodedata.normalize("NFC", " ".join(pseudonym.split()).casefold())


def is_named(record: Graded) -> bool:
    """Tell whether anything is known of who handed a notebook in."""
    return key(record.pseudonym) not in NAMELESS


def person(record: Graded) -> str:
    """Return what a notebook's person is told apart by; who gave no pseudonym is a person for each file."""
    return key(record.pseudonym) if is_named(record) else f"\0{record.file}"


def by_exercise(graded: Iterable[Graded]) -> dict[str, list[Graded]]:
    """Return the notebooks that count, by exercise, both in order of their names.

    Of several notebooks of one person for one exercise, the one with most right answers counts; of equals the first by
    the name of its file.
    """
    best: dict[tuple[str, str], Graded] = {}
    for record in sorted(graded, key=lambda each: (-each.right, each.file, each.sha256)):
        best.setdefault((record.exercise, person(record)), record)
    found: dict[str, list[Graded]] = defaultdict(list)
    for place in sorted(best):
        found[place[0]].append(best[place])
    return dict(found)


def not_counted(graded: Sequence[Graded]) -> list[Graded]:
    """Return the notebooks that do not count, because another one of the same person does."""
    counted = {id(record) for records in by_exercise(graded).values() for record in records}
    return sorted((each for each in graded if id(each) not in counted), key=lambda each: each.file)


def folders(persons: Iterable[str]) -> dict[str, str]:
    """Return a folder's name for each person: small letters a to z, digits and hyphens, no two alike.

    A name is never taken from a pseudonym as it is: it could lead out of the folder, be forbidden on another system, or
    differ from a second one by a capital letter only. Where two would be alike, each has the start of the SHA-256 of
    its pseudonym behind it; so has one that looks as if it had, so that no two can ever meet.
    """
    plain = {each: _plain(each) for each in persons}
    counts = Counter(plain.values())
    return {
        each: f"{name}-{_hash(each)}" if counts[name] > 1 or _HASHED.search(name) else name
        for each, name in sorted(plain.items())
    }


def _hash(person: str) -> str:
    return hashlib.sha256(person.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _plain(person: str) -> str:
    if person.startswith("\0"):
        return "no-pseudonym"
    apart = unicodedata.normalize("NFKD", person.casefold())
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    name = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST_FOLDER].strip("-")
    return f"person-{name}".rstrip("-") if not name or name in _DEVICES else name
