"""The register of a whole country as Parquet files, made block by block, and what is true of it.

Each block is a synthetic Colombia of its own seed, as the course makes it (`ruta.datasets`): declarations with delays,
repeats, accents lost, surnames swapped, names shortened and cells left blank, in other areas and municipalities each.
Two things are added, for the register of an office has them: ids that are unique over all blocks, and an identity
number of ten digits, written down in about three declarations of four.
"""

import json
import math
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd

from ruta.datasets import draws
from ruta.datasets.synthetic import Synthetic

COUNTRY, SEED, CORES = "COL", 2026, 2
BLOCK = 64_000
"""Declarations of one block: 0.3 GB of memory while it is made."""
PER_HOUSEHOLD = 1.5
"""Fewer declarations than a household gives, so that a block has enough of them."""
WITH_IDENTITY = 0.74
# Coprime with ten thousand million: each person gets another number, and neighbours get numbers far apart.
STEP, NUMBERS = 736_879, 10**10
ACCENTS = str.maketrans("áéíóúüñ", "aeiouun")
NAMES = ["given_names", "surname_1", "surname_2"]


def declarations_in(folder: Path) -> str:
    return str(folder / "declarations-*.parquet")


def make(folder: Path, declarations: int) -> pd.DataFrame:
    """Write the files into a folder and return the truth about each block: see `make_block`."""
    blocks = math.ceil(declarations / BLOCK)
    sizes = [min(BLOCK, declarations - BLOCK * block) for block in range(blocks)]
    if blocks == 1:
        return pd.DataFrame([make_block(folder, 0, sizes[0])])
    with ProcessPoolExecutor(CORES) as pool:
        truths = pool.map(make_block, [folder] * blocks, range(blocks), sizes)
        return pd.DataFrame(list(truths))


def make_block(folder: Path, block: int, size: int) -> dict[str, int]:
    """Write one block: the declarations, and apart from them the person whom each is about.

    Returns how many persons there are, how many declarations the rule of the benchmark can drop (`exact_repeats`), and
    the peak memory of the process.
    """
    households = math.ceil(size / PER_HOUSEHOLD) + 50
    table, who = Synthetic(COUNTRY, SEED + block, households).declared
    if len(table) < size:
        raise ValueError(f"block {block} has {len(table)} declarations, fewer than {size}")
    rng = draws.generator(seed=SEED + block, country=COUNTRY, name="benchmark")
    # A lot, and not the first ones: these would all be of the first years.
    kept = np.sort(draws.lot(rng, size=len(table))[:size])
    table, person = table.iloc[kept].reset_index(drop=True), who[kept] + block * 1_000_000
    identity = pd.Series((person + 1) * STEP % NUMBERS).astype("str").str.zfill(10)
    table["identity_number"] = identity.where(rng.random(size) < WITH_IDENTITY)
    first = block * BLOCK
    table["declaration_id"] = [f"CO-D{number:08d}" for number in range(first + 1, first + size + 1)]
    table.to_parquet(folder / f"declarations-{block:04d}.parquet", index=False)
    truth = pd.DataFrame({"declaration_id": table["declaration_id"], "person": person})
    truth.to_parquet(folder / f"truth-{block:04d}.parquet", index=False)
    return {"persons": len(np.unique(person)), "exact_repeats": exact_repeats(table, person), "peak": peak_bytes()}


def exact_repeats(table: pd.DataFrame, person: draws.Whole) -> int:
    """Return how many declarations repeat an earlier one of the same person exactly, by the rule of the benchmark.

    Counted within each person, with Python's own texts: nothing of it is shared with the engines that are compared.
    """
    seen: set[tuple[object, ...]] = set()
    for row, who in zip(rows_of(table), person.tolist(), strict=True):
        key = key_of(row)
        if key:
            seen.add((who, *key))
    keyed = sum(bool(key_of(row)) for row in rows_of(table))
    return keyed - len(seen)


def rows_of(table: pd.DataFrame) -> Iterator[dict[str, object]]:
    columns = ["identity_number", *NAMES, "birth_date", "sex"]
    cells = [table[name].astype("object").where(table[name].notna(), None).tolist() for name in columns]
    return (dict(zip(columns, values, strict=True)) for values in zip(*cells, strict=True))


def key_of(row: dict[str, object]) -> tuple[object, ...]:
    """Return what tells a person by the rule: number, else names, birth date and sex; nothing where one is blank."""
    if row["identity_number"]:
        return (row["identity_number"],)
    if not all(row[name] for name in ("given_names", "surname_1", "birth_date", "sex")):
        return ()
    names = (str(row[name] or "").strip().lower().translate(ACCENTS) for name in NAMES)
    return (*names, row["birth_date"], row["sex"])


def main() -> None:
    folder, declarations = Path(sys.argv[1]), int(sys.argv[2])
    kept, start = folder / "made.json", time.perf_counter()
    if not kept.exists() or json.loads(kept.read_text())["declarations"] != declarations:
        for left in folder.glob("*.parquet"):
            left.unlink()
        blocks = make(folder, declarations)
        size = sum(path.stat().st_size for path in folder.glob("declarations-*.parquet"))
        kept.write_text(
            json.dumps(
                {
                    "declarations": declarations,
                    "persons": int(blocks["persons"].sum()),
                    "exact_repeats": int(blocks["exact_repeats"].sum()),
                    "peak": int(blocks["peak"].max()),
                    "bytes": size,
                    "seconds": time.perf_counter() - start,
                }
            )
        )
    print(kept.read_text())


def peak_bytes() -> int:
    """Return the largest memory that this process has held (resident), in bytes."""
    # Not getrusage: its figure is inherited from the process that started this one.
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource

    unit = 1 if os.uname().sysname == "Darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    main()
