"""Look at this machine and say what the course would miss on it, and what to do about it."""

import importlib.metadata
import os
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ruta import messages
from ruta.course.lab import pins, sources
from ruta.course.paths import Tree

State = Literal["ok", "warning", "problem"]
OLDEST, NEWEST = (3, 11), (3, 13)
NEEDED_MEGABYTES = 2_000
PORT = 8000
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)$")


@dataclass(frozen=True)
class Sign:
    """One thing that was looked at."""

    name: str
    """What it is: last part of ``course.doctor.name-<name>``."""
    state: State
    """In order, worth knowing, or in the way."""
    code: str = ""
    """Sentence that says what was found and what to do; empty where all is in order."""
    params: dict[str, object] = field(default_factory=dict)
    """What the sentence names."""

    def line(self, language: str) -> str:
        """Return the sign as a line for a person."""
        state = messages.text(f"course.doctor.{self.state}", language=language)
        name = messages.text(f"course.doctor.name-{self.name}", language=language)
        said = messages.text(self.code, language=language, **self.params) if self.code else ""
        return f"{state.ljust(9)} {name}. {said}".rstrip()


def examine(tree: Tree, *, port: int = PORT) -> Iterator[Sign]:
    """Yield what was found, one sign at a time; nothing is changed."""
    yield python_version(sys.version_info[:2])
    yield packages(tree.root / "constraints.txt")
    yield disk(tree.root)
    yield writable(tree.root)
    yield catalogues()
    yield free_port(port)
    yield chromium()
    yield lab_cache()


def python_version(version: tuple[int, ...]) -> Sign:
    """Look at the version of Python."""
    found = ".".join(str(part) for part in version)
    wanted = f"{OLDEST[0]}.{OLDEST[1]}–{NEWEST[0]}.{NEWEST[1]}"
    if version < OLDEST:
        return Sign("python", "problem", "course.doctor.python-old", {"found": found, "wanted": wanted})
    if version > NEWEST:
        return Sign("python", "warning", "course.doctor.python-new", {"found": found, "wanted": wanted})
    return Sign("python", "ok")


def packages(constraints: Path) -> Sign:
    """Compare the packages that are installed with the versions of the course."""
    if not constraints.is_file():
        return Sign("packages", "warning", "course.not-found", {"file": constraints.name})
    differ = sorted(f"{name} {there} (≠ {wanted})" for name, wanted, there in _differing(constraints))
    if differ:
        some = ", ".join(differ[:5])
        return Sign("packages", "warning", "course.doctor.packages", {"names": some, "all": len(differ)})
    return Sign("packages", "ok")


def _differing(constraints: Path) -> Iterator[tuple[str, str, str]]:
    for line in constraints.read_text(encoding="utf-8").splitlines():
        if not (found := _PIN.match(line.strip())):
            continue
        name, wanted = found.groups()
        try:
            there = importlib.metadata.version(name)
        # Packages of the tests only, or of another system, need not be here.
        except importlib.metadata.PackageNotFoundError:
            continue
        if there != wanted:
            yield name, wanted, there


def disk(folder: Path, *, usage: Callable[[Path], tuple[int, int, int]] = shutil.disk_usage) -> Sign:
    """Look at the space that is left where the course lies."""
    free = usage(folder)[2] // 1_000_000
    if free < NEEDED_MEGABYTES:
        return Sign("disk", "problem", "course.doctor.disk", {"free": free, "needed": NEEDED_MEGABYTES})
    return Sign("disk", "ok")


def writable(folder: Path) -> Sign:
    """Try to write where the course lies: a USB stick or a shared drive may be read-only."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Sign("writing", "ok")
    except OSError as error:
        return Sign("writing", "problem", "course.doctor.writing", {"folder": folder, "reason": error.strerror})


def catalogues(locale: Path = messages.LOCALE) -> Sign:
    """Look whether every catalogue of messages is compiled, and after its last change."""
    stale = [
        source.name
        for source in sorted(locale.glob("*/LC_MESSAGES/*.po"))
        if not (made := source.with_suffix(".mo")).is_file() or made.stat().st_mtime < source.stat().st_mtime
    ]
    if stale:
        return Sign("catalogues", "problem", "course.doctor.catalogues", {"names": ", ".join(dict.fromkeys(stale))})
    return Sign("catalogues", "ok")


def free_port(port: int) -> Sign:
    """Look whether the site can be served at its usual port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # Without this a port that was left a moment ago would count as taken.
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return Sign("port", "warning", "course.doctor.port", {"port": port})
    return Sign("port", "ok")


def chromium(find: Callable[[str], str | None] = shutil.which) -> Sign:
    """Look for a browser that the tests can drive; the course itself works in any browser."""
    if any(find(name) for name in ("chromium", "chromium-browser", "google-chrome", "chrome")):
        return Sign("chromium", "ok")
    return Sign("chromium", "warning", "course.doctor.chromium")


def lab_cache(folder: Path | None = None) -> Sign:
    """Look whether the files of the browser lab were fetched once, so that a build needs no network."""
    cache = folder or sources.cache_folder()
    missing = sum(not (cache / pin.file_name).is_file() for pin in pins.load().files())
    return Sign("lab", "warning", "course.doctor.lab", {"missing": missing}) if missing else Sign("lab", "ok")
