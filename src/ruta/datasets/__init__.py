"""The course's tables: synthetic countries, their truth, and published figures."""

from ruta.datasets.countries import COUNTRIES, DEFAULT_SEED
from ruta.datasets.fingerprint import fingerprint
from ruta.datasets.hashtags import with_hxl
from ruta.datasets.reading import published, shipped
from ruta.datasets.schemas import TABLES, TRUTHS, schema
from ruta.datasets.store import table, truth

__all__ = [
    "COUNTRIES",
    "DEFAULT_SEED",
    "TABLES",
    "TRUTHS",
    "fingerprint",
    "published",
    "schema",
    "shipped",
    "table",
    "truth",
    "with_hxl",
]
