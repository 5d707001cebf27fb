"""The room of the exercise: forecasts made with the gap, columns of which some leak and some do not."""

import numpy as np
import pandas as pd
import pytest

from ruta.early_warning.example_reports import example_reports
from ruta.early_warning.example_room import columns_on_offer, example_room
from ruta.early_warning.forecast_cases import forecast_cases
from ruta.early_warning.logistic import fit_logistic
from ruta.early_warning.onset_model import ONSET_COLUMNS, onset_forecasts

FIRST = "2024-06-01"


@pytest.fixture(scope="module")
def cases():
    return forecast_cases(example_reports(country="SLV", seed=11))


def test_forecasts_are_those_of_a_model_that_knew_the_past_alone(cases):
    table = onset_forecasts(cases, first_test=FIRST, delay=6)
    calm = cases[cases["calm"]].reset_index(drop=True)
    date = table["origin"].unique()[5]
    known = calm[calm["origin"] + pd.Timedelta(weeks=10) <= date]
    model = fit_logistic(known, known["coming"], columns=ONSET_COLUMNS)
    expected = model.predict(calm[calm["origin"] == date])
    assert table.loc[table["origin"] == date, "probability"].tolist() == pytest.approx(expected.tolist(), abs=1e-12)


def test_what_came_later_changes_no_forecast(cases):
    before = onset_forecasts(cases, first_test=FIRST)
    cut = pd.Timestamp("2025-01-01")
    other = cases.copy()
    late = other["calm"] & (other["origin"] >= cut - pd.Timedelta(weeks=7))
    other.loc[late, "coming"] = ~other.loc[late, "coming"]
    after = onset_forecasts(other, first_test=FIRST)
    early = before["origin"] <= cut
    assert before.loc[early, "probability"].equals(after.loc[early, "probability"])
    assert not before.loc[~early, "probability"].equals(after.loc[~early, "probability"])


def test_every_calm_case_of_the_test_has_one_forecast(cases):
    table = onset_forecasts(cases, first_test=FIRST, every=3)
    wanted = cases[cases["calm"] & (cases["origin"] >= FIRST)]
    assert table[["origin", "municipality", "coming"]].equals(
        wanted[["origin", "municipality", "coming"]].reset_index(drop=True)
    )
    assert np.isfinite(table["probability"]).all()


@pytest.mark.parametrize("seed", range(12))
def test_the_room_has_time_to_learn_and_columns_of_both_kinds(cases, seed):
    room = example_room(cases, seed=seed, horizon=4).iloc[0]
    assert (cases["origin"] + pd.Timedelta(weeks=int(room["horizon"] + room["delay"])) <= room["date"]).any()
    table = columns_on_offer(seed=seed).set_index("column")
    complete = table["last_week"] + table["ready_after"]
    assert complete[["withdrawals_now", "average_centred", "year_total", "homicides_quarter"]].min() > 0
    assert complete[["incidents_4", "incidents_52", "withdrawals_earlier", "same_season"]].max() <= 0
