"""Who makes the rule, who pays, who delivers, who checks: a table of powers, and the holes in it.

One row says that an office holds one power over one duty. Several offices may share a power if it is written who comes
first and who steps in (``subsidiary``); two that both come first each wait for the other.
"""

import pandas as pd

from ruta.errors import InputError

POWERS = ("norm", "finance", "delivery", "oversight")
ORDERS = ("first", "subsidiary")
FINDINGS = ("no-holder", "no-money", "two-first", "judge-and-party")
COLUMNS = ("duty", "power", "holder", "order", "budget")


def holes(powers: pd.DataFrame) -> pd.DataFrame:
    """Return what is missing or double in a table of powers.

    Parameters
    ----------
    powers
        ``duty``, ``power`` (one of `POWERS`), ``holder`` (an office; blank = nobody), ``order`` (one of `ORDERS`) and
        ``budget`` (units of money a year, on the rows of finance; blank = none).

    Returns
    -------
    DataFrame
        One row per finding: ``duty``, ``power``, ``finding`` and ``holders``. ``no-holder``: nobody comes first.
        ``no-money``: somebody should pay and the budgets add up to nothing. ``two-first``: two offices come first.
        ``judge-and-party``: who checks also delivers.

    Raises
    ------
    InputError
        Where a column is missing, a word is unknown or a budget is negative; the row is named.
    """
    budgets = _budgets(powers)
    found: list[tuple[str, str, str, str]] = []
    held = powers.assign(budget=budgets)[powers["holder"].notna()]
    for duty in dict.fromkeys(powers["duty"]):
        of_duty = held[held["duty"] == duty]
        holders = {power: of_duty[of_duty["power"] == power] for power in POWERS}
        for power, rows in holders.items():
            first = list(rows.loc[rows["order"] == "first", "holder"])
            if not first:
                found.append((duty, power, "no-holder", ""))
            elif power == "finance" and not rows["budget"].sum() > 0:
                found.append((duty, power, "no-money", ", ".join(first)))
            # Two may pay together, each its budget; two that both deliver, rule or check wait for each other.
            if len(first) > 1 and power != "finance":
                found.append((duty, power, "two-first", ", ".join(first)))
        both = [name for name in holders["oversight"]["holder"] if name in set(holders["delivery"]["holder"])]
        if both:
            found.append((duty, "oversight", "judge-and-party", ", ".join(both)))
    return pd.DataFrame(found, columns=["duty", "power", "finding", "holders"])


def unpaid(powers: pd.DataFrame) -> set[str]:
    """Return the duties that somebody must deliver and nobody pays: no holder of finance, or no money behind the name.

    Parameters
    ----------
    powers
        As for `holes`.
    """
    found = holes(powers)
    without = found[(found["power"] == "finance") & found["finding"].isin(["no-holder", "no-money"])]
    nobody = found[(found["power"] == "delivery") & (found["finding"] == "no-holder")]
    return set(without["duty"]) - set(nobody["duty"])


def _budgets(powers: pd.DataFrame) -> "pd.Series[float]":
    """Return the budgets as numbers, or say which row of the table cannot be used."""
    absent = [column for column in COLUMNS if column not in powers]
    if absent:
        raise InputError("sharing.no-column", column=absent[0], columns=", ".join(map(str, powers.columns)))
    budgets = pd.to_numeric(powers["budget"], errors="coerce").astype("float64")
    wrong = (budgets < 0) | (budgets.isna() & powers["budget"].notna())
    for row, line in enumerate(powers.assign(wrong=wrong).to_dict("records"), start=1):
        for column, words in (("power", POWERS), ("order", ORDERS)):
            if line[column] not in words:
                params = {"column": column, "found": line[column], "expected": ", ".join(words)}
                raise InputError("sharing.unknown-word", row=row, duty=line["duty"], **params)
        if line["wrong"]:
            raise InputError("sharing.negative-budget", row=row, duty=line["duty"], found=line["budget"])
    return budgets
