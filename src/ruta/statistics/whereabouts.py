"""Where each person of a synthetic country lives on a day, and in which group: the truth that sources look for."""

import pandas as pd

FORCED = ("displacement", "re-entry", "second-displacement")
"""Movements that are a displacement inside the country."""
GROUP_AFTER = {
    **dict.fromkeys((*FORCED, "returned-from-abroad"), "A1"),
    **{"return": "A2", "settlement": "A3", "birth": "C", "exit-overcame": "B"},
}
"""Group of a person after a movement; a person who died or left the country is in none."""
LEFT = ("death", "exit-abroad", "related-death", "related-departure")


def state(persons: pd.DataFrame, households: pd.DataFrame, movements: pd.DataFrame, *, day: str) -> pd.DataFrame:
    """Tell where each person lives at the end of a day, and in which group, from the last movement of each.

    Parameters
    ----------
    persons, households, movements
        Tables of one synthetic country.
    day
        ISO date.

    Returns
    -------
    DataFrame
        One row per person who is alive, born and in the country (index ``person_id``): ``household_id``; ``age``
        (completed years); ``before``, the municipality on 1 January 2020 (of the family, for those born later; blank
        for who lived abroad); ``now``, the municipality on the day; ``group`` (A1, A2, A3, B, C or blank); ``cause``
        and ``since``, the cause and date of the latest displacement, blank where there is none.
    """
    date = pd.Timestamp(day)
    homes = households.set_index("household_id")["municipality"]
    people = persons.set_index("person_id")[["household_id", "birth_date"]].copy()
    people["before"] = people["household_id"].map(homes)
    abroad = movements[movements["kind"] == "returned-from-abroad"].set_index("person_id")["date"]
    people.loc[people.index.isin(abroad.index), "before"] = pd.NA
    still_abroad = people.index.isin(abroad.index[abroad > date])

    until = movements[movements["date"] <= date].sort_values(["person_id", "date"], kind="stable")
    last = until.groupby("person_id").tail(1).set_index("person_id")
    forced = until[until["kind"].isin(FORCED)].groupby("person_id").tail(1).set_index("person_id")
    kind = last["kind"].reindex(people.index)
    people["now"] = last["to_municipality"].reindex(people.index).where(kind.notna(), people["before"])
    people["group"] = kind.map(GROUP_AFTER)
    people["cause"] = forced["cause"].reindex(people.index)
    people["since"] = forced["date"].reindex(people.index)
    people["age"] = completed_years(people["birth_date"], date)
    present = (people["birth_date"] <= date) & ~kind.isin(LEFT) & ~still_abroad
    return people.loc[present, ["household_id", "age", "before", "now", "group", "cause", "since"]]


def completed_years(born: pd.Series, date: pd.Timestamp) -> pd.Series:
    """Return ages in completed years (int64) on a date."""
    later = (born.dt.month * 100 + born.dt.day) > date.month * 100 + date.day
    years: pd.Series = (date.year - born.dt.year - later.astype("int64")).astype("int64")
    return years


def displaced(people: pd.DataFrame) -> "pd.Series[bool]":
    """Tell who is internally displaced (A1, A2 or A3): the truth that every source looks for."""
    return people["group"].isin(["A1", "A2", "A3"])
