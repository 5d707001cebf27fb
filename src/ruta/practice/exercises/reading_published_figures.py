"""Questions of the lesson on reading published figures: real figures, so that only the country moves an answer."""

import pandas as pd

from ruta import datasets
from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.statistics import published as pub
from ruta.statistics.account import published_series

STOCK, NEW = "idp_stock_conflict_idmc", "new_displacements_conflict_idmc"
# The headlines of the first question, each with the row that it is about.
HEADLINES = {
    "A": ("COL", 2021, "displaced_ruv"),
    "B": ("COL", 2021, "idp_stock_unhcr"),
    "C": ("SLV", 2017, NEW),
    "D": ("SLV", 2017, "cases_cristosal"),
    "E": ("HND", 2022, STOCK),
    "F": ("MEX", 2020, "changed_dwelling_envipe"),
    "G": ("HND", 2014, "profile_displaced"),
    "H": ("WLD", 2021, "idp_stock_total_idmc"),
}
FIVE = ("population", "reference", "definition", "source", "release")
PLACES = ("SLV", "HND", "MEX", "COL")
OLD = "2018"
OLD_YEARS = range(2014, 2018)
HALF_A_STEP = 500
"""What rounding to thousands can move a figure by."""
SHARE = 1 / 3


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the published figures: every release, and one release each.

    They are real, so that no seed moves them.
    """
    return {"figures": datasets.published("every"), "published": datasets.published()}


def letters(data: Data, column: str, *values: str) -> set[str]:
    """Return the letters of the headlines whose row has one of some values in a column."""
    latest = data["figures"].drop_duplicates(["iso3", "year", "indicator"]).set_index(["iso3", "year", "indicator"])
    return {letter for letter, row in HEADLINES.items() if latest.loc[row, column] in values}


def then_and_now(data: Data) -> pd.DataFrame:
    """Return the figures by conflict and violence of 2014 to 2017: in the release of 2018 and in the newest one."""
    table = data["figures"]
    table = table[
        table["indicator"].isin([STOCK, NEW]) & table["year"].isin(OLD_YEARS) & table["iso3"].isin(PLACES)
    ].sort_values("released", kind="stable")
    key = ["iso3", "indicator", "year"]
    then = table[table["released"] == OLD].set_index(key)["value"]
    now = table[table["released"] != OLD].drop_duplicates(key, keep="last").set_index(key)["value"]
    both = pd.DataFrame({"then": then, "now": now})
    # Of the stocks only one figure of the old release could be checked: a stock without it is no blank of the source.
    checked = both.index.get_level_values("indicator") == NEW
    return both[both["then"].notna() | checked]


def compared(data: Data, *, tolerance: int, blank: int | None = None) -> dict[str, int]:
    """Count the figures of `then_and_now` that agree within a tolerance, were revised, or were blank before."""
    both = then_and_now(data)
    then = both["then"] if blank is None else both["then"].fillna(blank)
    change = (both["now"] - then).abs()
    return {
        "agree": int((change <= tolerance).sum()),
        "revised": int((change > tolerance).sum()),
        "filled": int(then.isna().sum()),
    }


def stock(data: Data, iso3: str) -> pd.Series:
    """Return the stock by conflict and violence of a country, one release."""
    return published_series(data["published"], iso3=iso3, indicator=STOCK)


def carried(data: Data) -> dict[str, int]:
    """Return in how many years each country's stock is the figure of the year before."""
    return {iso3: int(pub.repeated(stock(data, iso3)).sum()) for iso3 in PLACES}


def appearances(data: Data) -> dict[str, int]:
    """Mistake: the first year of each stretch is counted too."""
    return {iso3: int(pub.runs(stock(data, iso3))["years"].sum()) for iso3 in PLACES}


def blanks_as_zero(data: Data) -> dict[str, int]:
    """Mistake: years without a figure are zeros, which repeat."""
    every_year = range(2009, 2026)
    filled = {iso3: stock(data, iso3).reindex(every_year).fillna(0) for iso3 in PLACES}
    return {iso3: int(pub.repeated(series).sum()) for iso3, series in filled.items()}


def years(series: pd.Series) -> list[str]:
    """Return the years of a series as labels."""
    return [str(year) for year in series.index]


def marked(data: Data, params: Params, *, share: float = SHARE, shift: int = 0) -> set[str]:
    """Return the years of the country that the rule marks, or the years beside them."""
    found = pub.suspected_breaks(stock(data, params.country), share=share)
    return {str(int(year) + shift) for year in found.index}


def any_change(data: Data, params: Params) -> set[str]:
    """Mistake: every year whose figure is another one."""
    change = stock(data, params.country).diff().fillna(0)
    return set(years(change[change != 0]))


def census(data: Data, part: str = "") -> int:
    """Return a figure of the census of Mexico 2020."""
    table = data["figures"]
    return int(table.loc[table["indicator"] == f"moved_violence_census{part}", "value"].iloc[0])


EXERCISE = Exercise(
    id="statistics/07-reading-published-figures",
    domain="reading-published-figures",
    load=load,
    questions=(
        Question(
            id="one-day",
            outcome=1,
            kind="choose",
            variable="one_day",
            answer=Labels(options=tuple(HEADLINES)),
            expected=lambda data, params: letters(data, "kind", "stock"),
            misconceptions=(
                Misconception("running-totals", lambda data, params: letters(data, "kind", "stock", "cumulative")),
                Misconception("flows", lambda data, params: letters(data, "kind", "stock", "flow")),
                Misconception("persons", lambda data, params: letters(data, "unit", "persons")),
            ),
        ),
        Question(
            id="what-is-missing",
            outcome=1,
            kind="read",
            variable="what_is_missing",
            answer=Labels(options=FIVE),
            expected=lambda data, params: {"reference", "definition", "release"},
            misconceptions=(
                Misconception("date-only", lambda data, params: {"reference"}),
                Misconception("label-as-definition", lambda data, params: {"reference", "release"}),
                Misconception("source-as-release", lambda data, params: {"reference", "definition"}),
            ),
        ),
        Question(
            id="then-and-now",
            outcome=2,
            kind="compute",
            variable="then_and_now",
            answer=Column(unit="figures", index=lambda data, params: ("agree", "revised", "filled")),
            expected=lambda data, params: compared(data, tolerance=HALF_A_STEP),
            misconceptions=(
                Misconception("rounding", lambda data, params: compared(data, tolerance=0)),
                Misconception("blank-as-zero", lambda data, params: compared(data, tolerance=HALF_A_STEP, blank=0)),
            ),
        ),
        Question(
            id="carried-forward",
            outcome=3,
            kind="compute",
            variable="carried_forward",
            answer=Column(unit="years", index=lambda data, params: PLACES),
            expected=lambda data, params: carried(data),
            misconceptions=(
                Misconception("appearances", lambda data, params: appearances(data)),
                Misconception("blank-as-zero", lambda data, params: blanks_as_zero(data)),
            ),
        ),
        Question(
            id="marked-years",
            outcome=3,
            kind="choose",
            variable="marked_years",
            answer=Labels(options=lambda data, params: years(stock(data, params.country))),
            expected=marked,
            misconceptions=(
                Misconception("any-change", any_change),
                Misconception("lesson-rule", lambda data, params: marked(data, params, share=0.1)),
                Misconception("year-before", lambda data, params: marked(data, params, shift=-1)),
            ),
        ),
        Question(
            id="inside-mexico",
            outcome=4,
            kind="compute",
            variable="inside_mexico",
            answer=Number(unit="persons"),
            expected=lambda data, params: census(data) - census(data, "_abroad"),
            misconceptions=(
                Misconception("with-abroad", lambda data, params: census(data)),
                Misconception("added", lambda data, params: census(data) + census(data, "_abroad")),
                Misconception("abroad-only", lambda data, params: census(data, "_abroad")),
            ),
        ),
        Question(
            id="which-figure",
            outcome=4,
            kind="decide",
            variable="which_figure",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("register", lambda data, params: "a"),
                Misconception("other-source", lambda data, params: "c"),
                Misconception("average", lambda data, params: "d"),
            ),
        ),
        Question(
            id="under-the-chart",
            outcome=5,
            kind="decide",
            variable="under_the_chart",
            answer=Choice(options=("a", "b", "c", "d")),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("growth", lambda data, params: "a"),
                Misconception("smoothed", lambda data, params: "d"),
            ),
        ),
    ),
)
"""The exercise."""
