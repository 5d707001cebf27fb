"""The lesson on sharing out in a browser, where there is no SciPy: its cells run, and one of them says what is left."""

import sys
from pathlib import Path

import pytest

from ruta.course import notebooks, paths

TREE = paths.find_tree(Path(__file__).parent)


@pytest.mark.parametrize(("language", "says"), [("en", "There is no solver here"), ("es", "Aquí no hay programa")])
def test_the_lesson_runs_to_the_solver_and_says_that_there_is_none(language, says, monkeypatch, capsys):
    for name in [name for name in sys.modules if name.split(".")[0] == "scipy"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "scipy", None)  # as where it is not installed
    lesson = notebooks.read(TREE.lesson("service-access/08-who-does-what", language))
    cells = [cell for cell in lesson.cells if cell.cell_type == "code"]
    space: dict[str, object] = {}
    for cell in cells:
        capsys.readouterr()
        exec(compile(cell.source, cell.id, "exec"), space)
        if cell.id == "method-solver":
            break
    assert capsys.readouterr().out.startswith(says)
