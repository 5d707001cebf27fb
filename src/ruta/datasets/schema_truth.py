"""Schemas of what really happened, and of the tables of facts."""

from ruta.datasets.fields import Field, Schema, place, place_links
from ruta.datasets.schema_people import STOCKS

INDICATORS = (
    "idp_stock_conflict_idmc",
    "idp_stock_unhcr",
    "new_displacements_conflict_idmc",
    "new_displacements_disaster_idmc",
)
UNITS = ("persons", "displacements")

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
        _ISO3,
        Field("year", "whole", "#date+year", low=2009, high=2025),
        Field("indicator", "text", "#indicator+code", values=INDICATORS),
        Field("value", "whole", "#indicator+value+num", low=0),
        Field("unit", "text", "#indicator+unit", values=UNITS),
        Field("source", "text", "#meta+source"),
        Field("release", "text", "#meta+release"),
        Field("definition", "text", "#meta+definition"),
    ),
    key=("iso3", "year", "indicator"),
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
