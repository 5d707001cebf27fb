"""Build the whole site beside the old one and put it in its place only when it is whole."""

import errno
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ruta.course import lab
from ruta.course.away import away
from ruta.course.notebooks import read, write, write_text
from ruta.course.site.books import BuildBooks, press
from ruta.course.site.executed import executed
from ruta.course.site.inputs import SOURCES, digest
from ruta.course.site.landing import landing
from ruta.course.site.pruning import prune
from ruta.course.site.staging import exercises, stage
from ruta.errors import InputError
from ruta.messages import LANGUAGES, current_language, text

Report = Callable[[str], None]
STAMP = "build.json"


def build(
    root: Path, out: Path, *, languages: tuple[str, ...] = LANGUAGES, with_lab: bool = True, report: Report
) -> Path:
    """Build the books of the languages, the browser lab and the notebooks to download.

    Parameters
    ----------
    root
        Folder of the course.
    out
        Folder of the site; replaced as a whole, and left as it is where the build fails.
    languages
        Books to build.
    with_lab
        Whether to put the browser lab inside. Where its files cannot be had, the site is built without it and says so.
    report
        Called with a line for each step.

    Returns
    -------
    Path
        The site.

    Raises
    ------
    InputError
        For a language that does not exist, a notebook that fails, a warning in a book, a folder that cannot be
        written, a disk that is full.
    """
    for language in languages:
        if language not in LANGUAGES:
            raise InputError("site.unknown-language", found=language, known=", ".join(LANGUAGES))
    made_from = {"inputs": digest(root, SOURCES), "languages": list(languages), "lab": with_lab}
    if _stamp(out) == made_from:
        report(_say("unchanged"))
        return out
    with _new_folder(out) as site, press() as build_books:
        has_lab = with_lab and _build_lab(root, site / "lab", languages, report)
        _build_books(root, site, languages, build_books, has_lab=has_lab, report=report)
        # Without its lab a site is whole but not as asked: the next call tries again.
        write_text(site / STAMP, json.dumps({**made_from, "lab": has_lab}))
    report(_say("done", folder=out))
    return out


def _build_lab(root: Path, folder: Path, languages: tuple[str, ...], report: Report) -> bool:
    report(_say("step-lab"))
    try:
        lab.build(root, folder, languages=languages, report=report)
    except lab.LabUnavailable:
        shutil.rmtree(folder, ignore_errors=True)
        report(_say("no-lab"))
        return False
    return True


def _build_books(
    root: Path, site: Path, languages: tuple[str, ...], build_books: BuildBooks, *, has_lab: bool, report: Report
) -> None:
    lessons = [path for language in languages for path in _lessons(root, language)]
    report(_say("step-notebooks", count=len(lessons)))
    ran = executed(root, lessons, report=report)
    report(_say("step-books"))
    with tempfile.TemporaryDirectory(prefix="stage-", dir=site.parent) as folder:
        staged = {language: Path(folder) / language for language in languages}
        for language, place in staged.items():
            stage(root, place, language=language, lessons=ran, has_lab=has_lab)
        for language, pages in build_books(staged).items():
            shutil.move(pages, site / language)
            prune(site / language, language=language)
    for language in languages:
        for path in [*_lessons(root, language), *exercises(root, language)]:
            kind = "exercises" if "exercises" in path.relative_to(root).parts else ""
            place = site / "notebooks" / language / kind / path.parent.name / path.name
            plain = away(read(path), language=language, bibliography=root / "book" / "references.bib")
            write(place, plain)
    write_text(site / "index.html", landing(languages))


def _lessons(root: Path, language: str) -> list[Path]:
    folder = root / "book" / "modules" if language == "en" else root / "book" / language / "modules"
    return sorted(folder.glob("*/*.ipynb"))


def _stamp(out: Path) -> dict[str, object] | None:
    try:
        found: dict[str, object] = json.loads((out / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


@contextmanager
def _new_folder(out: Path) -> Iterator[Path]:
    """Give a folder beside the old site; put it in its place at the end, or take it away after a failure."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=out.parent))
    except OSError as error:
        raise _unwritable(error, out) from error
    try:
        yield fresh
        old = fresh.with_name(fresh.name.replace(".new-", ".old-"))
        if out.exists():
            out.rename(old)
        fresh.rename(out)
        out.chmod(0o755)  # mkdtemp makes folders that a web server may not read
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise _unwritable(error, out) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _unwritable(error: OSError, out: Path) -> InputError:
    if error.errno == errno.ENOSPC:
        return InputError("site.disk-full", folder=out.parent)
    return InputError("site.unwritable", folder=out.parent, reason=error.strerror or error)


def _say(step: str, **params: object) -> str:
    return text(f"site.{step}", language=current_language(), **params)
