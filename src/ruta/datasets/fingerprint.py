"""One number that tells whether two machines make the same country."""

import hashlib

from ruta.datasets.countries import DEFAULT_SEED
from ruta.datasets.frames import to_csv
from ruta.datasets.schemas import TABLES, TRUTHS
from ruta.datasets.store import table, truth


def fingerprint(country: str, seed: int = DEFAULT_SEED, *, size: str | int = "small") -> str:
    """Return the SHA-256, in hexadecimal, of every table and truth of a country as CSV.

    Parameters
    ----------
    country, seed, size
        As for `ruta.datasets.table`.
    """
    digest = hashlib.sha256()
    for names, read in ((TABLES, table), (TRUTHS, truth)):
        for name in sorted(names):
            digest.update(f"{name}\n".encode())
            digest.update(to_csv(read(name, country=country, seed=seed, size=size)).encode())
    return digest.hexdigest()
