"""Build the staged books side by side with Jupyter Book, every warning an error."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ruta.course.site.press import LOG, OPTIONS
from ruta.course.warm.kernels import ONE_THREAD
from ruta.errors import InputError

BuildBooks = Callable[[Mapping[str, Path]], dict[str, Path]]
ALONE = (sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
FULL_DISK = "No space left on device"


@contextmanager
def press() -> Iterator[BuildBooks]:
    """Start what builds the books, and give the function that has them built.

    The function takes the folder of the sources by language and returns the folder of the pages by language. It
    raises `InputError` where a book has a warning or an error; the sentence names the language and says why.
    """
    command = [sys.executable, "-m", "ruta.course.site.press"]
    environment = {**os.environ, **ONE_THREAD}
    if not hasattr(os, "fork"):
        yield lambda staged: _checked(staged, {name: _alone(folder) for name, folder in staged.items()})
        return
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    )

    def build_books(staged: Mapping[str, Path]) -> dict[str, Path]:
        said, _ = process.communicate(json.dumps({name: str(folder) for name, folder in staged.items()}) + "\n")
        return _checked(staged, json.loads(said) if said else dict.fromkeys(staged, 1))

    try:
        yield build_books
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()


def _alone(folder: Path) -> int:
    """Build one book in a process of its own: where nothing can fork."""
    with (folder / LOG).open("w", encoding="utf-8") as log:
        command = [*ALONE, str(folder), *OPTIONS]
        return subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False).returncode


def _checked(staged: Mapping[str, Path], codes: Mapping[str, int]) -> dict[str, Path]:
    for language, folder in staged.items():
        if codes.get(language):
            raise _failure(language, folder)
    return {language: folder / "_build" / "html" for language, folder in staged.items()}


def _failure(language: str, folder: Path) -> InputError:
    log = folder / LOG
    output = COLOURS.sub("", log.read_text(encoding="utf-8", errors="replace")) if log.is_file() else ""
    if FULL_DISK in output:
        return InputError("site.disk-full", folder=folder)
    telling = [line for line in output.splitlines() if "WARNING" in line or "ERROR" in line or "Error" in line]
    reason = "; ".join(line.replace(f"{folder}/", "").strip() for line in (telling or output.splitlines()[-3:])[:5])
    return InputError("site.book-failed", book=language, reason=reason or "-")
