"""The process that builds the books: it imports Jupyter Book while the notebooks run, then forks once a language.

It reads one line of JSON (folder by language) from its standard input, builds every book with its output in
``build.log`` beside the sources, and writes one line of JSON (exit code by language). Both languages share the imports.
"""

import importlib
import json
import os
import sys
from pathlib import Path

LOG = "build.log"
OPTIONS = ("--warningiserror", "--keep-going", "--quiet")
PRELOADED = (
    "jupyter_book.cli.main", "jupyter_book.sphinx", "sphinx.application", "sphinx.builders.html", "sphinx.search.es",
    "sphinx.environment.collectors.toctree", "myst_nb.sphinx_ext", "sphinx_book_theme", "sphinxcontrib.bibtex",
    "sphinx_design", "sphinx_copybutton", "sphinx_togglebutton", "sphinx_thebe", "sphinx_comments",
    "sphinx_external_toc", "sphinx_jupyterbook_latex", "pygments.lexers.python", "babel.dates",
    "ruta.course.citations", "ruta.course.site.sphinx_extension",
)  # fmt: skip


def preload() -> None:
    """Import what every book will import."""
    for name in PRELOADED:
        importlib.import_module(name)


def build(folder: Path) -> int:
    """Build one book and return its exit code; what Jupyter Book says goes into the log."""
    from jupyter_book.cli.main import main

    with (folder / LOG).open("w", encoding="utf-8") as log:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
            os.dup2(log.fileno(), stream.fileno())
        try:
            main(["build", str(folder), *OPTIONS])
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else int(end.code is not None)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
    return 0


def serve() -> None:
    """Build the books that are asked for; end without a word where nothing is."""
    preload()
    asked = sys.stdin.readline()
    if not asked:
        return
    children = {}
    for language, folder in json.loads(asked).items():
        child = os.fork()
        if child == 0:
            code = 1
            try:
                code = build(Path(folder))
            finally:
                os._exit(code)
        children[language] = child
    codes = {language: os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for language, child in children.items()}
    print(json.dumps(codes), flush=True)


if __name__ == "__main__":
    serve()
