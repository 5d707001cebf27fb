"""What two counts of the same places say of a case, and what a sign says: an interval, and a share with its base rate.

Sources: O. D. Duncan and B. Davis (1953), "An alternative to ecological correlation", American Sociological Review 18,
665-666 (two shares of the same places); G. Gigerenzer and U. Hoffrage (1995), "How to improve Bayesian reasoning
without instruction: frequency formats", Psychological Review 102, 684-704 (a sign and its base rate).
"""

import pandas as pd

from ruta.errors import InputError


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
