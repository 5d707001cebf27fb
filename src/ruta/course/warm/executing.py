"""Execute notebooks side by side; a failure is a result that names the notebook and the cell."""

import asyncio
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from ruta.course.notebooks import read
from ruta.course.warm.kernels import ONE_THREAD, kernels


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Why a notebook did not run to its end."""

    path: Path
    """The notebook."""
    cell: str
    """Id of the cell that stopped it."""
    reason: str
    """The error on one line."""


Done = Callable[[Path, NotebookNode | Failure], None]


def execute(paths: Iterable[Path], *, timeout: float = 120, jobs: int | None = None, on_done: Done) -> list[Failure]:
    """Execute notebooks from top to bottom, several at once.

    Parameters
    ----------
    paths
        Notebooks to read; none of them is written.
    timeout
        Seconds that one cell may take.
    jobs
        How many at once; as many as there are processors where nothing is said.
    on_done
        Called with each path as it ends, and with the executed notebook or the failure.

    Returns
    -------
    list of Failure
        What did not run, in the order of the paths; empty where all did.
    """
    with kernels():
        return asyncio.run(_all(list(paths), timeout=timeout, jobs=jobs or os.cpu_count() or 1, on_done=on_done))


async def _all(paths: list[Path], *, timeout: float, jobs: int, on_done: Done) -> list[Failure]:
    places = asyncio.Semaphore(jobs)

    async def one(path: Path) -> NotebookNode | Failure:
        async with places:
            result = await _run(path, timeout)
        on_done(path, result)
        return result

    results = await asyncio.gather(*(one(path) for path in paths))
    return [result for result in results if isinstance(result, Failure)]


async def _run(path: Path, timeout: float) -> NotebookNode | Failure:
    notebook = read(path)
    # A start-up script in the reader's own IPython profile, or a record of progress, must not change a result.
    with tempfile.TemporaryDirectory(prefix="ruta-") as profile:
        environment = {**os.environ, **ONE_THREAD, "IPYTHONDIR": profile, "RUTA_PROGRESS": "off"}
        client = NotebookClient(
            notebook, timeout=int(timeout), kernel_name="python3", shutdown_kernel="immediate",
            resources={"metadata": {"path": str(path.parent)}},
        )  # fmt: skip
        try:
            await client.async_execute(env=environment)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            return Failure(path=path, cell=_stopped_at(notebook), reason=_one_line(error))
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = joined(cell.outputs)
    return notebook


def joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Join what was printed in one go: a kernel may send it in pieces, and a page would draw a box around each.

    Only neighbours are joined: what was printed after a figure stays after it.
    """
    kept: list[NotebookNode] = []
    for output in outputs:
        before = kept[-1] if kept else None
        if before is not None and output.output_type == before.output_type == "stream" and output.name == before.name:
            before.text += output.text
        else:
            kept.append(output)
    return kept


def _stopped_at(notebook: NotebookNode) -> str:
    """Return the id of the last cell that was started: nbclient marks when."""
    started = [cell for cell in notebook.cells if cell.cell_type == "code" and "execution" in cell.metadata]
    return str(started[-1].id) if started else str(notebook.cells[0].id)


def _one_line(error: Exception) -> str:
    if isinstance(error, CellExecutionError):
        return " ".join(f"{error.ename}: {error.evalue}".split())[:300]
    return " ".join(str(error).split())[:300]
