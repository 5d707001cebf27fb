"""The days between a signal and an action: held against lifelines, and by properties that must hold for any log."""

import math

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time

from ruta import figures, messages
from ruta.datasets import COUNTRIES
from ruta.early_warning import response_gap, response_log
from ruta.early_warning.response_gap import HORIZON, LEGS, STEPS
from ruta.early_warning.response_gap_view import days_figure, gap_view
from ruta.errors import InputError

mpl.use("Agg")
PLACES = ["HN-CR-01", "HN-CR-02", "HN-CR-03"]


def made(country: str = "HND", seed: int = 2026, signals: int = 50) -> pd.DataFrame:
    return response_log.make(country=country, seed=seed, municipalities=PLACES, signals=signals)


@pytest.fixture
def three() -> pd.DataFrame:
    """Three signals that can be followed with a pencil: 2+3+5+4 days; stopped before a decision; 1+1+10+20 days."""
    day = pd.Timestamp("2024-03-01")
    days = [[2, 5, 10, 14], [4, 10, None, None], [1, 2, 12, 32]]
    log = pd.DataFrame({"signal_id": ["a", "b", "c"], "signal": day, "window_days": [14, 60, 31]})
    for place, step in enumerate(STEPS):
        log[step] = [day + pd.Timedelta(days=row[place]) if row[place] is not None else pd.NaT for row in days]
    return log


def test_three_signals_by_hand(three: pd.DataFrame) -> None:
    assert response_gap.leg_days(three).to_numpy()[0].tolist() == [2, 3, 5, 4]
    assert response_gap.days_to(three, "acted").tolist() == [14, math.inf, 32]
    assert response_gap.median_days(three, "acted") == 32
    assert response_gap.median_days(three, "issued") == 5
    assert response_gap.days_spent(three, horizon=20).to_numpy().tolist() == [
        [2, 3, 5, 4],
        [4, 6, 10, 0],
        [1, 1, 10, 8],
    ]
    assert response_gap.in_time(three).tolist() == [True, False, False]
    assert response_gap.in_time(three, extra=1).tolist() == [True, False, True]
    assert response_gap.in_time(three, extra=-1).tolist() == [False, False, False]
    assert response_gap.in_time(response_gap.shorten(three, "act", at_most=19)).tolist() == [True, False, True]


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("step", STEPS)
def test_the_median_and_the_mean_agree_with_lifelines(country: str, step: str) -> None:
    log = made(country)
    days = response_gap.days_to(log, step)
    fitter = KaplanMeierFitter().fit(days.clip(upper=HORIZON), event_observed=np.isfinite(days))
    assert response_gap.median_days(log, step) == fitter.median_survival_time_
    until = response_gap.days_spent(log)[list(LEGS[: STEPS.index(step) + 1])].sum(axis="columns").mean()
    assert until == pytest.approx(restricted_mean_survival_time(fitter, t=HORIZON))
    for day in (0, 7, 30, 60):
        assert response_gap.reached(log, step, within=day) == pytest.approx(1 - fitter.predict(day))


LOGS = st.builds(made, st.sampled_from(COUNTRIES), st.integers(0, 400), st.integers(20, 60))


@settings(max_examples=30, deadline=None)
@given(LOGS)
def test_a_log_keeps_its_promises(log: pd.DataFrame) -> None:
    spent = response_gap.days_spent(log)
    assert set(log["stopped"]) == {"", *response_log.REASONS}
    for reason, step in response_log.REASONS.items():
        own = log[log["stopped"] == reason]
        assert own[step].isna().all()
        assert own[STEPS[STEPS.index(step) - 1]].notna().all()
    total = response_gap.days_to(log, "acted").clip(upper=HORIZON)
    assert (spent.sum(axis="columns") == total).all()
    assert response_gap.days_to(log, "acted").replace(math.inf, 0).max() <= HORIZON


@settings(max_examples=30, deadline=None)
@given(LOGS, st.sampled_from(LEGS), st.integers(0, 40), st.integers(0, 20))
def test_a_shorter_leg_never_helps_fewer(log: pd.DataFrame, leg: str, at_most: int, extra: int) -> None:
    shorter = response_gap.shorten(log, leg, at_most=at_most)
    assert (response_gap.in_time(shorter) | ~response_gap.in_time(log)).all()
    assert (response_gap.in_time(log, extra=extra) | ~response_gap.in_time(log)).all()
    assert (shorter["acted"].isna() == log["acted"].isna()).all()
    assert response_gap.leg_days(shorter)[leg].max() <= at_most
    others = [name for name in LEGS if name != leg]
    pd.testing.assert_frame_equal(response_gap.leg_days(shorter)[others], response_gap.leg_days(log)[others])


def test_the_same_seed_gives_the_same_log_and_another_does_not() -> None:
    pd.testing.assert_frame_equal(made(), made())
    assert not made(seed=1).equals(made(seed=2))
    assert not made("SLV").equals(made("MEX"))


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_log_out_of_order_is_named(three: pd.DataFrame, language: str) -> None:
    backwards = three.assign(issued=three["signal"])
    with pytest.raises(InputError) as caught:
        response_gap.leg_days(backwards)
    assert "issued" in caught.value.sentence(language)
    jumped = three.assign(acted=three["signal"] + pd.Timedelta(days=40))
    with pytest.raises(InputError, match="b"):
        response_gap.leg_days(jumped)


def test_what_cannot_be_shortened_or_made_is_said(three: pd.DataFrame) -> None:
    with pytest.raises(InputError, match="sleep"):
        response_gap.shorten(three, "sleep", at_most=3)
    with pytest.raises(InputError):
        response_gap.shorten(three, "act", at_most=-1)
    with pytest.raises(InputError, match="12"):
        made(signals=12)


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize(("at_most", "extra"), [(0, 0), (40, 20), (10, -10)])
def test_the_control_says_how_many_in_time(language: str, leg: str, at_most: int, extra: int) -> None:
    log = made()
    shown = gap_view(leg, at_most, extra, log=log, language=language)
    after = response_gap.in_time(response_gap.shorten(log, leg, at_most=at_most), extra=extra).sum()
    assert f" {after} " in shown.text
    assert f"{log['acted'].isna().sum()} " in shown.text
    assert shown.alt != shown.text


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_control_draws_a_figure(language: str) -> None:
    shown = gap_view(LEGS[0], 10, -10, log=made(), language=language)
    assert "<img" in figures.figure_html(shown.figure, alt=shown.alt)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_bars_add_up_to_the_days_spent(language: str) -> None:
    log = made()
    shown = days_figure(log, language=language)
    bars = [bar.get_width() for bar in shown.figure.axes[0].patches]
    assert sum(bars) == pytest.approx(response_gap.days_spent(log).sum(axis="columns").mean())
    for leg in LEGS:
        assert f"{response_gap.days_spent(log)[leg].mean():.1f}" in shown.alt
