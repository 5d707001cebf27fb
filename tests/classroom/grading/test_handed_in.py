"""A class as it is handed in: what can be graded, and why the rest cannot."""

import io
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruta import messages
from ruta.classroom.grading import archive, handed_in, limits
from ruta.classroom.grading.handed_in import HandedIn, NothingUsable
from ruta.course import catalogue, submission
from ruta.course.matching import check_parameters
from ruta.course.paths import find_tree
from ruta.errors import InputError

TREE = find_tree(Path(__file__).parent)
CATALOGUE = catalogue.load(TREE)
WAITING, STOCKS = "service-access/03-waiting", "statistics/02-stocks-and-flows"


def exercise(lesson: str = WAITING, language: str = "es", **answers: str) -> dict[str, Any]:
    """Return an exercise as a trainee saves it, with some answers."""
    content: dict[str, Any] = json.loads(TREE.exercise(lesson, language).read_text(encoding="utf-8"))
    for cell in content["cells"]:
        if cell["id"].startswith("answer-"):
            name = cell["id"].removeprefix("answer-").replace("-", "_")
            cell["source"] = answers.get(name, "".join(cell["source"]))
    return content


def written(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


ANA, BERTA = written(exercise(publish="publish = 'b'")), written(exercise(publish="publish = 'a'"))


def put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def zipped(path: Path, files: list[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as whole:
        for name, content in files:
            whole.writestr(name, content)
    return path


def read(source: Path) -> HandedIn:
    return handed_in.read(source, tree=TREE, catalogue=CATALOGUE)


def refused(source: Path) -> dict[str, str]:
    """Return the code of each refused file; each has its sentence in both languages."""
    try:
        found = read(source).refused
    except NothingUsable as error:
        found = error.refused
    for each in found:
        for language in messages.LANGUAGES:
            sentence = messages.text(each.code, language=language, **each.params)
            assert "{" not in sentence
            assert sentence.isprintable()
    return {each.file: each.code for each in found}


def test_a_class_in_a_folder(tmp_path: Path) -> None:
    files = {
        "03-waiting-berta.ipynb": BERTA,
        "03-waiting-ana.ipynb": ANA,
        "02-stocks-and-flows-ana.ipynb": written(exercise(STOCKS, "en")),
        ".ipynb_checkpoints/03-waiting-ana-checkpoint.ipynb": b"{",
        ".DS_Store": b"",
        "notes.txt": b"",
    }
    found = read(put(tmp_path / "class", files))
    assert [(each.file, each.pseudonym, each.lesson.id) for each in found.submissions] == [
        ("02-stocks-and-flows-ana.ipynb", "ana", STOCKS),
        ("03-waiting-ana.ipynb", "ana", WAITING),
        ("03-waiting-berta.ipynb", "berta", WAITING),
    ]
    assert found.submissions[1].parameters == {"country": "HND", "language": "es", "seed": 2026}
    assert found.submissions[1].content == ANA
    assert [(each.file, each.code) for each in found.refused] == [("notes.txt", "handed-in.extension")]


def test_the_same_class_in_an_archive_gives_the_same(tmp_path: Path) -> None:
    files = {"class/03-waiting-ana.ipynb": ANA, "class/03-waiting-berta.ipynb": BERTA}
    hidden = {"__MACOSX/class/._03-waiting-ana.ipynb": b"\0", "class/.ipynb_checkpoints/x.ipynb": b"{"}
    archived = read(zipped(tmp_path / "class.zip", [*files.items(), *hidden.items()]))
    in_folder = read(put(tmp_path / "folder", files))
    assert archived.refused == in_folder.refused == ()
    kept = [(each.file, each.pseudonym, each.sha256, each.parameters) for each in archived.submissions]
    assert kept == [(each.file, each.pseudonym, each.sha256, each.parameters) for each in in_folder.submissions]
    assert [each.pseudonym for each in archived.submissions] == ["ana", "berta"]
    assert archived.submissions[0].content == ANA


def test_a_file_that_changed_after_it_was_read_is_named(tmp_path: Path) -> None:
    found = read(put(tmp_path, {"ana.ipynb": ANA}))
    (tmp_path / "ana.ipynb").write_bytes(BERTA)
    with pytest.raises(InputError, match=r"ana\.ipynb"):
        _ = found.submissions[0].content


@pytest.mark.parametrize("lacks", ["metadata", "ids", "metadata and set-up", "everything but one cell's rules"])
def test_an_exercise_is_known_by_what_is_left_of_it(tmp_path: Path, lacks: str) -> None:
    content = exercise(publish="publish = 'b'")
    if "metadata" in lacks:
        content["metadata"] = {}
    if "set-up" in lacks:
        content["cells"] = [cell for cell in content["cells"] if cell["id"] != "setup"]
    if lacks == "ids":
        for cell in content["cells"]:
            del cell["id"]
    if "rules" in lacks:  # what nbformat calls invalid, and the cells can still be read
        content["cells"][1] |= {"outputs": "none", "metadata": {"tags": ["parameters"]}, "execution_count": "x"}
        content["nbformat_minor"] = 99
    found = read(put(tmp_path, {"ana.ipynb": written(content)}))
    assert [each.lesson.id for each in found.submissions] == [WAITING]


def test_cells_that_two_exercises_share_do_not_tell_which_one_it_is(tmp_path: Path) -> None:
    content = exercise()
    content["metadata"] = {}
    content["cells"] = [cell for cell in content["cells"] if cell["id"] == "check-publish"]
    assert refused(put(tmp_path, {"ana.ipynb": written(content)})) == {"ana.ipynb": "handed-in.no-exercise"}


def test_copies_and_two_of_one_person(tmp_path: Path) -> None:
    other = written(exercise(publish="publish = 'c'"))
    files = {
        "ana/03-waiting.ipynb": ANA,
        "ana/03-waiting (1).ipynb": ANA,
        "berta/03-waiting.ipynb": BERTA,
        "berta/03-waiting-final.ipynb": other,
        "carla/03-waiting.ipynb": ANA,
        "dora/03-waiting.ipynb": other,
    }
    found = read(put(tmp_path, files))
    assert [each.pseudonym for each in found.submissions] == ["ana", "carla", "dora"]
    assert {each.file: (each.code, each.params["other"]) for each in found.refused} == {
        "ana/03-waiting.ipynb": ("handed-in.copy", "ana/03-waiting (1).ipynb"),
        "berta/03-waiting.ipynb": ("handed-in.two-of-one", "berta/03-waiting-final.ipynb"),
        "berta/03-waiting-final.ipynb": ("handed-in.two-of-one", "berta/03-waiting.ipynb"),
    }


def changed(change: Callable[[dict[str, Any]], Any]) -> bytes:
    content = exercise()
    change(content)
    return written(content)


def without_most_questions(content: dict[str, Any]) -> None:
    content["cells"] = [
        cell for cell in content["cells"]
        if not cell["id"].startswith(("answer-", "check-")) or cell["id"].endswith("publish")
    ]  # fmt: skip


WRONG: dict[str, tuple[bytes, str]] = {
    "broken": (ANA[:-20], "course.not-a-notebook"),
    "list": (b"[]", "course.not-a-notebook"),
    "empty": (b"", "course.not-a-notebook"),
    "deep": (b"[" * 1_000_000, "course.not-a-notebook"),
    "latin": ("ñ".encode("latin-1"), "course.not-utf8"),
    "old-format": (b'{"nbformat": 3, "worksheets": []}', "course.notebook-version"),
    "old-id": (changed(lambda it: it["metadata"]["ruta"].update(exercise="statistics/99-x")),
               "handed-in.unknown-exercise"),
    "old-edition": (changed(without_most_questions), "handed-in.other-edition"),
    "other-question": (changed(lambda it: it["cells"][-2].update(cell_type="code", id="answer-of-yore", source="x=1")),
                       "handed-in.unknown-question"),
    "lesson": (TREE.lesson(WAITING, "en").read_bytes(), "handed-in.lesson"),
    "nothing-of-ours": (b'{"nbformat": 4, "cells": [7, {}], "metadata": 3}', "handed-in.no-exercise"),
    "cells": (changed(lambda it: it["cells"].extend([{"cell_type": "code", "source": "1"}] * 100_000)),
              "handed-in.too-many-cells"),
    "long-cell": (changed(lambda it: it["cells"][5].update(source="-" * 1_000_000 + "1")), "handed-in.cell-too-long"),
    "large": (b" " * (limits.LARGEST_FILE + 1), "handed-in.too-large"),
    "country": (changed(lambda it: it["cells"][1].update(source="country = 'USA'")), "course.parameter"),
    "seed": (changed(lambda it: it["cells"][1].update(source="seed = 0x" + "f" * 9_000)), "course.parameter"),
    "unhashable": (changed(lambda it: it["cells"][1].update(source="language = ['es']")), "course.parameter"),
}  # fmt: skip


def test_what_is_no_exercise_of_today_is_named_and_stops_nothing(tmp_path: Path) -> None:
    put(tmp_path, {f"{name}.ipynb": content for name, (content, _) in WRONG.items()})
    put(tmp_path, {"good.ipynb": ANA, "answers.ipynb.txt": ANA, "class.zip": b"PK"})
    expected = {f"{name}.ipynb": code for name, (_, code) in WRONG.items()}
    expected |= {"answers.ipynb.txt": "handed-in.extension", "class.zip": "handed-in.archive-inside"}
    assert refused(tmp_path) == expected
    assert [each.pseudonym for each in read(tmp_path).submissions] == ["good"]


def test_half_a_character_in_a_cell_can_be_written_again(tmp_path: Path) -> None:
    content = json.dumps(exercise(publish="publish = '\ud800'")).encode()
    found = read(put(tmp_path, {"ana.ipynb": content})).submissions[0]
    assert "".join(cell.source for cell in found.submission.cells).encode()


def test_links_pipes_and_unreadable_names_are_not_opened(tmp_path: Path) -> None:
    folder = put(tmp_path / "class", {"ana.ipynb": ANA, "/".join("abcdefghijklm") + "/x.ipynb": BERTA})
    secret = put(tmp_path / "secret", {"berta.ipynb": BERTA})
    (folder / "link.ipynb").symlink_to(secret / "berta.ipynb")
    (folder / "elsewhere").symlink_to(secret)
    os.mkfifo(folder / "pipe.ipynb")
    (folder / os.fsdecode(b"03-waiting-pe\xf1a.ipynb")).write_bytes(BERTA)
    assert refused(folder) == {
        "link.ipynb": "handed-in.link",
        "elsewhere": "handed-in.link",
        "pipe.ipynb": "handed-in.special",
        "03-waiting-pe?a.ipynb": "handed-in.name-unreadable",
        "/".join("abcdefghijk"): "handed-in.too-deep",
    }
    assert len(read(folder).submissions) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may open every file")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    put(tmp_path, {"ana.ipynb": ANA, "berta.ipynb": BERTA})
    (tmp_path / "berta.ipynb").chmod(0)
    assert refused(tmp_path) == {"berta.ipynb": "handed-in.unreadable"}


def test_a_file_that_goes_away_while_the_class_is_read(tmp_path: Path) -> None:
    put(tmp_path, {"ana.ipynb": ANA, "berta.ipynb": BERTA})
    found = handed_in.folder.contents(tmp_path, limits.Budget())
    assert next(found) == ("ana.ipynb", ANA)
    (tmp_path / "berta.ipynb").unlink()
    name, error = next(found)
    assert (name, isinstance(error, InputError) and error.code) == ("berta.ipynb", "handed-in.unreadable")


def member(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


def test_what_an_archive_may_not_do(tmp_path: Path) -> None:
    files = [
        ("ana.ipynb", ANA),
        ("../berta.ipynb", BERTA),
        ("/etc/berta.ipynb", BERTA),
        ("C:/berta.ipynb", BERTA),
        ("class\\berta.ipynb", BERTA),
        (member("link.ipynb", stat.S_IFLNK | 0o777), b"/etc/passwd"),
        (member("device.ipynb", stat.S_IFBLK | 0o666), b""),
        ("bomb.ipynb", b" " * 9_000_000),
        ("more.zip", b"PK"),
        ("/".join("abcdefghijkl") + ".ipynb", BERTA),
    ]
    assert refused(zipped(tmp_path / "class.zip", files)) == {
        "../berta.ipynb": "handed-in.name-unsafe",
        "/etc/berta.ipynb": "handed-in.name-unsafe",
        "C:/berta.ipynb": "handed-in.name-unsafe",
        "class\\berta.ipynb": "handed-in.name-unsafe",
        "link.ipynb": "handed-in.link",
        "device.ipynb": "handed-in.special",
        "bomb.ipynb": "handed-in.bomb",
        "more.zip": "handed-in.archive-inside",
        "/".join("abcdefghijkl") + ".ipynb": "handed-in.too-deep",
    }


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_in_an_archive(tmp_path: Path) -> None:
    files: list[Any] = [("ana.ipynb", ANA), ("berta.ipynb", BERTA), ("berta.ipynb", ANA)]
    assert refused(zipped(tmp_path / "class.zip", files)) == {"berta.ipynb": "handed-in.name-twice"}


def spoilt(path: Path, name: str, offset: int, new: bytes, *, local: int | None = None) -> Path:
    """Overwrite a field of a file's entry in the table of contents, and in its own header where an offset is given."""
    whole = bytearray(path.read_bytes())
    head = whole.rindex(name.encode()) - 46
    assert whole[head : head + 4] == b"PK\x01\x02"
    whole[head + offset : head + offset + len(new)] = new
    if local is not None:
        start = whole.index(name.encode()) - 30
        whole[start + local : start + local + len(new)] = new
    path.write_bytes(whole)
    return path


@pytest.mark.parametrize(
    ("offset", "local", "new", "code"),
    [
        (8, 6, b"\x01\x00", "handed-in.encrypted"),
        (10, 8, bytes([zipfile.ZIP_BZIP2, 0]), "handed-in.compression"),
        (16, 14, b"\0\0\0\0", "handed-in.unreadable"),  # checksum
        (24, 22, b"\x05\0\0\0", "handed-in.unreadable"),  # size: smaller than what comes out
        (20, 18, b"\x05\0\0\0", "handed-in.unreadable"),  # packed size: smaller than it is
        (42, None, b"\xff\xff\x00\x00", "handed-in.unreadable"),  # place: somewhere else
        (46, 30, b"x\xf1y", "handed-in.name-unreadable"),
        (46, 30, b"x\0y", "handed-in.name-unsafe"),
    ],
)
def test_an_archive_that_lies_about_one_file_keeps_the_others(
    tmp_path: Path, offset: int, local: int | None, new: bytes, code: str
) -> None:
    path = zipped(tmp_path / "class.zip", [("ana.ipynb", ANA), ("berta.ipynb", BERTA)])
    assert list(refused(spoilt(path, "berta.ipynb", offset, new, local=local)).values()) == [code]
    assert [each.pseudonym for each in read(path).submissions] == ["ana"]


def test_a_name_that_claims_to_be_utf8_and_is_not_keeps_the_others(tmp_path: Path) -> None:
    path = zipped(tmp_path / "class.zip", [("ana.ipynb", ANA), ("peña.ipynb", BERTA)])
    path.write_bytes(path.read_bytes().replace("peña".encode(), b"pe\xf1\xf1a"))
    assert list(refused(path).values()) == ["handed-in.name-unreadable"]
    assert [each.pseudonym for each in read(path).submissions] == ["ana"]


@pytest.mark.parametrize("written_as", ["utf-8", "cp850"])
def test_names_that_windows_and_macos_write_without_saying_how(tmp_path: Path, written_as: str) -> None:
    path = zipped(tmp_path / "class.zip", [("03-waiting-pexxa.ipynb", ANA)])
    name = "peña".encode(written_as).ljust(5, b"a")
    path.write_bytes(path.read_bytes().replace(b"pexxa", name))
    assert read(path).submissions[0].pseudonym.startswith("peña")


def test_an_archive_with_too_many_files_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "class.zip", [(f"{number}.ipynb", b"") for number in range(30)])
    put(tmp_path / "class", {f"{number}.ipynb": b"" for number in range(30)})
    for limit, value in (("MOST_FILES", 20), ("MOST_ENTRIES", 20), ("LARGEST_DIRECTORY", 1_000)):
        monkeypatch.setattr(limits, limit, value)
        with pytest.raises(InputError) as caught:
            read(path)
        assert caught.value.code == "handed-in.too-many"
        with pytest.raises(InputError) as caught:
            read(tmp_path / "class")
        assert caught.value.code == "handed-in.too-many"


def test_the_whole_class_has_a_limit_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, bytes] = {"ana.ipynb": ANA, "berta.ipynb": BERTA, "carla.ipynb": BERTA + b" "}
    monkeypatch.setattr(limits, "LARGEST_CLASS", len(ANA) + 1)
    expected = {"carla.ipynb": "handed-in.class-too-large"}
    assert refused(put(tmp_path / "class", files)) == expected
    assert refused(zipped(tmp_path / "class.zip", list(files.items()))) == expected


def test_what_is_unpacked_is_counted_and_not_what_the_archive_says(tmp_path: Path) -> None:
    path = zipped(tmp_path / "class.zip", [("bomb.ipynb", b" " * 200_000_000)])
    spoilt(path, "bomb.ipynb", 24, (1_000_000_000).to_bytes(4, "little"), local=22)
    budget = limits.Budget()
    [(_, error)] = archive.contents(path, budget)
    assert isinstance(error, InputError)
    assert budget.spent <= limits.LARGEST_FILE + limits.CHUNK


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: None, "handed-in.no-source"),
        (lambda path: path.mkdir(), "handed-in.empty"),
        (lambda path: zipped(path, []), "handed-in.empty"),
        (lambda path: path.write_bytes(ANA), "handed-in.not-a-class"),
        (os.mkfifo, "handed-in.not-a-class"),
        (lambda path: path.write_bytes(b"PK\x03\x04" + b"\xff" * 18), "handed-in.not-a-class"),
        (lambda path: path.write_bytes(b"PK\x05\x06" + b"\x01" * 16 + b"\0\0"), "handed-in.damaged-archive"),
        (lambda path: put(path, {"a.ipynb": b"{"}), "handed-in.nothing-usable"),
        (lambda path: put(path, {".hidden/a.ipynb": ANA}), "handed-in.empty"),
    ],
)
def test_a_source_without_a_class_is_one_clear_error(tmp_path: Path, make: Callable[[Path], Any], code: str) -> None:
    source = tmp_path / "class\x1b[31m"
    make(source)
    with pytest.raises(InputError) as caught:
        read(source)
    assert caught.value.code == code
    for language in messages.LANGUAGES:
        assert caught.value.sentence(language).isprintable()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("03-waiting-ana.ipynb", "ana"),
        ("ana_03_Waiting.ipynb", "ana"),
        ("03 waiting ana maría.ipynb", "ana maría"),
        ("03-waiting-ana (2).ipynb", "ana"),
        ("03-waiting-ana-Copy1.ipynb", "ana"),
        ("03-waiting-ana - copia.ipynb", "ana"),
        ("103-waiting-ana.ipynb", "103-waiting-ana"),
        ("K-17.ipynb", "K-17"),
        ("ana/03-waiting.ipynb", "ana"),
        ("ana/deep/03-waiting-berta.ipynb", "ana"),
        ("03-waiting/ana.ipynb", "ana"),
        ("03-waiting.ipynb", "03-waiting"),
        ("03-waiting-an\x1b[31ma\u202e.ipynb", "an[31ma"),
        ("\u202e.ipynb", "?"),
        ("x" * 300 + ".ipynb", "x" * 40),
    ],
)
def test_who_handed_it_in(name: str, expected: str) -> None:
    lessons = ("02-stocks-and-flows", "03-waiting")
    assert handed_in.names.pseudonym(name, lessons=lessons, shared=0) == expected


def test_a_folder_around_the_whole_class_is_nobody_unless_nothing_else_is_named() -> None:
    lessons = ("02-stocks-and-flows", "03-waiting")
    for files, expected in (
        (["class/03-waiting-ana.ipynb", "class/03-waiting-berta.ipynb"], ["ana", "berta"]),
        (["class/ana/03-waiting.ipynb", "class/berta/03-waiting.ipynb"], ["ana", "berta"]),
        (["ana/03-waiting.ipynb", "ana/02-stocks-and-flows.ipynb"], ["ana", "ana"]),
        (["ana/work.ipynb"], ["ana"]),
    ):
        shared = handed_in.names.common_folders(files)
        assert [handed_in.names.pseudonym(each, lessons=lessons, shared=shared) for each in files] == expected


def test_a_seed_of_many_thousand_digits_is_named_and_no_traceback() -> None:
    parameters = submission.literals("country = 'HND'\nlanguage = 'es'\nseed = 0x" + "f" * 9_000)
    with pytest.raises(InputError, match="seed"):
        check_parameters(Path("ana.ipynb"), parameters)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["cells", "metadata", "id", "source", "cell_type", "tags", "ruta", "nbformat", "exercise"]),
        inner, max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip


@st.composite
def spoilt_notebooks(draw: st.DrawFn) -> bytes:
    """A real exercise with some of its parts replaced by anything that JSON can hold."""
    content = exercise()
    for _ in range(draw(st.integers(1, 3))):
        cell = draw(st.sampled_from(content["cells"]))
        draw(st.sampled_from([cell, content, content["metadata"]]))[
            draw(st.sampled_from(["cells", "metadata", "id", "source", "cell_type", "ruta", "nbformat"]))
        ] = draw(JSON)
        if not isinstance(content["cells"], list) or not isinstance(content["metadata"], dict):
            break
        if not all(isinstance(each, dict) for each in content["cells"]):
            break
    return json.dumps(content).encode()


BYTES = st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()) | spoilt_notebooks()


@given(contents=st.lists(BYTES, max_size=3))
def test_whatever_lies_in_a_folder_is_read_or_refused(
    contents: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = put(tmp_path_factory.mktemp("class"), {f"{n}.ipynb": content for n, content in enumerate(contents)})
    try:
        found = read(folder)
        named = len(found.submissions) + len(found.refused)
    except NothingUsable as error:
        named = len(error.refused)
    except InputError as error:
        named = {"handed-in.empty": 0}.get(error.code, -1)
    assert named == len(contents)


def a_zip() -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("03-waiting-ana.ipynb", b'{"nbformat": 4}')
        made.writestr("peña/03-waiting.ipynb", b"{" * 50)
    return whole.getvalue()


ZIP = a_zip()


@given(
    changes=st.dictionaries(st.integers(0, len(ZIP) - 1), st.integers(0, 255), max_size=12),
    cut=st.integers(0, len(ZIP)), more=st.binary(max_size=30),
)  # fmt: skip
def test_whatever_an_archive_holds_is_read_or_refused(
    changes: dict[int, int], cut: int, more: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = bytearray(ZIP)
    for place, byte in changes.items():
        whole[place] = byte
    path = tmp_path_factory.mktemp("class") / "class.zip"
    path.write_bytes(bytes(whole[:cut]) + more if len(changes) % 3 == 0 else bytes(whole))
    with pytest.raises(InputError):  # nothing in it can be graded
        read(path)
