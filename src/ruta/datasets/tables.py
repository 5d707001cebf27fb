"""The tables that only write down what the generator holds: municipalities, households and persons."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.datasets import frames
from ruta.datasets.countries import Country
from ruta.datasets.draws import Whole
from ruta.datasets.households import Households
from ruta.datasets.municipalities import Places
from ruta.datasets.names import MEN, SURNAMES, WOMEN
from ruta.datasets.people import Persons, Population
from ruta.datasets.schema_people import DISABILITY
from ruta.datasets.timeline import dates

Texts = npt.NDArray[np.object_]


def municipalities(country: Country, places: Places) -> pd.DataFrame:
    """Return the table of municipalities."""
    return frames.conform(
        {
            "iso3": [country.iso3] * len(places.code),
            "area": places.area,
            "area_name": places.area_name,
            "municipality": places.code,
            "municipality_name": places.name,
            "population": places.population,
            "schools": places.schools,
        },
        "municipalities",
    )


def households(country: Country, places: Places, homes: Households) -> pd.DataFrame:
    """Return the table of households."""
    return frames.conform(
        {
            "household_id": frames.ids(country.iso2, "H", len(homes)),
            "municipality": np.asarray(places.code, dtype=object)[homes.home],
        },
        "households",
    )


def given_names(persons: Persons, who: Whole) -> Texts:
    """Return one or two given names of persons at some positions."""
    names = np.where(
        persons.woman[who][:, None],
        _pairs(WOMEN, persons.given_1[who], persons.given_2[who]),
        _pairs(MEN, persons.given_1[who], persons.given_2[who]),
    )
    result: Texts = names[:, 0] + names[:, 1]
    return result


def _pairs(names: Sequence[str], first: Whole, second: Whole) -> Texts:
    one = np.asarray(names, dtype=object)[first]
    two = np.asarray([*(" " + name for name in names), ""], dtype=object)[second]
    return np.stack([one, two], axis=1)


def surnames(place: Whole) -> Texts:
    """Return the surnames at some positions of the list."""
    result: Texts = np.asarray(SURNAMES, dtype=object)[place]
    return result


def persons(country: Country, people: Population) -> pd.DataFrame:
    """Return the table of persons."""
    everybody = people.persons
    who = np.arange(len(everybody.born), dtype=np.int64)
    household_ids = np.asarray(frames.ids(country.iso2, "H", len(people.households)), dtype=object)
    return frames.conform(
        {
            "person_id": frames.ids(country.iso2, "P", len(who)),
            "household_id": household_ids[everybody.household],
            "given_names": given_names(everybody, who),
            "surname_1": surnames(everybody.surname_1),
            "surname_2": surnames(everybody.surname_2),
            "sex": np.where(everybody.woman, "F", "M"),
            "birth_date": dates(everybody.born),
            "disability": np.asarray(DISABILITY, dtype=object)[everybody.disability],
            "ethnicity": np.asarray(list(country.ethnicity), dtype=object)[people.ethnicity[everybody.household]],
            "born_to_idp": everybody.mother >= 0,
        },
        "persons",
    )
