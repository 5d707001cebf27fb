"""The route of care: people and coverage, the funnel against the truth and by its properties, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta import datasets
from ruta.errors import InputError
from ruta.service_access import example_route as example
from ruta.service_access import reach, service_log
from ruta.service_access.example_route import CUT_OFF, RIGHTS, SERVICES, STEPS, example_route
from ruta.service_access.funnel import cohort, funnel, largest_loss

CATALOGUE = [service for names in SERVICES.values() for service in names]
SHIPPED = {"steps": ("requested_on", "referred_on", "accepted_on", "served_on"), "closed": "withdrawn_on"}
PARTS = ["reached", "left", "late", "not_yet"]


@pytest.fixture(scope="module", params=datasets.COUNTRIES)
def route(request):
    return example_route(country=request.param, seed=2026)


@pytest.fixture(scope="module")
def half_year(route):
    return cohort(route.cases, first="2025-01-01", last="2025-06-30")


def dated(*days, closed=None):
    """Return one case whose steps came so many days after 1 January 2024; None is blank."""
    start = pd.Timestamp("2024-01-01")
    cells = {
        step: pd.NaT if day is None else start + pd.Timedelta(days=day) for step, day in zip(STEPS, days, strict=False)
    }
    cells |= dict.fromkeys(STEPS[len(days) :], pd.NaT)
    return {"case_id": "C-1", **cells, "closed_on": pd.NaT if closed is None else start + pd.Timedelta(days=closed)}


# People and coverage
def test_coverage_of_the_worked_example_of_1000_people():
    # 1,000 in need, 0.8 eligible, half of these served: need 1,000 x 0.8 x 0.5 = 400.
    found = reach.Coverage(need=1000, eligible=800, applied=500, served=400, finished=100)
    assert (found.coverage, found.take_up, found.unmet_need) == (0.4, 0.5, 0.6)
    assert (found.of_applicants, found.completion) == (0.8, 0.25)
    assert found.coverage == pytest.approx(found.eligible / found.need * found.take_up)


@pytest.mark.parametrize(
    "wrong", [{"served": 1200}, {"served": 550}, {"finished": 401}, {"eligible": 1001}], ids=lambda wrong: str(wrong)
)
def test_deliveries_in_place_of_people_are_noticed(wrong):
    counts = {"need": 1000, "eligible": 800, "applied": 500, "served": 400, "finished": 100} | wrong
    with pytest.raises(InputError) as refused:
        reach.Coverage(**counts)
    assert refused.value.code == "service-route.more-than"
    assert str(next(iter(wrong.values()))) in refused.value.sentence("es")


def test_a_ratio_without_people_is_refused():
    with pytest.raises(InputError) as refused:
        reach.Coverage(need=10, eligible=5, applied=5, served=0, finished=0)
    assert refused.value.code == "service-route.nobody"


rows = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(RIGHTS)), min_size=1, max_size=40)


@settings(max_examples=50, deadline=None)
@given(rows)
def test_people_are_never_more_than_deliveries_nor_than_the_people_of_the_rights_added(made):
    table = reach.persons_and_deliveries(pd.DataFrame(made, columns=["person_id", "right"]))
    each = table.drop(index="all")
    assert (table["persons"] <= table["deliveries"]).all()
    assert table["deliveries"]["all"] == each["deliveries"].sum() == len(made)
    assert each["persons"].max() <= table["persons"]["all"] <= each["persons"].sum()
    assert table["persons"]["all"] == len({person for person, _ in made})


def test_the_bottleneck_is_the_largest_drop_in_people_of_one_denominator():
    survey = pd.Series({"in_need": 1000, "available": 900, "accessible": 400, "acceptable": 350})
    people = reach.stages(survey, contact=100, effective=10)
    assert list(people) == [1000, 900, 400, 350, 100, 10]
    assert reach.bottleneck(people) == "accessibility"  # effective / contact is a lower share, of fewer people
    with pytest.raises(InputError) as refused:
        reach.stages(survey, contact=351, effective=10)
    assert refused.value.params["smaller"] == "contact"


# The funnel
def test_a_small_funnel_by_hand():
    cases = pd.DataFrame([
        dated(0, 3, 5, 20, 40, 60),
        dated(0, 3, 5, 20, 40, 101),  # finished after the window: late
        dated(0, 3, 5, closed=30),  # left before arrival
        dated(0, 3, 5, closed=130),  # left after the window: late when it ended
        dated(0, closed=9),
        dated(0),
    ])  # fmt: skip
    table = funnel(cases, window=100, cut_off="2024-12-31")
    assert table["reached"].tolist() == [6, 4, 4, 2, 2, 1]
    assert table["left"].tolist() == [0, 1, 0, 1, 0, 0]
    assert table["late"].tolist() == [0, 1, 0, 1, 0, 1]
    assert table["of_previous"].tolist() == pytest.approx([1, 4 / 6, 1, 0.5, 1, 0.5])
    assert table["of_first"].tolist() == pytest.approx([1, 4 / 6, 4 / 6, 2 / 6, 2 / 6, 1 / 6])
    assert largest_loss(table) == "assessed_on"  # the first of two equal numbers


@st.composite
def one_case(draw):
    gaps = draw(st.lists(st.integers(0, 60), max_size=5))
    reached = [0, *np.cumsum(gaps).tolist()]
    over = len(reached) == len(STEPS)
    closed = None if over else draw(st.one_of(st.none(), st.integers(reached[-1], 400)))
    return dated(*reached, closed=closed) | {"shift": draw(st.integers(0, 300))}


@settings(max_examples=25, deadline=None)
@given(st.lists(one_case(), min_size=1, max_size=15), st.integers(1, 400))
def test_steps_never_rise_and_every_sum_closes(made, window):
    cases = pd.DataFrame(made)
    for column in (*STEPS, "closed_on"):
        cases[column] = pd.to_datetime(cases[column]) + pd.to_timedelta(cases["shift"], unit="D")
    table = funnel(cases, window=window, cut_off="2026-12-31", allow_unfinished=True)
    reached = table["reached"]
    assert reached.is_monotonic_decreasing
    assert reached.iloc[0] == len(cases)
    assert (table[PARTS].sum(axis="columns").iloc[1:].to_numpy() == reached.iloc[:-1].to_numpy()).all()
    np.testing.assert_allclose(table["of_previous"].fillna(0).cumprod(), table["of_first"])
    # A longer window loses nobody from a step.
    longer = funnel(cases, window=window + 30, cut_off="2026-12-31", allow_unfinished=True)
    assert (longer["reached"] >= reached).all()


def test_the_funnel_of_a_complete_cohort_is_the_truth(route, half_year):
    truth = half_year[["case_id"]].merge(route.truth, on="case_id")
    for window in (30, 90, 180):
        table = funnel(half_year, window=window, cut_off=CUT_OFF)
        for step in STEPS[1:]:
            assert table["reached"][step] == (truth[f"{step}_after"] <= window).sum()
        left = (truth["left_after"] <= window).fillna(False)
        assert table["left"].sum() == (left & truth["noted"]).sum()
        # Those who left without anybody writing it down stand among the open ones.
        unfinished = ~(truth["finished_on_after"] <= window).fillna(False)
        assert table["late"].sum() == (unfinished & ~(left & truth["noted"])).sum()


def test_the_same_function_reads_the_shipped_register_and_agrees_with_its_true_waits():
    for country in datasets.COUNTRIES:
        requests = datasets.table("service-requests", country=country)
        asked = cohort(requests, first="2024-01-01", last="2024-12-31")
        table = funnel(asked, window=365, cut_off="2025-12-31", **SHIPPED)
        waits = asked.merge(datasets.truth("waits", country=country), on="request_id")
        in_time = waits["true_wait_days"] <= 365
        withdrew_first = (waits["withdrawn_on"] - waits["requested_on"]).dt.days <= waits["true_wait_days"]
        assert table["reached"]["served_on"] == (in_time & ~withdrew_first).sum()


def test_an_unfinished_window_is_refused_or_kept_apart(route):
    late = cohort(route.cases, first="2025-07-01", last="2025-12-31")
    with pytest.raises(InputError) as refused:
        funnel(late, window=180, cut_off=CUT_OFF)
    assert refused.value.code == "service-route.window-open"
    for expected in ("180", "2025-12-31", str(refused.value.params["count"])):
        assert expected in refused.value.sentence("es")
    table = funnel(late, window=180, cut_off=CUT_OFF, allow_unfinished=True)
    seen = (CUT_OFF - late["requested_on"]).dt.days >= 180
    waiting = late["finished_on"].isna() & late["closed_on"].isna() & ~seen
    assert table["not_yet"].sum() == waiting.sum() > 0


def test_an_empty_cohort_and_a_funnel_without_loss_are_said(route):
    with pytest.raises(InputError) as refused:
        cohort(route.cases, first="2031-01-01", last="2031-02-01")
    assert refused.value.code == "service-route.empty-cohort"
    table = funnel(pd.DataFrame([dated(0, 1, 2, 3, 4, 5)]), window=10, cut_off="2024-12-31")
    with pytest.raises(InputError) as refused:
        largest_loss(table)
    assert refused.value.code == "service-route.no-loss"


# What cannot be true
BAD_CASES = {
    "service-route.closed-before-opened": dated(0, closed=-4),
    "service-route.step-after-closing": dated(0, 5, 20, closed=8),
    "service-route.step-before": dated(0, 9, 3),
    "service-route.step-skipped": dated(0, None, 3),
    "service-route.two-ends": dated(0, 1, 2, 3, 4, 5, closed=8),
    "service-route.too-long": dated(0, 9999),
    "service-route.no-entry": dated(None),
    "service-route.no-date": dated(0) | {"assessed_on": "soon"},
    "service-route.after-cut-off": dated(0, 40_000),
}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("code", BAD_CASES)
def test_a_case_that_cannot_be_true_is_named(code, language):
    cases = pd.DataFrame([dated(0, 1), BAD_CASES[code] | {"case_id": "C-2"}]).astype({"assessed_on": object})
    with pytest.raises(InputError) as refused:
        service_log.checked_cases(cases, steps=STEPS, cut_off=pd.Timestamp("2100-01-01"))
    assert refused.value.code == code
    sentence = refused.value.sentence(language)
    assert "C-2" in sentence
    assert " 2 (" in sentence
    if code == "service-route.too-long":
        assert "9,999" in sentence
        assert "1,825" in sentence


BAD_DELIVERIES = {
    "service-route.twice-on-a-day": {},
    "service-route.unknown-service": {"service": "food-kitt"},
    "service-route.no-person": {"person_id": " "},
    "service-route.no-date": {"delivered_on": pd.NaT},
    "service-route.after-cut-off": {"delivered_on": pd.Timestamp("2031-01-01")},
}


@pytest.mark.parametrize("code", BAD_DELIVERIES)
def test_a_delivery_that_cannot_be_counted_is_named(route, code):
    spoilt = pd.concat([route.deliveries.head(2), route.deliveries.head(1).assign(**BAD_DELIVERIES[code])])
    with pytest.raises(InputError) as refused:
        service_log.checked_deliveries(spoilt, catalogue=CATALOGUE, cut_off=CUT_OFF)
    assert refused.value.code == code
    assert refused.value.params["row"] == 3
    assert "Fila 3" in refused.value.sentence("es")
    if code == "service-route.twice-on-a-day":
        assert refused.value.params["first"] == 1


def test_a_missing_column_is_named_with_those_that_there_are(route):
    with pytest.raises(InputError) as refused:
        service_log.checked_deliveries(route.cases, catalogue=CATALOGUE, cut_off=CUT_OFF)
    assert refused.value.params["column"] == "service"
    with pytest.raises(InputError) as refused:
        funnel(route.deliveries, window=30, cut_off=CUT_OFF)
    assert "requested_on" in refused.value.sentence("en")


# The invented log
def test_the_log_is_sound_and_its_tables_belong_together(route):
    service_log.checked_cases(route.cases, steps=STEPS, cut_off=CUT_OFF)
    assert service_log.checked_deliveries(route.deliveries, catalogue=CATALOGUE, cut_off=CUT_OFF) is route.deliveries
    first = route.deliveries.groupby("case_id")["delivered_on"].min()
    served = route.cases.set_index("case_id")["served_on"].dropna()
    pd.testing.assert_series_equal(first, served.loc[first.index], check_names=False)
    assert len(first) == len(served)
    assert not route.cases.duplicated(["person_id", "right"]).any()
    assert set(route.cases["reason"]) <= {"", *example.REASONS}
    assert (route.cases["satisfied"].notna() == (route.cases["asked"] != "")).all()
    survey = route.need
    assert (survey["low"] < survey["in_need"]).all()
    assert (survey["in_need"] < survey["high"]).all()
    assert (survey.loc[example.ANY] >= survey.drop(index=example.ANY).max()).all()


def test_a_country_and_a_seed_give_the_same_log_and_others_another():
    one, again, other = (example_route(country="HND", seed=seed) for seed in (7, 7, 8))
    for table in ("cases", "deliveries", "need", "truth"):
        pd.testing.assert_frame_equal(getattr(one, table), getattr(again, table))
    assert not one.deliveries.equals(other.deliveries)
    assert len(example_route(country="SLV", seed=7).cases) != len(one.cases)


def test_what_the_lesson_says_of_the_log_holds_in_every_country(route, half_year):
    year = route.deliveries[route.deliveries["delivered_on"].dt.year == 2025]
    assert 11_500 <= len(year) <= 12_600  # "about 12,000"
    table = funnel(half_year, window=180, cut_off=CUT_OFF)
    assert largest_loss(table) == "received_on"
    assert table["of_previous"].idxmin() == "finished_on"
    contact = reach.persons_and_deliveries(year)["persons"]
    named = {
        right: reach.bottleneck(
            reach.stages(
                route.need.loc[right],
                contact=contact[right],
                effective=(
                    (route.cases["right"] == right) & (route.cases["finished_on"] >= pd.Timestamp("2025-01-01"))
                ).sum(),
            )
        )
        for right in RIGHTS
    }
    assert len(set(named.values())) == 4
    stopped = half_year[half_year["referred_on"].notna() & half_year["received_on"].isna()]
    said = stopped.loc[stopped["asked"] == "call-back", "reason"].map(example.REASONS)
    assert said.value_counts().index[0] == "accessibility"
