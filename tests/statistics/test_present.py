"""Who is displaced on a day: the records add up to the stock that the register published."""

import pandas as pd
import pytest

from ruta import datasets
from ruta.statistics import present


@pytest.mark.parametrize("country", datasets.COUNTRIES)
@pytest.mark.parametrize("year", [2021, 2024])
def test_the_records_of_a_day_are_the_published_stock(country, year):
    tables = {name: datasets.table(name, country=country) for name in ("movements", "persons", "stocks")}
    records = present.present_on(tables["movements"], tables["persons"], day=f"{year}-12-31")
    stocks = tables["stocks"]
    published = stocks.loc[(stocks["year"] == year) & (stocks["group"] != "C"), "persons"].sum()
    assert len(records) == published
    assert records.index.is_unique
    assert records.notna().all(axis=None)


def test_an_age_is_counted_in_completed_years():
    born = pd.Series(pd.to_datetime(["2010-12-31", "2011-01-01", "2012-02-29", "2024-12-31"]))
    assert present.completed_years(born, pd.Timestamp("2024-12-31")).to_list() == [14, 13, 12, 0]
    assert present.age_group(pd.Series([0, 11, 12, 17, 18, 59, 60, 99])).to_list() == [
        *["Y_LT12"] * 2, *["Y12T17"] * 2, *["Y18T59"] * 2, *["Y_GE60"] * 2,
    ]  # fmt: skip


def test_the_cause_is_that_of_the_latest_displacement_and_a_blank_is_named():
    movements = pd.DataFrame(
        [
            ("m1", "p1", "2024-01-01", "displacement", "disaster", "X-01"),
            ("m2", "p1", "2024-02-01", "second-displacement", "other", "X-02"),
            ("m3", "p1", "2024-03-01", "return", None, "X-03"),
            ("m4", "p2", "2024-01-01", "returned-from-abroad", None, "X-01"),
            ("m5", "p3", "2024-01-01", "displacement", "other", "X-01"),
            ("m6", "p3", "2024-12-31", "death", None, None),
            ("m7", "p4", "2025-01-01", "displacement", "other", "X-01"),
            ("m8", "p5", "2024-01-01", "birth", None, "X-01"),
        ],
        columns=["movement_id", "person_id", "date", "kind", "cause", "to_municipality"],
    ).assign(date=lambda rows: pd.to_datetime(rows["date"]))
    persons = pd.DataFrame({"person_id": [f"p{n}" for n in range(1, 6)], "sex": "F", "disability": "no"})
    persons["birth_date"] = pd.Timestamp("2000-06-01")
    found = present.present_on(movements, persons, day="2024-12-31")
    assert found[["municipality", "cause"]].to_dict("index") == {
        "p1": {"municipality": "X-03", "cause": "other"},
        "p2": {"municipality": "X-01", "cause": "not-recorded"},
    }
