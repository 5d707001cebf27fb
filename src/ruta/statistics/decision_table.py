"""The decision table: rules that a person can read, in order, over the facts of a person; the first that fits wins.

The three tests (forced, from habitual residence, no border crossed) are those of the Guiding Principles on Internal
Displacement (United Nations, 1998, introduction) as IDMC's quick guide reduces them for accounting; the groups A1, A2,
A3, B and C and the rule on absence abroad follow the International Recommendations on Internally Displaced Persons
Statistics (EGRIS, 2020, chapter on the statistical framework; letters and lists to be confirmed in the full text).
"""

import itertools
from pathlib import Path

import pandas as pd

from ruta.errors import InputError

YES_NO = ("yes", "no")
PLACES = ("displacement", "return", "elsewhere")
CONDITIONS: dict[str, tuple[str, ...]] = {
    "here": YES_NO,
    "moved": YES_NO,
    "forced": YES_NO,
    "habitual": YES_NO,
    "long_abroad": YES_NO,
    "protection": YES_NO,
    "overcame": YES_NO,
    "place": PLACES,
    "family": YES_NO,
}
"""What the columns of the decision table may say, besides ``any``."""
ANY, NO_RULE = "any", "no-rule"

TABLE = Path(__file__).with_name("decision-table.csv")


def rules() -> pd.DataFrame:
    """Return the decision table: one row a rule, in order; the first rule that fits a person wins.

    Returns
    -------
    DataFrame
        Indexed by the name of the rule; a column for each of `CONDITIONS` (a value, or ``any``) and ``group``.
    """
    return pd.read_csv(TABLE, dtype="str", keep_default_na=False, encoding="utf-8").set_index("rule")


def combinations() -> pd.DataFrame:
    """Return every combination of known facts that a person may have, one a row."""
    return pd.DataFrame(list(itertools.product(*CONDITIONS.values())), columns=list(CONDITIONS))


def fits(rule: pd.Series, facts: pd.DataFrame) -> pd.Series:
    """Tell for which rows of known facts all conditions of one rule hold."""
    asked = [name for name in CONDITIONS if rule[name] != ANY]
    return (facts[asked] == rule[asked]).all(axis="columns")


def first_fit(table: pd.DataFrame) -> pd.DataFrame:
    """Return, for every combination of known facts, the first rule that fits and its group.

    Parameters
    ----------
    table
        As returned by `rules`, possibly with rows left out or changed.

    Returns
    -------
    DataFrame
        The rows of `combinations` with ``rule`` and ``group``; ``no-rule`` in both where nothing fits.

    Raises
    ------
    InputError
        Where a condition of the table is no value that its fact can have.
    """
    check_values(table, extra=(ANY,), code="classification.rule-value")
    found = combinations().assign(rule=NO_RULE, group=NO_RULE)
    for name, rule in table.iterrows():
        free = fits(rule, found) & (found["rule"] == NO_RULE)
        found.loc[free, ["rule", "group"]] = [name, rule["group"]]
    return found


def uncovered(table: pd.DataFrame) -> pd.DataFrame:
    """Return the combinations of facts for which the table has no rule: empty where it is complete."""
    found = first_fit(table)
    return found.loc[found["rule"] == NO_RULE, list(CONDITIONS)]


def unreachable(table: pd.DataFrame) -> list[str]:
    """Return the rules that no person can reach, because earlier ones take everybody that they would fit."""
    reached = set(first_fit(table)["rule"])
    return [str(name) for name in table.index if name not in reached]


def check_values(table: pd.DataFrame, *, extra: tuple[str, ...], code: str) -> None:
    """Refuse a table in which a condition has a value that it cannot have.

    Parameters
    ----------
    table
        A column for each of `CONDITIONS`.
    extra
        Values allowed in every column besides those of `CONDITIONS`.
    code
        Id of the error.

    Raises
    ------
    InputError
        Naming the row, the fact, what was found and what was expected.
    """
    for name, allowed in CONDITIONS.items():
        wrong = table.index[~table[name].isin([*allowed, *extra])]
        if len(wrong):
            expected = ", ".join([*allowed, *extra])
            raise InputError(code, row=wrong[0], fact=name, found=table.loc[wrong[0], name], expected=expected)
