"""``ruta results``: what it writes, that nothing from a file runs in it, and that bad input costs nothing."""

import csv
import io
import json
import re
import shutil
from html.parser import HTMLParser

import pytest

from ruta import cli
from ruta.classroom import results_files, workshop
from ruta.messages import LANGUAGES
from tests.classroom.conftest import saved

FILES = ["moodle-grades.csv", "persons.csv", "results.en.html", "results.es.html", "results.json"]
VOID = {"meta", "rect", "line", "br"}


def run(folder, out, *words):
    return cli.main(["results", str(folder), "--out", str(out), *words])


class Page(HTMLParser):
    """Notes every tag and attribute, and that tags close in order."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.names, self.open, self.text = [], set(), [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def page(out, language):
    return Page((out / f"results.{language}.html").read_text(encoding="utf-8"))


def test_a_class_has_a_page_in_both_languages_and_three_tables(a_class, folder, tmp_path, capsys):
    a_class([(number % 12, 4 + number % 15) for number in range(32)])
    assert run(folder, tmp_path / "out") == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES
    said = {language: "".join(page(tmp_path / "out", language).text) for language in LANGUAGES}
    assert "Results of the workshop “taller”" in said["en"]
    assert "Resultados del taller «taller»" in said["es"]
    assert "KR-20 = 0." in said["en"]
    assert "Lea los resultados del grupo" in said["es"]
    assert "Who is counted" in said["en"]
    assert not re.search(r"person \d", said["en"] + said["es"])
    assert "nan" not in re.findall(r"\w+", said["en"])


def test_nothing_from_a_file_becomes_part_of_the_page(put, tmp_path):
    evil = tmp_path / "<script>x" / "..\"'><img src=x onerror=alert(1)>"
    evil.mkdir(parents=True)
    for number, pseudonym in enumerate(["<script>alert(1)</script>", "<SCRIPT>alert(1)</script>", "</style><b>",
                                        '" onload="x', "&lt;b&gt;", "{0}{language}"]):  # fmt: skip
        for form in ("before", "after"):
            (evil / f"<i>{form}{number}.json").write_text(json.dumps(saved(form, pseudonym)), encoding="utf-8")
    (evil / "bad<svg onload=alert(1)>.json").write_text('{"schema": "<iframe src=x>{0}"}', encoding="utf-8")
    assert run(evil, tmp_path / "out") == 1
    for language in LANGUAGES:
        found = page(tmp_path / "out", language)
        assert not set(found.tags) & {"script", "img", "iframe", "i", "b", "object", "link", "a"}
        assert not [name for name in found.names if name.startswith("on") or name in ("src", "href")]
        assert "<iframe src=x>{0}" in "".join(found.text)
        assert "<SCRIPT>alert(1)</script>" in "".join(found.text)


def rows(path):
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


def test_no_cell_is_computed_by_a_spreadsheet(put, folder, tmp_path):
    for number, pseudonym in enumerate(["=1+1", "+1", "-1", "@x", 'a,"b', "ok"]):
        put(f"{number}.json", saved("before", pseudonym, number))
    assert run(folder, tmp_path / "out") == 0
    for name in ("persons.csv", "moodle-grades.csv"):
        found = rows(tmp_path / "out" / name)
        assert sorted(row[0] for row in found[1:]) == sorted(["'=1+1", "'+1", "'-1", "'@x", 'a,"b', "ok"])
        assert len({len(row) for row in found}) == 1


def test_the_table_by_person_has_counts_and_no_answers(put, folder, tmp_path):
    early, late = saved("before", "Ñ", 20), saved("after", "Ñ", 15)
    late["answers"] = {**late["answers"], list(late["answers"])[19]: None}
    put("1.json", early)
    put("2.json", late)
    put("3.json", saved("after", "b", 20))
    put("4.json", saved("before", "b", 10))
    put("5.json", saved("after", "", 3))
    run(folder, tmp_path)
    assert rows(tmp_path / "persons.csv") == [
        list(results_files.PERSON_COLUMNS),
        ["b", "statistics", "20", "10", "0", "20", "0", "1.0000"],
        ["Ñ", "statistics", "20", "20", "0", "15", "1", ""],
        ["", "statistics", "20", "", "", "3", "0", ""],
    ]


def test_moodle_gets_an_id_and_grades_of_0_to_100_or_a_dash(put, folder, tmp_path):
    put("1.json", saved("before", "Ñ", 13))
    put("2.json", saved("after", "Ñ", 20, pillar="early-warning"))
    put("3.json", saved("after", "", 3))
    run(folder, tmp_path)
    raw = (tmp_path / "moodle-grades.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert rows(tmp_path / "moodle-grades.csv") == [
        ["ID number", "Ruta early-warning before", "Ruta early-warning after", "Ruta statistics before",
         "Ruta statistics after"],
        ["Ñ", "-", "100.00", "65.00", "-"],
    ]  # fmt: skip


def test_the_json_holds_groups_and_no_persons(a_class, folder, tmp_path):
    a_class([(4, 12)] * 6)
    run(folder, tmp_path)
    text = (tmp_path / "results.json").read_text(encoding="utf-8")
    found = json.loads(text)
    assert found["schema"] == "ruta.results/1"
    assert "person 0" not in text
    (pillar,) = found["pillars"]
    assert pillar["change"]["class_gain"] == pytest.approx(0.5)
    assert pillar["change"]["change"] == {"mean": 8, "low": 8, "high": 8}
    assert pillar["before"]["kr20"] is None
    assert pillar["before"]["items"][0]["chosen"][pillar["before"]["items"][0]["key"]] == 6


def test_few_persons_show_nothing_of_themselves(a_class, folder, tmp_path):
    a_class([(4, 12)] * 4)
    assert run(folder, tmp_path / "out") == 0
    found = page(tmp_path / "out", "en")
    assert "table" not in found.tags
    assert "No change is shown" in "".join(found.text)
    (pillar,) = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))["pillars"]
    assert (pillar["before"]["items"], pillar["before"]["mean"], pillar["change"]["before"]) == ([], None, None)


@pytest.mark.parametrize("scores", [[(20, 20)] * 6, [(0, 0)] * 30, [(20, 10)] * 6, [(5, 9), (9, 5)] * 4])
def test_a_class_of_any_kind_has_a_whole_page(a_class, folder, tmp_path, scores):
    a_class(scores)
    assert run(folder, tmp_path / "out") == 0
    for language in LANGUAGES:
        assert "nan" not in re.findall(r"\w+", "".join(page(tmp_path / "out", language).text))


def test_the_same_answers_give_the_same_bytes_whatever_the_files_are_called(a_class, folder, tmp_path):
    a_class([(number % 12, 4 + number % 15) for number in range(31)])
    run(folder, tmp_path / "one")
    other = tmp_path / "other" / "taller"
    other.mkdir(parents=True)
    for number, path in enumerate(sorted(folder.rglob("*.json"), reverse=True)):
        shutil.copy(path, other / f"{number:03}.json")
    run(other, tmp_path / "two", "--language", "en")
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_results_may_lie_in_the_folder_of_the_answers(a_class, folder):
    a_class([(4, 12)] * 5)
    assert run(folder, folder) == 0
    before = {name: (folder / name).read_bytes() for name in FILES}
    assert run(folder, folder) == 0
    assert {name: (folder / name).read_bytes() for name in FILES} == before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["empty", "all-bad", "absent", "out-is-file"])
def test_bad_input_is_2_and_what_was_there_stays(put, folder, tmp_path, capsys, kind, language):
    out = tmp_path / "out"
    out.mkdir()
    (out / "results.json").write_text("kept", encoding="utf-8")
    source, target = folder, out
    if kind == "all-bad":
        put("1.json", b"{")
    elif kind == "absent":
        source = folder / "none"
    elif kind == "out-is-file":
        put("1.json", saved("before", "a"))
        target = out / "results.json"
    assert run(source, target, "--language", language) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert [path.read_text(encoding="utf-8") for path in out.iterdir()] == ["kept"]


def test_a_bad_file_beside_good_ones_is_1_and_named(a_class, put, folder, tmp_path, capsys):
    a_class([(4, 12)] * 5)
    put("rota.json", b"{")
    assert run(folder, tmp_path / "out", "--language", "es") == 1
    assert "rota.json: no es JSON" in capsys.readouterr().err
    assert "rota.json: it is not JSON" in "".join(page(tmp_path / "out", "en").text)


def test_a_workshop_from_a_zip_has_the_name_of_the_zip(a_class, folder, tmp_path):
    a_class([(4, 12)] * 5)
    shutil.make_archive(str(tmp_path / "grupo 1"), "zip", folder)
    assert workshop.read(tmp_path / "grupo 1.zip").name == "grupo 1"
