"""The synthetic profiling survey: the same everywhere, whole, and true to what it says about itself."""

import hashlib

import pandas as pd
import pytest

from ruta import datasets
from ruta.datasets import frames, profiling
from ruta.errors import InputError

PLACES = [(country, seed) for country in datasets.COUNTRIES for seed in (2026, 7)]


def written(survey: profiling.Survey) -> str:
    return "".join(frames.to_csv(part) for part in (survey.households, survey.persons, survey.truth))


def test_the_bytes_are_those_of_every_platform() -> None:
    digest = hashlib.sha256(written(profiling.survey(country="HND", seed=2026)).encode()).hexdigest()
    assert digest == "aea7144515390140c50fef8710da66c09d9289a675bd136383f67e7b185ad27a"


def test_another_seed_or_country_gives_other_people() -> None:
    texts = {written(profiling.survey(country=country, seed=seed)) for country, seed in PLACES}
    assert len(texts) == len(PLACES)


def test_a_caller_cannot_spoil_the_next_ones_survey() -> None:
    before = written(profiling.survey(country="SLV"))
    spoiled = profiling.survey(country="SLV")
    spoiled.persons["documents"] = 0
    del spoiled.households["income"]
    assert written(profiling.survey(country="SLV")) == before


@pytest.mark.parametrize(("country", "seed"), PLACES)
def test_every_person_lives_in_a_household_with_one_reference_person(country: str, seed: int) -> None:
    made = profiling.survey(country=country, seed=seed)
    assert made.households["household_id"].is_unique
    assert made.persons["person_id"].is_unique
    assert set(made.persons["household_id"]) == set(made.households["household_id"])
    assert (made.persons.groupby("household_id")["reference"].sum() == 1).all()
    assert (made.persons.loc[made.persons["reference"], "age"] >= 18).all()
    assert list(made.truth["person_id"]) == list(made.persons["person_id"])


@pytest.mark.parametrize(("country", "seed"), PLACES)
def test_values_stay_in_their_range_and_only_income_is_blank(country: str, seed: int) -> None:
    made = profiling.survey(country=country, seed=seed)
    assert made.persons["safe_days"].between(0, 30).all()
    assert made.persons["documents"].between(0, 3).all()
    assert made.persons["age"].between(0, 90).all()
    assert made.households["food_days"].between(0, 30).all()
    assert made.households["tenure_months"].between(0, 60).all()
    assert 0.01 < made.households["income"].isna().mean() < 0.1
    assert not made.persons.isna().any().any()
    displaced = made.households["group"].str.startswith("A")
    assert made.households["displaced_in"].notna().equals(displaced)


@pytest.mark.parametrize(("country", "seed"), PLACES)
def test_only_the_displaced_have_something_left_and_not_all_of_them(country: str, seed: int) -> None:
    made = profiling.survey(country=country, seed=seed)
    values = made.persons.drop(columns="documents").merge(made.households, on="household_id")
    people = values.merge(made.truth, on="person_id")
    displaced = people["group"].str.startswith("A")
    assert not people.loc[~displaced, "still_linked"].any()
    assert 0.5 < people.loc[displaced, "still_linked"].mean() < 0.85
    assert (people["still_linked"] == people[list(profiling.CRITERIA)].any(axis="columns")).all()
    # A criterion of the household is the same for all its members.
    for criterion in set(profiling.CRITERIA) - set(profiling.OF_PERSONS):
        assert (people.groupby("household_id")[criterion].nunique() == 1).all()


def test_types_do_not_depend_on_the_platform() -> None:
    made = profiling.survey(country="MEX")
    whole = ["safe_days", "documents", "age"]
    assert set(made.persons[whole].dtypes.astype(str)) == {"int64"}
    assert set(made.households[["weight", "food_days", "tenure_months"]].dtypes.astype(str)) == {"int64"}
    assert str(made.households["income"].dtype) == str(made.households["displaced_in"].dtype) == "Int64"
    assert isinstance(made.households["group"].dtype, pd.StringDtype)


@pytest.mark.parametrize(("country", "seed"), [("XXX", 1), ("HND", -1), ("HND", 1.5)])
def test_bad_arguments_are_refused(country: str, seed: int) -> None:
    with pytest.raises(InputError):
        profiling.survey(country=country, seed=seed)
