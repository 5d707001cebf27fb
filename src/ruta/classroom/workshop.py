"""The answers of a workshop: who answered which form, matched by pseudonym."""

import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ruta.classroom.class_files import contents
from ruta.classroom.saved_answers import Saved, drawn, parse
from ruta.datasets.intake.findings import printable
from ruta.errors import InputError
from ruta.practice.pillar_test import FORMS, PillarTest

RESULTS_SCHEMA = "ruta.results/1"
"""Name of the format of our own results, which may lie in the folder of the answers."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """The answers of a workshop to the test of one pillar."""

    test: PillarTest
    """The test, as drawn."""
    before: tuple[Saved, ...]
    """The answers before, by pseudonym."""
    after: tuple[Saved, ...]
    """The answers after, by pseudonym."""

    def form(self, name: str) -> tuple[Saved, ...]:
        """Return the answers to a form, ``"before"`` or ``"after"``."""
        return self.before if name == "before" else self.after

    @property
    def matched(self) -> tuple[tuple[Saved, Saved], ...]:
        """The answers before and after of each person who gave both, by pseudonym."""
        late = {saved.pseudonym: saved for saved in self.after if saved.pseudonym}
        return tuple((saved, late[saved.pseudonym]) for saved in self.before if saved.pseudonym in late)


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """All the answers of a workshop."""

    name: str
    """Name of its folder."""
    groups: tuple[Group, ...]
    """One for each pillar, by the pillar's name."""
    refused: tuple[InputError, ...]
    """Why a file is not counted, one for each."""
    warnings: tuple[InputError, ...]
    """What is counted and should be looked at."""


def read(source: Path) -> Workshop:
    """Read the answers of a workshop; a file that cannot be used is named and does not stop the others.

    Parameters
    ----------
    source
        A folder or a zip with the files that people saved.

    Raises
    ------
    InputError
        As `contents`.
    """
    saved: list[Saved] = []
    refused: list[InputError] = []
    for name, content in contents(source):
        try:
            if isinstance(content, InputError):
                raise content
            if not _is_ours(content):
                saved.append(parse(content, file=name))
        except InputError as error:
            refused.append(error)
    saved, wrong = _of_one_draw(saved)
    saved, double = _once_each(saved)
    return Workshop(
        name=printable(source.resolve().stem if source.is_file() else source.resolve().name) or "-",
        groups=tuple(_group(pillar, saved) for pillar in sorted({each.pillar for each in saved})),
        refused=tuple(refused + wrong + double),
        warnings=(*_alike(saved), *_nameless(saved)),
    )


def _is_ours(content: bytes) -> bool:
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(whole, dict) and whole.get("schema") == RESULTS_SCHEMA


def _of_one_draw(saved: Iterable[Saved]) -> tuple[list[Saved], list[InputError]]:
    """Keep the draw that most files of a pillar are of; marks of different items cannot be added up."""
    saved = list(saved)
    counts = Counter((each.pillar, each.seed) for each in saved)
    most = {pillar: seed for (pillar, seed), _ in sorted(counts.items(), key=lambda entry: (entry[1], -entry[0][1]))}
    kept = [each for each in saved if each.seed == most[each.pillar]]
    others = [
        InputError("classroom.file.other-draw", file=each.file, found=each.seed, expected=most[each.pillar])
        for each in saved
        if each.seed != most[each.pillar]
    ]
    return kept, others


def _once_each(saved: Iterable[Saved]) -> tuple[list[Saved], list[InputError]]:
    """Keep one of equal copies, and none of two files that contradict each other."""
    kept: list[Saved] = []
    wrong: list[InputError] = []
    places: dict[tuple[str, str, str], list[Saved]] = defaultdict(list)
    for each in saved:
        places[each.pillar, each.form, each.pseudonym].append(each)
    for (_, form, pseudonym), group in places.items():
        equal = all(each.answers == group[0].answers for each in group)
        if not pseudonym:
            kept += group
        elif equal:
            kept.append(group[0])
        for each in group[1:] if pseudonym else ():
            code = "copy" if equal else "twice"
            wrong.append(
                InputError(f"classroom.file.{code}-{form}", file=each.file, other=group[0].file, pseudonym=pseudonym)
            )
    return kept, wrong


def _group(pillar: str, saved: Iterable[Saved]) -> Group:
    mine = sorted((each for each in saved if each.pillar == pillar), key=lambda each: (each.pseudonym, each.file))
    forms = {name: tuple(each for each in mine if each.form == name) for name in FORMS}
    return Group(test=drawn(pillar, mine[0].seed), before=forms["before"], after=forms["after"])


def _alike(saved: Iterable[Saved]) -> list[InputError]:
    """Warn of pseudonyms that differ by case or accents only."""
    groups: dict[str, set[str]] = defaultdict(set)
    for each in saved:
        groups[_folded(each.pseudonym)].add(each.pseudonym)
    return [
        InputError("classroom.alike", pseudonyms=" / ".join(sorted(group)))
        for _, group in sorted(groups.items())
        if len(group) > 1
    ]


def _nameless(saved: Iterable[Saved]) -> list[InputError]:
    files = [each.file for each in saved if not each.pseudonym]
    return [InputError("classroom.nameless", count=len(files), files=", ".join(sorted(files)))] if files else []


def _folded(pseudonym: str) -> str:
    apart = unicodedata.normalize("NFKD", pseudonym.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()
