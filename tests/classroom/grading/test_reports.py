"""The files that come out of grading a class: where they lie, the same bytes each time, the tables."""

import json

from ruta.classroom.grading.record import from_json
from tests.classroom.grading.made_records import EXERCISE, QUESTIONS, a_class, graded, judged, refused
from tests.classroom.grading.read_reports import OUT, Page, files, report, rows


def test_everything_lies_where_it_was_agreed():
    found = files([graded("Ana"), refused()])
    assert [path.as_posix() for path in found] == [
        "results/results.jsonl", "results/gradebook.csv", "results/moodle-grades.csv", "results/report.en.html",
        "results/report.es.html", f"results/feedback/ana/{EXERCISE}.html", f"results/feedback/ana/{EXERCISE}.ipynb",
    ]  # fmt: skip


def test_the_order_of_the_records_and_the_time_change_no_byte_of_them():
    records = [*a_class(6), graded("twice", file="1"), graded("twice", file="2"), refused()]
    one, other = files(records, seconds={"1": 2.0}), files(records[::-1])
    assert {path: one[path] == other[path] for path in one} == {
        path: not path.name.startswith("report") for path in one
    }
    assert files(records) == other


def test_the_records_can_be_read_again_and_hold_no_time():
    records = [*a_class(3), refused()]
    lines = files(records, seconds={records[0].file: 91.25})[OUT / "results.jsonl"].decode().splitlines()
    assert sorted((from_json(json.loads(line)) for line in lines), key=lambda each: each.file) == sorted(
        records, key=lambda each: each.file
    )
    assert "91.25" not in "".join(lines)


def test_nobody_is_a_whole_set_of_files_too():
    found = files([])
    assert found[OUT / "results.jsonl"] == b""
    assert rows(found, "gradebook.csv") == [["pseudonym", "feedback"]]
    assert "0" in found[OUT / "report.en.html"].decode()
    assert "b.ipynb" in report([refused()])


def test_several_notebooks_of_a_person_have_feedback_each_and_one_counts():
    found = files([graded("a", file="1", questions=[judged(QUESTIONS[0], "blank")]), graded("a", file="2")])
    names = sorted(path.name for path in found if path.suffix == ".html" and "feedback" in path.parts)
    assert names == ["03-waiting-2.html", "03-waiting.html"]
    assert "7 de 7" in Page(found[OUT / f"feedback/a/{EXERCISE}.html"].decode()).said
    assert [row[:3] for row in rows(found, "gradebook.csv")[1:]] == [["a", "feedback/a", "7"]]
    assert "otro cuaderno de este ejercicio" in found[OUT / "report.es.html"].decode()


def test_the_gradebook_has_a_column_for_each_exercise_and_question():
    other = "statistics/01-who-is-counted"
    first = graded("b", [judged("publish", "blank", answer=""), judged("median-wait", hard_coded=True)])
    second = graded("a", [judged("publish", "raises")], exercise=other, file="2")
    found = files([first, second])
    assert rows(found, "gradebook.csv") == [
        [
            "pseudonym",
            "feedback",
            EXERCISE,
            f"{EXERCISE}/publish",
            f"{EXERCISE}/median-wait",
            other,
            f"{other}/publish",
        ],
        ["a", "feedback/a", "", "", "", "0", "not-yet"],
        ["b", "feedback/b", "1", "open", "typed", "", ""],
    ]
    assert rows(found, "moodle-grades.csv") == [
        ["ID number", f"Ruta {EXERCISE}", f"Ruta {other}"], ["a", "-", "0.00"], ["b", "50.00", "-"]
    ]  # fmt: skip
    assert not found[OUT / "moodle-grades.csv"].startswith(b"\xef\xbb\xbf")


def test_who_has_no_pseudonym_has_a_row_for_each_file_and_is_not_for_moodle():
    found = files([graded("", file="1"), graded("?", file="2"), graded("a")])
    assert [row[0] for row in rows(found, "gradebook.csv")[1:]] == ["", "?", "a"]
    assert [row[0] for row in rows(found, "moodle-grades.csv")[1:]] == ["a"]
