"""A table's columns as this package sees them, and the same as a Frictionless table schema."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ruta import messages

FRICTIONLESS_TYPES = {"text": "string", "whole": "integer", "real": "number", "date": "date", "yes-no": "boolean"}
PATTERNS = {
    "iso3": r"^[A-Z]{3}$",
    "area": r"^[A-Z]{2}-[A-Z]{2,3}$",
    "municipality": r"^[A-Z]{2}-[A-Z]{2,3}-\d{2}$",
    # A year, a month or a day; and a period from one to another.
    "moment": r"^\d{4}(-\d{2}(-\d{2})?)?$",
    "period": r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?$",
}


@dataclass(frozen=True)
class Field:
    """One column. What it means is said in the catalogue of messages, ``datasets.<table>.<name>``."""

    name: str
    kind: str
    """``text``, ``whole``, ``real``, ``date`` or ``yes-no``."""
    hxl: str
    """HXL hashtag with its attributes."""
    blank: bool = False
    """Whether a cell may be empty."""
    unique: bool = False
    values: tuple[str, ...] = ()
    """The codes allowed; none for any."""
    pattern: str = ""
    """Form of a code, one of `PATTERNS`; empty for any."""
    low: float | None = None
    high: float | None = None

    def frictionless(self, table: str) -> dict[str, Any]:
        """Return the field of a Frictionless schema, described in both languages."""
        rules: dict[str, Any] = {"required": not self.blank}
        if self.unique:
            rules["unique"] = True
        if self.values:
            rules["enum"] = list(self.values)
        if self.pattern:
            rules["pattern"] = PATTERNS[self.pattern]
        rules |= {key: at for key, at in (("minimum", self.low), ("maximum", self.high)) if at is not None}
        return {
            "name": self.name,
            "type": FRICTIONLESS_TYPES[self.kind],
            "description": messages.text(f"datasets.{table}.{self.name}", language="en"),
            "description_es": messages.text(f"datasets.{table}.{self.name}", language="es"),
            "hxl": self.hxl,
            "constraints": rules,
        }


@dataclass(frozen=True)
class Schema:
    """The columns of a table, which of them name a row, and which are explained by another table."""

    fields: Sequence[Field]
    key: tuple[str, ...]
    links: tuple[tuple[str, str, str], ...] = ()
    """Own column, other table, its column."""

    def frictionless(self, table: str) -> dict[str, Any]:
        """Return the Frictionless table schema."""
        result: dict[str, Any] = {
            "fields": [field.frictionless(table) for field in self.fields],
            "primaryKey": list(self.key),
            "missingValues": [""],
        }
        if self.links:
            result["foreignKeys"] = [
                {"fields": [own], "reference": {"resource": other, "fields": [column]}}
                for own, other, column in self.links
            ]
        return result


def place(name: str, hxl: str, *, blank: bool = False, unique: bool = False) -> Field:
    """Return a column that holds the code of a municipality."""
    return Field(name, "text", hxl, blank=blank, unique=unique, pattern="municipality")


def place_links(*columns: str) -> tuple[tuple[str, str, str], ...]:
    """Return the links of columns that hold codes of municipalities."""
    return tuple((column, "municipalities", "municipality") for column in columns)
