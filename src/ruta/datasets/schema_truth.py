"""Schemas of what really happened, and of the tables of facts."""

from ruta.datasets.fields import Field, Schema, place, place_links
from ruta.datasets.schema_people import STOCKS

# The figures that the lessons on accounts use: one release each, so that a country and a year have one value.
SERIES = (
    "idp_stock_conflict_idmc",
    "idp_stock_unhcr",
    "new_displacements_conflict_idmc",
    "new_displacements_disaster_idmc",
)
# Figures of other sources and definitions, for reading and reconciling.
OTHER_FIGURES = (
    *("displaced_by_year_ruv", "displaced_ruv", "victims_ruv", "disappearance_ruv", "disappearance_direct_ruv"),
    *("large_group_events_stated", "large_group_displacement_events", "confinement_events"),
    *("large_group_displaced", "large_group_families", "confined"),
    *("profile_displaced", "profile_families", "people_attended_conadeh", "displaced_conadeh", "at_risk_conadeh"),
    *("moved_violence_census", "moved_violence_census_internal", "moved_violence_census_abroad"),
    *("changed_dwelling_envipe", "households_changed_dwelling_envipe"),
    *("families_enumerated_profile", "families_moved_profile", "families_moved_violence_profile", "cases_cristosal"),
    *("idp_stock_total_idmc", "idp_stock_disaster_idmc"),
)
KINDS = ("stock", "flow", "cumulative")
UNITS = ("persons", "displacements", "households", "families", "cases", "events")

_ISO3 = Field("iso3", "text", "#country+code", pattern="iso3")
_PLACE = place("municipality", "#adm2+code")

ONSETS = Schema(
    (
        _PLACE,
        Field("onset_week", "date", "#date+start"),
        Field("end_week", "date", "#date+end"),
        Field("factor", "real", "#indicator+factor", low=1),
    ),
    key=("municipality", "onset_week"),
    links=place_links("municipality"),
)
GAPS = Schema(
    (_PLACE, Field("from_week", "date", "#date+start"), Field("to_week", "date", "#date+end")),
    key=("municipality", "from_week"),
    links=place_links("municipality"),
)
LINKS = Schema(
    (
        Field("declaration_id", "text", "#meta+declaration+id", unique=True),
        Field("person_id", "text", "#meta+person+id"),
    ),
    key=("declaration_id",),
    links=(("declaration_id", "declarations", "declaration_id"), ("person_id", "persons", "person_id")),
)
WAITS = Schema(
    (
        Field("request_id", "text", "#meta+request+id", unique=True),
        Field("true_wait_days", "whole", "#indicator+wait+days", low=1),
    ),
    key=("request_id",),
    links=(("request_id", "service-requests", "request_id"),),
)
GROUPS = STOCKS
REVISION = Schema(
    (
        Field("year", "whole", "#date+year", low=2020, high=2025),
        Field("persons", "whole", "#affected+idps+revision"),
    ),
    key=("year",),
)
PUBLISHED = Schema(
    (
        # WLD, the world, is no ISO 3166-1 code but has their form.
        _ISO3,
        Field("year", "whole", "#date+year", low=2009, high=2025),
        Field("indicator", "text", "#indicator+code", values=(*SERIES, *OTHER_FIGURES)),
        Field("value", "whole", "#indicator+value+num", low=0),
        Field("unit", "text", "#indicator+unit", values=UNITS),
        Field("kind", "text", "#indicator+kind", values=KINDS),
        Field("reference", "text", "#date+reference", pattern="period"),
        Field("source", "text", "#meta+source"),
        Field("release", "text", "#meta+release"),
        # A copy in the press may bear no date: the release is then known by name only.
        Field("released", "text", "#date+released", blank=True, pattern="moment"),
        Field("definition", "text", "#meta+definition"),
        Field("source_es", "text", "#meta+source+i_es"),
        Field("definition_es", "text", "#meta+definition+i_es"),
    ),
    key=("iso3", "year", "indicator", "release"),
)
AREAS = Schema(
    (
        _ISO3,
        Field("code", "text", "#adm1+code", unique=True, pattern="area"),
        Field("name", "text", "#adm1+name"),
        Field("type", "text", "#adm1+type", values=("department", "state", "federal-entity", "capital-district")),
    ),
    key=("code",),
)
