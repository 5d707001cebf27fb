"""The re-identification test: how few facts about a neighbour are enough to find the neighbour's record.

Quasi-identifiers are facts that others can know: place, sex, age. A record that nobody shares them with is unique; a
file is k-anonymous when every record shares them with at least k − 1 others (Samarati and Sweeney 1998; Sweeney 2002).
Records that share them and also one secret say the secret of all: l-diversity counts the different values of the
secret in each group (Machanavajjhala and others 2007).
"""

from collections.abc import Sequence

import pandas as pd

from ruta.errors import InputError


def group_sizes(records: pd.DataFrame, *, facts: Sequence[str]) -> pd.Series:
    """Return for each record how many records share its facts, itself included.

    Parameters
    ----------
    records
        One row per person.
    facts
        Columns that a neighbour can know. A blank is a value like any other: a record with a blank is as visible.

    Returns
    -------
    Series
        Persons (int64), with the index of the records.

    Raises
    ------
    InputError
        Where no fact is given or a column does not exist.
    """
    _check(records, facts)
    sizes = records.groupby(list(facts), dropna=False)[facts[0]].transform("size")
    return sizes.astype("int64").rename("persons")


def unique_share(records: pd.DataFrame, *, facts: Sequence[str]) -> float:
    """Return the share (0 to 1) of records that are alone with their facts.

    It is the risk of a file that holds *everybody*. In a sample, a record that is unique may have a double outside it.

    Parameters
    ----------
    records, facts
        As in `group_sizes`.

    Raises
    ------
    InputError
        As `group_sizes`, and where there is no record.
    """
    if records.empty:
        raise InputError("statistics.no-records")
    return float((group_sizes(records, facts=facts) == 1).mean())


def k_anonymity(records: pd.DataFrame, *, facts: Sequence[str]) -> int:
    """Return the size (persons) of the smallest group of records that share their facts: the k of the file.

    Parameters
    ----------
    records, facts
        As in `unique_share`.

    Raises
    ------
    InputError
        As `unique_share`.
    """
    if records.empty:
        raise InputError("statistics.no-records")
    return int(group_sizes(records, facts=facts).min())


def l_diversity(records: pd.DataFrame, *, facts: Sequence[str], secret: str) -> pd.DataFrame:
    """Return each group of records that share their facts, with its size and how many values its secret takes.

    A group with one value gives the secret away although nobody in it is unique. Distinct l-diversity is the least of
    ``values``; it says nothing about how uneven the values are.

    Parameters
    ----------
    records, facts
        As in `group_sizes`.
    secret
        Column that a neighbour does not know, such as the cause. A blank counts as a value.

    Returns
    -------
    DataFrame
        Indexed by the facts: ``persons`` and ``values`` (int64).

    Raises
    ------
    InputError
        As `group_sizes`.
    """
    _check(records, [*facts, secret])
    groups = records.groupby(list(facts), dropna=False)[secret]
    found = pd.DataFrame({"persons": groups.size(), "values": groups.nunique(dropna=False)})
    return found.astype("int64")


def _check(records: pd.DataFrame, columns: Sequence[str]) -> None:
    absent = [name for name in columns if name not in records.columns]
    if absent or not columns:
        found = absent[0] if absent else "–"
        raise InputError("statistics.no-such-column", found=found, expected=", ".join(map(str, records.columns)))
