"""Mappings of invented offices for the tests: every column of a table under a name of its own."""

from ruta.datasets.own import ColumnMapping, TableMapping
from ruta.datasets.own.mapping import STEPS, fields


def mapping(table: str, *, dates: str = "day-first", prefix: str = "own ") -> TableMapping:
    """Return a settled mapping of a file that holds every column of a table."""
    columns = {
        f"{prefix}{name}": ColumnMapping(
            to=name, dates=dates if field.kind == "date" else "", blank="not-happened" if name in STEPS else "unknown"
        )
        for name, field in fields(table).items()
    }
    return TableMapping(table=table, columns=columns)
