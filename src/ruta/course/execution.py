"""Run a notebook in a kernel of its own, cell by cell, so that one bad cell is a result and not the end."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from nbformat import NotebookNode

# Several kernels at once slow each other when each starts a thread per core for linear algebra.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1")
STARTUP = 120


@dataclass(frozen=True)
class Stopped:
    """The run ended before the last cell."""

    index: int
    """Cell of the notebook that was running, from zero."""
    reason: Literal["timeout", "died"]
    """Its time was over, or its kernel was gone."""


def environment() -> dict[str, str]:
    """Return the environment of a kernel that runs for us: one thread, nothing kept beside the notebook."""
    return {**os.environ, **ONE_THREAD, "RUTA_PROGRESS": "off", "PYTHONHASHSEED": "0"}


def run(notebook: NotebookNode, *, folder: Path, timeout: float) -> Stopped | None:
    """Execute the code cells of a notebook in place; errors stay in the outputs and the next cell runs.

    Parameters
    ----------
    notebook
        Its cells receive their outputs.
    folder
        Folder in which the kernel runs.
    timeout
        Seconds that one cell may take.

    Returns
    -------
    Stopped or None
        Where the run ended early; the kernel is gone then, and no later cell has run.
    """
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    from ruta.course.quiet_client import QuietClient

    with tempfile.TemporaryDirectory(prefix="ruta-") as profile:
        client = QuietClient(
            notebook, timeout=timeout, startup_timeout=STARTUP, allow_errors=True, kernel_name="python3",
            shutdown_kernel="immediate", resources={"metadata": {"path": str(folder)}},
            # A kernel's own warnings would reach the reader's terminal, in English.
            extra_arguments=["--log-level=ERROR"],
        )  # fmt: skip
        # A start-up script in the reader's own IPython profile must not change what a notebook gives.
        with client.setup_kernel(env={**environment(), "IPYTHONDIR": profile}):
            for index, cell in enumerate(notebook.cells):
                try:
                    client.execute_cell(cell, index, execution_count=client.code_cells_executed + 1)
                except (CellTimeoutError, DeadKernelError) as error:
                    return Stopped(index, "timeout" if isinstance(error, CellTimeoutError) else "died")
    return None


def first_error(cell: NotebookNode) -> str:
    """Return the error that a cell ended with, as ``Name: text`` on one line; empty where it ended well."""
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            return " ".join(f"{output.ename}: {output.evalue}".split())[:300]
    return ""
