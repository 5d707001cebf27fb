"""Certificates as a test issues them: an invented issuer, invented pseudonyms, and a fixed day."""

import json
from datetime import date
from pathlib import Path

from ruta import cli
from ruta.classroom import certificate, class_list, issuer
from ruta.classroom.certificate import Certificate
from ruta.classroom.data_integrity import Json
from ruta.course import catalogue
from ruta.course.paths import find_tree

TODAY = date(2024, 11, 25)
COURSE = catalogue.load(find_tree(Path(__file__).parent))
NAME = "Unidad de Formación (inventada)"
HEADER = "pseudonym,modules,date,hours"
ROW = "Ceiba 07,statistics,2024-11-20,16"


def a_list(folder: Path, *rows: str, header: str = HEADER, name: str = "class.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def keys(folder: Path) -> tuple[Path, Path]:
    """The private key and the profile of a new issuer."""
    key, profile = issuer.make(folder, name=NAME)
    return key, profile


def issued(folder: Path, *rows: str, header: str = HEADER) -> list[Certificate]:
    key, profile = keys(folder / "keys")
    one = issuer.load(profile)
    private = issuer.load_key(key, issuer=one)
    done = class_list.load(a_list(folder, *(rows or (ROW,)), header=header), today=TODAY)
    return [certificate.issue(each, catalogue=COURSE, issuer=one, key=private) for each in done]


def run(*words: object, language: str = "en") -> int:
    return cli.main(["--language", language, "certificate", *map(str, words)])


def issue(folder: Path, source: Path, *, language: str = "en") -> int:
    """The command, with the keys in ``keys`` and the certificates in ``out``."""
    paths = folder / "keys"
    if not paths.exists():
        keys(paths)
    return run("issue", source, "--issuer", paths / "issuer.json", "--key", paths / "private-key.pem",
               "--out", folder / "out", language=language)  # fmt: skip


def credentials(folder: Path) -> list[Path]:
    return sorted((folder / "out").glob("*.json"))


def changed(path: Path, change: dict[str, object]) -> Json:
    """A credential with some of its members changed, without a new signature."""
    return {**json.loads(path.read_text(encoding="utf-8")), **change}
