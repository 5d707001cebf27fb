"""Spanish names made comparable: what an office wrote stays in its own column, the comparison uses a key beside it.

The steps follow the practice of registers with two surnames; the treatment of Ñ, MARÍA and JOSÉ in Mexico's CURP
(RENAPO, *Instructivo Normativo*) shows a State's own rules of this kind. Nothing here decides that two people are one.
"""

import unicodedata

import pandas as pd

PARTICLES = frozenset(("DE", "DEL", "LA", "LAS", "LO", "LOS", "Y"))
ABBREVIATIONS = {"MA": "MARIA", "MARIA": "MARIA", "J": "JOSE", "JOSE": "JOSE"}
"""Short forms of given names. "J." may also stand for Juan or Jesús: reading it as José is a convention."""
ENYE, MARK = "Ñ", "\N{COMBINING TILDE}"


def normalise(text: str) -> str:
    """Return a name in upper case, without accents and with single spaces; the Ñ stays, being a letter and no accent.

    Parameters
    ----------
    text
        A name as an office wrote it; precomposed and decomposed letters give the same result.

    Returns
    -------
    str
        The letters A to Z and Ñ, words separated by one space; empty where there were no letters.
    """
    whole = unicodedata.normalize("NFC", text).upper()
    letters = "".join(letter if letter == ENYE else _plain(letter) for letter in whole)
    return " ".join("".join(letter if letter.isalnum() else " " for letter in letters).split())


def _plain(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return "".join(part for part in parts if not unicodedata.combining(part))


def without_particles(name: str) -> str:
    """Return a normalised name without DE, DEL, LA, LAS, LO, LOS, Y; unchanged where nothing else would be left."""
    words = [word for word in name.split() if word not in PARTICLES]
    return " ".join(words) or name


def spelled_out(name: str) -> str:
    """Return normalised given names with their short forms written out: ``MA ELENA`` becomes ``MARIA ELENA``."""
    return " ".join(ABBREVIATIONS.get(word, word) for word in name.split())


def surname_key(text: str) -> str:
    """Return the key by which a surname is compared: normalised, without particles, and Ñ read as N.

    Many keyboards have no Ñ, so MUÑOZ and MUNOZ must be able to meet. Only the key loses the letter.
    """
    return without_particles(normalise(text)).replace(ENYE, "N")


def given_key(text: str) -> str:
    """Return the key by which given names are compared: normalised, short forms written out, Ñ read as N."""
    return without_particles(spelled_out(normalise(text))).replace(ENYE, "N")


def surname_pair(first: object, second: object) -> tuple[str, str]:
    """Return the keys of two surnames in alphabetical order, so that their order on the form does not matter.

    Parameters
    ----------
    first, second
        Surnames as written; a blank (``None`` or ``<NA>``) gives an empty key, which stands last.
    """
    keys = sorted(surname_key(str(name)) for name in (first, second) if not pd.isna(name))  # type: ignore[call-overload]
    known = [*(key for key in keys if key), "", ""]
    return known[0], known[1]


def keys(register: pd.DataFrame) -> pd.DataFrame:
    """Return the columns by which the records of a register are compared.

    Parameters
    ----------
    register
        One row per record with ``given_names``, ``surname_1``, ``surname_2`` (may be blank), ``sex``, ``birth_date``
        and ``municipality``.

    Returns
    -------
    DataFrame
        On the same index: ``given`` (all given names), ``first`` (the first of them), ``surname_a`` and ``surname_b``
        (in alphabetical order, the second empty where only one is known), ``sex``, ``born`` (day) and
        ``municipality``. What was blank in the last three stays blank.
    """
    given = register["given_names"].fillna("").map(given_key)
    pairs = [surname_pair(*both) for both in zip(register["surname_1"], register["surname_2"], strict=True)]
    return pd.DataFrame(
        {
            "given": given,
            "first": given.str.split(n=1).str[0].fillna(""),
            "surname_a": [pair[0] for pair in pairs],
            "surname_b": [pair[1] for pair in pairs],
            "sex": register["sex"],
            "born": register["birth_date"],
            "municipality": register["municipality"],
        },
        index=register.index,
    )
