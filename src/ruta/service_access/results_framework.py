"""A results framework as data: one row per indicator, with all that a follow-up needs, read and checked for its form.

The cells are those that this course asks of a row: what should change, how it is measured and of whom, from which value
and date to which, held against which neighbours, who collects it and when, who answers for it and from which budget
line. What the cells contradict is found by `ruta.service_access.results_checks`.
"""

from importlib import resources

import pandas as pd

from ruta.datasets import draws
from ruta.errors import InputError
from ruta.messages import LANGUAGES

TEXTS = (
    "row", "result", "level", "indicator", "definition", "unit", "denominator", "disaggregation", "better", "source",
    "responsible", "budget_line",
)  # fmt: skip
NUMBERS = ("baseline", "target", "host")
DATES = ("baseline_on", "target_on", "next_on")
COLUMNS = (*TEXTS, *NUMBERS, *DATES)
"""What a framework must have; ``host`` is the value of the host community, ``next_on`` the next collection."""
LEVELS = ("output", "outcome")
DIRECTIONS = ("up", "down")
STARTS_ON = pd.Timestamp("2026-01-01")
"""First day of the invented plan of the lesson and of its exercise."""


def framework(table: pd.DataFrame) -> pd.DataFrame:
    """Return a framework with its numbers and dates read; a blank stays blank.

    Parameters
    ----------
    table
        One row per indicator, with the columns of `COLUMNS`; dates written year-month-day.

    Raises
    ------
    InputError
        Where a column is absent, a row has no name or a name that occurs twice, a number or a date cannot be read, or
        ``level`` or ``better`` hold another word than `LEVELS` and `DIRECTIONS`.
    """
    absent = [name for name in COLUMNS if name not in table]
    if absent:
        raise InputError("aid-to-solutions.no-column", column=absent[0], expected=", ".join(COLUMNS))
    rows = table[list(COLUMNS)].reset_index(drop=True).copy()
    for name in TEXTS:
        rows[name] = rows[name].fillna("").astype(str).str.strip()
    _names(rows["row"])
    for name in NUMBERS:
        rows[name] = _read(rows, name, pd.to_numeric(rows[name], errors="coerce").astype("float64"))
    for name in DATES:
        rows[name] = _read(rows, name, pd.to_datetime(rows[name], errors="coerce", format="ISO8601"))
    _words(rows, "level", LEVELS)
    _words(rows, "better", DIRECTIONS)
    return rows


def example(*, language: str) -> pd.DataFrame:
    """Return the invented draft of the lesson, with its faults, in a language."""
    if language not in LANGUAGES:
        raise InputError("practice.unknown-language", found=language, known=", ".join(LANGUAGES))
    path = resources.files("ruta.service_access") / f"results-example.{language}.csv"
    with path.open(encoding="utf-8") as opened:
        return framework(pd.read_csv(opened, dtype=str, keep_default_na=False).replace("", pd.NA))


def redrawn(rows: pd.DataFrame, *, country: str, seed: int) -> pd.DataFrame:
    """Return a framework with other baselines and targets, drawn by lot; some targets are on the wrong side.

    At least one wrong and one right target each is of an indicator that improves upwards and of one that improves
    downwards.

    Parameters
    ----------
    rows
        From `framework`, with at least two rows of each direction.
    country, seed
        Of the draw.
    """
    rng = draws.generator(seed=seed, country=country, name="results-framework")
    changed = rows.copy()
    wrong = pd.Series(False, index=rows.index)
    for direction in DIRECTIONS:
        places = rows.index[rows["better"] == direction]
        some = places[draws.lot(rng, size=len(places))]
        number = 1 + int(draws.whole(rng, low=0, high=max(1, len(places) // 2), size=1)[0])
        wrong[some[:number]] = True
    baseline = draws.whole(rng, low=35, high=66, size=len(rows))
    step = draws.whole(rng, low=6, high=21, size=len(rows))
    upwards = (rows["better"] == "up") ^ wrong
    changed["baseline"] = baseline.astype("float64")
    changed["target"] = (baseline + step * upwards.map({True: 1, False: -1}).to_numpy()).astype("float64")
    return changed


def _names(names: "pd.Series[str]") -> None:
    wrong = ((names == "") | names.duplicated()).to_numpy()
    if wrong.any():
        place = int(wrong.argmax())
        raise InputError("aid-to-solutions.bad-row-name", row=place + 1, found=names.iloc[place] or "-")


def _read(rows: pd.DataFrame, column: str, values: pd.Series) -> pd.Series:
    """Return the values as read, or name the first cell that says something and could not be read."""
    said = rows[column].notna() & (rows[column].astype(str).str.strip() != "")
    lost = (said & values.isna()).to_numpy()
    if lost.any():
        place = int(lost.argmax())
        row, found = rows["row"].iloc[place], rows[column].iloc[place]
        raise InputError("aid-to-solutions.unreadable", row=row, column=column, found=found)
    return values


def _words(rows: pd.DataFrame, column: str, known: tuple[str, ...]) -> None:
    wrong = (~rows[column].isin(known)).to_numpy()
    if wrong.any():
        place = int(wrong.argmax())
        raise InputError(
            "aid-to-solutions.unknown-word", row=rows["row"].iloc[place], column=column,
            found=rows[column].iloc[place] or "-", expected=", ".join(known),
        )  # fmt: skip
