"""The kernel's files as the site ships them: few archives, each a plain zip in a gzip.

One archive for each moment of the start (the kernel, the data tools, the figures) costs a tenth of the requests and
a quarter of the time of one wheel for each package. The zip inside is not compressed, so that its files are laid out
without a copy, and the gzip around it is undone by the browser itself; simple servers compress nothing on their own.
"""

import gzip
import json
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from ruta.course.lab.pins import Pins
from ruta.course.lab.repack import MOMENT

LIBRARY = "python_stdlib.zip"
WASM = "pyodide.asm.wasm"
PLAIN = ("pyodide.js", "pyodide.asm.js")
NAMES = ("kernel", "data", "figures")


def write(pins: Pins, cache: Path, repacked: Path, folder: Path) -> None:
    """Write everything that the kernel loads, but this course's own package.

    Parameters
    ----------
    pins
        What belongs there.
    cache
        Folder of the verified files.
    repacked
        Folder of the repacked packages and library.
    folder
        Where to.
    """
    for name in PLAIN:
        shutil.copyfile(cache / name, folder / name)
    compress(cache / WASM, folder / f"{WASM}.gz")
    compress(repacked / LIBRARY, folder / f"{LIBRARY}.gz")
    for name in NAMES:
        parts = [repacked / package.pin.file_name for package in pins.packages if package.bundle == name]
        merge(parts, folder / f"{name}.zip.gz")
    # Pyodide asks for a lock; with nothing in it there is nothing that it could look for elsewhere.
    lock = {"info": pins.info, "packages": {}}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")


def merge(archives: Iterable[Path], target: Path) -> None:
    """Write the members of several zip archives as one, in a gzip."""
    merged = target.with_suffix(".tmp")
    with zipfile.ZipFile(merged, "w") as new:
        for archive in archives:
            with zipfile.ZipFile(archive) as old:
                for member in old.infolist():
                    if not member.filename.endswith(".dist-info/RECORD"):
                        new.writestr(zipfile.ZipInfo(member.filename, MOMENT), old.read(member))
    compress(merged, target)
    merged.unlink()


def compress(path: Path, target: Path) -> None:
    """Write the gzip of a file, the same bytes each time."""
    with path.open("rb") as plain, target.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        shutil.copyfileobj(plain, packed)
