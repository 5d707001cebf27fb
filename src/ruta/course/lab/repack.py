"""Make a verified wheel smaller and quicker to start: without tests and spare fonts, with byte code for source.

Runs in two places: in the laptop's Python, and inside Pyodide itself under Node, whose byte code is that of the
browser. It therefore uses the standard library only and imports nothing of ours.
"""

import importlib._bootstrap_external as bootstrap
import sys
import zipfile

BROWSER_PYTHON = (3, 12)
"""Version whose byte code the browser reads."""
# The same bytes whenever and wherever they are made: the lock holds their hash.
MOMENT = (1980, 1, 1, 0, 0, 0)
SPARE = (
    "/tests/", "/testing/tests/", "/include/", "/sample_data/", "numpy/f2py/", "numpy/distutils/", "/fonts/afm/",
    "/fonts/pdfcorefonts/", "/fonts/ttf/STIX", "/fonts/ttf/DejaVuSerif", "/fonts/ttf/DejaVuSansMono",
    "PIL/_webp.", "PIL/_imagingft.", "mpl-data/images/", "mpl-data/plot_directive/", "matplotlib/backends/web_backend/",
    "matplotlib/backends/qt_editor/", "matplotlib/_qhull", "matplotlib/_ttconv",
    "/fonts/ttf/DejaVuSans-BoldOblique", ".data/data/share/", "ensurepip/", "idlelib/", "lib2to3/", "pydoc_data/",
    # IPython's shell for a terminal, which the worker leaves out.
    "prompt_toolkit/", "wcwidth/",
)  # fmt: skip
SPARE_ENDINGS = (".pyi", ".pxd", ".pyx", ".h", ".c", ".a", "RECORD.jws", "/py.typed")
# Only the lexers that a Python notebook shows; pygments looks the others up by name when asked.
LEXERS = ("__init__.py", "_mapping.py", "python.py", "special.py", "console.py")


def is_spare(name: str) -> bool:
    """Tell whether a member of a wheel is never used by a notebook."""
    if name.startswith("pygments/lexers/"):
        return not name.endswith(LEXERS)
    return any(part in name for part in SPARE) or name.endswith(SPARE_ENDINGS)


def repack(source: str, target: str, *, compiled: bool) -> None:
    """Write a trimmed copy of a wheel or of the standard library's archive.

    Parameters
    ----------
    source, target
        Paths of the archives.
    compiled
        Whether source files are replaced by byte code; only the browser's version of Python may do that.
    """
    if compiled and sys.version_info[:2] != BROWSER_PYTHON:
        raise RuntimeError("byte code of another version of Python")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            if member.is_dir() or is_spare(member.filename):
                continue
            name, data = member.filename, old.read(member)
            if compiled and name.endswith(".py"):
                name, data = compiled_member(name, data)
            # Not compressed here: the bundle is, as a whole, and the browser unpacks that natively.
            new.writestr(zipfile.ZipInfo(name, MOMENT), data, zipfile.ZIP_STORED)


def compiled_member(name: str, data: bytes) -> tuple[str, bytes]:
    """Return the byte code of a source file, or the file as it is where it does not compile (a template)."""
    try:
        code = compile(data, name, "exec", dont_inherit=True, optimize=0)
    except (SyntaxError, ValueError):
        return name, data
    return name + "c", bytes(bootstrap._code_to_timestamp_pyc(code, 0, 0))  # type: ignore[attr-defined]
