"""The results of a workshop for other programs: a table by person, one that Moodle imports, and JSON of the groups."""

import csv
import dataclasses
import io
import json
import math
from collections.abc import Iterable, Sequence
from typing import Any

from ruta.classroom import summary
from ruta.classroom.class_results import ENOUGH, FEW, SMALLEST, FormResult
from ruta.classroom.gain import normalised_gain
from ruta.classroom.workshop import RESULTS_SCHEMA, Group, Workshop
from ruta.datasets.intake.findings import inert
from ruta.practice.pillar_test import FORMS

PERSON_COLUMNS = ("pseudonym", "pillar", "questions", "right_before", "open_before", "right_after", "open_after",
                  "normalised_gain")  # fmt: skip
MOODLE_ID = "ID number"
"""Heading under which Moodle exports the ID number of a person, by which it can find the person again."""
MOODLE_NO_GRADE = "-"
"""How Moodle writes that a person has no grade."""


def persons_csv(workshop: Workshop) -> bytes:
    """Return a table with one row for each person and pillar: pseudonyms and counts, no answers.

    Returns
    -------
    bytes
        CSV in UTF-8, with the mark at the start by which Excel reads the accents. Blank where a test was not taken,
        and in ``normalised_gain`` where it is undefined. No cell begins with a sign that a spreadsheet computes.
    """
    rows = []
    for group in workshop.groups:
        for pseudonym, scores in _persons(group):
            counts = [count for form in FORMS for count in scores.get(form, ("", ""))]
            rows.append([inert(pseudonym), group.test.pillar, len(group.test.before), *counts, _gain(group, scores)])
    return csv_text(PERSON_COLUMNS, rows).encode("utf-8-sig")


def moodle_csv(workshop: Workshop) -> bytes:
    """Return a table that Moodle's *Import grades: CSV file* reads.

    One row for each pseudonym, in the column `MOODLE_ID`; one column of grades for each test, in per cent, since a
    grade item that Moodle makes on import goes to 100. Who gave no pseudonym is left out: Moodle stops at the first
    row whose person it does not know.

    Returns
    -------
    bytes
        CSV in UTF-8 with commas. A person without a grade has a dash there, as in Moodle's own export.

    Source: Moodle documentation, *Grade import*; ``grade/import/csv/classes/load_data.php`` of Moodle.
    """
    columns = [f"Ruta {group.test.pillar} {form}" for group in workshop.groups for form in FORMS]
    grades: dict[str, dict[str, str]] = {}
    for group in workshop.groups:
        for pseudonym, scores in _persons(group):
            for form, (right, _) in scores.items():
                grade = f"{100 * right / len(group.test.before):.2f}"
                grades.setdefault(pseudonym, {})[f"Ruta {group.test.pillar} {form}"] = grade
    grades.pop("", None)
    rows = [
        [inert(pseudonym), *(grades[pseudonym].get(column, MOODLE_NO_GRADE) for column in columns)]
        for pseudonym in sorted(grades)
    ]
    return csv_text([MOODLE_ID, *columns], rows).encode()


def results_json(workshop: Workshop) -> bytes:
    """Return the results of the groups, without a row for any person, as JSON in UTF-8.

    What is undefined, or not said because persons are too few, is ``null``. Files are named by their reasons' ids in
    ``refused`` and ``warnings``.
    """
    whole = {
        "schema": RESULTS_SCHEMA,
        "workshop": workshop.name,
        "least_persons": {"shares": SMALLEST, "change_without_warning": FEW,
                          "discrimination_and_reliability": ENOUGH},
        "pillars": [_group(group) for group in workshop.groups],
        "refused": [{"code": error.code, **error.params} for error in workshop.refused],
        "warnings": [{"code": error.code, **error.params} for error in workshop.warnings],
    }  # fmt: skip
    return (json.dumps(_plain(whole), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _group(group: Group) -> dict[str, Any]:
    change = summary.change_result(group)
    return {
        "pillar": group.test.pillar,
        "seed": group.test.seed,
        "questions": len(group.test.before),
        "change": {**dataclasses.asdict(change), "change": change.change._asdict()},
        **{form: _form(summary.form_result(group, form)) for form in FORMS},
    }


def _form(result: FormResult) -> dict[str, Any]:
    return {
        "persons": result.persons,
        "mean": result.mean,
        "kr20": result.kr20,
        "lessons": [
            {"lesson": each.lesson, "right": each.right, "answered": each.answered} for each in summary.lessons(result)
        ],
        "mistakes": [
            {"lesson": lesson, "mistake": mistake, "chosen": each.chosen, "answered": each.answered}
            for (lesson, mistake), each in summary.mistakes(result).items()
        ],
        "items": [
            {"id": each.item.id, "number": each.number, "key": each.item.key, "chosen": each.chosen,
             "open": each.left_open, "p": each.difficulty, "d": each.discrimination, "r": each.rest_correlation}
            for each in result.items
        ],
    }  # fmt: skip


def _persons(group: Group) -> list[tuple[str, dict[str, tuple[int, int]]]]:
    """Return for each person the right and the open answers by form; who gave no pseudonym has a row for each file."""
    named: dict[str, dict[str, tuple[int, int]]] = {}
    nameless = []
    for form in FORMS:
        for saved in group.form(form):
            counts = summary.right_answers(saved, group.test.form(form)), list(saved.answers.values()).count(None)
            if saved.pseudonym:
                named.setdefault(saved.pseudonym, {})[form] = counts
            else:
                nameless.append(("", {form: counts}))
    return [*sorted(named.items()), *nameless]


def _gain(group: Group, scores: dict[str, tuple[int, int]]) -> str:
    if len(scores) < len(FORMS):
        return ""
    found = normalised_gain(*(100 * scores[form][0] / len(group.test.before) for form in FORMS))
    return "" if math.isnan(found) else f"{found:.4f}"


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV, with the ends of lines that RFC 4180 asks for."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return file.getvalue()


def _plain(value: Any) -> Any:
    """Return a value with ``None`` for what JSON has no number for."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return None if isinstance(value, float) and math.isnan(value) else value
