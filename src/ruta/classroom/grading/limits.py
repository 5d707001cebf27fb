"""How much is read of what a class hands in, and how a name from outside is shown.

Whoever may put a file into the class may put any file there. The limits stand far above honest work, and low enough
that reading a hostile class takes seconds and some hundred megabytes of memory.
"""

from dataclasses import dataclass

from ruta.datasets.intake.findings import printable
from ruta.errors import InputError

MEGABYTE = 1_000_000
LARGEST_FILE = 10 * MEGABYTE
"""Bytes of a notebook. One of the course with all its figures stays below one megabyte; read JSON takes up to 25 times
its bytes of memory."""
LARGEST_CLASS = 1_000 * MEGABYTE
"""Bytes that are read, or unpacked, of all files together: 2,000 notebooks of half a megabyte."""
MOST_FILES = 5_000
"""Files that a class may have, without hidden ones; the course was planned for 2,000 notebooks."""
MOST_ENTRIES = 20_000
"""Files and folders that are looked at, with hidden ones: macOS adds one for each file."""
LARGEST_DIRECTORY = 8 * MEGABYTE
"""Bytes of an archive's table of contents: 400 for each of `MOST_ENTRIES`."""
DEEPEST = 10
"""Folders inside each other. A learning platform makes two or three."""
HIGHEST_RATIO = 100
"""How many times its packed size a file may grow. Notebooks grow 3 to 20 times; deflate can make 1,000 of it."""
RATIO_COUNTS_FROM = MEGABYTE
"""Bytes from which the ratio counts: a small notebook of blanks harms nobody."""
MOST_CELLS = 1_000
"""Cells of a notebook. The exercises have 30 to 60."""
LONGEST_CELL = 100_000
"""Characters of a code cell. The longest solution has about a thousand; Python's own parser may fail beyond."""
LONGEST_NAME = 200
"""Characters of a file's name in a sentence."""
CHUNK = 65_536
"""Bytes read at a time, so that no packed byte is unpacked much beyond a limit."""


def shown(name: str) -> str:
    """Return a name from outside as one line, without control characters and marks that turn the direction of text."""
    return printable(name, longest=LONGEST_NAME)


@dataclass
class Budget:
    """Bytes that were read of the whole class."""

    spent: int = 0

    def check(self, name: str) -> None:
        """Check that another file may be read.

        Raises
        ------
        InputError
            Where the files before it have used up `LARGEST_CLASS`.
        """
        if self.spent >= LARGEST_CLASS:
            raise InputError("handed-in.class-too-large", file=shown(name), megabytes=LARGEST_CLASS // MEGABYTE)

    def add(self, name: str, size: int, *, so_far: int) -> None:
        """Count bytes of a file of which ``so_far`` were read with them.

        Raises
        ------
        InputError
            Where the file is larger than `LARGEST_FILE`.
        """
        self.spent += size
        if so_far > LARGEST_FILE:
            raise too_large(name)


def too_large(name: str) -> InputError:
    """Return the error of a file larger than `LARGEST_FILE`."""
    return InputError("handed-in.too-large", file=shown(name), megabytes=LARGEST_FILE // MEGABYTE)
