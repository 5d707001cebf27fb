"""The register of a whole country, de-duplicated exactly and tabulated to stocks by area: DuckDB beside plain pandas.

Run: python benchmarks/register.py [--declarations 1000000] [--memory 4] [--folder FOLDER]   (Linux: it limits memory)
Ten million declarations, Colombia's order, are made block by block (`register_files.py`) and given to each engine as
the same Parquet files. Each engine runs as a process of its own on two cores, under a limit of 4 GB on all its
addresses; pandas once more without a limit where the limit stops it. What both give must be the same table, and must
be what the generator knows: every exact repeat found, nothing else dropped but namesakes born on the same day.

Measured with ten million on two cores that the work of others shared (load of 5 to 15): the times are of two or three
runs and say little. DuckDB's memory hardly changed between runs.

    made            two processes     315 s              0.3 GB each
    duckdb-memory   within 4 GB       43 and 89 s        2.1 GB
    duckdb-disk     within 4 GB       102 and 139 s      0.9 GB   may hold a sixth of the limit; the rest is on the disk
    pandas          within 4 GB       stopped            2.6 to 3.0 GB held when it asks for more addresses, to sort
    pandas          without limit     154 to 287 s       3.7 to 4.7 GB   at one million: 15 s, 0.7 GB

Where Spark takes over. Not here: exact work grows with the rows (28 MB of Parquet and four to nine seconds a million),
and memory does not, for what does not fit goes to the disk. A hundred million would be 3 GB of files and ten to
twenty-five minutes of the same machine (extrapolated, not run). Spark takes over, first, where the files outgrow one
disk or lie on many machines already; second, and much earlier, where repeats are linked by likeness, which the 40 %
that exact keys miss need. Pairs grow with the square of the rows: 6.8 thousand million for ten million declarations,
one to two hours here; 25 times as many for fifty million, a day or two; a hundred times for a hundred million, most of
a week. The synthetic country has a hundred surnames; a real one has more, and so fewer pairs. Splink runs the same
model in DuckDB and in Spark, so that the step needs no new method.
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
RUNS = {"duckdb-memory": ("duckdb", 2), "duckdb-disk": ("duckdb", 6), "pandas": ("pandas", 0)}
"""Engine of each run, and which part of the limit DuckDB may hold: half of it, and so little that it needs the disk."""
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


def run_engine(engine: str, folder: Path, memory: int, held: int = 0) -> dict[str, Any]:
    for left in folder.glob("work.duckdb*"):
        left.unlink()
    (folder / f"stocks-{engine}.csv").unlink(missing_ok=True)
    try:
        return process("register_engines.py", engine, folder, memory, held)
    except ProcessFailed as failed:
        # Against a limit a library may end the process by itself; without one it is a mistake of ours.
        if not memory:
            raise
        return {"failed": str(failed), "seconds": {}, "peak": None, "total": 0.0}


def line(name: str, result: dict[str, Any], memory: int) -> str:
    limit = f"within {memory / GB:g} GB" if memory else "without limit"
    peak = f"{result['peak'] / GB:.2f} GB" if result["peak"] else "not known"
    steps = ", ".join(f"{step} {seconds:.1f} s" for step, seconds in result["seconds"].items()) or "no step ended"
    end = f"NOT ENOUGH MEMORY ({result['failed']})" if "failed" in result else f"{result['kept']:,} rows kept"
    return f"{name:13} {limit:13} whole process {result['total']:6.1f} s ({steps}); peak memory {peak}; {end}"


def measure(folder: Path, memory: int) -> dict[str, dict[str, Any]]:
    """Run the engines under the limit, and without it those that it stops; print a line for each run."""
    results = {}
    for name, (engine, part) in RUNS.items():
        for limit in (memory, 0):
            results[name] = run_engine(engine, folder, limit, memory // part if part else 0)
            print(line(name, results[name], limit), flush=True)
            if "failed" not in results[name]:
                (folder / f"stocks-{engine}.csv").replace(folder / f"stocks-{name}.csv")
                break
    return results


def hold(results: dict[str, dict[str, Any]], checked: dict[str, Any], folder: Path) -> list[str]:
    """Return what does not hold of the results; nothing where all is well."""
    wrong = []
    for name, result in results.items():
        if result.get("kept") != checked["kept"]:
            wrong.append(f"{name} kept {result.get('kept')}, the truth is {checked['kept']}")
    tables = {(folder / f"stocks-{name}.csv").read_text() for name, result in results.items() if "kept" in result}
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
