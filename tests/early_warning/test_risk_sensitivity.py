"""Draws of weights, scales and means: what they must agree with, and what the summary and the figures say of them."""

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from ruta import figures, messages
from ruta.early_warning import risk_ranks, risk_scores, risk_sensitivity
from ruta.early_warning.risk_index import MEANS, aggregate
from ruta.early_warning.risk_profiles import profiles
from ruta.early_warning.risk_view import rank_ranges, spread, weights_view
from ruta.errors import InputError

mpl.use("Agg")
PLACES = [f"P{number}" for number in range(8)]
TABLE = pd.DataFrame(np.random.default_rng(5).random((8, 4)) * 50, index=PLACES, columns=list("abcd"))
QUARTERS = dict.fromkeys("abcd", 0.25)
DIMENSIONS = {"threat": ["a", "b"], "vulnerability": ["c"], "capacity": ["d"]}


def scores():
    return risk_scores.min_max(TABLE, reference=risk_scores.reference_range(TABLE))


def test_weights_are_drawn_around_the_declared_ones():
    declared = {"a": 0.6, "b": 0.3, "c": 0.1}
    drawn = risk_sensitivity.draw_weights(declared, draws=4000, seed=1, trust=30)
    np.testing.assert_allclose(drawn.sum(axis=1), 1)
    assert (drawn >= 0).all()
    np.testing.assert_allclose(drawn.mean(axis=0), [0.6, 0.3, 0.1], atol=0.01)
    # Variance of a Dirichlet: w (1 - w) / (trust + 1).
    np.testing.assert_allclose(drawn.std(axis=0), [(w * (1 - w) / 31) ** 0.5 for w in declared.values()], rtol=0.06)
    np.testing.assert_array_equal(drawn, risk_sensitivity.draw_weights(declared, draws=4000, seed=1, trust=30))


@pytest.mark.parametrize("scale", risk_sensitivity.SCALES)
@pytest.mark.parametrize("mean", MEANS)
def test_each_draw_is_the_index_with_its_weights(scale, mean):
    found = risk_sensitivity.sensitivity(
        TABLE, weights=QUARTERS, reversed_names=["d"], scales=[scale], means=[mean], draws=5, seed=3
    )
    drawn = risk_sensitivity.draw_weights(QUARTERS, draws=5, seed=3)
    turned = risk_scores.reverse(risk_sensitivity.SCALES[scale](TABLE), names=["d"])
    for row in range(5):
        alone = aggregate(turned, weights=dict(zip("abcd", drawn[row], strict=True)), mean=mean, zero="shift")
        np.testing.assert_allclose(found.iloc[row], alone, atol=1e-9)


def test_scales_and_means_take_turns_and_weights_of_no_doubt_move_nothing():
    found = risk_sensitivity.sensitivity(TABLE, weights=QUARTERS, draws=60, seed=3)
    ways = found.groupby(level=["scale", "mean"]).size()
    assert len(ways) == 6
    assert set(ways) == {10}
    sure = risk_sensitivity.sensitivity(
        TABLE, weights=QUARTERS, scales=["min-max"], means=["arithmetic"], draws=20, seed=3, trust=1e9
    )
    base = aggregate(scores(), weights=QUARTERS)
    table = risk_ranks.summary(sure, base=base, first=3, limits=(3.0, 6.0))
    assert (table["best"] == table["rank"]).all()
    assert (table["worst"] == table["rank"]).all()
    assert set(table["among_first"]) == {0.0, 1.0}
    assert (table["other_class"] == 0).all()


def test_the_summary_counts_by_hand():
    drawn = pd.DataFrame({"P": [9.0, 9, 1, 9], "Q": [5.0, 5, 5, 5], "R": [1.0, 1, 9, 1]})
    table = risk_ranks.summary(drawn, base=pd.Series({"P": 9.0, "Q": 5.0, "R": 1.0}), first=1, limits=(4.0,))
    assert table["rank"].tolist() == [1, 2, 3]
    assert table["among_first"].to_dict() == {"P": 0.75, "Q": 0.0, "R": 0.25}
    assert table["other_class"].to_dict() == {"P": 0.25, "Q": 0.0, "R": 0.25}
    assert (table.loc["R", "best"], table.loc["R", "worst"]) == (1, 3)
    assert table["among_first"].sum() == pytest.approx(1)


def test_a_place_without_an_index_has_no_rank():
    drawn = pd.DataFrame({"P": [9.0], "Q": [5.0]})
    with pytest.raises(InputError) as caught:
        risk_ranks.summary(drawn, base=pd.Series({"P": 9.0, "Q": np.nan}), first=1)
    assert caught.value.params == {"row": "Q"}


def test_an_indicator_left_out_leaves_the_others():
    found = risk_ranks.drop_one(scores(), weights=QUARTERS)
    assert list(found.columns) == list("abcd")
    by_hand = risk_ranks.ranks(scores()[["b", "c", "d"]].mean(axis=1))
    assert found["a"].to_dict() == by_hand.to_dict()
    with pytest.raises(InputError) as caught:
        risk_ranks.drop_one(scores()[["a", "b"]], weights={"a": 1.0, "b": 0.0})
    assert caught.value.code == "risk-index.weight-alone"


def test_what_cannot_be_drawn_is_refused():
    with pytest.raises(InputError) as caught:
        risk_sensitivity.draw_weights({"a": 1.0, "b": 0.0}, seed=1)
    assert caught.value.code == "risk-index.weight-zero"
    holed = TABLE.copy()
    holed.loc["P3", "c"] = np.nan
    with pytest.raises(InputError) as caught:
        risk_sensitivity.sensitivity(holed, weights=QUARTERS, seed=1)
    assert caught.value.params == {"row": "P3", "indicator": "c"}


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_figure_of_ranges_says_each_place(language):
    base = aggregate(scores(), weights=QUARTERS)
    table = risk_ranks.summary(risk_sensitivity.sensitivity(TABLE, weights=QUARTERS, seed=1), base=base, first=3)
    shown = rank_ranges(table, first=3, language=language)
    assert all(place in shown.alt for place in PLACES)
    assert f"{table['among_first'].iloc[2]:.0%}" in shown.alt
    assert "<img" in figures.figure_html(shown.figure, alt=shown.alt)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_equal_points_move_nothing_and_one_dimension_alone_decides(language):
    view = {"scores": scores(), "dimensions": DIMENSIONS, "first": 3, "language": language}
    still = weights_view(5, 5, 5, "arithmetic", **view)
    assert f" 0 {'of' if language == 'en' else 'de'} 8 " in f" {still.text}"
    none = weights_view(0, 0, 0, "arithmetic", **view)
    assert none.text == still.text
    alone = weights_view(0, 0, 7, "arithmetic", **view)
    worst = scores()["d"].nlargest(3).index
    now = alone.text.split(":")[1].split(".")[0]
    assert now.replace(" ", "").split(",") == list(worst)
    assert figures.synthetic_note(language) in alone.text
    assert "100%" in alone.figure.axes[0].get_title()


def test_the_geometric_mean_moves_ranks_and_languages_differ():
    view = {"scores": scores(), "dimensions": DIMENSIONS, "first": 3}
    texts = {weights_view(5, 5, 5, mean, language="en", **view).text for mean in MEANS}
    assert len(texts) == 2
    assert weights_view(1, 2, 3, "geometric", language="es", **view).alt not in texts


def test_points_become_weights():
    found = spread({"threat": 2, "vulnerability": 1, "capacity": 1}, DIMENSIONS)
    assert found == pytest.approx({"a": 0.25, "b": 0.25, "c": 0.25, "d": 0.25})


def test_invented_profiles_are_the_same_for_the_same_seed_and_in_range():
    places = pd.DataFrame({"municipality": PLACES, "population": [20_000 + 9_000 * n for n in range(8)]})
    first, again, other = (profiles(places, country="HND", seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(first, again)
    assert not first.equals(other)
    assert (first["hosted"] < places.set_index("municipality")["population"] * 0.05).all()
    assert (first >= 0).all().all()
