"""Exports of invented offices: the same kind of register in shapes that offices really send, with their faults."""

import numpy as np
import pandas as pd

from ruta import datasets
from ruta.datasets import draws

HOUSEHOLDS, FIRST = 1_000, "2023-01-01"
SILENT = ("2024-07", "2024-08")
"""Months that the first office's export lacks: the old system was closed and the new one not yet open."""
SEX = {"F": "Mujer", "M": "Hombre"}
CAUSE = {"violence-threat": "AM", "generalised-violence": "VG", "disaster": "DN", "other": "OT"}
UNASKED, UNEXPLAINED = "9", "7"
"""Codes of the first office: nobody asked; and one that its list does not explain."""
_DAY_FIRST, _MONTH_FIRST = "%d/%m/%Y", "%m/%d/%Y"


def register(*, country: str, seed: int, part: str = "lesson") -> bytes:
    """Return the export of an office that writes one row a declaration: semicolons, day first, codes of its own.

    Parameters
    ----------
    country, seed
        As for `ruta.datasets.table`.
    part
        ``"lesson"``, or ``"exercise"`` for another office: month first, and words for the sexes and causes.
    """
    rng = draws.generator(seed=seed, country=country, name=f"own-example-{part}")
    table = datasets.table("declarations", country=country, seed=seed + (part == "exercise"), size=HOUSEHOLDS)
    table = table[table["declared_on"] >= FIRST].reset_index(drop=True)
    silent = SILENT if part == "lesson" else _silent_months(rng)
    table = table[~table["declared_on"].dt.strftime("%Y-%m").isin(silent)].reset_index(drop=True)
    _spoil(rng, table)
    written = _written(rng, table, _DAY_FIRST if part == "lesson" else _MONTH_FIRST)
    again = written.iloc[np.sort(draws.lot(rng, size=len(written))[:9]).astype(np.intp)]
    whole = pd.concat([written, again], ignore_index=True)
    sign = ";" if part == "lesson" else ","
    return whole.to_csv(index=False, sep=sign, lineterminator="\n").encode()


def families(*, country: str, seed: int) -> bytes:
    """Return the export of an office that writes one row a family: a date as a spreadsheet counts it, two counts."""
    rng = draws.generator(seed=seed, country=country, name="own-example-families")
    table = datasets.table("declarations", country=country, seed=seed, size=HOUSEHOLDS)
    table = table[table["declared_on"] >= FIRST].iloc[::4].reset_index(drop=True)
    persons = 1 + draws.pick(rng, shares=[20, 22, 24, 18, 10, 6], size=len(table))
    women = np.floor(rng.random(len(table)) * (persons + 1)).astype(np.int64)
    days = (table["declared_on"] - pd.Timestamp("1899-12-30")).dt.days
    unknown = rng.random(len(table)) < 0.12
    columns = {
        "Familia": [f"F{number:04d}" for number in range(1, len(table) + 1)],
        "Registro": days,
        "Personas": persons,
        "Mujeres": pd.Series(women, dtype="Int64").mask(unknown),
        "Municipio": table["municipality"],
    }
    return pd.DataFrame(columns).to_csv(index=False, lineterminator="\n").encode()


def _silent_months(rng: np.random.Generator) -> tuple[str, ...]:
    """Return two gaps of the other office: a long one in 2024 and one of two months in 2025."""
    ranges = ((3, 5), (2, 8), (3, 9))  # length of the long one, its first month, the first month of the other
    long, start, second = (int(draws.whole(rng, low=low, high=high, size=1)[0]) for low, high in ranges)
    first = [f"2024-{month:02d}" for month in range(start, start + long)]
    return (*first, f"2025-{second:02d}", f"2025-{second + 1:02d}")


def _spoil(rng: np.random.Generator, table: pd.DataFrame) -> None:
    """Put the faults of a real register into a table: blanks, and a year mistyped in a few rows."""
    blank = rng.random(len(table)) < 0.09
    table.loc[blank, "sex"] = None
    late = draws.lot(rng, size=len(table))[:5].astype(np.intp)
    table.loc[late, "event_date"] = table.loc[late, "declared_on"] + pd.DateOffset(years=1)


def _written(rng: np.random.Generator, table: pd.DataFrame, form: str) -> pd.DataFrame:
    day_first = form == _DAY_FIRST
    chance = rng.random(len(table))
    cause = table["cause"].map(CAUSE) if day_first else table["cause"]
    cause = cause.mask(chance < 0.06, UNASKED if day_first else "no data")
    cause = cause.mask(chance > 0.98, UNEXPLAINED) if day_first else cause
    # A sex that was not asked is "S/D" with some clerks of the first office, and an empty cell with others.
    sex = table["sex"].map(SEX) if day_first else table["sex"]
    sex = sex.mask(sex.isna() & (rng.random(len(table)) < 0.5), "S/D") if day_first else sex
    dates = {name: table[name].dt.strftime(form) for name in ("declared_on", "event_date", "birth_date")}
    own = {
        "No_Exp": table["declaration_id"], "Fecha_Decl": dates["declared_on"], "Fecha_Hecho": dates["event_date"],
        "Nombres": table["given_names"], "Apellido1": table["surname_1"], "Apellido2": table["surname_2"],
        "Sexo": sex, "F_Nac": dates["birth_date"], "Motivo": cause, "Mun_Salida": table["from_municipality"],
        "Mun_Oficina": table["municipality"],
    }  # fmt: skip
    return pd.DataFrame(own)
