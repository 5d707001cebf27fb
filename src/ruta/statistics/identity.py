"""Identity numbers of four countries as rules to test: the form, the date inside, the check digit where there is one.

A number that passes may still be somebody else's, and one that fails may be a typing error: neither decides who a
person is. Sources: CURP, python-stdnum (``stdnum.mx.curp``); DUI, DNI of Honduras and cédula of Colombia, nationid
(2026). The rule of the DUI was worked out from known numbers: its issuer publishes none.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ruta import messages
from ruta.errors import InputError

Kind = Literal["CURP", "DUI", "DNI-HND", "CC-COL"]
Reason = Literal["passes", "form", "date", "digit", "form-only"]
CURP_ALPHABET = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
CURP_FORM = re.compile(r"[A-Z]{4}\d{6}[HM][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z]\d")
_ENTITIES = "AS BC BS CC CL CM CS CH DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR SP SL SR TC TS TL VZ YN ZS NE"
ENTITIES = frozenset(_ENTITIES.split())
"""Entities of birth in a CURP; NE is a birth abroad."""
DUI_FORM = re.compile(r"(\d{8})-?(\d)")
DNI_FORM = re.compile(r"(\d{2})(\d{2})-?(\d{4})-?(\d{5})")
CEDULA_FORM = re.compile(r"[1-9]\d{5,9}")
DEPARTMENTS_HND = 18


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What the rules say of one number."""

    possible: bool
    """Whether no rule speaks against it."""
    reason: Reason
    """``passes`` with its check digit; ``form-only`` where no check digit is published; else the rule that failed."""


def curp_digit(first_17: str) -> str:
    """Return the check digit of a CURP: (10 − Σ value × (18 − i) mod 10) mod 10, i from 0, Ñ between N and O.

    Raises
    ------
    InputError
        Where the text is not 17 characters of the CURP's alphabet.
    """
    if len(first_17) != 17 or not set(first_17) <= set(CURP_ALPHABET):
        raise InputError("linkage.digits", found=first_17, expected="17")
    total = sum(CURP_ALPHABET.index(sign) * (18 - place) for place, sign in enumerate(first_17))
    return str((10 - total % 10) % 10)


def dui_sum(first_8: str) -> int:
    """Return the weighted sum of the eight digits of a DUI, weights 9 to 2 from the left.

    Raises
    ------
    InputError
        Where the text is not eight digits.
    """
    if not re.fullmatch(r"[0-9]{8}", first_8):
        raise InputError("linkage.digits", found=first_8, expected="8")
    return sum(int(digit) * weight for digit, weight in zip(first_8, range(9, 1, -1), strict=True))


def dui_digit(first_8: str) -> str:
    """Return the check digit of a DUI: (10 − sum mod 10) mod 10, by the rule worked out from known numbers."""
    return str((10 - dui_sum(first_8) % 10) % 10)


def check(number: str, *, kind: Kind) -> Checked:
    """Test an identity number against the rules that are public.

    Parameters
    ----------
    number
        As written; blanks around it and small letters are forgiven.
    kind
        Which document.
    """
    text = number.strip().upper()
    reason: Reason = {"CURP": _curp, "DUI": _dui, "DNI-HND": _dni, "CC-COL": _cedula}[kind](text)
    return Checked(possible=reason in ("passes", "form-only"), reason=reason)


def explain(number: str, *, kind: Kind, language: str) -> str:
    """Return what the rules say of a number, in words.

    Parameters
    ----------
    number, kind
        As for `check`.
    language
        Language of the reader.
    """
    return messages.text(f"linkage.reason.{check(number, kind=kind).reason}", language=language)


def _curp(text: str) -> Reason:
    if not CURP_FORM.fullmatch(text) or text[11:13] not in ENTITIES:
        return "form"
    # The 17th character tells the century: a digit before 2000, a letter from then on.
    century = 1900 if text[16].isdigit() else 2000
    try:
        date(century + int(text[4:6]), int(text[6:8]), int(text[8:10]))
    except ValueError:
        return "date"
    return "passes" if curp_digit(text[:17]) == text[17] else "digit"


def _dui(text: str) -> Reason:
    found = DUI_FORM.fullmatch(text)
    if not found:
        return "form"
    return "passes" if dui_digit(found[1]) == found[2] else "digit"


def _dni(text: str) -> Reason:
    found = DNI_FORM.fullmatch(text)
    # Sources disagree whether the year is that of birth or of its registration: only its form is tested.
    return "form-only" if found and 1 <= int(found[1]) <= DEPARTMENTS_HND and int(found[2]) >= 1 else "form"


def _cedula(text: str) -> Reason:
    return "form-only" if CEDULA_FORM.fullmatch(text.replace(".", "")) else "form"
