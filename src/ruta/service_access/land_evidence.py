"""Which elements of a file have something to show for them: a matrix of files by elements.

The mark of an item says whether it speaks of the file or only of the place. It helps to plan the work of a unit. It
does not weigh evidence: what is enough, and who has to prove what, is for the law of the country to say.
"""

import numpy as np
import pandas as pd

from ruta.errors import InputError
from ruta.service_access.land_kinds import ABOUT_THE_FILE, ELEMENTS

NOTHING, PLACE_ONLY, FILE, DOCUMENT = 0, 1, 2, 3


def matrix(files: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Return, for each file and element, the best mark of its items; 0 where there is none.

    Parameters
    ----------
    files
        One row a file, with ``file_id``.
    evidence
        One row an item: ``file_id``, ``element`` (one of `ELEMENTS`), ``strength`` (1, 2 or 3). Items of files that are
        not in ``files`` are left aside.

    Returns
    -------
    DataFrame
        Index ``file_id``, in the order of ``files``; one column an element, int64 from 0 to 3.

    Raises
    ------
    InputError
        Where an element or a mark is none of those known; the sentence names the row.
    """
    for column, known in (("element", ELEMENTS), ("strength", (PLACE_ONLY, FILE, DOCUMENT))):
        unknown = ~evidence[column].isin(known)
        if unknown.any():
            place = int(unknown.to_numpy().argmax())
            raise InputError("land.bad-word", row=place + 1, column=column, found=evidence[column].iloc[place],
                             expected=", ".join(map(str, known)))  # fmt: skip
    best = evidence.groupby(["file_id", "element"])["strength"].max().unstack()
    found = best.reindex(index=pd.Index(files["file_id"], name="file_id"), columns=list(ELEMENTS))
    return found.fillna(NOTHING).astype("int64")


def shown(table: pd.DataFrame) -> "pd.Series[float]":
    """Return for each file the share of the elements that an item about the file speaks for, 0 to 1.

    Parameters
    ----------
    table
        From `matrix`. An element with nothing, or with items about the place only, is a gap.
    """
    return (table >= ABOUT_THE_FILE).sum(axis="columns") / len(ELEMENTS)


def gap_counts(table: pd.DataFrame) -> pd.DataFrame:
    """Return how many files stand at each mark, element by element.

    Parameters
    ----------
    table
        From `matrix`.

    Returns
    -------
    DataFrame
        Index: the elements; columns 0 to 3 (files, int64). Each row adds up to the number of files.
    """
    marks = np.arange(DOCUMENT + 1)
    counts = {element: [int((table[element] == mark).sum()) for mark in marks] for element in ELEMENTS}
    return pd.DataFrame(counts, index=marks).T.astype("int64")
