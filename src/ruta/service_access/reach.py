"""How many people were reached, of how many: persons against deliveries, coverage, and the stage that loses most.

Source: T. Tanahashi (1978), "Health service coverage and its evaluation", Bulletin of the World Health Organization
56(2), 295-303: coverage at each stage is the people who meet its condition, over the same target population.
"""

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from ruta.errors import InputError

STAGES = ("need", "availability", "accessibility", "acceptability", "contact", "effective")
"""Tanahashi's stages, with the people in need before them."""
SURVEYED = ("in_need", "available", "accessible", "acceptable")


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """People at five points of the way to one service, and the ratios between them.

    Raises
    ------
    InputError
        Where people served exceed people in need or who applied, or finished exceed served: a sign that deliveries,
        not people, were counted, or that the counts are of different months.
    """

    need: int
    """People who need it (N)."""
    eligible: int
    """Of those, people to whom the rules give it (E)."""
    applied: int
    """People who asked for it (A)."""
    served: int
    """People served at least once (S)."""
    finished: int
    """People who received all that was agreed (F)."""

    def __post_init__(self) -> None:
        for smaller, larger in (
            ("eligible", "need"), ("served", "need"), ("served", "applied"), ("finished", "served"),
        ):  # fmt: skip
            few, many = getattr(self, smaller), getattr(self, larger)
            if few > many:
                raise InputError("service-route.more-than", smaller=smaller, larger=larger, few=few, many=many)
        if min(self.need, self.eligible, self.applied, self.served) < 1 or self.finished < 0:
            raise InputError("service-route.nobody")

    @property
    def coverage(self) -> float:
        """People served over people in need, S / N."""
        return self.served / self.need

    @property
    def unmet_need(self) -> float:
        """People in need who were not served, 1 - S / N."""
        return 1 - self.coverage

    @property
    def take_up(self) -> float:
        """People served over people eligible, S / E."""
        return self.served / self.eligible

    @property
    def of_applicants(self) -> float:
        """People served over people who asked, S / A; it says nothing of those who never asked."""
        return self.served / self.applied

    @property
    def completion(self) -> float:
        """People who finished over people served, F / S."""
        return self.finished / self.served


def persons_and_deliveries(deliveries: pd.DataFrame, *, by: str = "right") -> pd.DataFrame:
    """Count deliveries and different people, for each group and for all.

    Parameters
    ----------
    deliveries
        One row per delivery, with ``person_id``.
    by
        Column of the groups.

    Returns
    -------
    DataFrame
        One row per group and a last row ``all``: ``deliveries`` and ``persons`` (int64) and ``per_person``. A person
        in two groups counts once in each and **once** in ``all``, which is therefore no sum.
    """
    grouped = deliveries.groupby(by)["person_id"]
    table = pd.DataFrame({"deliveries": grouped.size(), "persons": grouped.nunique()})
    table.loc["all"] = [len(deliveries), deliveries["person_id"].nunique()]
    table = table.astype("int64")
    return table.assign(per_person=table["deliveries"] / table["persons"])


def stages(survey: "pd.Series[int]", *, contact: int, effective: int) -> "pd.Series[int]":
    """Return the people at each of Tanahashi's stages, from a survey row and two counts of the register.

    Parameters
    ----------
    survey
        ``in_need``, ``available``, ``accessible`` and ``acceptable``: people, each inside the one before.
    contact, effective
        People served at least once; people who received all that was agreed.

    Raises
    ------
    InputError
        Where a stage has more people than the one before.
    """
    people = pd.Series([*(int(survey[name]) for name in SURVEYED), contact, effective], index=STAGES, dtype="int64")
    for before, stage in pairwise(STAGES):
        if people[stage] > people[before]:
            raise InputError("service-route.more-than", smaller=stage, larger=before, few=int(people[stage]),
                             many=int(people[before]))  # fmt: skip
    return people


def bottleneck(people: "pd.Series[int]") -> str:
    """Return the stage with the largest drop from the one before, in people of one denominator.

    Parameters
    ----------
    people
        From `stages`, or any counts that never rise; the first of two equal drops is named.
    """
    return str((people.shift() - people).iloc[1:].idxmax())
