"""The invented city: what is built in holds for every country and seed; the figures and the control."""

import math

import pandas as pd
import pytest

from ruta import datasets, survival
from ruta.errors import InputError
from ruta.service_access import (
    example_households,
    moving_again,
    moving_again_figure,
    persistence,
    return_answers,
    viability,
    viability_figures,
    viability_view,
)
from ruta.service_access.example_return import CUT_OFF, ON, example_return
from ruta.service_access.example_return_draws import LEVEL, SHAPES

LANGUAGES = ("en", "es")
HERE = [*((country, 2026) for country in datasets.COUNTRIES), ("COL", 7)]
CRITERIA = viability.framework()


@pytest.fixture(scope="module", params=HERE, ids=str)
def city(request):
    return example_return(country=request.param[0], seed=request.param[1])


@pytest.fixture(scope="module")
def one_city():
    return example_return(country="HND", seed=2026)


def yearly(city, kind):
    place = city.kinds.index[city.kinds == kind][0]
    rows = city.months[city.months["place"] == place]
    return rows.groupby(rows["month"].dt.year)[["incidents", "residents", "least", "most"]].sum()


def test_reports_halve_where_people_left_and_the_rate_stands(city):
    years = yearly(city, "emptied")
    exposure = years.loc[2025, "residents"] / years.loc[2023, "residents"]
    ratio = years.loc[2025, "incidents"] / years.loc[2023, "incidents"]
    assert 0.44 < ratio < 0.55
    assert 0.92 < ratio / exposure < 1.14
    assert city.kinds[city.asked] == "emptied"


def test_the_words_of_the_last_year_are_those_built_in(city):
    for kind, shape in SHAPES.items():
        last = yearly(city, kind).loc[2025]
        limits = persistence.rate_limits(
            int(last["incidents"]), resident_months=last["residents"], least=last["least"], most=last["most"]
        )
        assert persistence.against_level(limits, level=LEVEL) == shape.word, kind
        rate = persistence.PER * last["incidents"] / last["residents"]
        assert (rate > LEVEL) == (kind in {"emptied", "steady", "relapse"}), kind


def test_reporting_falls_in_one_place_only(city):
    wide = city.survey.pivot(index="place", columns="year", values="told")
    assert set(city.kinds[wide.index[wide[2025] < 0.7 * wide[2023]]]) == {"silent"}


def test_the_rule_opens_two_and_points_open_five(city):
    opened = {
        name: set(city.kinds[found.index[found]])
        for name, found in {
            "all": viability_view.opened(city.evidence, CRITERIA, on=ON),
            "old": viability_view.opened(city.evidence, CRITERIA, on=ON, validity=math.inf),
            "points": viability_view.opened(city.evidence, CRITERIA, on=ON, rule="points", validity=math.inf),
        }.items()
    }
    assert opened["all"] == {"calmer", "quiet"}
    assert opened["old"] == {"calmer", "quiet", "relapse"}
    assert opened["points"] == set(SHAPES) - {"steady"}


def test_no_neighbourhood_has_all_that_lasts(city):
    found = viability.states(city.evidence, CRITERIA, on=ON)
    assert not viability.viable(found, CRITERIA, stage="last").any()


def test_many_sign_and_few_decide_freely(city):
    people = city.households
    free = example_households.free_and_informed(people)
    assert people["signed"].sum() > 4 * (free & people["signed"]).sum() > 0
    assert (free <= example_households.free_and_informed(people, blank=True)).all()


def test_free_needs_five_times_yes_and_once_no_and_a_blank_is_neither():
    faults = [{}] + [{name: answer} for name in example_households.CONDITIONS for answer in (False, pd.NA)]
    faults += [{example_households.PRESSED: answer} for answer in (True, pd.NA)]
    table = pd.DataFrame([{**return_answers.YES, **fault} for fault in faults]).astype("boolean")
    assert example_households.free_and_informed(table).tolist() == [True] + [False] * 12
    read_on = example_households.free_and_informed(table, blank=True)
    assert read_on.tolist() == [True] + [False, True] * 6


@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_the_draft_record_has_four_rows_to_send_back(country):
    table = return_answers.decisions(country=country, seed=1, on=ON).set_index("row")
    wrong = return_answers.sent_back(table.reset_index())
    kept = table.drop(index=sorted(wrong))
    assert len(wrong) == 4
    assert sorted(kept["decision"]) == ["not-now", "not-now", "return"]
    assert kept.loc[kept["decision"] == "return", "lacking"].tolist() == [""]
    assert (kept["review_on"] <= kept["valid_until"]).all()
    assert (kept["reasons"] & kept["triggers"]).all()


def test_the_unprepared_move_again_more_and_some_are_lost(city):
    followed = moving_again.follow_up(city.returns, cut_off=CUT_OFF)
    prepared = city.returns["prepared"]
    shares = [moving_again.moved_by(followed[mine], day=365) for mine in (prepared, ~prepared)]
    assert shares[1].censored > shares[0].censored + 0.08
    assert all(share.lost_moved > share.censored for share in shares)
    assert set(followed["state"]) == {"moved", "there", "lost"}


def test_the_draw_is_repeatable_and_differs_by_country():
    one, two, other = (example_return(country=country, seed=3) for country in ("SLV", "SLV", "HND"))
    for name in ("months", "evidence", "households", "returns", "truth"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))
    assert not one.months["incidents"].equals(other.months["incidents"])


def test_no_truth_in_the_file_and_whole_numbers_are_int64(city):
    assert {"events", "true_residents"}.isdisjoint(city.months.columns)
    assert "true_days" not in city.returns
    for name in ("incidents", "residents", "least", "most"):
        assert city.months[name].dtype == "int64"
    assert (city.truth["events"] >= city.months["incidents"]).all()


def small(**changed):
    day = pd.Timestamp("2025-01-01")
    rows = pd.DataFrame({
        "household": ["a", "b", "c"],
        "returned_on": [day] * 3,
        "moved_again_on": [day + pd.Timedelta(days=100), pd.NaT, pd.NaT],
        "last_seen_on": [day + pd.Timedelta(days=100), day + pd.Timedelta(days=50), CUT_OFF],
    })  # fmt: skip
    return rows.assign(**changed)


def test_follow_up_by_hand():
    followed = moving_again.follow_up(small(), cut_off=CUT_OFF)
    assert followed["days"].tolist() == [100, 50, 364]
    assert followed["state"].tolist() == ["moved", "lost", "there"]
    share = moving_again.moved_by(followed, day=365)
    assert share.censored == pytest.approx(1 / 2)  # on day 100 two are followed, one of them moves
    assert share.lost_moved == pytest.approx(2 / 3)
    table = survival.kaplan_meier(followed["days"], served=followed["state"] == "moved")
    assert table.index.tolist() == [100]


@pytest.mark.parametrize("column", ["returned_on", "last_seen_on"])
def test_a_row_with_a_missing_day_is_named(column):
    rows = small()
    rows.loc[1, column] = pd.NaT
    with pytest.raises(InputError) as caught:
        moving_again.follow_up(rows, cut_off=CUT_OFF)
    assert "Row 2, household b" in caught.value.sentence("en")


@pytest.mark.parametrize("column", ["returned_on", "last_seen_on"])
def test_a_row_whose_days_are_out_of_order_is_named(column):
    rows = small()
    rows.loc[1, column] = CUT_OFF + pd.Timedelta(days=3)
    with pytest.raises(InputError) as caught:
        moving_again.follow_up(rows, cut_off=CUT_OFF)
    assert "Row 2, household b" in caught.value.sentence("en")
    with pytest.raises(InputError):
        moving_again.follow_up(rows.drop(columns=column), cut_off=CUT_OFF)


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_say_what_they_show(one_city, language):
    place = one_city.months[one_city.months["place"] == one_city.asked]
    rates = viability_figures.rates(place, level=LEVEL, language=language)
    table = viability_figures.quarters(place)
    assert len(table) == 12
    assert f"{table['rate'].iloc[-1]:.2f}" in rates.alt
    found = viability.states(one_city.evidence, CRITERIA, on=ON)
    assert all(name in viability_figures.assessment(found, CRITERIA, language=language).alt for name in found.index)
    followed = moving_again.follow_up(one_city.returns, cut_off=CUT_OFF)
    moved = moving_again_figure.moved_curves(followed, one_city.returns["prepared"], language=language)
    share = moving_again.moved_by(followed[~one_city.returns["prepared"]], day=360)
    assert f" {100 * share.censored:.0f}, " in moved.alt
    assert f" {100 * share.lost_moved:.0f}, " in moved.alt


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("rule", "percent"), [("all", 100), ("all", 0), ("points", 0), ("all", 50)])
def test_the_control_names_what_it_opens(one_city, language, rule, percent):
    shown = viability_view.show_rule(one_city.evidence, CRITERIA, on=ON, language=language, rule=rule, percent=percent)
    opened = viability_view.opened(
        one_city.evidence, CRITERIA, on=ON, rule=rule, validity=percent / 100 if percent else math.inf
    )
    names = ", ".join(opened.index[opened]) or "-"
    assert f"{int(opened.sum())}: {names}" in shown.text
    assert len(shown.figure.axes[0].texts) == opened.sum()


def test_an_unknown_rule_is_refused(one_city):
    with pytest.raises(InputError):
        viability_view.opened(one_city.evidence, CRITERIA, on=ON, rule="mean")
