"""Read the entries of a YAML file one by one, each mistake named by file, entry and field."""

import re
from dataclasses import dataclass
from typing import Any

from ruta.errors import InputError
from ruta.messages import LANGUAGES

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Fields:
    """One mapping of a YAML file and where it stands."""

    file: str
    """Name of the file."""
    where: str
    """Path of the entry within it, as in ``pillars[2].lessons[1]``; empty for the whole file."""
    content: Any
    """What YAML gave."""

    def __post_init__(self) -> None:
        if not isinstance(self.content, dict):
            raise InputError(
                "course.field-wrong", file=self.file, field=self.where or "-",
                found=_shown(self.content), expected="{key: value}",
            )  # fmt: skip

    def wrong(self, name: str, *, found: object, expected: str) -> InputError:
        """Return the error that a field is not as it should be."""
        return InputError(
            "course.field-wrong", file=self.file, field=self._place(name), found=_shown(found), expected=expected
        )

    def only(self, *known: str) -> None:
        """Refuse a field that nobody reads: most often a spelling mistake."""
        for name in self.content:
            if name not in known:
                raise InputError(
                    "course.field-unknown", file=self.file, field=self._place(str(name)), known=", ".join(known)
                )

    def text(self, name: str) -> str:
        """Return a text that is not blank."""
        value = self.content.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(name, found=value, expected='"…"')
        return value.strip()

    def slug(self, name: str) -> str:
        """Return a name made of lower-case words, numbers and hyphens."""
        value = self.text(name)
        if not SLUG.fullmatch(value):
            raise self.wrong(name, found=value, expected="a-z 0-9 -")
        return value

    def whole_number(self, name: str, *, low: int, high: int) -> int:
        """Return a whole number between two bounds, both allowed."""
        value = self.content.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.wrong(name, found=value, expected=f"{low}–{high}")
        return value

    def yes(self, name: str) -> bool:
        """Return whether a field says true; false where it is absent."""
        value = self.content.get(name, False)
        if not isinstance(value, bool):
            raise self.wrong(name, found=value, expected="true, false")
        return value

    def words(self, name: str, *, optional: bool = False) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.content.get(name)
        if value is None and optional:
            return ()
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value) or not (value or optional):
            raise self.wrong(name, found=value, expected="[…, …]")
        return tuple(value)

    def both_languages(self, name: str) -> dict[str, str]:
        """Return a text in each language of the course."""
        entry = Fields(self.file, self._place(name), self.content.get(name))
        entry.only(*LANGUAGES)
        return {language: entry.text(language) for language in LANGUAGES}

    def entries(self, name: str, *, optional: bool = False) -> "list[Fields]":
        """Return a list of entries."""
        value = self.content.get(name)
        if value is None and optional:
            return []
        if not isinstance(value, list):
            raise self.wrong(name, found=value, expected="[…, …]")
        return [Fields(self.file, f"{self._place(name)}[{number}]", item) for number, item in enumerate(value, start=1)]

    def _place(self, name: str) -> str:
        return f"{self.where}.{name}" if self.where else name


def _shown(value: object) -> str:
    return "-" if value is None else repr(value)[:80]
