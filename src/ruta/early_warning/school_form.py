"""What a school may send: a form read cell by cell before it leaves, with one clear sentence for each refusal.

The check finds what it knows. It cannot find every sentence that points at a family: a person reads the remarks too. No
sentence repeats what it found, because the refusal is read by more people than the form.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from ruta import messages
from ruta.errors import InputError

FLOOR = 5
"""Counts from 1 to FLOOR - 1 are small."""
KEYS = ("school", "start")
COUNTS = ("enrolled", "days_open", "absent_days", "transfers", "withdrawals")
EVENTS = ("absent_days", "transfers", "withdrawals")
"""Counts of something that happened to pupils, beside the reasons: a small one can point at a family."""
REASONS = ("insecurity", "residence", "work", "other")
TEACHERS = "teacher_requests"
REMARK = "remark"
FEWER = "<5"
"""How a small count is written on the open channel."""
Channel = Literal["restricted", "open"]
_PERSON_COLUMNS = re.compile(
    r"name|nombre|apellido|address|direcci|domicilio|phone|telef|celular|birth|nacimiento|ident|dni|dui|curp|cedula|pupil_id"
)
_REMARKS = {
    # Two capitals in a row that do not begin a sentence, or a title with a capital after it.
    "remark-name": re.compile(
        r"(?:\b(?i:don|doña|sra?|srta|prof(?:esora?|a)?|lic|mrs?|ms|miss)\.?\s+[A-ZÁÉÍÓÚÑ])"
        r"|(?:(?<![.!?:]\s)(?<!^)\b[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+\s+[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+)"
    ),
    "remark-number": re.compile(r"\d(?:[\s.-]?\d){5,}"),
    "remark-address": re.compile(
        r"\b(?:calles?|avenidas?|pasajes?|colonias?|barrios?|(?:la|las|su|sus|última) casas?|veredas?|frente a|"
        r"al lado de|streets?|avenues?|houses?|next to|behind the)\b",
        re.IGNORECASE,
    ),
    "remark-kin": re.compile(
        r"\b(?:hij[oa]s?|sobrin[oa]s?|herman[oa]s?|prim[oa]s?|t[ií][oa]s?|madres?|padres?|mam[aá]s?|pap[aá]s?|"
        r"niet[oa]s?|(?:the|his|her|their) sons?|daughters?|brothers?|sisters?|"
        r"cousins?|uncles?|aunts?|mothers?|fathers?|nieces?|nephews?)\b",
        re.IGNORECASE,
    ),
    "remark-actor": re.compile(
        r"\b(?:maras?|pandill\w+|c[aá]rtel\w*|gangs?|clicas?|armed group|grupo armado)\b", re.IGNORECASE
    ),
}
_HARMLESS = re.compile(r"\b(?:Semana Santa|Holy Week|Easter Week)\b")


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """One reason why a form may not leave as it is."""

    code: str
    """Last part of the message id."""
    row: int | None
    """Row of the form, counted from 1; None where a whole column is meant."""
    column: str
    """Column of the form."""
    params: dict[str, object] = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        """Return the sentence in a language."""
        return messages.text(
            f"school-alerts.form.{self.code}", language=language, row=self.row, column=self.column, **self.params
        )


def check_form(form: pd.DataFrame, *, channel: Channel, floor: int = FLOOR) -> list[Refusal]:
    """Return every reason why a form may not leave.

    Parameters
    ----------
    form
        One row per school: ``school`` and ``start``, any of `COUNTS`, `REASONS`, ``teacher_requests`` and ``remark``. A
        blank count means "not known", never zero.
    channel
        ``"restricted"``: from the school to the one analyst who needs exact counts. ``"open"``: everything that goes
        further, such as a list by mail, a bulletin or a map.
    floor
        Smallest count that may stand alone on the open channel.

    Returns
    -------
    list of Refusal
        Empty where the form may leave. Columns first, then rows from top to bottom.

    Raises
    ------
    InputError
        The form has no column ``school`` or ``start``, or the channel or the floor is unknown.

    Notes
    -----
    Rules of this course. They follow what the ICRC's *Professional Standards for Protection Work* (2018) and the IASC's
    *Operational Guidance on Data Responsibility* (2023) ask in general: the minimum needed, nothing that harms the
    person who told. The hidden cell that can be worked out from a total is the classic complementary suppression
    (Willenborg and de Waal 2001, *Elements of Statistical Disclosure Control*).
    """
    if channel not in ("restricted", "open") or floor < 2:
        raise InputError("school-alerts.form.settings", channel=channel, floor=floor)
    for name in KEYS:
        if name not in form.columns:
            raise InputError("school-alerts.form.no-key", column=name)
    refused = _columns(form, channel)
    for number, (_, row) in enumerate(form.iterrows(), 1):
        refused += _counts(row, number, channel, floor)
        refused += _remark(str(row.get(REMARK, "") or ""), number)
    return refused


def _columns(form: pd.DataFrame, channel: Channel) -> list[Refusal]:
    found = []
    for column in map(str, form.columns):
        if column in (*KEYS, *COUNTS, *REASONS, REMARK):
            continue
        if column == TEACHERS:
            if channel == "open":
                found.append(Refusal(code="teachers-open", row=None, column=column))
        elif _PERSON_COLUMNS.search(_plain(column)):
            found.append(Refusal(code="person-column", row=None, column=column))
        else:
            found.append(Refusal(code="unknown-column", row=None, column=column))
    return found


def _plain(text: str) -> str:
    """Lower case without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))


def _counts(row: "pd.Series[Any]", number: int, channel: Channel, floor: int) -> list[Refusal]:
    found, values = [], {}
    for column in (*COUNTS, *REASONS, TEACHERS):
        given = row.get(column)
        if given is None or pd.isna(given) or given == FEWER:
            continue
        if isinstance(given, bool) or not str(given).strip().removesuffix(".0").isdecimal():
            found.append(Refusal(code="not-a-count", row=number, column=column))
            continue
        values[column] = int(float(str(given)))
    if values.get("days_open") == 0 and values.get("absent_days"):
        found.append(Refusal(code="closed-with-absence", row=number, column="absent_days"))
    if channel == "open":
        small = [name for name in (*EVENTS, *REASONS) if 0 < values.get(name, 0) < floor]
        found += [Refusal(code="small-cell", row=number, column=name, params={"most": floor - 1}) for name in small]
        hidden = [name for name in REASONS if row.get(name) == FEWER]
        shown = [name for name in REASONS if name not in hidden]
        if hidden and "withdrawals" in values and all(name in values for name in shown):
            rest = values["withdrawals"] - sum(values[name] for name in shown)
            if not _kept_secret(rest, hidden=len(hidden), floor=floor):
                found.append(Refusal(code="hidden-but-known", row=number, column=hidden[0]))
    return found


def _kept_secret(rest: int, *, hidden: int, floor: int) -> bool:
    """Whether small counts that add up to the rest stay unknown: one is the rest; all of them may be 1, or the most."""
    return hidden > 1 and hidden < rest < hidden * (floor - 1)


def _remark(text: str, number: int) -> list[Refusal]:
    if not text or text == "nan":
        return []
    harmless = _HARMLESS.sub("", text)
    return [
        Refusal(code=code, row=number, column=REMARK) for code, pattern in _REMARKS.items() if pattern.search(harmless)
    ]
