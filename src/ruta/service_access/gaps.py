"""The gap between two groups, told in both ways: in points and as a ratio, each with its interval (`ruta.shares`)."""

from dataclasses import dataclass

from ruta.shares import difference_margin, risk_ratio, share


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Two shares and the distance between them."""

    share: float
    """Share with the result in the group, 0 to 1."""
    reference: float
    """The same in the group that it is compared with."""
    difference: float
    """Share less reference: the absolute gap. Times 100 it is in points."""
    difference_low: float
    """Lower end of its 95 % interval."""
    difference_high: float
    """Upper end."""
    ratio: float
    """Share over reference: the relative gap, called risk ratio; nan where the reference is 0."""
    ratio_low: float
    """Lower end of its 95 % interval; nan where one of the groups has no case."""
    ratio_high: float
    """Upper end."""


def compare(*, cases: int, people: int, reference_cases: int, reference_people: int) -> Gap:
    """Compare the share of people with a result in one group with the share in another.

    Each person is taken as drawn on their own: in a survey of clusters the true intervals are wider.

    Parameters
    ----------
    cases, people
        People with the result, and all people, of the group.
    reference_cases, reference_people
        The same of the group that it is compared with.

    Returns
    -------
    Gap
        Both shares, their difference and their ratio, with 95 % intervals.

    Raises
    ------
    InputError
        Where a group has nobody, or more cases than people.
    """
    mine, reference = share(cases, people), share(reference_cases, reference_people)
    difference = mine - reference
    margin = difference_margin(share=mine, people=people, other=reference, others=reference_people)
    ratio = risk_ratio(cases=cases, size=people, benchmark_cases=reference_cases, benchmark_size=reference_people)
    return Gap(
        share=mine, reference=reference, difference=difference, difference_low=difference - margin,
        difference_high=difference + margin, ratio=ratio.ratio, ratio_low=ratio.low, ratio_high=ratio.high,
    )  # fmt: skip
