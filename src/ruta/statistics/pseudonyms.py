"""Keyed pseudonyms: the same person gets the same code in every file, and nobody without the key can compute it.

A plain hash is no protection: an identity number has few possible values, so all of them can be tried. Method: HMAC
with SHA-256 (Krawczyk, Bellare and Canetti, RFC 2104, 1997); the key stays with a third unit that holds no data.
"""

import hashlib
import hmac
from collections.abc import Iterable

from ruta.errors import InputError

SHORTEST_KEY = 16


def plain_hash(number: str) -> str:
    """Return the SHA-256 of a number, in hexadecimal: everybody who knows the number can compute it."""
    return hashlib.sha256(number.encode()).hexdigest()


def pseudonym(number: str, *, key: bytes) -> str:
    """Return the keyed pseudonym of a number: HMAC-SHA256, in hexadecimal.

    Parameters
    ----------
    number
        An identity number in one agreed form: blanks or dashes that differ give another pseudonym.
    key
        Secret bytes, drawn by chance and kept by the third unit; 16 at least.

    Raises
    ------
    InputError
        Where the key is shorter: it could be tried out like the number itself.
    """
    if len(key) < SHORTEST_KEY:
        raise InputError("linkage.short-key", found=len(key), expected=SHORTEST_KEY)
    return hmac.new(key, number.encode(), hashlib.sha256).hexdigest()


def reversed_hash(digest: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate whose plain hash is this one, none where there is none: what anybody can try."""
    return next((number for number in candidates if plain_hash(number) == digest), None)
