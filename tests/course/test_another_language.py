"""The steps of the page «Add a language», in a copy of the course, with the code that ISO 639 keeps for private use."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from ruta.course.paths import Tree
from tests.course import toy

ROOT = Path(__file__).resolve().parents[2]
NEW = "qaa"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course in which the page's steps 1 to 3 are done."""
    folder = toy.tree(tmp_path_factory.mktemp("course")).root
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "hatch_build.py", folder)
    for language in ("en", "es"):
        Tree(folder).page("about", language).write_text("# Ruta\n", encoding="utf-8")
    settings = folder / "src" / "ruta" / "messages.py"
    text = settings.read_text(encoding="utf-8")
    assert 'LANGUAGES = ("en", "es")' in text, "the line that the page tells to change"
    settings.write_text(text.replace('LANGUAGES = ("en", "es")', f'LANGUAGES = ("en", "es", "{NEW}")'), "utf-8")
    locale = folder / "src" / "ruta" / "locale"
    shutil.copytree(locale / "es", locale / NEW, ignore=shutil.ignore_patterns("*.mo"))
    cli = locale / NEW / "LC_MESSAGES" / "cli.po"
    cli.write_text(
        cli.read_text(encoding="utf-8").replace("idioma de los mensajes", "XYZ de los mensajes"), encoding="utf-8"
    )
    subprocess.run([sys.executable, "hatch_build.py"], cwd=folder, check=True, capture_output=True)
    return folder


def ruta(course: Path, *words: str) -> tuple[int, str]:
    environment = {**os.environ, "PYTHONPATH": str(course / "src"), "RUTA_LANGUAGE": "en"}
    done = subprocess.run(
        [sys.executable, "-m", "ruta", *words], cwd=course, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def add_titles(node: object) -> None:
    """Give every pair of texts of a file of the course a third one."""
    if isinstance(node, dict):
        if {"en", "es"} <= node.keys():
            node[NEW] = node["es"]
        for inner in node.values():
            add_titles(inner)
    for inner in node if isinstance(node, list) else ():
        add_titles(inner)


def test_the_commands_speak_it(course: Path) -> None:
    code, said = ruta(course, "--language", NEW, "--help")
    assert code == 0
    assert "XYZ de los mensajes" in said


def test_a_title_that_is_missing_is_named(course: Path) -> None:
    code, said = ruta(course, "toc")
    assert code == 2
    assert said.startswith(f"catalogue.yml, pillars[1].lessons[1].title.{NEW}: ")


def behind(course: Path) -> set[str]:
    """Return the files of the new language of which `ruta translate status` says something."""
    said = ruta(course, "translate", "status")[1]
    names = (re.match(rf"[\w/.-]*/{NEW}/[\w/.-]*", line) for line in said.splitlines())
    return {found[0] for found in names if found}


def test_titles_give_contents_and_status_is_the_plan_of_the_work(course: Path) -> None:
    for name in ("catalogue.yml", "glossary.yml"):
        path = course / "book" / name
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        add_titles(content)
        path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert ruta(course, "toc")[0] == 0
    assert (course / "book" / NEW / "_toc.yml").is_file()
    page, lesson = f"book/{NEW}/about.md", f"book/{NEW}/modules/{toy.LESSON}.ipynb"
    exercise, solution = (f"exercises/{part}{NEW}/{toy.LESSON}.ipynb" for part in ("", "solutions/"))
    assert behind(course) >= {page, lesson, exercise, solution}
    (course / page).write_text("# Ruta\n", encoding="utf-8")
    assert ruta(course, "translate", "accept", page)[0] == 0
    (course / lesson).parent.mkdir(parents=True)
    shutil.copy(course / "book" / "es" / "modules" / f"{toy.LESSON}.ipynb", course / lesson)
    left = behind(course)
    assert not {page, lesson} & left
    assert {exercise, solution} <= left
    toy.edit(course / "book" / "modules" / f"{toy.LESSON}.ipynb", {"title": "# Another title than before"})
    assert lesson in behind(course), "what changes in English is behind in every language"
