"""The population account: opening stock, inflow, outflow, closing stock and the residual that must be named.

The identity is standard demographic accounting, with the population groups and flows of the International
Recommendations on Internally Displaced Persons Statistics (EGRIS, 2020, chapter on the statistical framework; the
exact names of the flows are to be confirmed in the full text). A: internally displaced persons (A1 in locations of
displacement, A2 in locations of return, A3 in other settlement locations). C: the IDP-related population.
"""

from typing import Any, Literal

import pandas as pd

from ruta.errors import InputError

Population = Literal["A", "C"]
# A whole number of persons, or <NA> where none was published; pandas offers no narrower type for the two.
Count = Any

# In the order in which an account is written. Internal flows move a person between A1, A2 and A3: the total stays.
ROLES: dict[str, str] = {
    "displacement": "inflow",
    "re-entry": "inflow",
    "returned-from-abroad": "inflow",
    "second-displacement": "internal",
    "return": "internal",
    "settlement": "internal",
    "exit-overcame": "outflow",
    "exit-abroad": "outflow",
    "death": "outflow",
    "birth": "related",
    "related-death": "related",
    "related-departure": "related",
}
EFFECT_ON: dict[Population, dict[str, int]] = {
    "A": {kind: {"inflow": 1, "internal": 0, "outflow": -1}[role] for kind, role in ROLES.items() if role != "related"},
    "C": {"birth": 1, "related-death": -1, "related-departure": -1},
}


def kinds_of(role: str) -> tuple[str, ...]:
    """Return the kinds of movement of one role: ``inflow``, ``internal``, ``outflow`` or ``related``."""
    return tuple(kind for kind, its_role in ROLES.items() if its_role == role)


def role_of(kinds: pd.Series) -> pd.Series:
    """Return the role of each kind of movement in the account of group A.

    Parameters
    ----------
    kinds
        One kind per movement, as in the column ``kind`` of the table ``movements``.

    Raises
    ------
    InputError
        Where a kind is blank or not one of `ROLES`: an unknown movement is never guessed.
    """
    unknown = kinds[~kinds.isin(list(ROLES))]
    if len(unknown):
        raise InputError(
            "statistics.unknown-kind", row=unknown.index[0], found=unknown.iloc[0], expected=", ".join(ROLES)
        )
    return kinds.map(ROLES).rename("role")


def flows(movements: pd.DataFrame, *, year: int) -> pd.Series:
    """Count the movements of a year by kind; each movement adds, moves or takes away one person once.

    Parameters
    ----------
    movements
        One row per event per person, with ``date`` (datetime) and ``kind``.
    year
        Calendar year of the account, 1 January to 31 December.

    Returns
    -------
    Series
        Events (int64) by kind, every kind of `ROLES` in order. A zero is a true zero: the register covers the year
        and holds no such movement.

    Raises
    ------
    InputError
        Where a movement has no date, so that its year is not known, or an unknown kind.
    """
    undated = movements.index[movements["date"].isna()]
    if len(undated):
        raise InputError("statistics.movement-without-date", row=undated[0])
    role_of(movements["kind"])
    kinds: pd.Series = movements.loc[movements["date"].dt.year == year, "kind"]
    return kinds.value_counts().reindex(list(ROLES), fill_value=0).astype("int64").rename("persons")


def residual(*, opening: Count, inflow: Count, outflow: Count, closing: Count) -> Count:
    """Return what the account leaves unexplained: closing − (opening + inflow − outflow).

    Negative: the published stock is lower than the account. Works on numbers and on columns of type ``Int64``; one
    blank (``<NA>``) makes the residual blank, because a value that is not known is not zero.
    """
    return closing - (opening + inflow - outflow)


def account(
    movements: pd.DataFrame, *, year: int, opening: Count, closing: Count = pd.NA, population: Population = "A"
) -> pd.DataFrame:
    """Write the account of one population and one year.

    Parameters
    ----------
    movements
        As in `flows`.
    year
        Calendar year of the account.
    opening, closing
        Published stock (persons) on 31 December of the year before and of the year; ``<NA>`` where none was
        published, which leaves the lines that need it blank.
    population
        ``"A"``, internally displaced persons, or ``"C"``, the IDP-related population. Never both in one account.

    Returns
    -------
    DataFrame
        One row per line: ``opening``, each kind of movement, ``expected``, ``residual``, ``closing``; columns
        ``role``, ``persons`` (Int64, as counted) and ``effect`` (Int64, signed change of the stock).
    """
    signs = EFFECT_ON[population]
    counts = flows(movements, year=year)[list(signs)]
    effects = counts * pd.Series(signs, dtype="int64")
    expected = opening + int(effects.sum())
    left = residual(opening=opening, inflow=int(effects.sum()), outflow=0, closing=closing)
    rows = [("opening", "opening", opening, opening)]
    rows += [(kind, ROLES[kind], int(counts[kind]), int(effects[kind])) for kind in counts.index]
    rows += [("expected", "expected", expected, pd.NA)]
    rows += [("residual", "residual", left, left), ("closing", "closing", closing, pd.NA)]
    lines = pd.DataFrame(rows, columns=["line", "role", "persons", "effect"]).set_index("line")
    return lines.astype({"persons": "Int64", "effect": "Int64"})


def published_series(published: pd.DataFrame, *, iso3: str, indicator: str) -> pd.Series:
    """Return one published series by year (Int64); a year without a row is absent, not zero.

    Parameters
    ----------
    published
        Columns ``iso3``, ``year``, ``indicator``, ``value``.
    iso3, indicator
        Which series.

    Raises
    ------
    InputError
        Where a year has two values: two releases or two definitions were mixed, and one must be chosen first.
    """
    chosen = published[(published["iso3"] == iso3) & (published["indicator"] == indicator)]
    series = chosen.set_index("year")["value"].astype("Int64").sort_index()
    if series.index.has_duplicates:
        year = series.index[series.index.duplicated()][0]
        raise InputError("statistics.two-values-one-year", year=year, iso3=iso3, indicator=indicator)
    return series.rename(indicator)


def series_account(stock: pd.Series, inflow: pd.Series) -> pd.DataFrame:
    """Put a published stock and a published inflow side by side and compute what no published flow explains.

    Parameters
    ----------
    stock
        Persons (Int64) on 31 December, by year.
    inflow
        New displacements (Int64) in the year, by year. They count movements: one person may appear twice.

    Returns
    -------
    DataFrame
        By year, from the first year to the last without holes: ``opening``, ``inflow``, ``closing``, ``change``
        (closing − opening) and ``unexplained`` (closing − opening − inflow), all Int64. ``unexplained`` holds
        everything that was not published: exits, deaths, departures, re-entries, duplicates and changes of method.
        Any blank among the three leaves it blank.
    """
    seen = stock.index.union(inflow.index)
    years = pd.RangeIndex(int(seen.min()), int(seen.max()) + 1, name="year")
    closing = stock.astype("Int64").reindex(years)
    table = pd.DataFrame({"opening": closing.shift(1), "inflow": inflow.astype("Int64").reindex(years)})
    table["closing"] = closing
    table["change"] = closing - table["opening"]
    table["unexplained"] = residual(opening=table["opening"], inflow=table["inflow"], outflow=0, closing=closing)
    return table


def published_lines(table: pd.DataFrame, *, year: int) -> pd.DataFrame:
    """Return one year of `series_account` as the lines of an account, to be drawn beside a full one.

    Parameters
    ----------
    table
        As returned by `series_account`.
    year
        One of its years.
    """
    row: dict[str, Count] = {name: table[name][year] for name in table.columns}
    expected = row["opening"] + row["inflow"]
    rows = [
        ("opening", "opening", row["opening"], row["opening"]),
        ("new-displacements", "inflow", row["inflow"], row["inflow"]),
        ("expected", "expected", expected, pd.NA),
        ("residual", "residual", row["unexplained"], row["unexplained"]),
        ("closing", "closing", row["closing"], pd.NA),
    ]
    lines = pd.DataFrame(rows, columns=["line", "role", "persons", "effect"]).set_index("line")
    return lines.astype({"persons": "Int64", "effect": "Int64"})


def change_flow(lines: pd.DataFrame, *, kind: str, persons: int) -> pd.DataFrame:
    """Return an account with more or fewer movements of one kind, the published stocks left as they are.

    Parameters
    ----------
    lines
        As returned by `account`; a kind that is not one of its lines leaves it as it was.
    kind
        Which flow.
    persons
        How many movements more (fewer where negative); a flow never falls below zero.
    """
    if kind not in lines.index:
        return lines
    changed = lines.copy()
    count: dict[Any, Count] = lines["persons"].to_dict()
    after = max(int(count[kind]) + persons, 0)
    population: Population = "C" if ROLES[kind] == "related" else "A"
    sign = EFFECT_ON[population][kind]
    shift = sign * (after - int(count[kind]))
    left = count["residual"] - shift
    changed.loc[kind, ["persons", "effect"]] = [after, sign * after]
    changed.loc["expected", "persons"] = count["expected"] + shift
    changed.loc["residual", ["persons", "effect"]] = [left, left]
    return changed
