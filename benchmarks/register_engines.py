"""De-duplicating a register exactly and tabulating its stocks: the same rule in DuckDB and in plain pandas.

The rule. Two declarations are of one person where they have the same identity number; where neither has one, where
given names, both surnames (small letters, without accents), birth date and sex are the same. A second surname may be
blank in both; a declaration that lacks any of the other fields stays alone. The earliest declaration is kept, by day
and then by id.

The stock of an area at the end of a year is the number of persons whose first declaration was taken there until then.
A file of declarations knows of no exits, so these are stocks of persons registered, not of persons still displaced.

Run by `register.py`, each engine as a process of its own: ENGINE FOLDER MEMORY HELD; in bytes, 0 for no limit. HELD is
what DuckDB may hold before it goes to the disk; pandas has no such thing.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from register_files import ACCENTS, CORES, NAMES, declarations_in, peak_bytes

USED = ["declaration_id", "declared_on", "identity_number", *NAMES, "sex", "birth_date", "municipality"]
NAME_KEY = "lower(strip_accents(trim({0})))"
PERSON_KEY = f"""
CASE WHEN identity_number IS NOT NULL THEN identity_number
     WHEN given_names IS NOT NULL AND surname_1 IS NOT NULL AND birth_date IS NOT NULL AND sex IS NOT NULL
     THEN concat_ws('|', {", ".join(NAME_KEY.format(f"coalesce({name}, '')") for name in NAMES)}, birth_date, sex)
     ELSE declaration_id END
"""


class Steps:
    """Seconds of each step, in their order."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def done(self, name: str) -> None:
        now = time.perf_counter()
        self.seconds[name], self._last = now - self._last, now


def with_duckdb(folder: Path, held: int, steps: Steps) -> tuple[int, Any]:
    import duckdb

    settings: dict[str, Any] = {"threads": CORES, "temp_directory": str(folder / "spill"),
                                "preserve_insertion_order": False}  # fmt: skip
    if held:
        settings["memory_limit"] = f"{held // 10**6}MB"
    base = duckdb.connect(str(folder / "work.duckdb"), config=settings)
    # A window goes to the disk where memory ends; min_by(...) GROUP BY was as fast and did not.
    base.execute(
        f"""CREATE TABLE kept AS SELECT municipality, year(declared_on) AS year
        FROM read_parquet('{declarations_in(folder)}')
        QUALIFY row_number() OVER (PARTITION BY {PERSON_KEY} ORDER BY declared_on, declaration_id) = 1"""
    )
    kept = base.execute("SELECT count(*) FROM kept").fetchall()[0][0]
    steps.done("deduplicate")
    stocks = base.execute(
        """WITH added AS (
            SELECT regexp_replace(municipality, '-[0-9]+$', '') AS area, year, count(*) AS persons
            FROM kept GROUP BY ALL),
        years AS (SELECT unnest(range(min(year), max(year) + 1)) AS year FROM added)
        SELECT area, years.year, CAST(sum(persons) FILTER (added.year <= years.year) AS BIGINT) AS persons
        FROM added, years GROUP BY ALL HAVING persons > 0 ORDER BY area, year"""
    ).df()
    steps.done("tabulate")
    base.close()
    return kept, stocks


def with_pandas(folder: Path, _: int, steps: Steps) -> tuple[int, Any]:
    import pandas as pd

    paths = sorted(folder.glob("declarations-*.parquet"))
    table = pd.concat([pd.read_parquet(path, columns=USED) for path in paths], ignore_index=True)
    steps.done("read")
    table = table.sort_values(["declared_on", "declaration_id"], ignore_index=True)
    for name in NAMES:
        table[name] = table[name].str.strip().str.lower().str.translate(ACCENTS)
    told = ["given_names", "surname_1", "birth_date", "sex"]
    numbered = table["identity_number"].notna()
    named = ~numbered & table[told].notna().all(axis="columns")
    repeated = table[numbered].duplicated("identity_number")
    repeated_names = table[named].duplicated([*told, "surname_2"])
    dropped = pd.concat([repeated[repeated], repeated_names[repeated_names]]).index
    kept = table.drop(index=dropped)
    steps.done("deduplicate")
    area = kept["municipality"].str.replace("-[0-9]+$", "", regex=True)
    added = kept.groupby([area.rename("area"), kept["declared_on"].dt.year.rename("year")]).size()
    stocks = added.unstack(fill_value=0).cumsum(axis="columns").stack().rename("persons").reset_index()
    stocks = stocks[stocks["persons"] > 0].reset_index(drop=True)
    steps.done("tabulate")
    return len(kept), stocks


ENGINES: dict[str, Callable[[Path, int, Steps], tuple[int, Any]]] = {"duckdb": with_duckdb, "pandas": with_pandas}


def main() -> None:
    engine, folder, memory, held = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    if memory:
        # All addresses of the process, which is stricter than the memory that it holds.
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    steps = Steps()
    try:
        kept, stocks = ENGINES[engine](folder, held, steps)
    except Exception as error:  # whichever of the libraries' own errors says that memory is not enough
        lacking = any(word in str(error) for word in ("alloc", "memory", "Memory"))
        if not isinstance(error, MemoryError) and not lacking:
            raise
        print(json.dumps({"failed": type(error).__name__, "seconds": steps.seconds, "peak": peak_bytes()}))
        return
    stocks.to_csv(folder / f"stocks-{engine}.csv", index=False)
    print(json.dumps({"kept": kept, "seconds": steps.seconds, "peak": peak_bytes()}))


if __name__ == "__main__":
    main()
