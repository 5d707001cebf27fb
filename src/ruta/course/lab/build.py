"""Put the browser lab together."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ruta.course.lab import contents, listing, pyodide_folder, wheel, wheels
from ruta.course.lab.pins import load
from ruta.course.lab.skeleton import PYODIDE, skeleton
from ruta.course.lab.sources import Report, fetch
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
    cache = fetch(pins, report=report)
    shipped = wheels.shipped(pins, cache, report=report)
    shutil.copytree(skeleton(cache, pins, report=report), folder)
    place = folder / PYODIDE
    place.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        made = wheel.build(root, Path(scratch))
        ours = wheels.ours(made, cache, report=report)
    pyodide_folder.lay_out(pins, cache, shipped, ours, place)
    found = contents.collect(root, folder / "files", languages)
    listing.write(folder)
    return found
