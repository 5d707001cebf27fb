"""Whether the tables of this process are an office's own, and in which folder they lie.

Everything above asks here: the tables, so that own and synthetic rows are never mixed; the figures, so that none of
them says that an office's data are invented.
"""

import os
from pathlib import Path

VARIABLE = "RUTA_OWN_DATA"
"""Environment variable that names the folder of converted and checked tables; empty or absent for synthetic data."""


def folder() -> Path | None:
    """Return the folder of the office's tables, or None where the course's synthetic tables are in use."""
    named = os.environ.get(VARIABLE, "").strip()
    return Path(named) if named else None
