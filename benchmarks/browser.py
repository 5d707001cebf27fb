"""The browser lab from a click to a verdict: a fresh browser, a plain file server, no network.

Run: python benchmarks/browser.py [--runs 5] [--site _build/site]
Each run starts a browser with an empty profile, opens an exercise in Spanish and runs it as soon as its kernel answers.
"kernel ready" is the first moment at which a cell can be run, "first verdict" when the first check of the exercise has
spoken, "whole exercise" when its last cell has ended. Times are seconds since the address was entered.
"""

import argparse
import functools
import http.server
import shutil
import statistics
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
EXERCISE = "es/exercises/service-access/03-waiting.ipynb"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ALONE = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
# Looks every 20 ms, inside the page, so that the looking costs nothing that a reader would not pay.
WATCH = """
window.seen = {};
const note = (name, holds) => { if (holds && !seen[name]) seen[name] = performance.now() / 1000; };
const watch = setInterval(() => {
  const widget = window.jupyterapp?.shell.currentWidget;
  note("notebook visible", document.querySelector(".jp-Notebook .jp-Cell"));
  note("kernel ready", widget?.sessionContext?.session?.kernel?.status === "idle");
  if (seen["kernel ready"] && !seen.started) {
    note("started", true);
    jupyterapp.commands.execute("notebook:run-all-cells");
  }
  const code = widget?.content?.model?.sharedModel.cells.filter((cell) => cell.cell_type === "code") ?? [];
  note("first verdict", code.find((cell) => cell.id.startsWith("check-"))?.execution_count);
  note("whole exercise", code.length && code.every((cell) => cell.execution_count));
}, 20);
"""
NAMES = ("notebook visible", "kernel ready", "first verdict", "whole exercise")


class Counting(http.server.SimpleHTTPRequestHandler):
    """A plain file server that counts what it sends."""

    sent = 0

    def log_message(self, format: str, *args: object) -> None: ...

    def copyfile(self, source, outputfile) -> None:  # type: ignore[no-untyped-def]
        Counting.sent += source.seek(0, 2)
        source.seek(0)
        super().copyfile(source, outputfile)


def one_run(browser: Browser, address: str) -> dict[str, float]:
    page = browser.new_page()
    page.add_init_script(WATCH)
    Counting.sent = 0
    page.goto(f"{address}/lab/notebooks/index.html?path={EXERCISE}")
    page.wait_for_function("window.seen['whole exercise']", timeout=120_000, polling=250)
    found: dict[str, float] = page.evaluate("window.seen")
    return {**{name: found[name] for name in NAMES}, "megabytes sent": Counting.sent / 1e6}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--site", type=Path, default=ROOT / "_build" / "site")
    given = parser.parse_args()
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Counting, directory=str(given.site.resolve()))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    runs = []
    for _ in range(given.runs):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ALONE))
            runs.append(one_run(browser, f"http://127.0.0.1:{server.server_port}"))
            browser.close()
    for name in (*NAMES, "megabytes sent"):
        values = [run[name] for run in runs]
        print(f"{name:20} median {statistics.median(values):6.2f}   ({min(values):.2f} to {max(values):.2f})")
    for part in ("", "lab"):
        files = [path for path in (given.site / part).rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 1e6
        print(f"{part or 'whole site':20} {size:6.1f} MB in {len(files)} files")


if __name__ == "__main__":
    main()
