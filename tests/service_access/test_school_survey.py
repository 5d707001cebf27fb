"""The invented survey: the paradox and the barriers that the lesson speaks of, for every country and seed."""

import pandas as pd
import pytest

from ruta import datasets
from ruta.errors import InputError
from ruta.service_access.concentration import concentration
from ruta.service_access.equity_figures import district_table, out_of_school
from ruta.service_access.school_survey import BANDS, school_survey
from ruta.service_access.standardisation import standardise


@pytest.fixture(scope="module", params=[(country, seed) for country in datasets.COUNTRIES for seed in (2026, 7, 41, 3)])
def children(request):
    return school_survey(country=request.param[0], seed=request.param[1])


def test_alike_as_a_whole_and_apart_at_every_age(children):
    crude = children.groupby("group")["attends"].mean()
    assert 0 < crude["displaced"] - crude["host"] < 0.011
    by_band = children.groupby(["age_band", "group"])["attends"].mean().unstack()
    assert (by_band["host"] - by_band["displaced"] > 0.03).all()
    # The points grow with age and the ratio shrinks: one without the other misleads.
    gaps = [out_of_school(children, band=band) for band in BANDS]
    points, ratios = [gap.difference for gap in gaps], [gap.ratio for gap in gaps]
    assert points == sorted(points)
    assert ratios == sorted(ratios, reverse=True)
    assert all(gap.difference_low > 0 and gap.ratio_low > 1 for gap in gaps)


def test_any_standard_shows_the_gap(children):
    table = children.groupby(["group", "age_band"])["attends"].agg(["sum", "size"])
    for standard in (table.loc["host", "size"], table.loc["displaced", "size"], pd.Series(1, index=BANDS)):
        displaced, host = (
            standardise(table.loc[group, "sum"], people=table.loc[group, "size"], standard=standard)
            for group in ("displaced", "host")
        )
        assert displaced.high < host.low


def test_barriers_and_places(children):
    assert children.groupby("disability")["attends"].mean().diff().iloc[-1] < -0.1
    plain = children["ethnicity"].isin(["no-group", "not-stated"])
    assert children.loc[~plain, "attends"].mean() < children.loc[plain, "attends"].mean() - 0.03
    assert concentration(1 - children["attends"].astype(float), order=children["wealth"]).index < -0.02
    # Districts with more displaced children attend more, although displaced children attend less.
    table = district_table(children)
    assert table["displaced"].corr(table["attends"]) > 0.4


def test_the_table_is_whole_and_comes_out_the_same(children):
    assert children["child_id"].is_unique
    assert not children.isna().any(axis=None)
    ages = children["age_band"].str.split("-", expand=True).astype("int64")
    assert children["age"].between(ages[0], ages[1]).all()
    country = {"SV": "SLV", "HN": "HND", "MX": "MEX", "CO": "COL"}[children["child_id"].iloc[0][:2]]
    assert set(children["ethnicity"]) <= set(datasets.countries.find(country).ethnicity)


def test_the_same_seed_gives_the_same_children_and_another_name_others():
    one, two = (school_survey(country="HND", seed=5) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)
    assert not one.equals(school_survey(country="HND", seed=5, name="other"))


@pytest.mark.parametrize(("country", "seed"), [("ESP", 1), ("HND", -1)])
def test_an_unknown_country_or_seed_is_named(country, seed):
    with pytest.raises(InputError):
        school_survey(country=country, seed=seed)
