"""Schemas of the weekly tables and of the requests for services."""

from ruta.datasets.fields import Field, Schema, place, place_links

SERVICES = ("identity-document", "birth-certificate", "school-enrolment", "psychosocial-care", "land-claim")

_WEEK = Field("week", "date", "#date+week_start")
_PLACE = place("municipality", "#adm2+code")

INCIDENTS = Schema(
    (
        _WEEK,
        _PLACE,
        Field("population", "whole", "#population", low=1),
        Field("incidents", "whole", "#event+incidents+num", blank=True, low=0),
    ),
    key=("week", "municipality"),
    links=place_links("municipality"),
)
SCHOOLS = Schema(
    (
        _WEEK,
        _PLACE,
        Field("enrolled", "whole", "#population+enrolled", low=1),
        Field("schools_expected", "whole", "#loc+school+expected+num", low=1),
        Field("schools_reporting", "whole", "#loc+school+reporting+num", blank=True, low=0),
        Field("days_open", "whole", "#indicator+days_open+num", low=0, high=5),
        Field("absent_pupil_days", "whole", "#affected+absent+num", blank=True, low=0),
        Field("withdrawals", "whole", "#affected+withdrawn+num", blank=True, low=0),
        Field("transfers_out", "whole", "#affected+transferred+num", blank=True, low=0),
    ),
    key=("week", "municipality"),
    links=place_links("municipality"),
)
REQUESTS = Schema(
    (
        Field("request_id", "text", "#meta+request+id", unique=True),
        Field("person_id", "text", "#meta+person+id"),
        Field("service", "text", "#service+type", values=SERVICES),
        Field("requested_on", "date", "#date+requested"),
        Field("sex", "text", "#indicator+sex", values=("F", "M")),
        Field("group", "text", "#beneficiary+type", values=("displaced", "host")),
        Field("area", "text", "#adm1+code", pattern="area"),
        Field("referred_on", "date", "#date+referred", blank=True),
        Field("accepted_on", "date", "#date+accepted", blank=True),
        Field("served_on", "date", "#date+served", blank=True),
        Field("withdrawn_on", "date", "#date+withdrawn", blank=True),
        Field("cut_off", "date", "#date+cutoff"),
    ),
    key=("request_id",),
    links=(("person_id", "persons", "person_id"), ("area", "iso3166-2", "code")),
)
