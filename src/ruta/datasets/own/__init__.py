"""An office's own file: its columns mapped to a table of the course, checked, and converted; nothing is guessed."""

from ruta.datasets.own.convert import Converted, convert
from ruta.datasets.own.findings import Finding
from ruta.datasets.own.mapping import OWN_TABLES, ColumnMapping, TableMapping
from ruta.datasets.own.mapping_file import dump, parse
from ruta.datasets.own.problems import problems
from ruta.datasets.own.source import Source, read
from ruta.datasets.own.suggest import suggest

__all__ = [
    "OWN_TABLES",
    "ColumnMapping",
    "Converted",
    "Finding",
    "Source",
    "TableMapping",
    "convert",
    "dump",
    "parse",
    "problems",
    "read",
    "suggest",
]
