"""Put the browser lab together."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ruta.course.lab import contents, listing, wheel, wheels
from ruta.course.lab.pins import load
from ruta.course.lab.skeleton import PYODIDE, skeleton
from ruta.course.lab.sources import Report, cache_errors, fetch
from ruta.messages import LANGUAGES


def build(root: Path, folder: Path, *, languages: Sequence[str] = LANGUAGES, report: Report) -> list[str]:
    """Build the lab into a folder.

    Parameters
    ----------
    root
        Folder of the course.
    folder
        Where to; it must not exist.
    languages
        Languages whose notebooks it holds.
    report
        Called with a line for each step that takes time.

    Returns
    -------
    list of str
        Paths of the notebooks in the lab.

    Raises
    ------
    LabUnavailable
        Where the files that it is made of cannot be had.
    InputError
        Where such a file has the wrong hash, or the cache cannot be written.
    """
    pins = load()
    with cache_errors():
        cache = fetch(pins, report=report)
        shipped = wheels.shipped(pins, cache, report=report)
        pages = skeleton(cache, pins, report=report)
        with tempfile.TemporaryDirectory() as scratch:
            ours = wheels.ours(wheel.build(root, Path(scratch)), cache, report=report)
    shutil.copytree(pages, folder)
    shutil.copytree(shipped, folder / PYODIDE)
    shutil.copyfile(ours, folder / PYODIDE / ours.name)
    found = contents.collect(root, folder / "files", languages)
    listing.write(folder)
    return found
