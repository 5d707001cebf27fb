"""May these figures stand side by side? Eight conditions, each the same, different or not stated; one verdict.

The list of conditions (concept, unit, kind, reference period, coverage, method, base of a ratio, edition) is ours, and
so is the rule that a condition which is not stated never counts as met. That revisions and breaks belong beside a
figure: OECD, 2007, Data and Metadata Reporting and Presentation Handbook (only foreword and list of contents read).
"""

import pandas as pd

from ruta.errors import InputError

CONDITIONS = ("event", "unit", "kind", "period", "coverage", "means", "per", "release")
"""What is counted; persons, families or movements; stock, flow or running total; day or year; who can be in it at all;
how it was found; what it is divided by; which edition."""
SAME, DIFFERENT, NOT_STATED = "same", "different", "not-stated"
TOGETHER, NOTE, APART = "together", "note", "apart"
VERDICTS = (TOGETHER, NOTE, APART)
"""From the most permissive to the strictest: in one chart; in one chart with what is not stated printed beneath it;
not in one chart."""


def compare(cards: pd.DataFrame) -> pd.DataFrame:
    """Lay the cards of two or more figures side by side, condition by condition.

    Parameters
    ----------
    cards
        One row a figure, its id as the index or in a column ``id``; the columns of `CONDITIONS` as text. A blank cell,
        or one of spaces only, is a condition that is not stated.

    Returns
    -------
    DataFrame
        One row a condition, in the order of `CONDITIONS`: a column for each figure, by its id, and ``found``:
        ``different`` where two stated cells differ, else ``not-stated`` where a cell is blank, else ``same``.

    Raises
    ------
    InputError
        Where a column is missing, where there are fewer than two cards, and where an id stands twice.
    """
    named = cards.set_index("id") if "id" in cards.columns else cards
    if missing := [name for name in CONDITIONS if name not in named.columns]:
        raise InputError("comparing.columns", missing=", ".join(missing), expected=", ".join(CONDITIONS))
    if len(named) < 2:
        raise InputError("comparing.few", found=len(named))
    if named.index.has_duplicates:
        raise InputError("comparing.twice", found=named.index[named.index.duplicated()][0])
    cells = {name: ["" if pd.isna(cell) else str(cell).strip() for cell in named[name]] for name in CONDITIONS}
    sheet = pd.DataFrame.from_dict(cells, orient="index", columns=named.index, dtype=object).rename_axis("condition")
    sheet["found"] = [_found(set(row)) for row in cells.values()]
    return sheet


def _found(cells: set[str]) -> str:
    if len(cells - {""}) > 1:
        return DIFFERENT
    return NOT_STATED if "" in cells else SAME


def verdict(sheet: pd.DataFrame) -> str:
    """Return whether the figures of a sheet may stand in one chart.

    Parameters
    ----------
    sheet
        From `compare`.

    Returns
    -------
    str
        ``apart`` where a condition differs; else ``note`` where one is not stated, so that the chart must say which;
        else ``together``.
    """
    found = set(sheet["found"])
    if DIFFERENT in found:
        return APART
    return NOTE if NOT_STATED in found else TOGETHER


def reasons(sheet: pd.DataFrame, found: str = DIFFERENT) -> list[str]:
    """Return the conditions of a sheet that were found so, in the order of `CONDITIONS`."""
    return [str(name) for name in sheet.index[sheet["found"] == found]]


def beside(cards: pd.DataFrame, *, of: str) -> pd.Series:
    """Return the verdict of each other figure beside one of them.

    Parameters
    ----------
    cards
        As for `compare`.
    of
        Id of the figure beside which each of the others is held.

    Returns
    -------
    Series
        ``together``, ``note`` or ``apart`` by id, the figure itself left out.

    Raises
    ------
    InputError
        As `compare`, and where there is no card with that id.
    """
    named = cards.set_index("id") if "id" in cards.columns else cards
    if of not in named.index:
        raise InputError("comparing.unknown-card", found=of, expected=", ".join(map(str, named.index)))
    if named.index.has_duplicates:
        raise InputError("comparing.twice", found=named.index[named.index.duplicated()][0])
    others = [str(name) for name in named.index if name != of]
    return pd.Series({name: verdict(compare(named.loc[[of, name]])) for name in others}, name="verdict", dtype=object)
