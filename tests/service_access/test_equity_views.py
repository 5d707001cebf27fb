"""The figures of the lesson and its control: what they show, in both languages."""

import pytest

from ruta.errors import InputError
from ruta.service_access import equity_figures, equity_view
from ruta.service_access.school_survey import BANDS, school_survey
from ruta.service_access.standardisation import standardise

LANGUAGES = ("en", "es")


@pytest.fixture(scope="module")
def children():
    return school_survey(country="HND", seed=2026)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_of_ages_reads_every_share(children, language):
    shown = equity_figures.band_figure(children, language=language)
    for share in 100 * children.groupby(["group", "age_band"])["attends"].mean():
        assert f"{share:.0f}" in shown.alt
    assert {line.get_marker() for line in shown.figure.axes[0].lines} >= {"o", "s"}  # told apart without colour


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_of_gaps_says_points_and_ratio(children, language):
    shown = equity_figures.gap_figure(children, language=language)
    bars = shown.figure.axes[0].patches
    for bar, band in zip(bars, BANDS, strict=True):
        inside = children[children["age_band"] == band]
        out = 1 - inside.groupby("group")["attends"].mean()
        assert bar.get_width() == pytest.approx(100 * (out["displaced"] - out["host"]))
        assert f"{out['displaced'] / out['host']:.1f}" in shown.alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_curves_and_the_districts(children, language):
    shown = equity_figures.curve_figure(children, language=language)
    attends, out, equal = shown.figure.axes[0].lines
    assert (attends.get_ydata() <= equal.get_ydata()[-1]).all()
    assert (out.get_ydata()[1:-1] > out.get_xdata()[1:-1]).all()  # the poorest have more than their part of absence
    districts = equity_figures.district_figure(children, language=language)
    table = equity_figures.district_table(children)
    assert all(name in districts.alt for name in table.index)
    assert f"{table['displaced'].corr(table['attends']):.2f}" in districts.text


def test_a_group_without_anybody_is_named(children):
    with pytest.raises(InputError) as refused:
        equity_figures.band_figure(children[children["group"] == "host"], language="en")
    assert "displaced" in refused.value.sentence("en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("youngest", [20, 80])
def test_the_control_moves_the_crude_share_and_leaves_the_rest(children, language, youngest):
    shown = equity_view.shift_mix(children, language=language, youngest=youngest)
    line, *levels, point = shown.figure.axes[0].lines
    assert len(line.get_xdata()) == len(equity_view.MIXES)
    assert point.get_ydata()[0] == pytest.approx(line.get_ydata()[0 if youngest == 20 else -1])
    table = children[children["group"] == "displaced"].groupby("age_band")["attends"].agg(["sum", "size"])
    standard = children["age_band"].value_counts()
    level = 100 * standardise(table["sum"], people=table["size"], standard=standard).rate
    assert levels[-1].get_ydata()[0] == pytest.approx(level)
    assert f"{level:.1f}" in shown.alt
    assert f"{point.get_ydata()[0]:.1f}" in shown.text


def test_with_its_own_mix_the_crude_share_is_the_observed_one(children):
    displaced = children[children["group"] == "displaced"]
    rates = displaced.groupby("age_band")["attends"].mean()
    mix = displaced["age_band"].value_counts(normalize=True)
    found = equity_view.crude_at(rates, mix=mix, youngest=mix[BANDS[0]])
    assert found == pytest.approx(displaced["attends"].mean())
    assert equity_view.crude_at(rates, mix=mix, youngest=1.0) == pytest.approx(rates[BANDS[0]])
