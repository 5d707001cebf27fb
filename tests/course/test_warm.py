"""Warm kernels: real kernels, apart from each other, gone with their parent; failures named."""

import os
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import papermill
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from ruta.course.warm import Failure, execute, kernels

pytestmark = pytest.mark.notebooks
KERNELSPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}


def notebook(path: Path, *sources: str) -> Path:
    cells = [new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(sources, start=1)]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": KERNELSPEC}), path)
    return path


def run(*paths: Path, timeout: float = 60) -> dict[str, object]:
    ended: dict[str, object] = {}
    execute(paths, timeout=timeout, jobs=2, on_done=lambda path, result: ended.__setitem__(path.stem, result))
    return ended


def printed(result: object) -> str:
    return "".join(output.get("text", "") for cell in result.cells for output in cell.outputs)  # type: ignore[attr-defined]


def test_notebooks_run_in_their_own_folder_and_share_nothing(tmp_path):
    (tmp_path / "there").mkdir()
    first = notebook(tmp_path / "first.ipynb", "import os; os.environ['MARK'] = 'x'; secret = 1", "print(os.getcwd())")
    second = notebook(
        tmp_path / "there" / "second.ipynb",
        "import os",
        "print(os.environ.get('MARK'), 'secret' in dir())",
        "print(os.getcwd())",
    )
    ended = run(first, second)
    assert printed(ended["first"]).strip() == str(tmp_path)
    assert printed(ended["second"]).split() == ["None", "False", str(tmp_path / "there")]


def test_a_failure_names_its_cell_and_stops_nobody_else(tmp_path):
    bad = notebook(tmp_path / "bad.ipynb", "x = 1", "raise ValueError('no such area')", "print('never')")
    good = notebook(tmp_path / "good.ipynb", "print('fine')")
    ended = run(bad, good)
    assert ended["bad"] == Failure(path=bad, cell="cell-2", reason="ValueError: no such area")
    assert printed(ended["good"]).strip() == "fine"


@pytest.mark.parametrize("source", ["while True: pass", "import os; os._exit(3)"])
def test_a_cell_that_never_ends_or_kills_its_kernel_is_a_failure(tmp_path, source):
    ended = run(notebook(tmp_path / "bad.ipynb", "x = 1", source), timeout=3)
    assert isinstance(ended["bad"], Failure)
    assert ended["bad"].cell == "cell-2"


def test_a_warm_kernel_has_its_libraries_loaded_and_no_child_outlives_the_block(tmp_path):
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    path = notebook(
        tmp_path / "loaded.ipynb", "import sys; print('pandas' in sys.modules, 'ruta.practice' in sys.modules)"
    )
    assert printed(run(path)["loaded"]).split() == ["True", "True"]
    deadline = time.monotonic() + 10
    while {child.pid for child in psutil.Process().children(recursive=True)} - before and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not {child.pid for child in psutil.Process().children(recursive=True)} - before


def test_papermill_and_nbval_start_warm_kernels_too(tmp_path):
    source = "import sys; print('ruta.practice' in sys.modules)"
    path = notebook(tmp_path / "plain.ipynb", source)
    with kernels() as warm:
        assert warm
        papermill.execute_notebook(path, tmp_path / "out.ipynb", progress_bar=False, cwd=str(tmp_path))
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--nbval",
            str(tmp_path / "out.ipynb"),
        ]
        checked = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert printed(nbformat.read(tmp_path / "out.ipynb", 4)).strip() == "True"
    assert checked.returncode == 0, checked.stdout
    assert "RUTA_WARM_SOCKET" not in os.environ


def test_a_command_is_run_with_warm_kernels_and_its_exit_code_is_kept() -> None:
    code = "import os, sys; sys.exit(7 if os.environ.get('RUTA_WARM_SOCKET') else 1)"
    command = [sys.executable, "-m", "ruta.course.warm", sys.executable, "-c", code]
    assert subprocess.run(command, check=False).returncode == 7


def test_what_was_printed_in_pieces_is_one_output_and_stays_on_its_side_of_a_figure(tmp_path):
    source = (
        "import sys, time\nfrom IPython.display import HTML, display\n"
        "for word in 'one two three'.split():\n    print('-', word); sys.stdout.flush(); time.sleep(0.3)\n"
        "display(HTML('<b>figure</b>'))\nprint('after')\n"
    )
    ended = run(notebook(tmp_path / "pieces.ipynb", source))["pieces"]
    outputs = ended.cells[0].outputs
    assert [output.get("text", "figure") for output in outputs] == ["- one\n- two\n- three\n", "figure", "after\n"]
