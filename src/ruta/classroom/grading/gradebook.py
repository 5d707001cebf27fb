"""The results of a class for other programs: a line for each record, a table by person, and one that Moodle imports.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` gets an apostrophe before it (`inert`), so that a spreadsheet shows
it and does not compute it; a pseudonym may be anything that a stranger typed.
"""

from collections.abc import Iterable, Mapping, Sequence

from ruta.classroom.grading import people, record
from ruta.classroom.grading.record import Graded, Record
from ruta.classroom.grading.words import one_line, state
from ruta.classroom.results_files import MOODLE_ID, MOODLE_NO_GRADE, csv_text
from ruta.datasets.intake.findings import inert

LONGEST = 200
"""Characters of a pseudonym in a table: as many as a record may hold."""


def results_jsonl(records: Iterable[Record]) -> bytes:
    """Return the records, one a line, by the names of their files: the same records give the same bytes."""
    lines = sorted((each.file, record.line(each)) for each in records)
    # A file's name may hold halves of a sign that UTF-8 has no bytes for; JSON has an escape for them.
    return "".join(f"{line}\n" for _, line in lines).encode("utf-8", "backslashreplace")


def gradebook_csv(graded: Sequence[Graded], folders: Mapping[str, str]) -> bytes:
    """Return a table with one row for each person and one column for each exercise and question.

    Parameters
    ----------
    graded
        The notebooks.
    folders
        Name of the feedback's folder by person.

    Returns
    -------
    bytes
        CSV in UTF-8, with the mark at the start by which Excel reads the accents. Under the name of an exercise stand
        the right answers, under that of a question ``right``, ``typed`` (right, and typed in), ``open`` or ``not-yet``;
        blank where the person did not hand the exercise in.
    """
    counted = people.by_exercise(graded)
    columns = ["pseudonym", "feedback"]
    rows: dict[str, dict[str, str]] = {}
    for exercise, records in counted.items():
        columns += [exercise, *dict.fromkeys(f"{exercise}/{each.id}" for one in records for each in one.questions)]
        for one in records:
            row = rows.setdefault(people.person(one), {"pseudonym": inert(_pseudonym(one))})
            row[exercise] = str(one.right)
            row.update({f"{exercise}/{each.id}": state(each) for each in one.questions})
    table = [
        [
            rows[person]["pseudonym"],
            f"feedback/{folders[person]}",
            *(rows[person].get(name, "") for name in columns[2:]),
        ]
        for person in sorted(rows)
    ]
    return csv_text(columns, table).encode("utf-8-sig", "replace")


def moodle_csv(graded: Sequence[Graded]) -> bytes:
    """Return a table that Moodle's *Import grades: CSV file* reads, in the form of `results_files.moodle_csv`.

    One row for each pseudonym, in the column `MOODLE_ID`; one column for each exercise, in per cent of its questions.
    Who gave no pseudonym is left out: Moodle stops at the first row whose person it does not know.
    """
    counted = people.by_exercise(graded)
    grades: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    for exercise, records in counted.items():
        for one in records:
            if people.is_named(one):
                grades.setdefault(people.person(one), {})[exercise] = f"{100 * one.right / len(one.questions):.2f}"
                names.setdefault(people.person(one), _pseudonym(one))
    rows = [
        [inert(names[person]), *(grades[person].get(exercise, MOODLE_NO_GRADE) for exercise in counted)]
        for person in sorted(grades)
    ]
    return csv_text([MOODLE_ID, *(f"Ruta {exercise}" for exercise in counted)], rows).encode("utf-8", "replace")


def _pseudonym(one: Graded) -> str:
    return one_line(one.pseudonym, longest=LONGEST)
