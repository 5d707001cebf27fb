"""What is true of the files of the benchmark, and what linking them by likeness would cost.

Run by `register.py`: FOLDER.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
from register_engines import PERSON_KEY
from register_files import CORES, declarations_in

SAMPLE = 2_000_000
"""Pairs whose likeness is computed to know how many a second this machine does."""


def truth(base: duckdb.DuckDBPyConnection, folder: Path, exact_repeats: int) -> dict[str, Any]:
    """Return how many rows a right answer keeps, and how the exact rule does against the persons that there are."""
    files, persons_of = declarations_in(folder), str(folder / "truth-*.parquet")
    rows, keys, persons, whole = base.execute(
        f"""WITH every AS (
            SELECT {PERSON_KEY} AS key, person
            FROM read_parquet('{files}') AS declared
            JOIN read_parquet('{persons_of}') AS true_of USING (declaration_id)),
        pairs AS (SELECT key, person, count(*) AS rows FROM every GROUP BY ALL)
        SELECT sum(rows), count(DISTINCT key), count(DISTINCT person), count(*) FROM pairs"""
    ).fetchall()[0]
    # A key that two persons share is counted twice among the pairs: namesakes born on the same day.
    namesakes = whole - keys
    return {
        "kept": rows - exact_repeats - namesakes,
        "said": [
            f"truth   {exact_repeats:,} exact repeats; {namesakes:,} persons lost as namesakes of the same birth date; "
            f"{rows - persons:,} repeats in all, so the exact rule misses {keys + namesakes - persons:,} "
            f"({(keys + namesakes - persons) / max(1, rows - persons):.0%}): these need linking by likeness"
        ],
    }


def likeness(base: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """Say how many pairs a usual blocking (first surname and year of birth) leaves, and how long they would take."""
    files = declarations_in(folder)
    pairs = base.execute(
        f"""SELECT CAST(sum(rows * (rows - 1) / 2) AS BIGINT) FROM (
            SELECT count(*) AS rows FROM read_parquet('{files}') WHERE birth_date IS NOT NULL
            GROUP BY lower(strip_accents(surname_1)), year(birth_date))"""
    ).fetchall()[0][0]
    base.execute(
        f"""CREATE TEMP TABLE sample AS SELECT given_names AS given, surname_2 AS surname, birth_date AS born
        FROM read_parquet('{files}') USING SAMPLE {int((2 * SAMPLE) ** 0.5)} ROWS (reservoir, 1)"""
    )
    start = time.perf_counter()
    compared = base.execute(
        """SELECT count(*), sum(jaro_winkler_similarity(a.given, b.given)),
        sum(jaro_winkler_similarity(a.surname, b.surname)), sum(abs(date_diff('day', a.born, b.born)))
        FROM sample AS a, sample AS b WHERE a.rowid < b.rowid"""
    ).fetchall()[0][0]
    speed = compared / (time.perf_counter() - start)
    rows = base.execute(f"SELECT count(*) FROM read_parquet('{files}')").fetchall()[0][0]
    hours = pairs / speed / 3600
    return [
        f"Spark   {rows:,} rows leave {pairs:,} pairs to compare (same first surname and year of birth); this machine "
        f"compares {speed:,.0f} pairs a second: {hours:.2g} hours. Exact work grows with the rows, pairs with "
        f"their square: five times the rows would take {25 * hours:.2g} hours. Where that is too long, or the files "
        "outgrow one disk, Spark takes over; not before."
    ]


def main() -> None:
    folder = Path(sys.argv[1])
    exact_repeats = json.loads((folder / "made.json").read_text())["exact_repeats"]
    config = {"threads": CORES, "memory_limit": "4GB", "temp_directory": str(folder / "spill")}
    with duckdb.connect(config=config) as base:
        found = truth(base, folder, exact_repeats)
        found["said"] += likeness(base, folder)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
