"""Compare the check cells of a notebook with their stored outputs, by nbval.

nbval is used behind this one function only: it is maintained slowly, and reads its results best from a process of
its own. It runs lax: cells are executed, and only the check cells (tag ``nbval-check-output``) are compared.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from nbformat import NotebookNode

from ruta.course import execution, notebooks
from ruta.errors import InputError


def holds(notebook: NotebookNode, *, cell_timeout: float, timeout: float) -> dict[str, bool]:
    """Run a notebook with nbval and tell, for each check cell, whether its output is the stored one.

    Parameters
    ----------
    notebook
        With the reference outputs in its check cells.
    cell_timeout, timeout
        Seconds for one cell and for the whole notebook.

    Returns
    -------
    dict
        True or False by the id of the check cell; all False where nbval did not come to its end.
    """
    code_cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    with tempfile.TemporaryDirectory(prefix="ruta-") as folder:
        target, report = Path(folder) / "graft.ipynb", Path(folder) / "report.xml"
        notebooks.write(target, notebook)
        finished = _pytest(target, report, cell_timeout=cell_timeout, timeout=timeout)
        passed = _passed(report) if finished and report.is_file() else set()
    return {
        cell.id: f"Cell {number}" in passed for number, cell in enumerate(code_cells) if "check" in notebooks.tags(cell)
    }


def _pytest(target: Path, report: Path, *, cell_timeout: float, timeout: float) -> bool:
    # No plug-in but nbval and no configuration of the folder above: the reader's own pytest must not interfere.
    command = [
        sys.executable, "-m", "pytest", "-q", "--color=no", "-p", "nbval.plugin", "-p", "no:cacheprovider",
        "--nbval-lax", "--nbval-current-env", f"--nbval-cell-timeout={cell_timeout:g}",
        f"--junitxml={report}", "-c", os.devnull, f"--rootdir={target.parent}", str(target),
    ]  # fmt: skip
    environment = execution.environment()
    environment.pop("PYTEST_ADDOPTS", None)
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    # A warning is no wrong answer, but nbval would count it as one more output.
    environment["PYTHONWARNINGS"] = "ignore"
    environment["IPYTHONDIR"] = str(target.parent / "profile")
    try:
        done = subprocess.run(command, env=environment, cwd=target.parent, capture_output=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        return False
    # 0: all hold; 1: some do not. Anything else means that nbval itself could not work.
    if done.returncode not in (0, 1):
        lines = (done.stdout + done.stderr).decode(errors="replace").strip().splitlines()
        raise InputError("course.check.nbval", reason=lines[-1] if lines else str(done.returncode))
    return True


def _passed(report: Path) -> set[str]:
    cases = ElementTree.parse(report).iter("testcase")
    return {case.get("name", "") for case in cases if case.find("failure") is None and case.find("error") is None
            and case.find("skipped") is None}  # fmt: skip
