"""What can be said without a guess when only some of the cases are known: an interval, not a point.

Sources: C. F. Manski (2003), Partial Identification of Probability Distributions, chapter 1 (a share with outcomes
missing); O. D. Duncan and B. Davis (1953), "An alternative to ecological correlation", American Sociological Review 18,
665-666 (two shares of the same places); G. Gigerenzer and U. Hoffrage (1995), "How to improve Bayesian reasoning
without instruction: frequency formats", Psychological Review 102, 684-704 (a sign and its base rate).
"""

import pandas as pd

from ruta.errors import InputError


def share_bounds(*, yes: int, known: int, total: int, unknown_at_most: float = 1.0) -> tuple[float, float]:
    """Return the smallest and the largest share of "yes" that the known cases allow.

    Parameters
    ----------
    yes
        Cases known to be "yes".
    known
        Cases of which it is known whether they are "yes" or "no".
    total
        All cases, known and unknown.
    unknown_at_most
        Largest share of "yes" among the unknown cases, 0 to 1. Without a reason for less, it is 1: then the interval
        assumes nothing, and its width is the share of the unknown cases.

    Raises
    ------
    InputError
        Where the counts are not 0 <= yes <= known <= total with a total above 0, or the share is outside 0 to 1.
    """
    if not (0 <= yes <= known <= total and total > 0):
        raise InputError("land.bad-counts", yes=yes, known=known, total=total)
    if not 0 <= unknown_at_most <= 1:
        raise InputError("land.bad-share", found=unknown_at_most)
    return yes / total, (yes + unknown_at_most * (total - known)) / total


def joint_bounds(first: "pd.Series[int]", second: "pd.Series[int]", *, total: "pd.Series[int]") -> pd.DataFrame:
    """Return the fewest and the most cases that can be both, place by place, from the two counts of each place.

    Parameters
    ----------
    first, second
        Cases of each place with the one mark and with the other, from two lists that cannot be joined case by case.
    total
        All cases of each place.

    Returns
    -------
    DataFrame
        Same index; ``fewest`` and ``most`` (int64). Their sums bound the whole.

    Raises
    ------
    InputError
        Where a count is negative or above the total of its place.
    """
    table = pd.DataFrame({"first": first, "second": second, "total": total})
    wrong = ~(
        (table[["first", "second"]] >= 0).all(axis=1)
        & table[["first", "second"]].le(table["total"], axis=0).all(axis=1)
    )
    if wrong.any():
        at = int(wrong.to_numpy().argmax())
        row = table.iloc[at]
        raise InputError(
            "land.bad-place", place=table.index[at], first=row["first"], second=row["second"], total=row["total"]
        )
    fewest = (table["first"] + table["second"] - table["total"]).clip(lower=0)
    most = table[["first", "second"]].min(axis=1)
    return pd.DataFrame({"fewest": fewest, "most": most}).astype("int64")


def given_the_sign(*, base_rate: float, among_yes: float, among_no: float) -> float:
    """Return the share of "yes" among the cases that carry a sign (Bayes' rule, told in counts).

    Parameters
    ----------
    base_rate
        Share of "yes" among all cases, 0 to 1.
    among_yes, among_no
        Share that carries the sign among the "yes", and among the "no", 0 to 1.

    Raises
    ------
    InputError
        Where a share is outside 0 to 1, or no case carries the sign.
    """
    for share in (base_rate, among_yes, among_no):
        if not 0 <= share <= 1:
            raise InputError("land.bad-share", found=share)
    with_sign = base_rate * among_yes + (1 - base_rate) * among_no
    if with_sign == 0:
        raise InputError("land.no-sign")
    return base_rate * among_yes / with_sign
