"""Run Jupyter Book on the staged languages, side by side, with every warning an error."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from ruta.course.warm.kernels import ONE_THREAD
from ruta.errors import InputError

COMMAND = (sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build")
OPTIONS = ("--warningiserror", "--keep-going", "--quiet")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
FULL_DISK = "No space left on device"


def build_books(staged: Mapping[str, Path]) -> dict[str, Path]:
    """Build the book of each language.

    Parameters
    ----------
    staged
        Folder with the sources, by language.

    Returns
    -------
    dict
        Folder with the pages, by language.

    Raises
    ------
    InputError
        Where a book has a warning or an error; names the language and the first lines that say why.
    """
    environment = {**os.environ, **ONE_THREAD}
    running = {
        language: subprocess.Popen(
            [*COMMAND, str(folder), *OPTIONS], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=environment,
        )
        for language, folder in staged.items()
    }  # fmt: skip
    said = {language: process.communicate()[0] for language, process in running.items()}
    for language, process in running.items():
        if process.returncode:
            raise _failure(language, COLOURS.sub("", said[language]), staged[language])
    return {language: folder / "_build" / "html" for language, folder in staged.items()}


def _failure(language: str, output: str, folder: Path) -> InputError:
    if FULL_DISK in output:
        return InputError("site.disk-full", folder=folder)
    telling = [line for line in output.splitlines() if "WARNING" in line or "ERROR" in line or "Error" in line]
    reason = "; ".join(line.replace(f"{folder}/", "").strip() for line in (telling or output.splitlines()[-3:])[:5])
    return InputError("site.book-failed", book=language, reason=reason)
