"""The detectors of the early-warning pillar over a whole country: 2,500 municipalities, ten years of weeks.

Run: python benchmarks/detectors.py [--municipalities 2500] [--years 10] [--only c1 cusum]
Every run is a process of its own, on the same made-up counts with gaps. Three ways:
  table    one call with the table weeks x municipalities, as the package is meant to be used;
  loop     one call per municipality, each with a table of one column, put together at the end;
  rolling  the same definition in rolling windows of pandas, one call with the table, where there is one. CUSUM is a
           recursion and the seasonal limit looks back by years: neither is a rolling window.
"whole" is the wall time of the process with its imports and reading; "call" the wall time of the detector alone and
"cpu" its processor time, which other work on the machine does not lengthen much. The results of the ways are compared.

Measured on two cores that the work of others shared (load of 5 to 8, so that only the processor time says much):

               whole process       processor time of the call            memory
               table     loop      table     loop      rolling           table
    c1         2.6 s     18.4 s    0.28 s    5.8 s     0.17 s            0.19 GB
    c2         2.5 s     17.8 s    0.36 s    5.7 s     0.27 s            0.19 GB
    c3         2.7 s     25.2 s    0.35 s    8.9 s     0.27 s            0.19 GB
    cusum      1.2 s     12.5 s    0.04 s    5.9 s                       0.17 GB
    seasonal   1.9 s      7.1 s    0.46 s    3.0 s                       0.21 GB

Rolling windows of pandas are as fast or faster: their sums are carried on from week to week. The package adds each
window afresh, which is exact to the last digits and shows how a gap is treated.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

WEEKS_IN_YEAR = 52
WAYS = ("table", "loop", "rolling")
MIN_SIGMA, LENGTH, MINIMUM = 0.5, 7, 5
CLOSE = 1e-12
CLOSE_ROLLING = 1e-6
"""pandas updates a running sum from week to week, so its rounding grows along the series."""


def make(folder: Path, municipalities: int, years: int) -> None:
    """Write skewed weekly counts: many small places, a tenth of them with bursts, one report in twenty missing."""
    rng = np.random.default_rng(2024)
    weeks = years * WEEKS_IN_YEAR
    usual = rng.gamma(0.8, 3, municipalities)
    counts = rng.poisson(usual * rng.gamma(2, 0.5, (weeks, municipalities))).astype("float64")
    for place in rng.choice(municipalities, municipalities // 10, replace=False):
        start = int(rng.integers(weeks))
        counts[start : start + 6, place] += 10 + 3 * usual[place]
    counts[rng.random(counts.shape) < 0.05] = np.nan
    np.save(folder / "counts.npy", counts)


def rolling_ears(counts: Any, name: str) -> Any:
    guard = 0 if name == "c1" else 2
    before = counts.shift(1 + guard).rolling(LENGTH, min_periods=MINIMUM)
    statistic = (counts - before.mean()) / before.std().clip(lower=MIN_SIGMA)
    statistic.iloc[: LENGTH + guard] = np.nan
    if name != "c3":
        return statistic
    over = (statistic - 1).clip(lower=0)
    return over + over.shift(1) + over.shift(2)


def detectors() -> dict[str, Callable[[Any], Any]]:
    from ruta.early_warning import detection
    from ruta.early_warning.cusum import cusum
    from ruta.early_warning.seasonal import seasonal_limit

    return {
        "c1": lambda counts: detection.c1(counts, min_sigma=MIN_SIGMA),
        "c2": lambda counts: detection.c2(counts, min_sigma=MIN_SIGMA),
        "c3": lambda counts: detection.c3(counts, min_sigma=MIN_SIGMA),
        "cusum": lambda counts: cusum(counts, expected=counts.iloc[: 2 * WEEKS_IN_YEAR].mean() + 0.1),
        "seasonal": lambda counts: seasonal_limit(counts, q=0.75, years=5),
    }


NAMES = ("c1", "c2", "c3", "cusum", "seasonal")
ROLLING = ("c1", "c2", "c3")


def one_run(folder: Path, way: str, name: str) -> None:
    """Run in a process of its own: detect, keep the result, say the seconds."""
    import pandas as pd
    from register_files import peak_bytes

    values = np.load(folder / "counts.npy")
    index = pd.date_range("2014-01-06", periods=len(values), freq="7D", name="week")
    counts = pd.DataFrame(values, index=index, columns=[f"m{place:04}" for place in range(values.shape[1])])
    detect = detectors()[name]
    wall, cpu = time.perf_counter(), time.process_time()
    if way == "table":
        result = detect(counts)
    elif way == "loop":
        result = pd.concat([detect(counts[[place]]) for place in counts], axis="columns")
    else:
        result = rolling_ears(counts, name)
    seconds = {"call": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    np.save(folder / f"{name}-{way}.npy", result.to_numpy())
    print(json.dumps(seconds | {"peak": peak_bytes()}))


def timed(folder: Path, way: str, name: str) -> dict[str, float]:
    start = time.perf_counter()
    command = [sys.executable, __file__, "--run", way, name, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return {"whole": time.perf_counter() - start, **json.loads(done.stdout)}


def differing(first: Any, second: Any, close: float) -> int:
    """Return the cells in which two results differ, a gap against a number included."""
    return int((~np.isclose(first, second, rtol=close, atol=close, equal_nan=True)).sum())


def compare(folder: Path, names: list[str]) -> int:
    """Print seconds and ratios; return how many ways do not give the result of the table."""
    wrong = 0
    for name in names:
        table = timed(folder, "table", name)
        expected = np.load(folder / f"{name}-table.npy")
        print(f"{name}: {np.isfinite(expected).mean():.1%} of the cells can be judged")
        for way in WAYS:
            if way == "rolling" and name not in ROLLING:
                continue
            found = table if way == "table" else timed(folder, way, name)
            line = (
                f"  {way:8} whole {found['whole']:6.2f} s   call {found['call']:6.2f} s   cpu {found['cpu']:6.2f} s"
                f"   peak {found['peak'] / 1e6:5.0f} MB"
            )
            if way != "table":
                ratios = "  ".join(f"{part} x{found[part] / table[part]:.1f}" for part in ("whole", "call", "cpu"))
                close = CLOSE_ROLLING if way == "rolling" else CLOSE
                cells = differing(np.load(folder / f"{name}-{way}.npy"), expected, close)
                wrong += bool(cells)
                line += f"   {ratios}   {'same to' if not cells else f'{cells:,} cells differ at'} {close:g}"
            print(line, flush=True)
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--municipalities", type=int, default=2500)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--only", nargs="+", choices=NAMES, default=list(NAMES))
    parser.add_argument("--run", nargs=2, metavar=("WAY", "NAME"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        one_run(options.folder, *options.run)
        return
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), options.municipalities, options.years)
        weeks = options.years * WEEKS_IN_YEAR
        print(f"{options.municipalities:,} municipalities x {weeks} weeks = {options.municipalities * weeks:,} cells")
        raise SystemExit(1 if compare(Path(folder), options.only) else 0)


if __name__ == "__main__":
    main()
