"""Lay out the folder that the kernel loads Pyodide from, with a lock that names nothing outside of it."""

import gzip
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

from ruta.course.lab.pins import Pins, sha256
from ruta.course.lab.repack import MOMENT

WASM = "pyodide.asm.wasm"
# The kernel insists on these three; nothing that the lessons do needs them (7 MB and a second of start-up).
ABSENT = ("jedi", "ssl")


def lay_out(pins: Pins, cache: Path, shipped: Path, wheel: Path, folder: Path) -> None:
    """Fill a folder with Pyodide, the packages, the wheel of this course and the lock.

    Parameters
    ----------
    pins
        What belongs there.
    cache
        Folder of the verified files.
    shipped
        Folder of the repacked ones.
    wheel
        Wheel of this course, repacked.
    folder
        Empty folder to fill.
    """
    for pin in pins.core:
        source = shipped / pin.file_name
        shutil.copyfile(source if source.is_file() else cache / pin.file_name, folder / pin.file_name)
    _compress(folder / WASM)
    entries = {}
    for package in pins.packages:
        path = folder / package.pin.file_name
        shutil.copyfile(shipped / path.name, path)
        name = package.name.lower().replace("_", "-")
        entries[name] = _entry(package.name, package.version, path, package.imports, package.depends)
    for name in ABSENT:
        entries[name] = _entry(name, "0", _empty_wheel(folder, name), (), ())
    shutil.copyfile(wheel, folder / wheel.name)
    # matplotlib and the widgets are imported when needed, from inside functions, where Pyodide cannot see it.
    version = wheel.name.split("-")[1]
    entries["ruta"] = _entry("ruta", version, folder / wheel.name, ("ruta",), ("pandas", "matplotlib", "ipywidgets"))
    lock = {"info": pins.info, "packages": dict(sorted(entries.items()))}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")


def _entry(name: str, version: str, path: Path, imports: tuple[str, ...], depends: tuple[str, ...]) -> dict[str, Any]:
    return {
        "name": name, "version": version, "file_name": path.name, "sha256": sha256(path), "imports": list(imports),
        "depends": list(depends), "install_dir": "site", "package_type": "package", "unvendored_tests": False,
    }  # fmt: skip


def _empty_wheel(folder: Path, name: str) -> Path:
    path = folder / f"{name}-0-py3-none-any.whl"
    metadata = {
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n",
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "RECORD": "",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for member, text in metadata.items():
            archive.writestr(zipfile.ZipInfo(f"{name}-0.dist-info/{member}", MOMENT), text)
    return path


def _compress(path: Path) -> None:
    """Replace a file by its gzip: simple file servers do not compress, and the browser unpacks it in no time."""
    target = path.with_name(path.name + ".gz")
    with path.open("rb") as plain, target.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        shutil.copyfileobj(plain, packed)
    path.unlink()
