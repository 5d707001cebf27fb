"""A lesson runs end to end on an office's file: its own numbers, its own words, for its owner only."""

import json
import os
import re
import socket
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ruta import cli, datasets, figures, own_data
from ruta.course import own_fit, own_run
from ruta.datasets import own
from ruta.datasets.frames import to_csv
from ruta.datasets.own.back import write_back
from ruta.datasets.own.tables import file_of
from ruta.errors import InputError
from tests.datasets.own.offices import mapping

INVENTED = re.compile("synthetic|invented|sintétic|inventad", re.IGNORECASE)


def files(folder: Path, table: str, rows: pd.DataFrame | None = None) -> tuple[str, str]:
    """Write an office's file and its mapping; return their names."""
    made = mapping(table)
    data = datasets.table(table, country="MEX", seed=11) if rows is None else rows
    csv, saved = folder / f"{table}-2025.csv", folder / f"{table}.json"
    csv.write_text(write_back(data, made).to_csv(index=False, sep=";"), encoding="utf-8")
    saved.write_text(own.dump(made), encoding="utf-8")
    return str(csv), str(saved)


def outputs(notebook: Path) -> str:
    content: dict[str, Any] = json.loads(notebook.read_text(encoding="utf-8"))
    said = []
    for cell in content["cells"]:
        for output in cell.get("outputs", []):
            said += [*output.get("text", []), *output.get("data", {}).get("text/plain", [])]
            said += re.sub(r'base64,[^"]*', "", "".join(output.get("data", {}).get("text/html", [])))
    return "".join(said)


@pytest.mark.notebooks
@pytest.mark.parametrize(
    ("table", "lesson", "number"),
    [
        ("declarations", "statistics/04-one-person-many-records", lambda rows: f"{len(rows):,} declara"),
        ("weekly-incidents", "early-warning/03-detecting", lambda rows: f"{rows['incidents'].isna().sum()} "),
        ("service-requests", "service-access/03-waiting",
         lambda rows: f"{(rows['service'] == 'identity-document').sum()} "),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_lesson_runs_on_the_office_s_table(
    table: str, lesson: str, number: Any, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = datasets.table(table, country="MEX", seed=11)
    csv, saved = files(tmp_path, table)
    out = tmp_path / "results"
    words = ["--language", language, "own", "run", csv, "--mapping", saved, "--country", "MEX", "--out", str(out)]
    assert cli.main(words) == 0, capsys.readouterr().err
    found = out / own_run.RESULTS / language / "MEX" / "2026" / f"{lesson}.ipynb"
    said = outputs(found)
    assert number(rows) in said
    own_note = {"en": "The office's own data", "es": "Datos propios de la oficina"}[language]
    assert own_note in said
    assert own_note in "".join(json.loads(found.read_text(encoding="utf-8"))["cells"][0]["source"])
    assert INVENTED.findall(said) == []
    if os.name == "posix":
        for path in [out, *out.rglob("*")]:
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


@pytest.fixture
def offices(tmp_path: Path) -> Path:
    table = datasets.table("service-requests", country="HND", seed=5)
    path = tmp_path / file_of("service-requests", "HND")
    path.parent.mkdir()
    path.write_text(to_csv(table), encoding="utf-8")
    return tmp_path


def test_the_tables_of_the_process_are_the_office_s_and_no_synthetic_one_stands_beside_them(offices: Path) -> None:
    theirs = datasets.table("service-requests", country="HND", seed=5)
    synthetic = figures.synthetic_note("en")
    with own_run.office(offices):
        pd.testing.assert_frame_equal(datasets.table("service-requests", country="HND"), theirs)
        assert figures.synthetic_note("en") == "The office's own data."
        for name, country in (("declarations", "HND"), ("service-requests", "MEX")):
            with pytest.raises(InputError) as caught:
                datasets.table(name, country=country)
            assert caught.value.code == "own.not-given"
        with pytest.raises(InputError) as caught:
            datasets.truth("waits", country="HND")
        assert caught.value.code == "own.no-truth"
    assert own_data.folder() is None
    assert figures.synthetic_note("en") == synthetic


def run(*words: str) -> int:
    return cli.main(["--language", "en", "own", *words])


def test_check_opens_no_connection_and_writes_nothing_but_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    csv, saved = files(tmp_path, "declarations")
    before = {path.name for path in tmp_path.iterdir()}

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    report = tmp_path / "report.csv"
    assert run("check", csv, "--mapping", saved, "--country", "MEX", "--out", str(report)) == 0
    assert {path.name for path in tmp_path.iterdir()} == before | {"report.csv"}
    assert "declared_on from" in capsys.readouterr().out
    if os.name == "posix":
        assert report.stat().st_mode & 0o077 == 0


def test_a_report_is_never_written_over_what_the_office_gave(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    csv, saved = files(tmp_path, "declarations")
    before = Path(csv).read_bytes()
    for target in (csv, saved, str(tmp_path)):
        assert run("check", csv, "--mapping", saved, "--country", "MEX", "--out", target) == 2
        assert "another name" in capsys.readouterr().err
    assert Path(csv).read_bytes() == before


def test_a_row_that_cannot_be_true_stops_the_run_unless_it_is_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = datasets.table("service-requests", country="HND").head(3)
    rows.loc[1, "request_id"] = rows.loc[0, "request_id"]
    csv, saved = files(tmp_path, "service-requests", rows)
    words = ["run", csv, "--mapping", saved, "--country", "HND", "--out", str(tmp_path / "out")]
    assert run(*words) == 2
    said = capsys.readouterr().err
    assert "rows 2, 3" in said
    assert "2 of 3 rows" in said
    assert run(*words, "--leave-out") == 2
    assert "No lesson can be run" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("lesson", "said"),
    [
        ("07-from-signal-to-alert", "not run on a real register"),
        ("03-choosing-a-source", "not mixed with invented ones"),
        ("03-waiting", "reads service-requests"),
        ("01-who-is-counted", "invented or published"),
    ],
)
def test_a_lesson_that_cannot_run_is_refused_in_words(
    lesson: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    csv, saved = files(tmp_path, "declarations")
    words = ["--mapping", saved, "--country", "MEX", "--lessons", lesson, "--out", str(tmp_path / "out")]
    assert run("run", csv, *words) == 2
    assert said in capsys.readouterr().err


def test_results_are_not_written_among_other_things(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    csv, saved = files(tmp_path, "declarations")
    assert run("run", csv, "--mapping", saved, "--country", "MEX", "--out", str(tmp_path)) == 2
    assert "holds other things" in capsys.readouterr().err


def test_a_draft_is_written_once_and_is_refused_until_it_is_confirmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = write_back(datasets.table("declarations", country="HND").head(9), mapping("declarations", prefix=""))
    csv, draft = tmp_path / "r.csv", tmp_path / "draft.json"
    csv.write_text(table.rename(columns={"sex": "Sexo"}).to_csv(index=False), encoding="utf-8")
    words = [str(csv), "--country", "HND", "--mapping", str(draft)]
    assert run("suggest", *words, "--table", "declarations") == 0
    assert run("suggest", *words, "--table", "declarations") == 2
    assert "exists already" in capsys.readouterr().err
    assert run("check", *words) == 2
    assert "nobody has confirmed" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("check",), ("check", "x.csv"), ("check", "x.csv", "--mapping", "m.json"),
        ("run", "x.csv", "--mapping", "m.json"),
        ("check", "no.csv", "--mapping", "no.json", "--country", "HND"),
        ("check", "a.csv", "b.csv", "--mapping", "no.json", "--country", "HND"),
        ("suggest", "no.csv", "--mapping", "new.json", "--country", "HND", "--table", "stocks"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_in_one_sentence(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*words) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_table_too_large_or_too_short_for_a_lesson_is_said() -> None:
    one = datasets.table("declarations", country="HND").head(1)
    weeks = datasets.table("weekly-incidents", country="HND")
    requests = datasets.table("service-requests", country="HND")
    for lesson, good, bad in (
        ("statistics/04-one-person-many-records", one.loc[[0, 0]], one),
        ("early-warning/03-detecting", weeks, weeks[weeks["week"] < "2024-01-01"]),
        ("service-access/03-waiting", requests, requests[requests["group"] == "host"]),
    ):
        assert own_fit.check(lesson, good) is None
        assert own_fit.check(lesson, bad) is not None


def test_the_mapping_is_refused_where_the_file_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    csv, saved = files(tmp_path, "declarations")
    made = mapping("declarations")
    renamed = replace(made, columns={f"{name} ": column for name, column in made.columns.items()})
    Path(saved).write_text(own.dump(renamed), encoding="utf-8")
    assert run("check", csv, "--mapping", saved, "--country", "MEX") == 2
    assert "does not have" in capsys.readouterr().err
