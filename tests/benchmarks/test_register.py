"""The benchmark of a country's register still runs, and both engines follow the rule that it states."""

import json
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
ENGINES = ("duckdb", "pandas")
RUNS = ("duckdb-memory", "duckdb-disk", "pandas")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the limit of memory is of Linux and macOS")


def run(script: str, *words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCHMARKS / script), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.strip().lower())
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def by_hand(table: pd.DataFrame) -> tuple[int, dict[tuple[str, int], int]]:
    """Return persons kept and stocks by area and year, declaration by declaration."""
    first: dict[object, tuple[str, int]] = {}
    for row in table.sort_values(["declared_on", "declaration_id"]).astype("object").itertuples():
        told = [row.given_names, row.surname_1, row.birth_date, row.sex]
        key: object = row.declaration_id
        if not pd.isna(row.identity_number):
            key = row.identity_number
        elif not any(map(pd.isna, told)):
            second = "" if pd.isna(row.surname_2) else row.surname_2
            key = (plain(row.given_names), plain(row.surname_1), plain(second), row.birth_date, row.sex)
        first.setdefault(key, (row.municipality.rpartition("-")[0], row.declared_on.year))
    added = Counter(first.values())
    years = range(min(year for _, year in added), max(year for _, year in added) + 1)
    stocks = {
        (area, year): sum(count for (where, when), count in added.items() if where == area and when <= year)
        for area in {area for area, _ in added}
        for year in years
    }
    return len(first), {place: persons for place, persons in stocks.items() if persons}


def stocks_of(folder: Path, name: str) -> dict[tuple[str, int], int]:
    table = pd.read_csv(folder / f"stocks-{name}.csv")
    assert table[["area", "year"]].apply(tuple, axis="columns").is_monotonic_increasing
    return {(row.area, row.year): row.persons for row in table.itertuples()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("register")
    done = run("register.py", "--declarations", 20_000, "--folder", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, done.stdout


def test_both_engines_agree_with_the_known_truth(made: tuple[Path, str]) -> None:
    folder, said = made
    table = pd.read_parquet(sorted(folder.glob("declarations-*.parquet")))
    assert len(table) == 20_000
    kept, stocks = by_hand(table)
    for run_name in RUNS:
        assert stocks_of(folder, run_name) == stocks
    assert said.count(f"{kept:,} rows kept") == len(RUNS)
    assert "it is the truth" in said
    truth = json.loads((folder / "made.json").read_text())
    # No two persons of one block of this seed are namesakes born on one day.
    assert kept == 20_000 - truth["exact_repeats"]
    assert truth["persons"] < kept, "exact keys do not find every repeat: that is what linkage is for"


def test_a_wrong_table_or_count_is_told(made: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import register  # type: ignore[import-not-found]

    folder, _ = made
    results: dict[str, dict[str, Any]] = {name: {"kept": 5} for name in RUNS}
    assert register.hold(results, {"kept": 5}, folder) == []
    assert len(register.hold(results | {"pandas": {"kept": 6}}, {"kept": 5}, folder)) == 1
    assert len(register.hold(results | {"pandas": {"failed": "MemoryError"}}, {"kept": 5}, folder)) == 1
    file = folder / "stocks-pandas.csv"
    before = file.read_text()
    file.write_text(before.replace("2020", "2019", 1))
    assert register.hold(results, {"kept": 5}, folder) == ["the engines give different tables"]
    file.write_text(before)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_rule_on_declarations_written_by_hand(engine: str, tmp_path: Path) -> None:
    born = pd.Timestamp("1990-02-03")
    rows = [
        # The same number: one person, whatever the names; the earliest counts.
        ("D2", "2021-05-01", "0000000007", "Ana", "Díaz", "Peña", "F", born, "CO-ANT-01"),
        ("D1", "2020-05-01", "0000000007", "Anna", "Diaz", None, "M", None, "CO-CAQ-02"),
        # No number: the same names but for accents, capitals and spaces; on one day the smaller id counts.
        ("D4", "2021-06-01", None, "José ", "MUÑOZ", None, "M", born, "CO-ANT-01"),
        ("D3", "2021-06-01", None, "jose", "Munoz", None, "M", born, "CO-CHO-01"),
        # Another second surname, or a number on one side only: not the same.
        ("D5", "2021-06-01", None, "José", "Muñoz", "Ríos", "M", born, "CO-ANT-01"),
        ("D6", "2021-06-01", "0000000009", "José", "Muñoz", None, "M", born, "CO-ANT-01"),
        # A blank among what tells a person: alone, even twice.
        ("D7", "2022-06-01", None, "Luz", "Vega", None, None, born, "CO-ANT-02"),
        ("D8", "2022-06-01", None, "Luz", "Vega", None, None, born, "CO-ANT-02"),
        ("D9", "2022-06-01", None, "Luz", "Vega", None, "F", None, "CO-ANT-02"),
    ]
    names = ["declaration_id", "declared_on", "identity_number", "given_names", "surname_1", "surname_2", "sex",
             "birth_date", "municipality"]  # fmt: skip
    table = pd.DataFrame(rows, columns=names).astype({"declared_on": "datetime64[us]", "birth_date": "datetime64[us]"})
    table.to_parquet(tmp_path / "declarations-0000.parquet", index=False)
    done = run("register_engines.py", engine, tmp_path, 0, 0)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["kept"] == 7
    assert stocks_of(tmp_path, engine) == {
        ("CO-ANT", 2021): 2, ("CO-ANT", 2022): 5, ("CO-CAQ", 2020): 1, ("CO-CAQ", 2021): 1, ("CO-CAQ", 2022): 1,
        ("CO-CHO", 2021): 1, ("CO-CHO", 2022): 1,
    }  # fmt: skip
    assert by_hand(table) == (7, stocks_of(tmp_path, engine))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to the limit")
@pytest.mark.parametrize("engine", ENGINES)
def test_too_little_memory_is_a_result_and_no_crash(
    engine: str, made: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import register

    table = pd.read_parquet(made[0] / "declarations-0000.parquet")
    table.to_parquet(tmp_path / "declarations-0000.parquet", index=False)
    result = register.run_engine(engine, tmp_path, 150_000_000)
    assert "NOT ENOUGH MEMORY" in register.line(engine, result, 150_000_000)
