"""What each kind of source would see of a synthetic country in which the truth is known.

Every source looks through a window of its own: whom it asks, since when, what it counts as one. The windows follow, in
a simple form, the limits that are documented for real sources: the census question of Mexico in 2020 (EGRISS, country
case of Mexico, n.d.), key informants (IOM, DTM Methodological Framework, 2nd ed.), event monitoring and profiling
(IDMC, Quick guide, n.d.; JIPS, About profiling, n.d.). The thresholds are the course's own, for teaching.
"""

import numpy as np
import pandas as pd

from ruta.shares import NORMAL_975
from ruta.statistics.whereabouts import FORCED, displaced

CODED = ("violence-threat", "generalised-violence", "disaster")
"""Causes that the form of the census has a code for; every other cause is lost among the reasons for moving."""


def census(people: pd.DataFrame, *, causes: tuple[str, ...] = CODED, youngest: int = 5) -> "pd.Series[bool]":
    """Tell whom a census counts that asks those who changed municipality why they moved.

    It sees a person of the published age who lives in another municipality of the country than at the start of the
    period, and whose one answer is a cause on the form. It asks about the move, not about the situation today.

    Parameters
    ----------
    people
        As returned by `ruta.statistics.whereabouts.state`.
    causes
        Causes that count as forced.
    youngest
        First age (completed years) that is published.
    """
    moved = people["before"].notna() & (people["before"] != people["now"]).fillna(False)
    return moved.astype(bool) & (people["age"] >= youngest) & people["cause"].isin(causes)


def register(declarations: pd.DataFrame, links: pd.DataFrame, *, day: str) -> pd.DataFrame:
    """Return the persons of a register on a day, each once: declared by then, and never taken out.

    Parameters
    ----------
    declarations
        The table ``declarations``.
    links
        The person of each declaration: in a real register this is the result of linking, with its errors.
    day
        ISO date of the cut-off.

    Returns
    -------
    DataFrame
        By ``person_id``: ``municipality`` of the latest declaration, where it was taken.
    """
    known = declarations[declarations["declared_on"] <= pd.Timestamp(day)].merge(links, on="declaration_id")
    known = known.sort_values(["declared_on", "declaration_id"], kind="stable")
    return known.groupby("person_id")[["municipality"]].last()


def informants(people: pd.DataFrame, *, day: str, reached: list[str], months: int = 24, size: int = 5) -> pd.Series:
    """Return what key informants report: families who arrived lately, times a usual size, by municipality (persons).

    Parameters
    ----------
    people
        As returned by `ruta.statistics.whereabouts.state`.
    day
        ISO date of the round.
    reached
        Municipalities with informants; the others have no row, which is not a zero.
    months
        How far back an arrival is remembered.
    size
        Persons that a family is taken to have.
    """
    recent = people["since"] > pd.Timestamp(day) - pd.DateOffset(months=months)
    seen = people[(people["group"] == "A1") & recent]
    families = seen.groupby("now")["household_id"].nunique()
    return (families.reindex(reached, fill_value=0) * size).astype("int64").rename("persons")


def sample(people: pd.DataFrame, *, households: int, seed: int, silent: float = 0.1) -> pd.DataFrame:
    """Draw a simple random sample of households and count the displaced persons whom a survey finds in each.

    Parameters
    ----------
    people
        As returned by `ruta.statistics.whereabouts.state`.
    households
        How many are drawn.
    seed
        Seed of the lots.
    silent
        Share of households that do not tell the interviewer.

    Returns
    -------
    DataFrame
        By ``household_id``: ``found`` (displaced persons told of, int64).
    """
    rng = np.random.default_rng(seed)
    counts = displaced(people).groupby(people["household_id"]).sum().astype("int64")
    drawn = np.sort(np.argsort(rng.random(len(counts)), kind="stable")[:households])
    tells = rng.random(len(drawn)) >= silent
    return pd.DataFrame({"found": (counts.iloc[drawn] * tells).astype("int64")})


def total(found: pd.Series, *, households: int) -> tuple[float, float]:
    """Return the estimated total of a simple random sample and its margin at 95% (persons).

    Parameters
    ----------
    found
        Persons in each household drawn.
    households
        Households of the country: the frame.

    Source: Cochran (1977), Sampling Techniques, chapter 2: N times the mean, with the finite population correction.
    """
    drawn = len(found)
    deviation = float(found.std(ddof=1)) * np.sqrt((1 - drawn / households) / drawn)
    return households * float(found.mean()), NORMAL_975 * households * float(deviation)


def events(movements: pd.DataFrame, persons: pd.DataFrame, *, smallest: int = 4) -> pd.DataFrame:
    """Return the displacements of families that are large enough to be reported, one row each.

    Parameters
    ----------
    movements, persons
        Tables of one synthetic country.
    smallest
        Fewest persons of an event that a newspaper writes about.

    Returns
    -------
    DataFrame
        ``date``, ``from_municipality`` and ``displacements`` (persons who moved, int64). A person who is displaced
        twice is in two rows.
    """
    forced = movements[movements["kind"].isin(FORCED)].merge(persons[["person_id", "household_id"]], on="person_id")
    groups = forced.groupby(["date", "from_municipality", "household_id"])["person_id"].size()
    rows = groups[groups >= smallest].rename("displacements").reset_index()
    return rows[["date", "from_municipality", "displacements"]]
