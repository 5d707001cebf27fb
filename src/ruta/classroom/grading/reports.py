"""Everything that comes out of grading a class, as the files to write."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ruta.classroom.grading import class_report, feedback, feedback_notebook, feedback_page, gradebook, people
from ruta.classroom.grading.class_list import read_class_list
from ruta.classroom.grading.read_again import Course
from ruta.classroom.grading.record import Graded, Record
from ruta.course.catalogue import Catalogue
from ruta.course.paths import Tree
from ruta.messages import LANGUAGES

__all__ = ["files", "read_class_list"]


def files(
    records: Sequence[Record],
    *,
    out: Path,
    seconds: Mapping[str, float],
    groups: Mapping[str, str],
    tree: Tree,
    catalogue: Catalogue,
) -> dict[Path, bytes]:
    """Return everything that comes out of grading a class; nothing is written here.

    Parameters
    ----------
    records
        What was kept of each file, in any order.
    out
        Folder of the results.
    seconds
        How long each notebook took, by file; where a file is absent no time is shown. It is in the reports of the
        class only, so that ``results.jsonl`` stays the same bytes.
    groups
        Group by pseudonym, from `read_class_list`; empty without a list.
    tree, catalogue
        The course.

    Returns
    -------
    dict[Path, bytes]
        Content by path, for `ruta.course.writing.write`: ``results.jsonl``, ``gradebook.csv``, ``moodle-grades.csv``,
        ``report.<language>.html``, and below ``feedback/`` a folder for each person with a page and a notebook for
        each exercise. Of several notebooks of a person for one exercise the one that counts comes first, and the
        others have ``-2``, ``-3`` … behind the name of the exercise.
    """
    graded = [record for record in records if isinstance(record, Graded)]
    course = Course(tree, catalogue)
    folders = people.folders(people.person(record) for record in graded)
    return {
        out / "results.jsonl": gradebook.results_jsonl(records),
        out / "gradebook.csv": gradebook.gradebook_csv(graded, folders),
        out / "moodle-grades.csv": gradebook.moodle_csv(graded),
        **{
            out / f"report.{language}.html": _bytes(
                class_report.page(records, language=language, seconds=seconds, groups=groups, course=course)
            )
            for language in LANGUAGES
        },
        **_feedback(graded, folders, out / "feedback", course),
    }


def _feedback(graded: Sequence[Graded], folders: Mapping[str, str], out: Path, course: Course) -> dict[Path, bytes]:
    found: dict[Path, bytes] = {}
    counted = [record for records in people.by_exercise(graded).values() for record in records]
    for record in (*counted, *people.not_counted(graded)):
        told = feedback.feedback(record, course)
        stem = out / folders[people.person(record)] / record.exercise
        number = 1
        while (page := _numbered(stem, number, "html")) in found:
            number += 1
        found[page] = _bytes(feedback_page.page(told))
        found[_numbered(stem, number, "ipynb")] = _bytes(feedback_notebook.notebook(told))
    return found


def _numbered(stem: Path, number: int, ending: str) -> Path:
    return stem.with_name(f"{stem.name}{f'-{number}' if number > 1 else ''}.{ending}")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
