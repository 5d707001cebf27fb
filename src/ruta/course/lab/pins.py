"""What the browser lab is made of: every file by name and sha256, as Pyodide's own lock gives them.

``pins.json`` is a trimmed copy of the official lock of Pyodide 0.27.7 (the packages that the lessons need), with a few
packages added that the lock does not have: the widgets, the kernel and the pandas of the laptop. It names no server.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

CARRIER = "carrier"
"""Origin of the files that one package of the index carries unchanged from Pyodide's release."""
KERNEL = "kernel"
"""Origin of the wheels that the installed JupyterLite kernel brings."""


@dataclass(frozen=True)
class Pin:
    """One file of the lab."""

    file_name: str
    sha256: str
    origin: str
    """``carrier``, ``kernel``, or a requirement such as ``pandas==3.1.1``."""


@dataclass(frozen=True)
class Package:
    """One Python package of the lab."""

    name: str
    version: str
    pin: Pin
    depends: tuple[str, ...]
    """Names of the packages that it needs."""
    bundle: str
    """Archive of the lab that holds it."""


@dataclass(frozen=True)
class Pins:
    """All of them."""

    info: dict[str, Any]
    """What Pyodide asks of a lock: versions of the interpreter, the platform and the ABI."""
    carrier: str
    """Requirement of the package that carries Pyodide's own files."""
    core: tuple[Pin, ...]
    translation: Pin
    """JupyterLab's own words in Spanish."""
    packages: tuple[Package, ...]

    def files(self) -> Iterator[Pin]:
        """Yield every file."""
        yield from self.core
        yield self.translation
        yield from (package.pin for package in self.packages)


@cache
def load() -> Pins:
    """Read the pins that are shipped with the package."""
    found = json.loads(resources.files(__package__).joinpath("pins.json").read_text(encoding="utf-8"))
    packages = tuple(
        Package(
            name=entry["name"],
            version=entry["version"],
            pin=Pin(entry["file_name"], entry["sha256"], entry["origin"]),
            depends=tuple(entry["depends"]),
            bundle=entry["bundle"],
        )
        for entry in found["packages"].values()
    )
    core = tuple(Pin(name, digest, CARRIER) for name, digest in found["core"].items())
    return Pins(found["info"], found["carrier"], core, Pin(**found["translation"]), packages)


def sha256(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
