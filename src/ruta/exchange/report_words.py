"""The words of the closing report, in the language asked for."""

import pandas as pd

from ruta import messages


def say(key: str, language: str, **params: object) -> str:
    """Return a text of the catalogue ``report``."""
    return messages.text(f"report.{key}", language=language, **params)


def whole(value: object) -> str:
    """Return a number of persons as it is printed, with a comma for thousands; a dash where it is not known."""
    return "–" if pd.isna(value) else f"{int(value):,}"  # type: ignore[call-overload]


def percent(value: float) -> str:
    """Return a share (0 to 1) as a percentage without decimals; a dash where it is not known."""
    return "–" if pd.isna(value) else f"{100 * value:.0f}%"


def plain(value: object) -> str:
    """Return a number in the unit of its indicator, without a needless decimal; a dash where it is not known."""
    return "–" if pd.isna(value) else f"{float(value):,.1f}".removesuffix(".0")  # type: ignore[arg-type, call-overload]


def source(text: str, day: str, language: str, *, synthetic: bool) -> str:
    """Return the line that stands under every table and figure: source, date, and whether the data are invented."""
    note = messages.text("figures.synthetic" if synthetic else "figures.real", language=language)
    return say("source", language, source=text, date=day, note=note)
