"""The command: what it says on which stream, and with which exit code. Nobody ever sees a traceback."""

import errno
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from ruta import cli, cli_commands
from ruta.cli_arguments import COMMANDS
from ruta.course import notebooks, release
from ruta.course.paths import Tree
from tests.course.toy import LESSON, edit, save, tree


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    made = tree(tmp_path / "course")
    monkeypatch.chdir(made.root)
    monkeypatch.setenv("RUTA_LANGUAGE", "en")
    return made


def ruta(*words: str) -> int:
    """Run a command as a shell would: what argparse leaves by `SystemExit` is an exit code too."""
    try:
        return cli.main(words)
    except SystemExit as left:
        return int(left.code or 0)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", ["", *(command.name for command in COMMANDS)])
def test_help_is_in_the_language(name: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ruta(f"--language={language}", *filter(None, [name]), "--help") == 0
    said = capsys.readouterr().out
    assert ("usage: " in said) == (language == "en")
    assert ("muestra esta ayuda" in said) == (language == "es")


def test_the_language_may_stand_on_either_side(course: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("toc", "--language", "es"), ("--language", "es", "toc")):
        (course.root / "_toc.yml").unlink(missing_ok=True)
        assert ruta(*words) == 0
        assert "escrito: _toc.yml" in capsys.readouterr().out
    assert os.environ["RUTA_LANGUAGE"] == "en", "a command leaves no trace"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nonsense",),
        ("check",),
        ("toc", "--language", "fr"),
        ("batch", "--seeds", "x"),
        ("check", "none.ipynb"),
        ("check", "book/catalogue.yml"),
        ("check", "book"),
        ("check", "x.ipynb", "--timeout", "0"),
        ("batch", "--jobs", "0"),
        ("batch", "--parameter", "x"),
        ("batch", "--countries", "XXX"),
        ("batch", "--lessons", "none/01-x"),
        ("release", "none/01-x"),
        ("translate", "accept"),
        ("translate", "accept", "none.ipynb"),
        ("translate", "accept", f"book/es/modules/{LESSON}.ipynb", "--cell", "none"),
        ("new", "x", "--title-en", "T", "--title-es", "T"),
        ("serve",),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_bad_input_is_one_sentence_and_2(
    course: Tree, words: tuple[str, ...], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = ruta("--language", language, *words)
    said = capsys.readouterr()
    assert code == 2
    assert said.err.strip()
    assert "Traceback" not in said.err
    assert "{" not in said.err.replace("{en,es}", "").replace("{status,accept}", "")


def test_outside_a_course_the_installed_one_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert ruta("toc", "--check") in (0, 1)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "full"),
        (errno.EACCES, "permission"),
        (errno.EROFS, "cannot be written"),
        (errno.EIO, "the system says"),
    ],
)
def test_a_full_or_read_only_disk_is_a_sentence(
    course: Tree, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int, words: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), "some/file.yml")

    monkeypatch.setattr(Path, "write_text", fail)
    assert ruta("toc") == 2
    said = capsys.readouterr().err
    assert words in said
    assert "some/file.yml" in said


def test_an_interruption_is_quiet(
    course: Tree, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_commands, "_written", interrupt)
    assert ruta("toc") == 130
    assert capsys.readouterr().err == ""


def test_contents_and_release_say_what_is_stale(course: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert ruta("toc", "--check") == 1
    assert ruta("toc") == 0
    assert ruta("toc", "--check") == 0
    assert ruta("release", "--check") == 1
    assert f"exercises/{LESSON}.ipynb" in capsys.readouterr().out


def test_translate_status_and_accept(course: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("en", "es"):
        exercise = release.exercise_from(notebooks.read(course.solution(LESSON, language)), LESSON)
        save(course.exercise(LESSON, language), exercise)
    assert ruta("translate", "status") == 0
    edit(course.lesson(LESSON, "en"), {"title": "# A quite different title of this"})
    assert ruta("translate", "status") == 1
    said = capsys.readouterr().out
    assert "title" in said
    assert "English has changed" in said
    assert ruta("translate", "accept", f"book/es/modules/{LESSON}.ipynb", "--cell", "title") == 0
    assert ruta("translate", "status") == 0


def test_lab_prepares_a_folder(course: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert ruta("lab", "--no-open", "--language", "es") == 0
    assert (course.root / "workspace" / "es" / f"{LESSON}.ipynb").is_file()
    assert "Sus cuadernos" in capsys.readouterr().out


def test_doctor_goes_through_everything(course: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert ruta("doctor", "--port", "0") in (0, 1)
    assert capsys.readouterr().out.count("\n") == 8


@pytest.mark.notebooks
def test_check_says_how_it_went_in_its_exit_code(course: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    path = course.exercise(LESSON, "en")
    save(path, release.exercise_from(notebooks.read(course.solution(LESSON, "en")), LESSON))
    edit(path, {"answer-total": "total = 12"})
    assert ruta("check", str(path)) == 1
    assert "1 of 2" in capsys.readouterr().out
    edit(path, {"answer-largest": "largest = 5"})
    assert ruta("check", str(path), "--json") == 0
    assert json.loads(capsys.readouterr().out)["notebooks"][0]["all_held"] is True


@pytest.mark.notebooks
def test_batch_from_the_command(course: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("batch", "--languages", "es", "--countries", "HND", "--out", "out")
    assert ruta(*words) == 0
    assert "[1/1]" in capsys.readouterr().err
    assert ruta(*words) == 0
    assert "Kept from before: 1" in capsys.readouterr().out


def test_python_m_ruta_is_the_same_command() -> None:
    done = subprocess.run([sys.executable, "-m", "ruta", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("ruta ")


def test_a_reader_that_stops_is_no_error(course: Tree) -> None:
    command = f"{shlex.quote(sys.executable)} -m ruta --help | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert done.stderr == ""
