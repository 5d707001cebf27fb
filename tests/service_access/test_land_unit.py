"""The invented unit: the same for a country and a seed, sound without its slips, with what the lesson needs in it."""

import pandas as pd
import pytest

from ruta import datasets
from ruta.service_access import land_checks, land_evidence, land_kinds, land_stages
from ruta.service_access.land_unit import CUT_OFF, land_unit

PLACES = [(country, seed) for country in datasets.COUNTRIES for seed in (2026, 7)]


@pytest.fixture(scope="module", params=PLACES)
def clean(request):
    country, seed = request.param
    return land_unit(country=country, seed=seed, name="land-test", faults=False)


def test_the_same_draw_gives_the_same_tables_and_another_seed_others():
    first, again, other = (land_unit(country="HND", seed=seed) for seed in (2026, 2026, 2027))
    for table in ("files", "evidence", "dwellings", "truth"):
        pd.testing.assert_frame_equal(getattr(first, table), getattr(again, table))
    assert not first.files.equals(other.files)


def test_without_slips_only_the_missing_evidence_is_found(clean):
    found = land_checks.faults(clean.files, clean.evidence)
    assert set(found["fault"]) == {"no-evidence"}
    days = land_stages.durations(clean.files, cut_off=CUT_OFF)["days"]
    assert (days >= 0).all()


def test_words_and_types_are_those_that_are_announced(clean):
    files = clean.files
    assert set(files["tenure"]) <= set(land_kinds.TENURES)
    assert set(files["loss"]) <= set(land_kinds.LOSSES)
    assert set(files["occupant"]) <= set(land_kinds.OCCUPANTS)
    assert set(files["property_type"]) <= set(land_kinds.PROPERTIES)
    assert files["file_id"].is_unique
    assert files["property_id"].is_unique
    assert (files["right_claimed"] == files["tenure"].map(land_kinds.RIGHT_OF)).all()
    assert (files["protect_by"] - files["event_on"]).dt.days.eq(land_kinds.TERM).all()
    kinds = {(element, kind): mark for element, marks in land_kinds.KINDS.items() for kind, mark in marks.items()}
    for row in clean.evidence.itertuples():
        assert kinds[row.element, row.kind] == row.strength


def test_properties_are_not_households_even_among_those_restored(clean):
    back = clean.files[clean.files["in_possession_on"].notna()]
    assert back["household_id"].nunique() < len(back)
    assert len(back) < (clean.files["decision"] == "restore").sum()


def test_the_truth_lies_in_what_the_count_allows(clean):
    table = clean.dwellings.join(clean.truth)
    houses = clean.files[clean.files["property_type"] == "house"].groupby("neighbourhood").size()
    assert (table["left"] >= houses.reindex(table.index, fill_value=0)).all()
    assert (table["taken"] <= table["left"]).all()
    assert (table["left_threatened"] <= table[["left", "threatened"]].min(axis=1)).all()
    assert (table[["left", "threatened"]].max(axis=1) <= table["houses"]).all()
    must_overlap = (table["left"] + table["threatened"] - table["houses"]).clip(lower=0)
    assert (table["left_threatened"] >= must_overlap).all()


def test_the_truth_contradicts_no_file_that_shows_its_loss(clean):
    houses = clean.files[clean.files["property_type"] == "house"]
    shown = (land_evidence.matrix(houses, clean.evidence)["loss"] >= 2).to_numpy() & (houses["loss"] != "not-known")
    taken = shown & houses["loss"].isin(land_kinds.TAKEN)
    known = houses.assign(taken=taken, kept=shown & ~taken).groupby("neighbourhood")[["taken", "kept"]].sum()
    known = known.reindex(clean.truth.index, fill_value=0)
    assert (clean.truth["taken"] >= known["taken"]).all()
    assert (clean.truth["taken"] <= clean.dwellings["left"] - known["kept"]).all()


@pytest.mark.parametrize(("country", "seed"), PLACES)
def test_the_slips_of_the_lesson_are_few_and_of_every_kind(country, seed):
    unit = land_unit(country=country, seed=seed)
    counts = land_checks.faults(unit.files, unit.evidence)["fault"].value_counts()
    assert set(counts.index) == set(land_checks.FAULTS)
    assert (counts.drop("no-evidence") <= 4).all()
