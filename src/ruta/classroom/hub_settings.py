"""What a hub for several rooms is told from outside: how much each person may use, and who may come in.

`hosting/jupyterhub_config.py` reads it, and the test that starts a hub on one machine reads the same. What is not set
has a value for a room of thirty with lessons of this course.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ruta.errors import InputError
from ruta.messages import DEFAULT_LANGUAGE, LANGUAGES

COURSE = "/opt/ruta"
"""Folder of the course in the image; nobody who works there may write to it."""
HOME = "/home/trainee"
"""Where the volume of a person is mounted."""
DATA = "/srv/ruta-hub"
"""Where the hub keeps its accounts and its passwords."""
CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,30}")
_MEMORY = re.compile(r"([1-9][0-9]*)([MG])")
_BYTES = {"M": 2**20, "G": 2**30}
_LEAST_MEMORY = "512M"


@dataclass(frozen=True, kw_only=True)
class HubSettings:
    """What every person's server gets."""

    image: str
    """Name and version of the image of the course."""
    network: str
    """Name of the closed network in which the servers of the people stand."""
    memory: str
    """Most memory of one server, as ``2G`` or ``768M``."""
    cpu: float
    """Most processors of one server; 0.5 is half of one."""
    people: int
    """How many servers may run at the same time."""
    idle_minutes: int
    """After how many minutes without work a server is stopped; the work stays."""
    language: str
    """Language of the notebooks: ``en`` or ``es``."""
    class_list: Path
    """File with the code of one person a line."""
    facilitators: frozenset[str]
    """Codes of those who may stop the servers of others and set a password again; they stand in the class list, too."""


DEFAULTS: Mapping[str, str] = {
    "RUTA_HUB_IMAGE": "ruta-course:0.1.0",
    "RUTA_HUB_NETWORK": "ruta-people",
    "RUTA_HUB_MEMORY": "2G",
    "RUTA_HUB_CPU": "1",
    "RUTA_HUB_PEOPLE": "40",
    "RUTA_HUB_IDLE_MINUTES": "60",
    "RUTA_LANGUAGE": DEFAULT_LANGUAGE,
    "RUTA_HUB_CLASS": "/srv/class.txt",
    "RUTA_HUB_FACILITATORS": "",
}


def read(environment: Mapping[str, str]) -> HubSettings:
    """Return the settings; what is not set, or set to nothing, has its usual value.

    Parameters
    ----------
    environment
        The variables by name, as in `DEFAULTS`.

    Raises
    ------
    InputError
        Where a value cannot be used: it is never guessed.
    """
    given = {name: environment.get(name) or usual for name, usual in DEFAULTS.items()}
    if given["RUTA_LANGUAGE"] not in LANGUAGES:
        raise _refused(given, "RUTA_LANGUAGE", expected=", ".join(LANGUAGES))
    if memory_bytes(given["RUTA_HUB_MEMORY"]) < memory_bytes(_LEAST_MEMORY):
        raise _refused(given, "RUTA_HUB_MEMORY", expected=f"≥ {_LEAST_MEMORY}")
    return HubSettings(
        image=given["RUTA_HUB_IMAGE"],
        network=given["RUTA_HUB_NETWORK"],
        memory=given["RUTA_HUB_MEMORY"],
        cpu=_processors(given, "RUTA_HUB_CPU"),
        people=_count(given, "RUTA_HUB_PEOPLE"),
        idle_minutes=_count(given, "RUTA_HUB_IDLE_MINUTES"),
        language=given["RUTA_LANGUAGE"],
        class_list=Path(given["RUTA_HUB_CLASS"]),
        facilitators=frozenset(filter(None, re.split(r"[,\s]+", given["RUTA_HUB_FACILITATORS"]))),
    )


def memory_bytes(text: str) -> int:
    """Return how many bytes a size means, such as ``2G`` or ``768M``; InputError for any other text."""
    if not (found := _MEMORY.fullmatch(text)):
        raise InputError("hosting.bad-setting", name="RUTA_HUB_MEMORY", found=text, expected="768M, 2G")
    return int(found[1]) * _BYTES[found[2]]


def class_codes(settings: HubSettings) -> frozenset[str]:
    """Return the codes of the people who may come in; a line that begins with ``#`` is a note.

    Raises
    ------
    InputError
        Where the file is missing or names nobody, a line is no code or is there twice, or a facilitator is not in it.
    """
    try:
        lines = settings.class_list.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("hosting.no-class-list", file=settings.class_list) from error
    found: dict[str, int] = {}
    for row, line in enumerate(lines, start=1):
        code = line.strip()
        if not code or code.startswith("#"):
            continue
        if not CODE.fullmatch(code):
            raise InputError("hosting.bad-code", file=settings.class_list, row=row, found=code[:60])
        if code in found:
            raise InputError("hosting.code-twice", file=settings.class_list, row=row, found=code, first=found[code])
        found[code] = row
    if not found:
        raise InputError("hosting.empty-class-list", file=settings.class_list)
    if unknown := sorted(settings.facilitators - found.keys()):
        raise InputError("hosting.facilitator-not-listed", file=settings.class_list, found=", ".join(unknown))
    return frozenset(found)


def _processors(given: Mapping[str, str], name: str) -> float:
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", given[name]) or not 0 < float(given[name]) <= 64:
        raise _refused(given, name, expected="0.5, 1, 2 … 64")
    return float(given[name])


def _count(given: Mapping[str, str], name: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,4}", given[name]):
        raise _refused(given, name, expected="1 … 99999")
    return int(given[name])


def _refused(given: Mapping[str, str], name: str, *, expected: str) -> InputError:
    return InputError("hosting.bad-setting", name=name, found=given[name], expected=expected)
