"""Who is displaced on a day, and where: one record per person, from the register of movements.

Population A on the reference date (A1, A2 and A3 together), as in the account of the stock: International
Recommendations on Internally Displaced Persons Statistics (EGRIS 2020, chapter on the statistical framework).
"""

from typing import Any

import pandas as pd

from ruta.statistics.account import kinds_of

AGE_GROUPS = {"Y_LT12": 0, "Y12T17": 12, "Y18T59": 18, "Y_GE60": 60}
"""Code of each age group and the age in years at which it starts."""
CAUSE_NOT_RECORDED = "not-recorded"


def present_on(movements: pd.DataFrame, persons: pd.DataFrame, *, day: str) -> pd.DataFrame:
    """Return the displaced persons of a day, with the municipality where they were.

    Parameters
    ----------
    movements
        The table ``movements`` of a synthetic country.
    persons
        Its table ``persons``.
    day
        Reference date, ``YYYY-MM-DD``; movements of that day count.

    Returns
    -------
    DataFrame
        Indexed by ``person_id``: ``municipality``, ``sex``, ``age`` (completed years), ``age_group`` (a code of
        `AGE_GROUPS`), ``cause`` of the latest displacement, ``not-recorded`` where the register has none, and
        ``disability``. The IDP-related population (C) is not in it.
    """
    found = places_on(movements, day=day)
    found = found.join(persons.set_index("person_id")[["sex", "birth_date", "disability"]])
    found["age"] = completed_years(found["birth_date"], pd.Timestamp(day))
    found["age_group"] = age_group(found["age"])
    return found[["municipality", "sex", "age", "age_group", "cause", "disability"]]


def places_on(movements: pd.DataFrame, *, day: str) -> pd.DataFrame:
    """Return the municipality and the cause of each displaced person of a day, without looking at who they are.

    Parameters
    ----------
    movements, day
        As in `present_on`.

    Returns
    -------
    DataFrame
        Indexed by ``person_id``, in order: ``municipality`` and ``cause``, as in `present_on`.
    """
    so_far = movements[(movements["date"] <= pd.Timestamp(day)) & ~movements["kind"].isin(kinds_of("related"))]
    so_far = so_far.sort_values(["date", "movement_id"], kind="stable")
    last = so_far.drop_duplicates("person_id", keep="last").set_index("person_id")
    here = last.loc[~last["kind"].isin(kinds_of("outflow")), ["to_municipality"]]
    caused = so_far.dropna(subset=["cause"]).drop_duplicates("person_id", keep="last").set_index("person_id")["cause"]
    found = here.rename(columns={"to_municipality": "municipality"}).join(caused)
    found["cause"] = found["cause"].fillna(CAUSE_NOT_RECORDED)
    return found.sort_index()


def completed_years(born: pd.Series, date: pd.Timestamp) -> pd.Series:
    """Return the age on a day in completed years (int64), from dates of birth."""
    birthday_to_come = (born.dt.month > date.month) | ((born.dt.month == date.month) & (born.dt.day > date.day))
    age: pd.Series = (date.year - born.dt.year - birthday_to_come).astype("int64")
    return age


def age_group(age: pd.Series) -> pd.Series:
    """Return the code of the age group of each age in completed years."""
    edges: list[Any] = [*AGE_GROUPS.values(), 200]
    return pd.cut(age, edges, right=False, labels=list(AGE_GROUPS)).astype("str")
