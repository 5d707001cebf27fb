"""Drive a notebook of the browser lab: open it, write into a cell, run it all, read what came out."""

import time
from typing import Any

from playwright.sync_api import Page

KERNEL_READY = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
CELLS = "jupyterapp.shell.currentWidget.content.model.sharedModel.cells"
SECONDS = 180


class LabPage:
    """A notebook that is open in the lab."""

    def __init__(self, page: Page, address: str, notebook: str) -> None:
        self.page = page
        page.goto(f"{address}/lab/notebooks/index.html?path={notebook}")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=SECONDS * 1000)
        page.wait_for_function(KERNEL_READY, timeout=SECONDS * 1000)

    def write(self, cell_id: str, source: str) -> None:
        """Put a source into a cell, as typing would."""
        found = self.page.evaluate(
            f"([id, text]) => {{ const cell = {CELLS}.find((one) => one.id === id); cell?.setSource(text);"
            "return Boolean(cell) }",
            [cell_id, source],
        )
        assert found, cell_id

    def append(self, source: str) -> None:
        """Add a code cell at the end."""
        self.page.evaluate(
            "text => jupyterapp.shell.currentWidget.content.model.sharedModel"
            ".addCell({cell_type: 'code', source: text})",
            source,
        )

    def run_all(self) -> list[dict[str, Any]]:
        """Run every cell and return all cells with their outputs once the last one has ended."""
        # Not awaited in the page: where a kernel dies the promise never settles, and the test would hang with it.
        self.page.evaluate("void jupyterapp.commands.execute('notebook:run-all-cells')")
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            self.page.wait_for_timeout(300)
            cells = self.cells()
            code = [cell for cell in cells if cell["cell_type"] == "code" and cell["source"].strip()]
            if all(cell["execution_count"] for cell in code) and self.page.evaluate(KERNEL_READY):
                return cells
            if any(output["output_type"] == "error" for cell in code for output in cell["outputs"]):
                return cells
        raise AssertionError("the notebook did not end")

    def show(self, cell_id: str) -> None:
        """Bring a cell into view; the application draws only the cells that are."""
        self.page.evaluate(
            f"id => jupyterapp.shell.currentWidget.content.scrollToItem({CELLS}.findIndex((one) => one.id === id),"
            "'start')",
            cell_id,
        )

    def cells(self) -> list[dict[str, Any]]:
        """Return the cells as they would be saved."""
        found: list[dict[str, Any]] = self.page.evaluate(f"{CELLS}.map((cell) => cell.toJSON())")
        return found


def errors(cells: list[dict[str, Any]]) -> list[str]:
    """Return what went wrong, one line for each failed cell."""
    return [
        f"{cell['id']}: {output['ename']}: {output['evalue']}"
        for cell in cells
        for output in cell.get("outputs", [])
        if output["output_type"] == "error"
    ]


def bundles(cells: list[dict[str, Any]], kind: str) -> list[Any]:
    """Return every output of a MIME type, in order."""
    return [
        output["data"][kind] for cell in cells for output in cell.get("outputs", []) if kind in output.get("data", {})
    ]
