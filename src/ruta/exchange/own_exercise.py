"""What the exercise on an office's own data computes, right and as known mistakes would."""

import pandas as pd

from ruta import messages
from ruta.exchange.own_measures import by_month, read_as, silent_months, two_readings
from ruta.figures import INK, SAND, Shown, new_figure
from ruta.ranges import share_bounds

ID, DATE, SEX, CAUSE = "No_Exp", "Fecha_Decl", "Sexo", "Motivo"
NAMED = ["Nombres", "Apellido1", "Apellido2", "F_Nac"]
NOT_ASKED, THREAT = "no data", "violence-threat"


def once(export: pd.DataFrame) -> pd.DataFrame:
    """Return the export without the rows that are equal in every cell to one above."""
    return export.drop_duplicates()


def records(export: pd.DataFrame) -> dict[str, int]:
    """Return how many declarations there are, and what other ways of counting give."""
    return {
        "right": int(export[ID].nunique()),
        "rows": len(export),
        "both-dropped": int((~export.duplicated(keep=False)).sum()),
        "names": len(once(export)[NAMED].drop_duplicates()),
    }


def doubtful_dates(export: pd.DataFrame) -> dict[str, int]:
    """Return how many dates of the declarations fit two readings that differ."""
    dates = once(export)[DATE]
    differ = int(two_readings(dates).sum())
    return {
        "right": differ,
        "equal-too": int(read_as(dates, "day-first").notna().sum()),
        "sure-ones": len(dates) - differ,
    }


def threats(export: pd.DataFrame) -> dict[str, float]:
    """Return the share of threats among those who were asked and answered, in percent."""
    cause = once(export)[CAUSE]
    yes = 100 * int((cause == THREAT).sum())
    return {
        "right": yes / int((~cause.isin(["", NOT_ASKED])).sum()),
        "not-asked-in-base": yes / int((cause != "").sum()),
        "everybody-in-base": yes / len(cause),
    }


def most_women(export: pd.DataFrame) -> dict[str, float]:
    """Return the highest share of women that the blanks allow, in percent."""
    sex = once(export)[SEX]
    women, known = int((sex == "F").sum()), int((sex != "").sum())
    bounds = share_bounds(women, known=known, total=len(sex))
    return {"right": 100 * bounds.high, "known-only": 100 * women / known, "blanks-as-men": 100 * bounds.low}


def silence(export: pd.DataFrame) -> dict[str, int]:
    """Return how many months are without a row, and the same counted as gaps or in the longest gap only."""
    quiet = silent_months(read_as(once(export)[DATE], "month-first"))
    gaps = [month for place, month in enumerate(quiet) if not place or _after(quiet[place - 1]) != month]
    lengths = [sum(start <= month < end for month in quiet) for start, end in zip(gaps, [*gaps[1:], "9"], strict=True)]
    return {"right": len(quiet), "gaps": len(gaps), "longest": max(lengths, default=0)}


def months_figure(export: pd.DataFrame, *, language: str) -> Shown:
    """Draw the declarations of each month; a month without a row has no bar."""
    counts = by_month(read_as(once(export)[DATE], "month-first"))
    figure, axes = new_figure(7, 3.2)
    axes.bar(range(len(counts)), counts, color=SAND, edgecolor=INK)
    axes.set_xticks(range(len(counts)), [f"{month.month}" for month in counts.index], fontsize=7)
    for place, month in enumerate(counts.index):
        if month.month == 1:
            axes.annotate(str(month.year), (place, -0.14), xycoords=("data", "axes fraction"), ha="center")
    axes.set_ylabel(messages.text("own-data.axis-declarations", language=language))
    listed = ", ".join(f"{month} {count}" for month, count in counts.items() if count)
    alt = messages.text("own-data.months-alt", language=language, counts=listed)
    return Shown(figure=figure, alt=alt)


def _after(month: str) -> str:
    return str(pd.Period(month, freq="M") + 1)
