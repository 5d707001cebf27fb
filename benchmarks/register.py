"""The register of a whole country, de-duplicated exactly and tabulated to stocks by area: DuckDB beside plain pandas.

Run: python benchmarks/register.py [--declarations 1000000] [--memory 4] [--folder FOLDER]
Ten million declarations, Colombia's order, are made block by block (`register_files.py`) and given to each engine as
the same Parquet files. Each engine runs as a process of its own on two cores, under a limit of 4 GB on all its
addresses; pandas once more without a limit where the limit stops it. What both give must be the same table, and must
be what the generator knows: every exact repeat found, nothing else dropped but namesakes born on the same day.

RESULTS

Where Spark takes over. WHERE
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ENGINES = ("duckdb", "pandas")
GB = 10**9


class ProcessFailed(Exception):
    """A process ended badly."""


def process(script: str, *words: object) -> dict[str, Any]:
    """Run a script beside this one and return what it prints as JSON; this process stays small, the work is theirs."""
    start = time.perf_counter()
    command = [sys.executable, str(HERE / script), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["without a word"]
        raise ProcessFailed(f"exit code {done.returncode}: {said[-1]}")
    return {**json.loads(done.stdout.splitlines()[-1]), "total": time.perf_counter() - start}


def run_engine(engine: str, folder: Path, memory: int) -> dict[str, Any]:
    for left in folder.glob("work.duckdb*"):
        left.unlink()
    (folder / f"stocks-{engine}.csv").unlink(missing_ok=True)
    try:
        return process("register_engines.py", engine, folder, memory)
    except ProcessFailed as failed:
        # Against a limit a library may end the process by itself; without one it is a mistake of ours.
        if not memory:
            raise
        return {"failed": str(failed), "seconds": {}, "peak": None, "total": 0.0}


def line(engine: str, result: dict[str, Any], memory: int) -> str:
    limit = f"within {memory / GB:g} GB" if memory else "without limit"
    peak = f"{result['peak'] / GB:.2f} GB" if result["peak"] else "not known"
    steps = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in result["seconds"].items()) or "no step ended"
    end = f"NOT ENOUGH MEMORY ({result['failed']})" if "failed" in result else f"{result['kept']:,} rows kept"
    return f"{engine:7} {limit:15} whole process {result['total']:6.1f} s ({steps}); peak memory {peak}; {end}"


def measure(folder: Path, memory: int) -> dict[str, dict[str, Any]]:
    """Run the engines under the limit, and without it those that it stops; print a line for each run."""
    results = {}
    for engine in ENGINES:
        for limit in (memory, 0):
            results[engine] = run_engine(engine, folder, limit)
            print(line(engine, results[engine], limit), flush=True)
            if "failed" not in results[engine]:
                break
    return results


def hold(results: dict[str, dict[str, Any]], checked: dict[str, Any], folder: Path) -> list[str]:
    """Return what does not hold of the results; nothing where all is well."""
    wrong = []
    for engine, result in results.items():
        if result.get("kept") != checked["kept"]:
            wrong.append(f"{engine} kept {result.get('kept')}, the truth is {checked['kept']}")
    tables = {(folder / f"stocks-{engine}.csv").read_text() for engine, result in results.items() if "kept" in result}
    if len(tables) != 1:
        wrong.append("the engines give different tables")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--declarations", type=int, default=10_000_000)
    parser.add_argument("--memory", type=float, default=4, help="limit in GB (10^9 bytes)")
    parser.add_argument("--folder", type=Path, help="keep the files here; files already here are taken as they are")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        made = process("register_files.py", folder, arguments.declarations)
        print(
            f"made    {made['declarations']:,} declarations of {made['persons']:,} persons in {made['seconds']:.0f} s, "
            f"{made['bytes'] / GB:.2f} GB of Parquet; two processes, peak memory of each {made['peak'] / GB:.2f} GB",
            flush=True,
        )
        results = measure(folder, int(arguments.memory * GB))
        checked = process("register_truth.py", folder)
        wrong = hold(results, checked, folder)
        print("\n".join(checked["said"]))
    print("\n".join(f"WRONG: {each}" for each in wrong) or "both engines give the same table, and it is the truth")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
