"""A good message to spoil, for the tests of alerts."""

from datetime import datetime

from ruta.early_warning import alert_levels, prepared
from ruta.early_warning.cap_message import Alert

SENT = datetime(2026, 8, 3, 8, 0, tzinfo=prepared.zone("HND"))


def good(country: str = "HND", level: str = "prepare", identifier: str = "E-1") -> Alert:
    return prepared.exercise_alert(
        country, level=alert_levels.level(level), place="Paso de las Palmas", code="HN-CR-01",
        addressee="municipality", sent=SENT.replace(tzinfo=prepared.zone(country)), identifier=identifier,
    )  # fmt: skip
