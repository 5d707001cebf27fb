"""Schemas of the tables about people and their movements."""

from ruta.datasets.fields import Field, Schema, place, place_links

KINDS = (
    *("displacement", "re-entry", "returned-from-abroad", "second-displacement", "return", "settlement"),
    *("exit-overcame", "exit-abroad", "death", "birth", "related-death", "related-departure"),
)
CAUSES = ("violence-threat", "generalised-violence", "disaster", "other")
DISABILITY = ("no", "yes", "unknown")
ETHNICITIES = (
    *("no-group", "indigenous", "afro-descendant", "garifuna", "afro-honduran", "afro-mexican", "afro-colombian"),
    *("raizal", "palenquero", "rrom", "not-stated"),
)
GROUPS = ("A1", "A2", "A3", "C")

_ISO3 = Field("iso3", "text", "#country+code", pattern="iso3")
_NAMES = (
    Field("given_names", "text", "#contact+name+given"),
    Field("surname_1", "text", "#contact+name+surname1"),
)

MUNICIPALITIES = Schema(
    (
        _ISO3,
        Field("area", "text", "#adm1+code", pattern="area"),
        Field("area_name", "text", "#adm1+name"),
        place("municipality", "#adm2+code", unique=True),
        Field("municipality_name", "text", "#adm2+name"),
        Field("population", "whole", "#population", low=1),
        Field("schools", "whole", "#loc+school+num", low=1),
    ),
    key=("municipality",),
    links=(("area", "iso3166-2", "code"),),
)
HOUSEHOLDS = Schema(
    (
        Field("household_id", "text", "#meta+household+id", unique=True),
        place("municipality", "#adm2+code+origin"),
    ),
    key=("household_id",),
    links=place_links("municipality"),
)
PERSONS = Schema(
    (
        Field("person_id", "text", "#meta+person+id", unique=True),
        Field("household_id", "text", "#meta+household+id"),
        *_NAMES,
        Field("surname_2", "text", "#contact+name+surname2"),
        Field("sex", "text", "#indicator+sex", values=("F", "M")),
        Field("birth_date", "date", "#date+birth"),
        Field("disability", "text", "#indicator+disability", values=DISABILITY),
        Field("ethnicity", "text", "#indicator+ethnicity", values=ETHNICITIES),
        Field("born_to_idp", "yes-no", "#indicator+born_to_idp"),
    ),
    key=("person_id",),
    links=(("household_id", "households", "household_id"),),
)
MOVEMENTS = Schema(
    (
        Field("movement_id", "text", "#meta+movement+id", unique=True),
        Field("person_id", "text", "#meta+person+id"),
        Field("date", "date", "#date+event"),
        Field("kind", "text", "#event+type", values=KINDS),
        Field("cause", "text", "#cause+type", blank=True, values=CAUSES),
        place("from_municipality", "#adm2+code+origin", blank=True),
        place("to_municipality", "#adm2+code+destination", blank=True),
    ),
    key=("movement_id",),
    links=(("person_id", "persons", "person_id"), *place_links("from_municipality", "to_municipality")),
)
DECLARATIONS = Schema(
    (
        Field("declaration_id", "text", "#meta+declaration+id", unique=True),
        Field("declared_on", "date", "#date+reported"),
        Field("event_date", "date", "#date+event", blank=True),
        *_NAMES,
        Field("surname_2", "text", "#contact+name+surname2", blank=True),
        Field("sex", "text", "#indicator+sex", blank=True, values=("F", "M")),
        Field("birth_date", "date", "#date+birth", blank=True),
        Field("cause", "text", "#cause+type", blank=True, values=CAUSES),
        place("from_municipality", "#adm2+code+origin", blank=True),
        place("municipality", "#adm2+code"),
    ),
    key=("declaration_id",),
    links=place_links("from_municipality", "municipality"),
)
STOCKS = Schema(
    (
        Field("year", "whole", "#date+year", low=2020, high=2025),
        Field("group", "text", "#indicator+group", values=GROUPS),
        Field("persons", "whole", "#affected+idps", low=0),
    ),
    key=("year", "group"),
)
