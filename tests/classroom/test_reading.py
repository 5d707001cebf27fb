"""Reading the files of a class: what is wrong is said once, names the file, and stops nothing else."""

import json
import os
import shutil
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruta.classroom import class_files, workshop
from ruta.classroom.saved_answers import LARGEST, parse
from ruta.errors import InputError
from ruta.messages import LANGUAGES
from ruta.practice import bank, pillar_test
from tests.classroom.conftest import answers, saved


def codes(errors):
    return [error.code for error in errors]


def test_both_forms_are_matched_by_pseudonym_in_any_order(put, folder):
    put("z/1.json", saved("before", "Ñandú 7", 5))
    put("a/2.json", saved("after", " Ñandú  7 ", 9))
    put("3.json", saved("before", "solo", 3))
    found = workshop.read(folder)
    (group,) = found.groups
    assert (found.refused, found.warnings) == ((), ())
    assert len(group.before) == 2
    assert [(early.file, late.file) for early, late in group.matched] == [("z/1.json", "a/2.json")]
    assert found.name == "taller"


def test_each_pillar_is_a_group_of_its_own(put, folder):
    put("1.json", saved("before", "a"))
    put("2.json", saved("before", "a", pillar="early-warning"))
    assert [group.test.pillar for group in workshop.read(folder).groups] == ["early-warning", "statistics"]


def test_a_zip_is_read_like_its_folder(put, folder, tmp_path):
    put("before/1.json", saved("before", "a"))
    put("after/1.json", saved("after", "a"))
    put("__MACOSX/._1.json", b"\x00")
    put(".hidden.json", b"\x00")
    put("notes.txt", b"x")
    archive = tmp_path / "taller.zip"
    shutil.make_archive(str(archive.with_suffix("")), "zip", folder)
    assert workshop.read(archive) == workshop.read(folder)


other_form = pillar_test.draw("statistics").after[0].id
drawn = {item.id for form in pillar_test.FORMS for item in pillar_test.draw("statistics").form(form)}
not_drawn = next(i.id for pair in bank.load("statistics") for i in pair.items if i.id not in drawn)
first = pillar_test.draw("statistics").before[0].id


def with_answer(item, answer):
    return saved("before", "x", answers={**answers("before", 3), item: answer})


BAD = {
    "not-json": (b"{", "classroom.file.not-json"),
    "latin-1": ('{"a": "ñ"}'.encode("latin-1"), "classroom.file.not-json"),
    "deep": (b"[" * 50_000, "classroom.file.not-json"),
    "long-number": (b'{"seed": ' + b"9" * 6000 + b"}", "classroom.file.not-json"),
    "empty": (b"", "classroom.file.not-json"),
    "large": (b" " * (LARGEST + 1), "classroom.file.too-large"),
    "a-list": ([], "classroom.file.other-schema"),
    "other-schema": (saved("before", "x", schema="ruta.pillar-test/2"), "classroom.file.other-schema"),
    "bad-form": (saved("before", "x") | {"form": ["before"]}, "classroom.file.bad-part"),
    "way-out": (saved("before", "x") | {"pillar": "../items/statistics"}, "classroom.file.bad-part"),
    "no-such-pillar": (saved("before", "x") | {"pillar": "cooking"}, "classroom.file.no-test"),
    "true-seed": (saved("before", "x") | {"seed": True}, "classroom.file.bad-part"),
    "no-answers": (saved("before", "x", answers=["a"]), "classroom.file.bad-part"),
    "no-pseudonym": (saved("before", None), "classroom.file.bad-pseudonym"),
    "long-pseudonym": (saved("before", "x" * 41), "classroom.file.bad-pseudonym"),
    "unknown-item": (with_answer("statistics/01/none/first", "a"), "classroom.file.unknown-item"),
    "not-drawn": (with_answer(not_drawn, "a"), "classroom.file.not-drawn"),
    "mixed": (with_answer(other_form, "a"), "classroom.file.of-the-other-form-before"),
    "swapped": (saved("before", "x") | {"form": "after"}, "classroom.file.of-the-other-form-after"),
    "e": (with_answer(first, "e"), "classroom.file.bad-answer"),
    "ab": (with_answer(first, "ab"), "classroom.file.bad-answer"),
    "nothing": (with_answer(first, ""), "classroom.file.bad-answer"),
    "number": (with_answer(first, 1), "classroom.file.bad-answer"),
    "list": (with_answer(first, ["a"]), "classroom.file.bad-answer"),
    "missing": (saved("before", "x", answers={first: "a"}), "classroom.file.items-missing"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_sentence_and_stops_nothing(put, folder, name):
    content, code = BAD[name]
    put("a.json", saved("before", "good"))
    put(f"{name}.json", content)
    found = workshop.read(folder)
    assert codes(found.refused) == [code]
    assert len(found.groups[0].before) == 1
    for language in LANGUAGES:
        sentence = found.refused[0].sentence(language)
        assert sentence.startswith(f"{name}.json:")
        assert "\n" not in sentence


def test_an_open_question_is_no_mistake(put, folder):
    put("a.json", with_answer(first, None))
    found = workshop.read(folder)
    assert found.refused == ()
    assert found.groups[0].before[0].answers[first] is None


def test_a_pseudonym_twice_is_counted_once_if_equal_and_never_if_not(put, folder):
    for name, content in {"1": saved("before", "eq", 4), "2": saved("before", "eq", 4), "3": saved("after", "ne", 4),
                          "4": saved("after", "ne", 5), "5": saved("before", "ne", 4)}.items():  # fmt: skip
        put(f"{name}.json", content)
    found = workshop.read(folder)
    assert codes(found.refused) == ["classroom.file.copy-before", "classroom.file.twice-after"]
    assert [saved.pseudonym for saved in found.groups[0].before] == ["eq", "ne"]
    assert found.groups[0].after == ()


def test_pseudonyms_alike_are_a_warning_and_count_apart(put, folder):
    for name, pseudonym in enumerate(["José", "jose", "JOSE\u0301", "otra"]):
        put(f"{name}.json", saved("before", pseudonym))
    found = workshop.read(folder)
    assert found.refused == ()
    assert codes(found.warnings) == ["classroom.alike"]
    assert "JOSÉ / José / jose" in found.warnings[0].sentence("es")
    assert len(found.groups[0].before) == 4


def test_who_gave_no_pseudonym_counts_and_is_never_matched(put, folder):
    for name, form in enumerate(["before", "before", "after"]):
        put(f"{name}.json", saved(form, " "))
    found = workshop.read(folder)
    assert codes(found.warnings) == ["classroom.nameless"]
    assert len(found.groups[0].before) == 2
    assert found.groups[0].matched == ()


def test_another_draw_is_not_added_up(put, folder):
    for name, seed in enumerate([2026, 2026, 1]):
        put(f"{name}.json", saved("before", str(name), seed=seed))
    found = workshop.read(folder)
    assert codes(found.refused) == ["classroom.file.other-draw"]
    assert found.groups[0].test.seed == 2026


def test_what_cannot_be_printed_cannot_reach_a_terminal(put, folder):
    put("a.json", saved("before", "x\u001b[31m\u202e"))
    put("b.json", b'{"schema": "\\u001b[2J\\ud800"}')
    found = workshop.read(folder)
    assert found.groups[0].before[0].pseudonym == "x·[31m·"
    found.refused[0].sentence("en").encode("utf-8")
    assert "\u001b" not in found.refused[0].sentence("en")


@pytest.mark.parametrize("make", ["absent", "empty", "text", "no-json", "bad-zip"])
def test_without_a_folder_of_answers_nothing_is_read(folder, make):
    path = folder
    if make == "absent":
        path = folder / "x"
    elif make != "empty":
        path = folder / "x.zip"
        path.write_bytes(b"PK\x05\x06" if make == "bad-zip" else b"text")
    if make == "no-json":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.txt", "x")
    with pytest.raises(InputError) as caught:
        workshop.read(path)
    assert caught.value.code in ("classroom.no-folder", "classroom.empty-folder", "classroom.not-a-folder")


def test_a_zip_that_swells_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", b" " * 50_000_000)
    ((_, content),) = class_files.contents(path)
    assert len(content) == LARGEST + 1


def test_too_many_files_are_no_class(put, folder, monkeypatch):
    monkeypatch.setattr(class_files, "MOST_FILES", 1)
    put("1.json", b"{}")
    put("2.json", b"{}")
    with pytest.raises(InputError, match="1"):
        workshop.read(folder)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind here")
def test_a_file_that_cannot_be_opened_is_named(put, folder):
    put("1.json", b"{}").chmod(0)
    assert codes(workshop.read(folder).refused) == ["classroom.file.unreadable"]


@given(st.binary(max_size=200) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["schema", "pillar", "form", "seed", "pseudonym", "answers", "x"]), inner, max_size=7), max_leaves=12,
).map(lambda value: json.dumps(
    {"schema": "ruta.pillar-test/1", **value} if isinstance(value, dict) else value).encode()))  # fmt: skip
def test_no_file_whatever_raises_anything_else(content):
    with pytest.raises(InputError) as caught:
        parse(content, file="f.json")
    assert caught.value.sentence("es").startswith("f.json")


def test_a_long_path_still_ends_in_the_name_of_the_file(put, folder):
    put(f"{'Taller de noviembre ' * 3}/antes/x.json", b"{")
    assert "antes/x.json: " in workshop.read(folder).refused[0].sentence("es")
