"""What an answer reaches for that no answer needs: to look at, never a verdict.

The answers run behind a wall whatever stands here. The list tells a facilitator which notebooks to read: somebody who
imports ``socket`` may be curious, may have copied a recipe, or may be up to something. Whoever wants to hide it can.
"""

import ast
import re
import unicodedata
from collections.abc import Iterator

from ruta.classroom.grading.limits import LONGEST_CELL

MOST, LONGEST = 20, 60
"""Names that are listed of one cell, and characters of each."""

MODULES = {
    "_thread", "asyncio", "atexit", "builtins", "code", "codeop", "concurrent", "copyreg", "ctypes", "dill", "dis",
    "faulthandler", "fcntl", "ftplib", "gc", "glob", "http", "httpx", "importlib", "inspect", "io", "ipykernel",
    "jupyter_client", "linecache", "marshal", "mmap", "multiprocessing", "nbclient", "nbformat", "nbval",
    "nturl2path", "os", "pathlib", "pdb", "pickle", "pkgutil", "platform", "posix", "psutil", "pty", "requests",
    "resource", "runpy", "shelve", "shutil", "signal", "site", "smtplib", "socket", "socketserver", "sqlite3", "ssl",
    "subprocess", "sys", "sysconfig", "tarfile", "telnetlib", "tempfile", "threading", "traceback", "tracemalloc",
    "urllib", "urllib3", "webbrowser", "xmlrpc", "zipfile", "zipimport", "zmq",
}  # fmt: skip
"""Modules that reach the system, other processes, the network, files, or the interpreter itself."""
OURS = ("ruta.practice", "ruta.course", "ruta.classroom", "ruta.cli")
"""Packages of the course that judge, hold the answers, or run notebooks."""
NAMES = {
    "breakpoint", "compile", "delattr", "eval", "exec", "exit", "get_ipython", "getattr", "globals", "input",
    "locals", "open", "publish_display_data", "quit", "setattr", "vars",
}  # fmt: skip
"""Functions that run text, look into the notebook from outside, or open files."""
ATTRIBUTES = {
    "Verdict", "bank", "builtins", "check", "checking", "ctypes", "eval", "exec", "exercises", "expected", "f_back",
    "f_locals", "fromfile", "importlib", "is_correct", "memmap", "misconceptions", "open", "os", "read_clipboard",
    "read_csv", "read_excel", "read_feather", "read_html", "read_json", "read_parquet", "read_pickle", "read_sql",
    "read_table", "read_text", "read_xml", "registry", "run_cell", "run_line_magic", "socket", "spec", "subprocess",
    "symlink_to", "sys", "system", "to_clipboard", "to_csv", "to_excel", "to_feather", "to_hdf", "to_parquet",
    "to_pickle", "to_sql", "tofile", "unlink", "user_ns", "verdict", "write_bytes", "write_text",
}  # fmt: skip
"""What judges in the course, and what reads or writes files, by the name that stands after a dot."""
_JUDGES = {"exercise", "practice", "checking"}
_HARMLESS = {"matplotlib", "time", "timeit"}
_SPECIAL = re.compile(r"__[a-z]+(?:_[a-z]+)*__")
_MAGIC = re.compile(r"^[ \t]*(!|%%?[A-Za-z]\w*)|=[ \t]*(!|%[A-Za-z]\w*)", re.MULTILINE)


def reaches(source: str) -> tuple[str, ...]:
    """Return what the code of an answer reaches for beyond what an answer needs.

    Parameters
    ----------
    source
        Source of a cell. Where it is no valid Python, its words are looked at, also those in comments.

    Returns
    -------
    tuple[str, ...]
        Modules, functions, attributes and commands of the notebook, sorted, each once: at most `MOST` of at most
        `LONGEST` characters.
    """
    source = source[:LONGEST_CELL]
    try:
        found = {name for node in ast.walk(ast.parse(source)) for name in _of_node(node)}
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        found = set(_of_words(source))
    return tuple(sorted(name[:LONGEST] for name in found)[:MOST])


def _of_node(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            for alias in names:
                yield from _of_module(alias.name)
        case ast.ImportFrom(module=module, names=names):
            for alias in names:
                yield from _of_module(f"{module}.{alias.name}")
        case ast.Name(id=name) if name in NAMES or _SPECIAL.fullmatch(name):
            yield name
        case ast.Attribute(attr="check", value=ast.Name(id=owner)) if owner not in _JUDGES:
            return  # the subject has functions of that name too
        case ast.Attribute(attr=name) if name in ATTRIBUTES or (name.startswith("_") and name != "_"):
            yield f".{name}"
        case ast.Constant(value=str(text)):
            # Formats and getattr take the name of an attribute as a text.
            yield from _SPECIAL.findall(text)


def _of_module(name: str) -> Iterator[str]:
    parts = name.split(".")
    if parts[0] in MODULES:
        yield parts[0]
    elif name.startswith(OURS):
        yield ".".join(parts[:3])
    elif {*parts[1:]} & (NAMES | ATTRIBUTES):
        yield name


def _of_words(source: str) -> Iterator[str]:
    """Yield from a cell that Python cannot read: commands of the notebook, and every word of the lists."""
    source = unicodedata.normalize("NFKC", source)
    for found in _MAGIC.finditer(source):
        magic = found[1] or found[2]
        if magic.strip("%") not in _HARMLESS:
            yield magic
    yield from _SPECIAL.findall(source)
    yield from {*re.findall(r"[^\W\d]\w*", source)} & (MODULES | NAMES | ATTRIBUTES)
