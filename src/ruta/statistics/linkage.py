"""Pairs of records and how far each field of them agrees: blocking and comparison levels.

Levels are coded as Splink codes them: 0 for disagreement, higher for more agreement, −1 where one of the two is blank.
A blank neither speaks for nor against a pair.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.errors import InputError

LEVELS: dict[str, tuple[str, ...]] = {
    "given": ("differ", "first", "all"),
    "surnames": ("none", "one", "both"),
    "born": ("other", "near", "same"),
    "sex": ("differ", "same"),
    "municipality": ("differ", "same"),
}
"""Fields of a pair and their levels, from 0 upwards. ``near``: one day apart."""

Whole = npt.NDArray[np.int64]


def all_pairs(count: int) -> pd.DataFrame:
    """Return every pair of so many records once: ``left`` and ``right``, positions from 0, left before right."""
    # The platform's own integers are of 32 bits in the browser; counts of the course are of 64 everywhere.
    left, right = np.triu_indices(count, k=1)
    return pd.DataFrame({"left": left.astype(np.int64), "right": right.astype(np.int64)})


def candidate_pairs(keys: pd.DataFrame, *, rules: Sequence[Sequence[str]]) -> pd.DataFrame:
    """Return the pairs of records that agree on all the columns of at least one rule.

    Parameters
    ----------
    keys
        One row per record.
    rules
        Blocking rules, each a list of columns. Blank and empty values agree with nothing.

    Returns
    -------
    DataFrame
        ``left`` and ``right`` (positions, left before right), each pair once, in order.

    Raises
    ------
    InputError
        Where a rule names a column that is not there.
    """
    found = [pd.DataFrame({"left": np.empty(0, np.int64), "right": np.empty(0, np.int64)})]
    for rule in rules:
        absent = [name for name in rule if name not in keys.columns]
        if absent or not rule:
            raise InputError("linkage.rule", found=", ".join(absent) or "-", expected=", ".join(keys.columns))
        part = keys[list(rule)].assign(place=np.arange(len(keys), dtype=np.int64))
        part = part[~(part[list(rule)].isna() | (part[list(rule)] == "")).any(axis="columns")]
        both = part.merge(part, on=list(rule))
        both = both[both["place_x"] < both["place_y"]]
        found.append(both[["place_x", "place_y"]].set_axis(["left", "right"], axis="columns"))
    pairs = pd.concat(found).drop_duplicates().sort_values(["left", "right"])
    return pairs.reset_index(drop=True)


def compare(keys: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the level of agreement of each field of each pair.

    Parameters
    ----------
    keys
        As returned by `ruta.statistics.names.keys`.
    pairs
        ``left`` and ``right``, positions of records.

    Returns
    -------
    DataFrame
        On the index of ``pairs``, one column per field of `LEVELS` (int64, −1 for blank).
    """
    left, right = pairs["left"].to_numpy(), pairs["right"].to_numpy()

    def sides(name: str) -> tuple[Whole, Whole]:
        code = pd.factorize(keys[name].replace("", None))[0].astype(np.int64)
        return code[left], code[right]

    def graded(top: npt.NDArray[np.bool_], middle: npt.NDArray[np.bool_], blank: npt.NDArray[np.bool_]) -> Whole:
        return np.where(blank, -1, np.where(top, 2, np.where(middle, 1, 0))).astype(np.int64)

    def simple(name: str) -> Whole:
        one, other = sides(name)
        return np.where((one < 0) | (other < 0), -1, one == other).astype(np.int64)

    given, other_given = sides("given")
    first, other_first = sides("first")
    day = pd.to_datetime(keys["born"]).to_numpy().astype("datetime64[D]")
    unknown = np.isnat(day)
    number = np.where(unknown, 0, day.astype(np.int64))
    apart = np.abs(number[left] - number[right])
    levels = {
        "given": graded(given == other_given, first == other_first, (given < 0) | (other_given < 0)),
        "surnames": _surnames(keys, left, right),
        "born": graded(apart == 0, apart == 1, unknown[left] | unknown[right]),
        "sex": simple("sex"),
        "municipality": simple("municipality"),
    }
    return pd.DataFrame(levels, index=pairs.index)


def _surnames(keys: pd.DataFrame, left: npt.NDArray[np.intp], right: npt.NDArray[np.intp]) -> Whole:
    """Compare surnames as sets: both shared, one shared, none. A record with one surname can share one at most."""
    stacked = pd.concat([keys["surname_a"], keys["surname_b"]]).replace("", None)
    code = pd.factorize(stacked)[0].astype(np.int64)
    a, b = code[: len(keys)], code[len(keys) :]
    a1, b1, a2, b2 = a[left], b[left], a[right], b[right]
    same = (a1 == a2) & (b1 == b2) & (b1 >= 0)
    shared = (a1 == a2) | (a1 == b2) | ((b1 >= 0) & ((b1 == a2) | (b1 == b2)))
    return np.where((a1 < 0) | (a2 < 0), -1, np.where(same, 2, np.where(shared, 1, 0))).astype(np.int64)
