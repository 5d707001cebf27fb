"""Fetch the files of the lab once, into a cache outside the course, and trust none that differs from its pin."""

import os
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from ruta.course.lab import pins
from ruta.course.lab.pins import Pin, Pins
from ruta.errors import InputError
from ruta.messages import current_language, text

Report = Callable[[str], None]
KERNEL_WHEELS = Path("share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi")
# The tags of the browser's Python, so that pip picks its wheels and not the laptop's.
BROWSER = ("--python-version", "3.12", "--implementation", "cp", "--abi", "cp312", "--abi", "none",
           "--platform", "pyemscripten_2024_0_wasm32", "--platform", "any")  # fmt: skip


class LabUnavailable(Exception):
    """No source has the files of the lab: the site is built without it."""


def said(step: str, **params: object) -> str:
    """Return the line that tells of a step, in the reader's language."""
    return "  " + text(f"lab.{step}", language=current_language(), **params)


def cache_folder() -> Path:
    """Return the folder where fetched files are kept: ``RUTA_CACHE``, else the user's cache."""
    return Path(os.environ.get("RUTA_CACHE") or platformdirs.user_cache_dir("ruta")) / "lab"


@contextmanager
def cache_errors() -> Iterator[None]:
    """Turn what the disk refuses while the cache is filled into one sentence."""
    try:
        yield
    except OSError as error:
        raise InputError("lab.cache-unwritable", folder=cache_folder(), reason=error.strerror or error) from error


def fetch(wanted: Pins, *, report: Report) -> Path:
    """Make sure that every pinned file is in the cache, and return the cache.

    Parameters
    ----------
    wanted
        The pins.
    report
        Called with the file name or requirement that is being fetched.

    Raises
    ------
    LabUnavailable
        Where a file is absent and no source answers.
    InputError
        Where a source gives other bytes than the pin says.
    """
    cache = cache_folder()
    missing = [pin for pin in wanted.files() if not _kept(cache, pin)]
    cache.mkdir(parents=True, exist_ok=True)
    for origin in dict.fromkeys(pin.origin for pin in missing):
        group = [pin for pin in missing if pin.origin == origin]
        if origin == pins.KERNEL:
            _take(cache, group, {path.name: path for path in _kernel_wheels()})
        else:
            _download(cache, group, wanted.carrier if origin == pins.CARRIER else origin, report=report)
    return cache


def _kept(cache: Path, pin: Pin) -> bool:
    path = cache / pin.file_name
    return path.is_file() and pins.sha256(path) == pin.sha256


def _kernel_wheels() -> Iterable[Path]:
    return (Path(sysconfig.get_path("data")) / KERNEL_WHEELS).glob("*.whl")


def _download(cache: Path, group: list[Pin], requirement: str, *, report: Report) -> None:
    report(said("fetch", name=requirement))
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--retries",
            "1",
            "--timeout",
            "20",
            "--no-deps",
            "--only-binary",
            ":all:",
        ]
        done = subprocess.run(
            [*command, *BROWSER, "--dest", folder, requirement], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise LabUnavailable(requirement)
        found = {path.name: path for path in Path(folder).iterdir()}
        if group[0].origin == pins.CARRIER:
            found = _unpacked(next(iter(found.values())), {pin.file_name for pin in group}, Path(folder))
        _take(cache, group, found)


def _unpacked(archive: Path, names: set[str], folder: Path) -> dict[str, Path]:
    """Take the named files out of the carrier, and nothing else of it."""
    found = {}
    with zipfile.ZipFile(archive) as carrier:
        for member in carrier.infolist():
            name = Path(member.filename).name
            if name in names:
                found[name] = folder / name
                found[name].write_bytes(carrier.read(member))
    return found


def _take(cache: Path, group: list[Pin], found: dict[str, Path]) -> None:
    for pin in group:
        if pin.file_name not in found:
            raise LabUnavailable(pin.file_name)
        source = found[pin.file_name]
        actual = pins.sha256(source)
        if actual != pin.sha256:
            raise InputError("lab.wrong-hash", file=pin.file_name, expected=pin.sha256, found=actual)
        # Written beside its place and then renamed: an interrupted copy must not look like a kept file.
        temporary = cache / f".{pin.file_name}.{os.getpid()}"
        temporary.write_bytes(source.read_bytes())
        temporary.replace(cache / pin.file_name)
