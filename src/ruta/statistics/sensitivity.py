"""How many persons would leave the count under each choice that somebody could have made instead."""

import pandas as pd

from ruta.statistics import composite

BASE = "base"
STRICTER, EASIER, SAFETY_EASIER = 0.33, 0.20, 0.10


def leaving(
    persons: pd.DataFrame,
    *,
    benchmark: str = "host",
    quantile: float = composite.QUANTILE,
    dropped: str | None = None,
) -> pd.Series:
    """Tell who of all persons would leave the count under one declared rule; undecided persons stay.

    Parameters
    ----------
    persons
        Everybody in the survey: ``group`` and the columns of `composite.MEASURES`.
    benchmark
        Value of ``group`` with which displaced persons are compared.
    quantile
        Part of the benchmark that lies below each threshold.
    dropped
        A criterion that does not count; none where not given.
    """
    limits = composite.thresholds(persons[persons["group"] == benchmark], quantile=quantile)
    kept = limits if dropped is None else limits.drop(dropped)
    return composite.all_of(composite.passed(persons, kept)).fillna(False).astype(bool)


def variants(persons: pd.DataFrame) -> pd.DataFrame:
    """Return who would leave the count under the declared rule and under each change of one choice.

    Parameters
    ----------
    persons
        Everybody in the survey: ``group``, ``household_id``, ``reference`` and the columns of `composite.MEASURES`.

    Returns
    -------
    DataFrame
        One row per person, one column (bool) per variant; `BASE` first: all five criteria, the host population of the
        same municipality, the lower quarter, persons one by one, blanks undecided.
    """
    host = persons[persons["group"] == "host"]
    limits = composite.thresholds(host)
    passes = composite.passed(persons, limits)
    each = composite.all_of(passes)
    found = {BASE: each}
    found |= {f"without-{name}": composite.all_of(passes.drop(columns=name)) for name in composite.MEASURES}
    moved = limits.copy()
    moved["safety"] = composite.thresholds(host, quantile=SAFETY_EASIER)["safety"]
    found["safety-easier"] = composite.all_of(composite.passed(persons, moved))
    found["easier"] = leaving(persons, quantile=EASIER)
    found["stricter"] = leaving(persons, quantile=STRICTER)
    found["capital"] = leaving(persons, benchmark="capital")
    found["blank-passes"] = composite.all_of(passes.fillna(True))
    found["pasted"] = composite.pasted(persons, each)
    found["four-of-five"] = composite.at_least(passes, 4)
    found["average"] = composite.average_rule(persons, host)
    return pd.DataFrame({name: result.fillna(False).astype(bool) for name, result in found.items()})


def table(leaves: pd.DataFrame, *, weight: pd.Series, linked: pd.Series) -> pd.DataFrame:
    """Count who leaves under each variant, and how many of them still live with what the displacement did.

    Parameters
    ----------
    leaves
        As returned by `variants`, on the rows of the displaced persons only.
    weight
        Persons of the population for whom each respondent stands.
    linked
        The truth (bool): something linked to the displacement is left. Known for invented persons only.

    Returns
    -------
    DataFrame
        By variant: ``leave`` (persons), ``change`` against the first variant, ``still_linked`` (persons who leave
        although something linked is left).
    """
    counts = pd.DataFrame(
        {
            "leave": leaves.mul(weight, axis="index").sum(),
            "still_linked": leaves.mul(weight * linked, axis="index").sum(),
        }
    ).astype("int64")
    counts.insert(1, "change", counts["leave"] - counts["leave"].iloc[0])
    return counts


def dropping_frees(passes: pd.DataFrame, *, weight: pd.Series) -> pd.Series:
    """Return by criterion how many more persons pass if it is dropped: their only failure or only blank.

    Parameters
    ----------
    passes
        As returned by `composite.passed`.
    weight
        Persons of the population for whom each respondent stands.
    """
    base = composite.all_of(passes).fillna(False).astype(bool)
    more = {}
    for name in passes.columns:
        without = composite.all_of(passes.drop(columns=name)).fillna(False).astype(bool)
        more[name] = int(weight[without & ~base].sum())
    return pd.Series(more, dtype="int64", name="persons")
