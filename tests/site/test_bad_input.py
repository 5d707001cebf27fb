"""What goes wrong while building or serving is one sentence, and the site that was there stays as it was."""

import json
import shutil
import socket
import subprocess
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from ruta.course.site import build, serve
from ruta.errors import InputError

pytestmark = pytest.mark.site
TOC = "format: jb-book\nroot: book/index\n"


@pytest.fixture
def course(root, tmp_path) -> Path:
    """A course of one page and one lesson, in both languages."""
    folder = tmp_path / "course"
    for language, branch in (("en", ""), ("es", "es")):
        pages = folder / "book" / branch
        pages.mkdir(parents=True)
        (pages / "index.md").write_text(f"# Page in {language}\n")
        write_lesson(pages / "modules" / "statistics" / "01-one.ipynb", "x = 1")
    shutil.copytree(root / "book" / "_static", folder / "book" / "_static")
    (folder / "book" / "references.bib").write_text("")
    shutil.copy2(root / "_config.yml", folder)
    shutil.copy2(root / "book" / "es" / "_config.yml", folder / "book" / "es")
    for place in (folder, folder / "book" / "es"):
        (place / "_toc.yml").write_text(TOC)
    (folder / "src" / "ruta").mkdir(parents=True)
    for name in ("datasets", "exercises"):
        (folder / name).mkdir()
    (folder / "constraints.txt").write_text("")
    return folder


def write_lesson(path: Path, *sources: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(sources, start=1)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


def refused(course: Path, out: Path, **options: object) -> str:
    with pytest.raises(InputError) as refusal:
        build(course, out, with_lab=False, report=lambda line: None, **options)  # type: ignore[arg-type]
    sentence = refusal.value.sentence("en")
    assert "Traceback" not in sentence
    return sentence


def old_site(out: Path) -> Path:
    out.mkdir(parents=True)
    (out / "index.html").write_text("the old site")
    return out


def test_a_small_course_builds_and_a_second_build_does_nothing(course):
    out, said = course / "_build" / "site", []
    build(course, out, with_lab=False, report=said.append)
    assert (out / "es" / "book" / "index.html").is_file()
    stamp = json.loads((out / "build.json").read_text())
    build(course, out, with_lab=False, report=said.append)
    assert json.loads((out / "build.json").read_text()) == stamp
    assert len(said) > 3
    assert [path.name for path in out.parent.iterdir() if path.name.startswith((".new", ".old", "stage"))] == []


def test_a_failing_cell_is_named_and_the_old_site_stays(course):
    out = old_site(course / "_build" / "site")
    write_lesson(course / "book" / "modules" / "statistics" / "01-one.ipynb", "x = 1", "1 / 0")
    sentence = refused(course, out)
    assert "book/modules/statistics/01-one.ipynb" in sentence
    assert "cell-2" in sentence
    assert "ZeroDivisionError" in sentence
    assert (out / "index.html").read_text() == "the old site"
    assert sorted(path.name for path in out.parent.iterdir()) == ["executed", "site"]


@pytest.mark.parametrize("content", ["", "{", '{"cells": 3, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "[]"])
def test_a_broken_notebook_is_named(course, content):
    broken = course / "book" / "es" / "modules" / "statistics" / "01-one.ipynb"
    broken.write_text(content)
    assert str(broken) in refused(course, course / "_build" / "site")


def test_a_broken_link_stops_the_book_and_is_named(course):
    (course / "book" / "index.md").write_text("# Page\n\n[there](nowhere.md)\n")
    sentence = refused(course, course / "_build" / "site")
    assert "book/index.md" in sentence
    assert "nowhere" in sentence


def test_a_language_that_does_not_exist_is_refused_with_those_that_do(course):
    assert "'fr'" in refused(course, course / "_build" / "site", languages=("en", "fr"))


def test_a_place_that_cannot_be_written_is_named(course, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    assert str(tmp_path / "file") in refused(course, tmp_path / "file" / "site")


def test_a_full_disk_is_said_and_leaves_nothing_behind(course, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("a small disk can be mounted by root only")
    try:
        assert "full" in refused(course, disk / "site")
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", disk], check=True)


def test_serving_needs_a_site_and_a_free_port(tmp_path):
    with pytest.raises(InputError, match=str(tmp_path)):
        serve(tmp_path)
    (tmp_path / "index.html").write_text("x")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(InputError, match=str(taken.getsockname()[1])) as refusal:
            serve(tmp_path, port=taken.getsockname()[1])
        assert refusal.value.code == "site.port-taken"
    with pytest.raises(InputError, match="99999") as refusal:
        serve(tmp_path, port=99999)
    assert refusal.value.code == "site.port-range"
