"""The wheel of this course for the browser: the subject and the exercises with their data, without the tools."""

import zipfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from ruta.course.lab.repack import MOMENT

# These need a full Python: they build the book and run a class's notebooks.
LAPTOP_ONLY = ("course", "classroom", "cli", "__main__")
NAME = "ruta-0-py3-none-any.whl"


def members(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name in the wheel and the file of everything that goes into it."""
    package = Path(str(resources.files("ruta")))
    for path in sorted(package.rglob("*")):
        place = path.relative_to(package)
        if path.is_file() and not place.parts[0].startswith(LAPTOP_ONLY) and path.suffix not in (".pyc", ".po"):
            yield f"ruta/{place.as_posix()}", path
    # An installed wheel has the tables inside already; a checkout keeps them beside the code.
    tables = root / "datasets"
    for path in sorted(tables.rglob("*")) if not (package / "datasets/shipped").is_dir() else ():
        if path.is_file():
            yield f"ruta/datasets/shipped/{path.relative_to(tables).as_posix()}", path


def build(root: Path, folder: Path) -> Path:
    """Write the wheel into a folder; the same bytes for the same sources.

    It is put together here and not by the build backend because it leaves out what a browser cannot run, and because
    its bytes must not depend on the day.
    """
    target = folder / NAME
    metadata = {
        "METADATA": "Metadata-Version: 2.1\nName: ruta\nVersion: 0\n",
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "RECORD": "",
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in members(root):
            archive.writestr(zipfile.ZipInfo(name, MOMENT), path.read_bytes(), zipfile.ZIP_DEFLATED)
        for name, text in metadata.items():
            archive.writestr(zipfile.ZipInfo(f"ruta-0.dist-info/{name}", MOMENT), text)
    return target
