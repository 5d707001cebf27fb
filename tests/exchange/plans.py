"""Plans written by a test, as a facilitator would write them."""

from pathlib import Path

from ruta.exchange.plan_file import COLUMNS

GOOD: tuple[dict[str, str], ...] = (
    {"id": "start", "certainty": "fixed", "first": "2027-02-01", "title_en": "Start", "title_es": "Inicio"},
    {"id": "workshop", "certainty": "fixed", "first": "14", "last": "2", "after": "start", "title_en": "Workshop"},
    {"id": "visit", "certainty": "ambiguous", "first": "2027-04", "modality": "field-visit", "title_es": "Visita"},
    {"id": "report", "certainty": "unknown", "title_en": "Report", "order": "9"},
)


def write(folder: Path, *rows: dict[str, str], name: str = "plan.csv", delimiter: str = ",") -> Path:
    """Write rows to a file; cells that a row does not name are blank."""
    lines = [delimiter.join(COLUMNS)]
    lines += [delimiter.join(row.get(column, "") for column in COLUMNS) for row in rows]
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def changed(place: int, **cells: str) -> tuple[dict[str, str], ...]:
    """Return the good rows with some cells of one changed."""
    return tuple({**row, **cells} if number == place else row for number, row in enumerate(GOOD))
