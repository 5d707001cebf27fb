"""A notebook client that neither logs nor keeps a flood of output."""

import logging
from typing import Any

from nbclient import NotebookClient
from nbformat import NotebookNode

MOST_CHARACTERS = 1_000_000
MOST_OUTPUTS = 1_000
# Our own results say what happened; the client's log would say it a second time, in English.
_QUIET = logging.Logger("ruta.kernel", level=logging.CRITICAL + 1)


class QuietClient(NotebookClient):
    """As nbclient's, but a cell that prints without end cannot fill the memory of this process."""

    def __init__(self, notebook: NotebookNode, **traits: Any) -> None:
        super().__init__(notebook, **traits)
        self.log = _QUIET
        self._characters: dict[int, int] = {}

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        """Handle one message of the kernel; what comes beyond the limit of a cell is dropped."""
        if msg["msg_type"] in ("stream", "display_data"):
            size = len(msg["content"].get("text", ""))
            self._characters[cell_index] = self._characters.get(cell_index, 0) + size
            if self._characters[cell_index] > MOST_CHARACTERS or len(cell.get("outputs", ())) > MOST_OUTPUTS:
                return None
        return super().process_message(msg, cell, cell_index)
