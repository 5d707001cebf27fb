"""Where the shipped files are, in the repository or inside the installed package."""

from functools import cache
from pathlib import Path

import pandas as pd

from ruta.errors import InputError

HERE = Path(__file__).parent


def folder() -> Path:
    """Return the folder of shipped files: inside an installed package, else the repository's ``datasets``."""
    packed = HERE / "shipped"
    return packed if packed.is_dir() else HERE.parents[2] / "datasets"


def existing(name: str) -> Path:
    """Return the path of a shipped file; InputError naming the file where it is missing."""
    path = folder() / name
    if not path.is_file():
        raise InputError("datasets.missing-file", file=name, folder=str(folder()))
    return path


def read_as_text(name: str) -> pd.DataFrame:
    """Read a shipped CSV with every cell as text, so that codes keep their zeros; empty cells are missing."""
    return pd.read_csv(existing(name), dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")


@cache
def areas() -> tuple[tuple[str, str, str, str], ...]:
    """Return first-level areas as (iso3, ISO 3166-2 code, name, type), in the order of the codes."""
    table = read_as_text("iso3166-2.csv")
    return tuple(table[["iso3", "code", "name", "type"]].itertuples(index=False, name=None))
