"""What can be said without a guess when only a part is known: all the values that fit, and never the middle of them.

Source: C. F. Manski (2003), Partial Identification of Probability Distributions, chapter 1 (a share with outcomes
missing: the worst-case bounds).
"""

from dataclasses import dataclass

from ruta.errors import InputError


@dataclass(frozen=True, kw_only=True)
class Range:
    """All the values that are compatible with what is known, from the lowest to the highest."""

    low: float
    """Lowest value; may be 0."""
    high: float
    """Highest value; may be infinite."""

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise InputError("ranges.backwards", low=self.low, high=self.high)

    def surely_above(self, other: "Range") -> bool:
        """Tell whether every value of this range lies above every value of the other."""
        return self.low > other.high

    def surely_differs_from(self, value: float) -> bool:
        """Tell whether a value lies outside this range."""
        return not self.low <= value <= self.high


def share_bounds(yes: int, *, known: int, total: int, unknown_at_most: float = 1.0) -> Range:
    """Return the share of "yes" that the known cases allow, whatever the others are.

    Parameters
    ----------
    yes
        Cases known to be "yes".
    known
        Cases of which it is known whether they are "yes" or "no": who answered, or whose file shows it.
    total
        All cases, known and unknown.
    unknown_at_most
        Largest share of "yes" among the unknown cases, 0 to 1. Without a reason for less, it is 1: then the range
        assumes nothing, and its width is the share of the unknown cases.

    Raises
    ------
    InputError
        Where the counts are not 0 <= yes <= known <= total with a total above 0, or the share is outside 0 to 1.
    """
    if not (0 <= yes <= known <= total and total > 0):
        raise InputError("ranges.counts", yes=yes, known=known, total=total)
    if not 0 <= unknown_at_most <= 1:
        raise InputError("ranges.share", found=unknown_at_most)
    return Range(low=yes / total, high=(yes + unknown_at_most * (total - known)) / total)
