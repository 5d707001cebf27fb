"""A synthetic country: its parts, made in the order in which one needs another."""

from functools import cached_property

import pandas as pd

from ruta.datasets import (
    frames,
    households,
    incidents,
    movements,
    municipalities,
    people,
    register,
    schools,
    service_requests,
)
from ruta.datasets.countries import find
from ruta.datasets.draws import Flag, Whole


class Synthetic:
    """A synthetic country, each part of which is made when first asked for and kept."""

    def __init__(self, country: str, seed: int, count: int) -> None:
        self.country, self.seed, self.count = find(country), seed, count

    @cached_property
    def places(self) -> municipalities.Places:
        """The municipalities."""
        return municipalities.make(self.country, self.seed)

    @cached_property
    def homes(self) -> households.Households:
        """The households with their paths."""
        return households.make(self.country, self.seed, self.count, self.places)

    @cached_property
    def people(self) -> people.Population:
        """Everybody, with their fates."""
        return people.make(self.country, self.seed, self.homes)

    @cached_property
    def person_ids(self) -> list[str]:
        """Ids in the order of the persons."""
        return frames.ids(self.country.iso2, "P", len(self.people.persons.born))

    @cached_property
    def happened(self) -> movements.Events:
        """All events."""
        return movements.events(self.people)

    @cached_property
    def groups(self) -> pd.DataFrame:
        """True stocks."""
        return movements.groups(self.happened)

    @cached_property
    def stocks(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Published stocks and their revision."""
        return register.stocks(self.country, self.seed, self.groups)

    @cached_property
    def declared(self) -> tuple[pd.DataFrame, Whole]:
        """Declarations and the persons whom they are about."""
        return register.declarations(self.country, self.seed, self.places, self.people, self.happened)

    @cached_property
    def onsets(self) -> incidents.Onsets:
        """Onsets of violence."""
        return incidents.onsets(self.country, self.seed, self.places)

    @cached_property
    def silent(self) -> Flag:
        """Municipalities and weeks without a report."""
        return incidents.silent(self.country, self.seed, self.places, self.onsets)

    @cached_property
    def asked(self) -> service_requests.Requests:
        """Requests for services with their true waits."""
        return service_requests.make(self.country, self.seed, self.places, self.people, self.happened)

    def weekly_incidents(self) -> pd.DataFrame:
        """Return the table of weekly incidents."""
        expected = incidents.rates(self.country, self.seed, self.places, self.onsets)
        return incidents.frame(self.country, self.seed, self.places, expected, self.silent)

    def weekly_schools(self) -> pd.DataFrame:
        """Return the table of weekly school figures."""
        raised = schools.after_onsets(self.country, self.seed, self.places, self.onsets)
        return schools.frame(self.country, self.seed, self.places, raised, self.silent)

    def requests(self) -> pd.DataFrame:
        """Return the table of requests for services."""
        return service_requests.frame(self.country, self.seed, self.places, self.people, self.person_ids, self.asked)

    def declaration_links(self) -> pd.DataFrame:
        """Return whom each declaration is about."""
        declarations, who = self.declared
        persons = [self.person_ids[place] for place in who]
        return frames.conform(
            {"declaration_id": declarations["declaration_id"], "person_id": persons}, "declaration-links"
        )
