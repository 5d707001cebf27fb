"""The engine that papermill runs the cells with: IPython in this very process, which is a fork of its own.

A kernel behind sockets costs a fraction of a second and gives the code inside a protocol to meddle with. Here the code
can end its process or fill its memory, and that is all.
"""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines

from ruta.classroom.grading import values
from ruta.course import notebooks

NAME = "ruta-in-process"
LONGEST_ERROR = 300
Tell = Callable[[dict[str, Any]], None]


class PrintedTooMuch(BaseException):
    """The run printed more than anybody would read. Not an `Exception`, so that an answer does not swallow it."""


class Counter(io.TextIOBase):
    """Standard output that keeps nothing and counts what it is given.

    Parameters
    ----------
    most
        Characters after which it stops the run.
    """

    encoding = "utf-8"

    def __init__(self, most: int) -> None:
        self.left = most

    def writable(self) -> bool:
        """Tell that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Count."""
        self.left -= len(text)
        if self.left < 0:
            raise PrintedTooMuch
        return len(text)


class _Nothing(DisplayPublisher):
    def publish(self, *_: Any, **__: Any) -> None:
        """Show nothing."""


class _NoHook(DisplayHook):
    def __call__(self, result: Any = None) -> None:
        """Show nothing."""


class Shell(InteractiveShell):
    """IPython without a reader: nothing is shown, kept or asked."""

    display_pub_class = _Nothing
    displayhook_class = _NoHook

    def showtraceback(self, *_: Any, **__: Any) -> None:
        """Show nothing: the error is in the result."""

    def showsyntaxerror(self, *_: Any, **__: Any) -> None:
        """Show nothing: the error is in the result."""

    def ask_exit(self) -> None:
        """End the cell, not the shell."""
        raise SystemExit

    def run(self, source: str) -> str:
        """Run a cell; return its error as ``Name: text`` on one line, empty where it ended well."""
        try:
            run: Any = self.run_cell
            result = run(source, store_history=False, silent=True)
            error = result.error_before_exec or result.error_in_exec
        except PrintedTooMuch as stopped:
            error = stopped
        if error is None:
            return ""
        return one_line(error)


def one_line(error: BaseException) -> str:
    """Return an error as ``Name: text`` on one line, cut."""
    try:
        text = str(error)
    # An exception of the answer's own may fail to say what it is.
    except BaseException:
        text = ""
    return " ".join(f"{type(error).__name__}: {text}".split())[:LONGEST_ERROR]


def new_shell() -> Shell:
    """Return the shell, made once in the warm parent."""
    from traitlets.config import Config

    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "NoColor"
    settings.InteractiveShell.cache_size = 0
    shell: Shell = Shell.instance(config=settings)
    return shell


@dataclass
class Work:
    """What the engine needs beside the notebook."""

    shell: Shell
    """Where the cells run."""
    variables: dict[str, str]
    """Of each check cell, the variable that holds the answer."""
    tell: Tell
    """Takes what is to be told to our side."""
    done: set[str] = field(default_factory=set)
    """Ids of cells that the warm parent ran already."""


class InProcess(Engine):
    """Runs cells in this process."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any) -> None:
        """Run the cells of the notebook in order; tell what each answer gave at its check cell."""
        work: Work = options["work"]
        error = ""
        for index, cell in enumerate(nb_man.nb.cells):
            if cell.cell_type != "code" or cell.id in work.done:
                continue
            nb_man.cell_start(cell, index)
            if "check" in notebooks.tags(cell):
                work.tell({"cell": cell.id, "error": error, "value": _value(work, cell.id)})
                error = ""
            else:
                work.tell({"cell": cell.id})
                error = work.shell.run(cell.source) or error
            nb_man.cell_complete(cell, cell_index=index)


def _value(work: Work, cell_id: str) -> dict[str, Any]:
    variable = work.variables[cell_id]
    if variable not in work.shell.user_ns:
        return {"is": "missing"}
    return values.encode(work.shell.user_ns[variable])


papermill_engines.register(NAME, InProcess)


def quieten(most: int) -> None:
    """Let everything that is printed from now on be counted and dropped."""
    sys.stdout = sys.stderr = Counter(most)
