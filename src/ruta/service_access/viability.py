"""A viability assessment as data: criteria, dated evidence, and a rule in which nothing makes up for something else.

The three principles and their two readings, viability (the minimum to start) and sustainability (to last), are those of
the return and relocation route of Colombia's Unidad para las Víctimas (UARIV, n.d.; Resolution 3320 of 2019). The
criteria themselves, how long evidence counts and the rule are this course's own proposal for an urban neighbourhood:

- every criterion of a stage is necessary: one that is not met is not outweighed by others that are;
- what is not known is not met;
- evidence older than its validity has expired, and expired is not met.
"""

from collections.abc import Sequence
from importlib import resources

import pandas as pd

from ruta.errors import InputError

STAGES = ("start", "last")
PRINCIPLES = ("voluntariness", "safety", "dignity")
STATES = ("met", "not-met", "unknown")
"""What a row of evidence may say."""
EXPIRED, NOT_FILED = "expired", "unknown"
COLUMNS = ("place", "criterion", "state", "on", "source")
"""What a table of evidence must have; ``on`` is the day of the finding."""


def framework() -> pd.DataFrame:
    """Return the criteria of the lesson.

    Returns
    -------
    pandas.DataFrame
        Index ``criterion``; ``principle`` (one of `PRINCIPLES`), ``stage`` (one of `STAGES`) and ``valid_days``
        (int64: how long a finding counts, from its day).
    """
    with (resources.files("ruta.service_access") / "viability-criteria.csv").open(encoding="utf-8") as opened:
        return pd.read_csv(opened).set_index("criterion").astype({"valid_days": "int64"})


def latest(evidence: pd.DataFrame, *, on: pd.Timestamp) -> pd.DataFrame:
    """Return the finding that counts for each place and criterion: the latest one known on a day.

    Where two of the same day disagree, the less favourable one counts.

    Parameters
    ----------
    evidence
        Rows with the columns of `COLUMNS`; those later than the day are not known yet, and those without a day do not
        count.
    on
        The day of the assessment.
    """
    _check(evidence)
    known = evidence[evidence["on"] <= on]
    worst_last = known["state"].map({"met": 0, "unknown": 1, "not-met": 2})
    ordered = known.assign(_rank=worst_last).sort_values(["on", "_rank"], kind="stable")
    return ordered.groupby(["place", "criterion"], sort=False).tail(1).drop(columns="_rank")


def states(
    evidence: pd.DataFrame, criteria: pd.DataFrame, *, on: pd.Timestamp, validity: float = 1.0
) -> pd.DataFrame:  # fmt: skip
    """Return how each place stands on each criterion on a day.

    Parameters
    ----------
    evidence
        Rows with the columns of `COLUMNS`.
    criteria
        From `framework`.
    on
        The day of the assessment.
    validity
        Times as long as the framework says; 1 for the framework's own, ``inf`` for evidence that never expires.

    Returns
    -------
    pandas.DataFrame
        One row a place, one column a criterion: ``"met"``, ``"not-met"``, ``"unknown"`` (found unknown, or nothing in
        the file) or ``"expired"`` (was met, too long ago; what was not met stays so until a newer finding).

    Raises
    ------
    InputError
        Where a column is absent, a word or a criterion is not known, or the validity is not above zero.
    """
    if not validity > 0:
        raise InputError("viability.validity", found=validity)
    counted = latest(evidence, on=on)
    stranger = counted.loc[~counted["criterion"].isin(criteria.index), "criterion"]
    if len(stranger):
        raise InputError(
            "viability.criterion", row=int(stranger.index[0]) + 1, found=stranger.iloc[0],
            expected=", ".join(criteria.index),
        )  # fmt: skip
    age = (on - counted["on"]).dt.days
    old = (counted["state"] == "met") & (age > validity * counted["criterion"].map(criteria["valid_days"]))
    counted = counted.assign(state=counted["state"].mask(old, EXPIRED))
    wide = counted.pivot(index="place", columns="criterion", values="state")
    everywhere = sorted(evidence["place"].unique())
    return wide.reindex(index=everywhere, columns=list(criteria.index)).astype("object").fillna(NOT_FILED)


def viable(found: pd.DataFrame, criteria: pd.DataFrame, *, stage: str) -> "pd.Series[bool]":
    """Tell for each place whether every criterion of a stage is met.

    Parameters
    ----------
    found
        From `states`.
    criteria
        From `framework`.
    stage
        ``"start"`` for the minimum to begin, ``"last"`` for that and what makes it last.
    """
    return ~missing(found, criteria, stage=stage).any(axis="columns")


def missing(found: pd.DataFrame, criteria: pd.DataFrame, *, stage: str) -> pd.DataFrame:
    """Tell for each place which criteria of a stage are not met, for whatever reason.

    Raises
    ------
    InputError
        Where the stage is none of `STAGES`.
    """
    if stage not in STAGES:
        raise InputError("viability.stage", found=stage, expected=", ".join(STAGES))
    asked = criteria.index[criteria["stage"] == "start"] if stage == "start" else criteria.index
    return found[list(asked)] != "met"


def points(found: pd.DataFrame) -> "pd.Series[float]":
    """Return the rival that adds up: the share of all criteria that are met, in points from 0 to 100.

    It is here to show what it hides: a place loses as much by a missing paper as by a street nobody can cross.
    """
    return 100 * (found == "met").mean(axis="columns")


def expires_on(evidence: pd.DataFrame, criteria: pd.DataFrame, *, on: pd.Timestamp) -> "pd.Series[pd.Timestamp]":
    """Return for each place the last day on which every finding of "met" that now counts still does.

    After it at least one of them has expired: a review belongs on that day or before.
    """
    counted = latest(evidence, on=on)
    counted = counted[counted["state"] == "met"]
    ends = counted["on"] + pd.to_timedelta(counted["criterion"].map(criteria["valid_days"]), unit="D")
    return ends[ends >= on].groupby(counted["place"]).min()


def need(table: pd.DataFrame, columns: Sequence[str]) -> None:
    """Say which column a table lacks, if any.

    Raises
    ------
    InputError
        Naming the first column that is absent.
    """
    absent = [name for name in columns if name not in table]
    if absent:
        raise InputError("viability.no-column", column=absent[0], expected=", ".join(columns))


def _check(evidence: pd.DataFrame) -> None:
    need(evidence, COLUMNS)
    wrong = (~evidence["state"].isin(STATES)).to_numpy()
    if wrong.any():
        place = int(wrong.argmax())
        found = evidence["state"].iloc[place]
        raise InputError("viability.state", row=place + 1, found=found, expected=", ".join(STATES))
