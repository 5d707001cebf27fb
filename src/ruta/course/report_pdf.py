"""A page as a PDF, printed by the browser that is there: Chromium, Chrome or Edge without a window.

The browser tags the PDF (headings, tables, alternative texts) and takes title and language over from the page.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ASKED = "RUTA_BROWSER"
"""Variable that names the program of a browser; nothing else is tried where it is set."""
NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "microsoft-edge-stable", "msedge",
)  # fmt: skip
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_IN_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


class NotPrinted(Exception):
    """The browser gave no PDF; the text says why, on one line."""


def find_browser(environment: Mapping[str, str] | None = None) -> str | None:
    """Return the program of a browser that can print, or None.

    Parameters
    ----------
    environment
        Variables to look in; those of this process where nothing is given.
    """
    known = os.environ if environment is None else environment
    if asked := known.get(ASKED):
        return shutil.which(asked, path=known.get("PATH"))
    for name in NAMES:
        if found := shutil.which(name, path=known.get("PATH")):
            return found
    folders = [Path(known[name]) for name in _WINDOWS_FOLDERS if known.get(name)]
    places = [*map(Path, PLACES if sys.platform == "darwin" else ()), *(f / p for f in folders for p in _IN_WINDOWS)]
    return next((str(place) for place in places if place.is_file()), None)


def pdf(page: str, *, browser: str, timeout: float) -> bytes:
    """Return a page printed as a tagged PDF.

    Parameters
    ----------
    page
        A whole HTML document that needs nothing from elsewhere.
    browser
        From `find_browser`.
    timeout
        Seconds that printing may take.

    Raises
    ------
    NotPrinted
        Where the browser cannot be started, takes too long, or leaves no PDF.
    """
    # A folder of its own: no profile of the reader is touched, and a browser that is open does not take the job over.
    with tempfile.TemporaryDirectory(prefix="ruta-pdf-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / "report.html", Path(folder) / "report.pdf"
        source.write_text(page, encoding="utf-8")
        command = [
            browser, "--headless", "--disable-gpu", "--disable-extensions", "--no-first-run",
            "--no-default-browser-check", "--disable-background-networking", "--no-pdf-header-footer",
            "--export-tagged-pdf", "--generate-pdf-document-outline", f"--user-data-dir={Path(folder) / 'profile'}",
            f"--print-to-pdf={target}", *_as_root(), source.as_uri(),
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, timeout=timeout, check=False)
        except subprocess.TimeoutExpired as error:
            raise NotPrinted(f"> {timeout:g} s") from error
        except OSError as error:
            raise NotPrinted(error.strerror or str(error)) from error
        content = target.read_bytes() if target.is_file() else b""
        if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-1024:]:
            lines = done.stderr.decode(errors="replace").strip().splitlines()
            raise NotPrinted(lines[-1][:200] if lines else f"{Path(browser).name}: {done.returncode}")
        return content


def _as_root() -> list[str]:
    """Return what lets Chromium run as root, as in a container: its sandbox refuses to. The page is our own."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
