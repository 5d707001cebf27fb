"""Exercise of the lesson exchange/02-good-practices (WRITE ME: one line on what it is about)."""

import pandas as pd

from ruta import datasets
from ruta.practice import Data, Exercise, Misconception, Number, Params, Question


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the register's stocks."""
    return {"stocks": datasets.table("stocks", country=params.country, seed=params.seed)}


def latest_stock(data: Data, _: Params) -> int:
    """Return the persons of group A1 at the end of the latest year."""
    stocks = data["stocks"]
    people = stocks[stocks["group"] == "A1"].sort_values("year")
    return int(people["persons"].iloc[-1])


def first_stock(data: Data, _: Params) -> int:
    """Mistake: the first year instead of the latest."""
    stocks = data["stocks"]
    people = stocks[stocks["group"] == "A1"].sort_values("year")
    return int(people["persons"].iloc[0])


def every_group(data: Data, _: Params) -> int:
    """Mistake: all groups added."""
    stocks = data["stocks"]
    return int(stocks.loc[stocks["year"] == stocks["year"].max(), "persons"].sum())


EXERCISE = Exercise(
    id="exchange/02-good-practices",
    domain="good-practices",
    load=load,
    questions=(
        Question(
            id="latest-stock",
            outcome=1,
            kind="compute",
            variable="latest_stock",
            answer=Number(unit="persons"),
            expected=latest_stock,
            misconceptions=(
                Misconception("first-year", first_stock),
                Misconception("every-group", every_group),
            ),
        ),
    ),
)
