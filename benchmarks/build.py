"""Both books against plain Jupyter Book on the English one alone, cold and unchanged, as whole processes.

Run: python benchmarks/build.py [--runs 3]
Each run starts from a copy of the course without any result of an earlier build. "Both books" includes executing
every lesson in two languages; the browser lab is timed apart, because plain Jupyter Book has none.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NEEDED = ("book", "exercises", "datasets", "src", "_config.yml", "_toc.yml", "constraints.txt")
BOTH = """
import sys; from pathlib import Path; from ruta.course.site import build
build(Path("."), Path("_build/site"), with_lab="--lab" in sys.argv, report=lambda line: None)
"""
PLAIN = ("-c", "from jupyter_book.cli.main import main; main()", "build", ".", "--quiet")


def copy_of_the_course(folder: Path) -> Path:
    for name in NEEDED:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
        elif source.exists():
            shutil.copy2(source, target)
    return folder


def seconds(arguments: Sequence[str], folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def one_run() -> dict[str, float]:
    taken = {}
    with tempfile.TemporaryDirectory() as plain, tempfile.TemporaryDirectory() as both:
        taken["plain jupyter-book, English, cold"] = seconds(PLAIN, copy_of_the_course(Path(plain)))
        course = copy_of_the_course(Path(both))
        taken["both books, cold"] = seconds(["-c", BOTH], course)
        taken["both books, unchanged"] = seconds(["-c", BOTH], course)
        shutil.rmtree(course / "_build")
        taken["both books and browser lab, cold"] = seconds(["-c", BOTH, "--lab"], course)
        taken["both books and browser lab, unchanged"] = seconds(["-c", BOTH, "--lab"], course)
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = [one_run() for _ in range(parser.parse_args().runs)]
    for name in runs[0]:
        times = [run[name] for run in runs]
        print(f"{name:40} median {statistics.median(times):6.1f} s   ({min(times):.1f} to {max(times):.1f})")
    ratios = [run["both books, cold"] / run["plain jupyter-book, English, cold"] for run in runs]
    print(f"{'ratio, both books : plain English':40} median {statistics.median(ratios):6.2f}")


if __name__ == "__main__":
    main()
