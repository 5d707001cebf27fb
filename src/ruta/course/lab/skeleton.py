"""JupyterLite's own pages, without notebooks: made once for each set of versions and kept in the cache."""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any

from ruta.course.lab.pins import Pins
from ruta.course.lab.sources import Report, said
from ruta.errors import InputError

PYODIDE = Path("static/pyodide")
_PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
# Parts of JupyterLite that a lesson never opens: each costs a request or a megabyte.
DISABLED = (
    "@jupyterlab/debugger-extension", "@jupyterlab/extensionmanager-extension", "@jupyterlab/fileeditor-extension",
    "@jupyterlab/console-extension", "@jupyter-notebook/console-extension", "@jupyterlab/tooltip-extension:consoles",
    "@jupyterlab/tooltip-extension:files", "@jupyterlab/mermaid-extension", "@jupyterlab/pdf-extension",
    "@jupyterlab/vega5-extension", "@jupyterlite/iframe-extension",
)  # fmt: skip
KERNEL = (
    "micropip", "piplite", "ssl", "sqlite3", "ipykernel", "comm", "pyodide_kernel", "jedi", "ipython",
)  # fmt: skip
# Notebooks open in the first; the others are where its menus lead: the list of files, and JupyterLab.
APPS = ("notebooks", "tree", "lab")
SPARE = ("*.map", "fa-*.svg", "fa-*.eot", "fa-*.ttf", "fa-*.woff")
# Diagrams and charts by other libraries, in JupyterLite 0.6.4: another version has other names, and keeps them.
SPARE_SCRIPTS = (
    "9310.0b18791.js", "3207.ab0a355.js", "142.6e89fb8.js", "4406.192fa77.js", "3197.408a0da.js", "2425.a2963b1.js",
    "310.4b7aba7.js", "1736.f319363.js", "6607.4ee069b.js",
)  # fmt: skip
_VERSIONS = ("jupyterlite-core", "jupyterlite-pyodide-kernel", "ipywidgets", "jupyterlab-widgets")


def skeleton(cache: Path, pins: Pins, *, report: Report) -> Path:
    """Return a folder with the notebook application, without Pyodide and without notebooks; made where it is absent."""
    folder = cache / f"skeleton-{_key()}"
    if folder.is_dir():
        return folder
    report(said("skeleton"))
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        built = _build(Path(scratch))
        _check(built)
        _prune(built)
        _translate(built, cache / pins.translation.file_name)
        _add_warm_start(built)
        built.replace(folder)
    return folder


def _build(scratch: Path) -> Path:
    # The builder keeps a database in its working folder; an old one drops the settings without a word and the kernel
    # would then come from the internet. A fresh folder each time has none.
    source = scratch / "source"
    (source / PYODIDE).mkdir(parents=True)
    (source / PYODIDE / "pyodide.js").write_text("", encoding="utf-8")
    (source / "jupyter-lite.json").write_text(json.dumps(settings()), encoding="utf-8")
    built = scratch / "built"
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", str(source)]
    apps = [word for name in APPS for word in ("--apps", name)]
    options = ["--output-dir", str(built), *apps, "--no-sourcemaps", "--no-unused-shared-packages"]
    done = subprocess.run([*command, *options], cwd=scratch, capture_output=True, text=True, check=False)
    if done.returncode:
        raise InputError("lab.failed", reason=(done.stderr or done.stdout).strip().splitlines()[-1])
    return built


def settings() -> dict[str, Any]:
    """Return JupyterLite's settings: the kernel comes from the site, and nothing is looked up elsewhere."""
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Ruta",
            "exposeAppInBrowser": True,
            "disabledExtensions": list(DISABLED),
            "litePluginSettings": {
                _PLUGIN: {
                    "disablePyPIFallback": True,
                    "pyodideUrl": f"./{PYODIDE.as_posix()}/pyodide.js",
                    # Without these the kernel would look for each of them on its own list of sources.
                    "loadPyodideOptions": {"packages": list(KERNEL)},
                }
            },
        },
    }


def _check(built: Path) -> None:
    """Make sure that the kernel comes from the site itself."""
    found = json.loads((built / "jupyter-lite.json").read_text(encoding="utf-8"))
    kernel = found["jupyter-config-data"].get("litePluginSettings", {}).get(_PLUGIN, {})
    if not str(kernel.get("pyodideUrl", "")).startswith("./static/") or not kernel.get("disablePyPIFallback"):
        raise InputError("lab.failed", reason="pyodideUrl")


def _prune(built: Path) -> None:
    shutil.rmtree(built / PYODIDE)
    shutil.rmtree(built / "doc", ignore_errors=True)
    shutil.rmtree(built / "extensions/@jupyterlite/pyodide-kernel-extension/static/pypi")
    for pattern in (*SPARE, *SPARE_SCRIPTS):
        for path in built.rglob(pattern):
            path.unlink()


def _add_warm_start(built: Path) -> None:
    pages = files(__package__).joinpath("pages")
    for name in ("warm.js", "warm-worker.js"):
        (built / "static" / name).write_text(pages.joinpath(name).read_text(encoding="utf-8"), encoding="utf-8")
    page = built / "notebooks/index.html"
    head = '<meta charset="utf-8" />'
    icon = '<link rel="icon" href="../static/favicons/favicon-notebook.ico" />'
    script = f'{head}\n    {icon}\n    <script src="../static/warm.js"></script>'
    page.write_text(page.read_text(encoding="utf-8").replace(head, script, 1), encoding="utf-8")


def _translate(built: Path, pack: Path) -> None:
    """Add JupyterLab's words in Spanish, which a notebook in Spanish opens with."""
    words = {}
    with zipfile.ZipFile(pack) as archive:
        for name in archive.namelist():
            if name.endswith(("/jupyterlab.json", "/notebook.json", "/jupyterlab_widgets.json")):
                words[Path(name).stem] = json.loads(archive.read(name))
    # What the pack lacks and a trainee meets: the names of the menus and buttons that a lesson speaks of.
    ours = json.loads(files(__package__).joinpath("pages", "es.json").read_text(encoding="utf-8"))
    for domain in ("jupyterlab", "notebook"):
        for context in ("", "menu\u0004", "schema\u0004"):
            words[domain].update({f"{context}{word}": [spanish] for word, spanish in ours.items()})
    names = {"en": ("English", "English"), "es_ES": ("Spanish", "español")}
    known = {locale: {"displayName": name, "nativeName": native} for locale, (name, native) in names.items()}
    place = built / "api/translations"
    for file, data in (("all", known), ("es_ES", words)):
        (place / f"{file}.json").write_text(json.dumps({"data": data, "message": ""}), encoding="utf-8")


def _key() -> str:
    digest = hashlib.sha256(json.dumps([settings(), SPARE, SPARE_SCRIPTS]).encode())
    for name in _VERSIONS:
        digest.update(metadata.version(name).encode())
    for path in sorted([*Path(__file__).parent.joinpath("pages").iterdir(), Path(__file__)]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
