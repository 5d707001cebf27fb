"""A clean register as rows of text, and defects to plant in it, each made from what the row really says."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ruta import datasets
from ruta.datasets import frames, intake

UNTIL = date(2025, 12, 31)
HEADER = [field["name"] for field in datasets.schema("declarations")["fields"]]
ROOMS = 2
"""The first row of declarations, as a spreadsheet counts; it lends its id to others and gets no defect."""

Row = dict[str, str]
Rows = list[list[str]]


def clean(country: str, seed: int = 2026) -> Rows:
    """Return a register without header, without the very few persons whom chance made be born after their event."""
    text = frames.to_csv(datasets.table("declarations", country=country, seed=seed))
    _, *rows = csv.reader(io.StringIO(text))
    born, event = HEADER.index("birth_date"), HEADER.index("event_date")
    return [row for row in rows if not (row[event] and row[born] > row[event])]


def to_bytes(rows: Rows, *, header: list[str] = HEADER, separator: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows([header, *rows])
    return out.getvalue().encode(encoding, errors="surrogateescape" if encoding == "utf-8" else "strict")


def inspected(data: bytes, country: str) -> intake.Inspection:
    return intake.examine(data, country=country, until=UNTIL)


def places(found: intake.Inspection) -> list[tuple[str, int | None, str]]:
    return [(each.kind, each.row, each.column) for each in found.findings]


@dataclass(frozen=True)
class Defect:
    kind: str
    column: str
    plant: Callable[[Row], str | None]
    """What the cell becomes; None where the row does not lend itself to this defect."""

    def in_row(self, row: list[str]) -> str | None:
        return self.plant(dict(zip(HEADER, row, strict=True)))


def _in_order(column: str, form: str, fits: Callable[[date], bool]) -> Callable[[Row], str | None]:
    def plant(row: Row) -> str | None:
        day = date.fromisoformat(row[column]) if row[column] else None
        return day.strftime(form) if day and fits(day) else None

    return plant


def _serial(row: Row) -> str:
    return str((date.fromisoformat(row["declared_on"]) - date(1899, 12, 30)).days)


def _with_byte(row: Row) -> str | None:
    return row["surname_1"].replace("ñ", "\udcf1") if "ñ" in row["surname_1"] else None


def _broken(row: Row) -> str | None:
    broken = row["given_names"].encode().decode("latin-1")
    return broken if broken != row["given_names"] else None


def _letter_lost(row: Row) -> str | None:
    lost = re.sub(r"(?<=\w)[áéíóúñ](?=\w)", "?", row["surname_1"], count=1)
    return lost if "?" in lost else None


def _child(row: Row) -> str | None:
    day = row["event_date"] or row["declared_on"]
    later = date.fromisoformat(day) + timedelta(days=1)
    return later.isoformat() if later <= UNTIL else None


def _before_the_event(row: Row) -> str | None:
    if not row["event_date"]:
        return None
    day = (date.fromisoformat(row["event_date"]) - timedelta(days=1)).isoformat()
    return day if day >= row["birth_date"] else None


DEFECTS = (
    Defect("encoding-byte", "surname_1", _with_byte),
    Defect("mojibake", "given_names", _broken),
    Defect("character-lost", "surname_1", _letter_lost),
    Defect("line-break", "given_names", lambda row: row["given_names"] + "\nX"),
    Defect("blank", "surname_1", lambda row: ""),
    Defect("blank", "municipality", lambda row: "  "),
    Defect("blank-word", "surname_2", lambda row: "N/D"),
    Defect("blank-word", "cause", lambda row: "#REF!"),
    Defect("decimal-comma", "municipality", lambda row: "1.801,0"),
    Defect("decimal-comma", "event_date", lambda row: "45376,5"),
    Defect("date-serial", "declared_on", _serial),
    Defect("date-day-first", "event_date", _in_order("event_date", "%d/%m/%Y", lambda day: day.day > 12)),
    Defect("date-day-first", "birth_date", _in_order("birth_date", "%d-%m-%Y", lambda day: day.day == day.month)),
    Defect("date-month-first", "event_date", _in_order("event_date", "%m/%d/%Y", lambda day: day.day > 12)),
    Defect(
        "date-ambiguous",
        "birth_date",
        _in_order("birth_date", "%d/%m/%Y", lambda day: day.day <= 12 and day.day != day.month),
    ),
    Defect("date-form", "event_date", lambda row: "2021-02-30"),
    Defect("date-form", "birth_date", lambda row: "ayer"),
    Defect("date-form", "declared_on", lambda row: f"{row['declared_on']} 00:00:00"),
    Defect("date-future", "declared_on", lambda row: "2026-01-01"),
    Defect("date-future", "birth_date", lambda row: "2031-05-06"),
    Defect("declared-early", "declared_on", _before_the_event),
    Defect("born-late", "birth_date", _child),
    Defect("zeros-lost", "municipality", lambda row: re.sub(r"-0(\d)$", r"-\1", row["municipality"])),
    Defect("code-form", "from_municipality", lambda row: "Tegucigalpa"),
    Defect("area-unknown", "municipality", lambda row: f"{row['municipality'][:2]}-ZZ-01"),
    Defect("area-unknown", "from_municipality", lambda row: "GT-PE-01"),
    Defect("value-unknown", "sex", lambda row: "H"),
    Defect("value-unknown", "cause", lambda row: "violencia"),
    Defect("one-letter", "surname_1", lambda row: "Ñ"),
    Defect("one-letter", "surname_2", lambda row: "R."),
    Defect("spaces", "given_names", lambda row: row["given_names"] + " "),
)
