"""Questions of the lesson on stocks and flows: a synthetic register and the published series."""

import pandas as pd

from ruta import datasets
from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.statistics import account as acc

YEAR = 2024
"""Year whose account is written."""
BREAK = 2025
"""Year in which the register changed its method."""
STOCK, INFLOW = "idp_stock_conflict_idmc", "new_displacements_conflict_idmc"
DISASTERS, OTHER_STOCK = "new_displacements_disaster_idmc", "idp_stock_unhcr"
COLOMBIA_YEARS = (2014, 2015, 2020)
PLACES_AND_YEARS = (
    "COL 2016", "COL 2024", "HND 2016", "HND 2023", "MEX 2017", "SLV 2017", "SLV 2022", "SLV 2023",
)  # fmt: skip


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the register of the exercise and the published figures.

    The seed is one more than the notebook's: the same country with other people, so that the numbers of the lesson
    are not the answers.
    """
    seed = params.seed + 1
    names = ("movements", "stocks")
    tables = {name: datasets.table(name, country=params.country, seed=seed) for name in names}
    return {**tables, "published": datasets.published()}


def stock(data: Data, population: str, year: int) -> int:
    """Return the published stock of A (A1, A2 and A3) or of C on 31 December of a year."""
    stocks = data["stocks"]
    return int(stocks.loc[(stocks["year"] == year) & stocks["group"].str.startswith(population), "persons"].sum())


def closing(data: Data, population: acc.Population) -> int:
    """Return the stock that the account of `YEAR` gives."""
    opening = stock(data, population, YEAR - 1)
    lines = acc.account(data["movements"], year=YEAR, opening=opening, population=population)
    return int(lines["persons"]["expected"])


def count(data: Data, year: int, *kinds: str) -> int:
    """Return how many movements of some kinds the register holds in a year."""
    return int(acc.flows(data["movements"], year=year)[list(kinds)].sum())


def residual(data: Data) -> int:
    """Return published less account of A in `BREAK`."""
    lines = acc.account(
        data["movements"], year=BREAK, opening=stock(data, "A", BREAK - 1), closing=stock(data, "A", BREAK)
    )
    return int(lines["persons"]["residual"])


def series(data: Data, iso3: str, *, stock: str = STOCK, inflow: str = INFLOW) -> pd.DataFrame:
    """Return the account of the published series of a country."""
    published = data["published"]
    return acc.series_account(
        acc.published_series(published, iso3=iso3, indicator=stock),
        acc.published_series(published, iso3=iso3, indicator=inflow),
    )


def colombia(data: Data) -> pd.Series:
    """Return what the published flows of Colombia leave unexplained."""
    return series(data, "COL")["unexplained"][list(COLOMBIA_YEARS)]


def colombia_with_disasters(data: Data) -> pd.Series:
    """Return the same with displacement by disasters added to a stock that is of conflict and violence only."""
    disasters = acc.published_series(data["published"], iso3="COL", indicator=DISASTERS)
    return colombia(data) - disasters[list(COLOMBIA_YEARS)]


def known(data: Data, *columns: str) -> set[str]:
    """Return the places and years for which none of some columns of the account is blank."""
    found = set()
    for label in PLACES_AND_YEARS:
        iso3, year = label.split()
        table = series(data, iso3)
        if int(year) in table.index and table.loc[int(year), list(columns)].notna().all():
            found.add(label)
    return found


EXERCISE = Exercise(
    id="statistics/02-stocks-and-flows",
    domain="stocks-and-flows",
    load=load,
    questions=(
        Question(
            id="read-series",
            outcome=4,
            kind="read",
            variable="read_series",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("carried-forward", lambda data, params: "a"),
                Misconception("fall-as-solutions", lambda data, params: "b"),
                Misconception("blank-as-zero", lambda data, params: "d"),
            ),
        ),
        Question(
            id="way-out",
            outcome=1,
            kind="choose",
            variable="way_out",
            answer=Labels(options=tuple(acc.ROLES)),
            expected=lambda data, params: set(acc.kinds_of("outflow")),
            misconceptions=(
                Misconception("returns", lambda data, params: {*acc.kinds_of("outflow"), "return"}),
                Misconception("moves", lambda data, params: {*acc.kinds_of("outflow"), "return", "settlement"}),
                Misconception(
                    "related",
                    lambda data, params: {*acc.kinds_of("outflow"), "related-death", "related-departure"},
                ),
                Misconception("solutions-only", lambda data, params: {"exit-overcame"}),
            ),
        ),
        Question(
            id="closing-stock",
            outcome=2,
            kind="compute",
            variable="closing_stock",
            answer=Column(unit="persons", index=lambda data, params: ("A", "C")),
            expected=lambda data, params: {"A": closing(data, "A"), "C": closing(data, "C")},
            misconceptions=(
                Misconception(
                    "returns-out",
                    lambda data, params: {
                        "A": closing(data, "A") - count(data, YEAR, "return", "settlement"),
                        "C": closing(data, "C"),
                    },
                ),
                Misconception(
                    "related-in-a",
                    lambda data, params: {
                        "A": closing(data, "A") + closing(data, "C"),
                        "C": closing(data, "C"),
                    },
                ),
                Misconception(
                    "events-as-persons",
                    lambda data, params: {
                        "A": closing(data, "A") + count(data, YEAR, "second-displacement"),
                        "C": closing(data, "C"),
                    },
                ),
            ),
        ),
        Question(
            id="residual",
            outcome=3,
            kind="compute",
            variable="residual",
            answer=Number(unit="persons"),
            expected=lambda data, params: residual(data),
            misconceptions=(
                Misconception("change", lambda data, params: stock(data, "A", BREAK) - stock(data, "A", BREAK - 1)),
                Misconception("sign", lambda data, params: -residual(data)),
                Misconception(
                    "no-outflow",
                    lambda data, params: residual(data) - count(data, BREAK, *acc.kinds_of("outflow")),
                ),
            ),
        ),
        Question(
            id="colombia",
            outcome=4,
            kind="compute",
            variable="colombia",
            answer=Column(unit="persons", index=lambda data, params: COLOMBIA_YEARS),
            expected=lambda data, params: colombia(data),
            misconceptions=(
                Misconception("change", lambda data, params: series(data, "COL")["change"][list(COLOMBIA_YEARS)]),
                Misconception("disasters", lambda data, params: colombia_with_disasters(data)),
                Misconception(
                    "two-sources",
                    lambda data, params: series(data, "COL", stock=OTHER_STOCK)["unexplained"][list(COLOMBIA_YEARS)],
                ),
                Misconception("sign", lambda data, params: -colombia(data)),
            ),
        ),
        Question(
            id="enough-data",
            outcome=4,
            kind="choose",
            variable="enough_data",
            answer=Labels(options=PLACES_AND_YEARS),
            expected=lambda data, params: known(data, "opening", "inflow", "closing"),
            misconceptions=(
                Misconception("inflow-zero", lambda data, params: known(data, "opening", "closing")),
                Misconception("opening-zero", lambda data, params: known(data, "inflow")),
            ),
        ),
        Question(
            id="press-note",
            outcome=5,
            kind="decide",
            variable="press_note",
            answer=Choice(options=("a", "b", "c", "d")),
            expected=lambda data, params: "d",
            misconceptions=(
                Misconception("residual-as-exits", lambda data, params: "a"),
                Misconception("patched-series", lambda data, params: "b"),
            ),
        ),
    ),
)
"""The exercise."""
