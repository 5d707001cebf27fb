"""Questions of the lesson on publishing: a table to attack, a file without names and a decision."""

from typing import Any

import pandas as pd

from ruta import datasets
from ruta.practice import Choice, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.statistics import disclosure, present, reidentification

CAUSES = ("violence-threat", "generalised-violence", "disaster", "other", "not-recorded")
THRESHOLDS = (6, 8, 10, 7, 9, 11, 12)
"""None of them is the lesson's; the first that suits the register is taken."""
MONTHS = tuple(str(day.date()) for day in pd.date_range("2023-03-31", "2024-11-30", freq="ME"))
EARLIER = tuple(str(day.date()) for day in pd.date_range("2022-09-30", "2024-10-31", freq="ME"))
FACTS = ["municipality", "sex", "age"]


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the records of a day, their table, the table with only its small cells hidden, and two releases.

    The seed is one more than the notebook's, and another day and threshold are used, so that the numbers of the lesson
    are not the answers. Day and threshold are the first at which every mistake gives another number than the answer.
    """
    names = ("movements", "persons", "municipalities")
    register = {name: datasets.table(name, country=params.country, seed=params.seed + 1) for name in names}
    day, threshold = _day_and_threshold(register)
    records = present.present_on(register["movements"], register["persons"], day=day)
    table = _table(register, day)
    after = disclosure.protect(table, threshold=threshold).table.iloc[:-1, :-1]
    earlier, before = _earlier(register, day, threshold, after)
    return {
        "rule": pd.DataFrame({"threshold": [threshold], "day": [day], "earlier": [earlier]}),
        "records": records,
        "table": table,
        "published": naive(table, threshold),
        "before": before,
        "after": after,
    }


def _table(register: Data, day: str) -> pd.DataFrame:
    counts = present.places_on(register["movements"], day=day).groupby(["municipality", "cause"]).size()
    places = register["municipalities"]["municipality"]
    return counts.unstack(fill_value=0).reindex(index=places, columns=list(CAUSES), fill_value=0)


def naive(table: pd.DataFrame, threshold: int) -> pd.DataFrame:
    """Return a table with totals and only its sensitive cells hidden."""
    full = disclosure.with_totals(table)
    return full.astype("Int64").mask(disclosure.sensitive(full, threshold=threshold))


def _day_and_threshold(register: Data) -> tuple[str, int]:
    for day in MONTHS:
        full = disclosure.with_totals(_table(register, day))
        for threshold in THRESHOLDS:
            if _suits(full, threshold):
                return day, threshold
    return MONTHS[-1], THRESHOLDS[0]


def _suits(full: pd.DataFrame, threshold: int) -> bool:
    """Tell whether the mistakes about one table with totals all give other answers than the right ones."""
    # Plain arrays first: many days and thresholds are looked at, and the attack is only for those that pass.
    values = full.to_numpy()
    hidden = (values > 0) & (values < threshold)
    if hidden[-1].any() or hidden[:, -1].any():
        return False
    if not ((values == 0).any() and (values[:-1, :-1] == threshold).any()):
        return False
    single = hidden.sum(axis=1) == 1
    if not single.any():
        return False
    row = int(single.argmax())
    if int(values[row][hidden[row]][0]) * 2 == int(values[row, -1]):
        return False
    # A cell that is alone in its row is always recovered: the lists differ exactly where their lengths do.
    attack = disclosure.audit(full, disclosure.sensitive(full, threshold=threshold))
    return int(attack["recovered"].sum()) not in (int(single.sum()), int(hidden.sum()))


def _earlier(register: Data, day: str, threshold: int, after: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """Return an earlier release whose difference from the later one tells the mistakes apart."""
    chosen: tuple[str, pd.DataFrame] | None = None
    for earlier in reversed([month for month in EARLIER if month < day][-5:]):
        before = disclosure.protect(_table(register, earlier), threshold=threshold).table.iloc[:-1, :-1]
        chosen = chosen or (earlier, before)
        if small_changes(before, after, threshold) > small_increases(before, after, threshold):
            return earlier, before
    assert chosen is not None
    return chosen


def rule(data: Data) -> int:
    """Return the threshold of the office."""
    return int(data["rule"]["threshold"].iloc[0])


def cell_name(row: Any, column: Any) -> str:
    """Return how a cell is named in an answer."""
    return f"{row} / {column}"


def hidden_cells(published: pd.DataFrame) -> set[str]:
    """Return the names of the hidden cells of a table."""
    return {cell_name(row, column) for row, line in published.isna().iterrows() for column in line.index[line]}


def alone_in_row(published: pd.DataFrame) -> set[str]:
    """Return the hidden cells that are alone in their row."""
    blank = published.isna()
    return hidden_cells(published[blank.sum(axis="columns") == 1])


def recovered(table: pd.DataFrame, threshold: int) -> set[str]:
    """Return the sensitive cells that the totals give back exactly when only those cells are hidden."""
    full = disclosure.with_totals(table)
    attack = disclosure.audit(full, disclosure.sensitive(full, threshold=threshold))
    found = attack[attack["recovered"]]
    return {cell_name(row, column) for row, column in zip(found["row"], found["column"], strict=True)}


def target(published: pd.DataFrame) -> pd.Series:
    """Return the first row, from the top, with one hidden cell."""
    single = published[published.isna().sum(axis="columns") == 1]
    return single.iloc[0] if len(single) else published.iloc[0]


def recover(published: pd.DataFrame) -> int:
    """Return the hidden cell of that row: total less the published cells."""
    row = target(published)
    return int(row["total"] - row.drop("total").sum())


def small_changes(before: pd.DataFrame, after: pd.DataFrame, threshold: int) -> int:
    """Count the cells whose published change is of 1 to threshold − 1 persons."""
    change = (after - before).abs()
    return int(((change >= 1) & (change < threshold)).sum().sum())


def small_increases(before: pd.DataFrame, after: pd.DataFrame, threshold: int) -> int:
    """Mistake: count the increases only."""
    change = after - before
    return int(((change >= 1) & (change < threshold)).sum().sum())


def unchanged_too(before: pd.DataFrame, after: pd.DataFrame, threshold: int) -> int:
    """Mistake: count the cells that did not change as well."""
    return int(((after - before).abs() < threshold).sum().sum())


def alone_percent(data: Data, facts: list[str]) -> float:
    """Return the percentage of records alone with some facts."""
    return 100 * reidentification.unique_share(data["records"], facts=facts)


def lonely_groups(data: Data) -> float:
    """Mistake: groups of one as a percentage of the groups, not of the persons."""
    sizes = data["records"].groupby(FACTS).size()
    return float(100 * (sizes == 1).mean())


EXERCISE = Exercise(
    id="statistics/08-publishing-without-harm",
    domain="publishing-without-harm",
    load=load,
    questions=(
        Question(
            id="sensitive-cells",
            outcome=1,
            kind="compute",
            variable="sensitive_cells",
            answer=Number(unit="cells", minimum=0),
            expected=lambda data, params: int(disclosure.sensitive(data["table"], threshold=rule(data)).sum().sum()),
            misconceptions=(
                Misconception("zeros", lambda data, params: int((data["table"] < rule(data)).sum().sum())),
                Misconception(
                    "at-most",
                    lambda data, params: int(((data["table"] > 0) & (data["table"] <= rule(data))).sum().sum()),
                ),
            ),
        ),
        Question(
            id="hidden-cell",
            outcome=2,
            kind="compute",
            variable="hidden_cell",
            answer=Number(unit="persons", minimum=0),
            expected=lambda data, params: recover(data["published"]),
            misconceptions=(
                Misconception("as-zero", lambda data, params: 0),
                Misconception("row-total", lambda data, params: int(target(data["published"])["total"])),
                Misconception("sum-of-rest", lambda data, params: int(target(data["published"]).drop("total").sum())),
            ),
        ),
        Question(
            id="recovered",
            outcome=2,
            kind="choose",
            variable="recovered",
            answer=Labels(options=lambda data, params: sorted(hidden_cells(data["published"]))),
            expected=lambda data, params: recovered(data["table"], rule(data)),
            misconceptions=(
                Misconception("rows-only", lambda data, params: alone_in_row(data["published"])),
                Misconception("all-hidden", lambda data, params: hidden_cells(data["published"])),
            ),
        ),
        Question(
            id="read-table",
            outcome=2,
            kind="read",
            variable="read_table",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "d",
            misconceptions=(
                Misconception("zero", lambda data, params: "a"),
                Misconception("all-small", lambda data, params: "b"),
                Misconception("no-data", lambda data, params: "c"),
            ),
        ),
        Question(
            id="alone",
            outcome=3,
            kind="compute",
            variable="alone",
            answer=Number(unit="percent", tolerance=0.06, minimum=0, maximum=100),
            expected=lambda data, params: alone_percent(data, FACTS),
            misconceptions=(
                Misconception("groups", lambda data, params: lonely_groups(data)),
                Misconception("share", lambda data, params: alone_percent(data, FACTS) / 100),
                Misconception("no-place", lambda data, params: alone_percent(data, ["sex", "age"])),
            ),
        ),
        Question(
            id="two-releases",
            outcome=2,
            kind="compute",
            variable="two_releases",
            answer=Number(unit="cells", minimum=0),
            expected=lambda data, params: small_changes(data["before"], data["after"], rule(data)),
            misconceptions=(
                Misconception(
                    "increases", lambda data, params: small_increases(data["before"], data["after"], rule(data))
                ),
                Misconception(
                    "unchanged", lambda data, params: unchanged_too(data["before"], data["after"], rule(data))
                ),
            ),
        ),
        Question(
            id="file-line",
            outcome=4,
            kind="choose",
            variable="file_line",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("zero", lambda data, params: "a"),
                Misconception("bare-blank", lambda data, params: "b"),
                Misconception("text-in-number", lambda data, params: "e"),
            ),
        ),
        Question(
            id="minister",
            outcome=5,
            kind="decide",
            variable="minister",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("no-names", lambda data, params: "a"),
                Misconception("primary-only", lambda data, params: "c"),
                Misconception("silence", lambda data, params: "d"),
            ),
        ),
    ),
)
"""The exercise."""
