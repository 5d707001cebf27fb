"""``ruta inspect``: its exit code, what it prints and what it writes; the register itself stays as it is."""

from pathlib import Path

import pandas as pd
import pytest

from ruta import cli
from tests.datasets.intake.planted import HEADER, clean, to_bytes

LAST = ("--until", "2025-12-31")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    rows = clean("HND")
    rows[3][HEADER.index("surname_1")] = "Z"
    rows[6][HEADER.index("municipality")] = "HN-ZZ-01"
    path = tmp_path / "registro.csv"
    path.write_bytes(to_bytes(rows))
    return path


def test_nothing_to_correct_is_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "clean.csv"
    path.write_bytes(to_bytes(clean("COL")))
    assert cli.main(["--language", "en", "inspect", str(path), "--country", "COL", *LAST]) == 0
    assert "Nothing to correct" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "row", "level"), [("en", "Row 5", "to correct"), ("es", "Fila 5", "por corregir")]
)
def test_findings_are_2_and_are_all_in_the_report(
    register: Path, language: str, row: str, level: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before, out = register.read_bytes(), register.with_name("informe.csv")
    words = ["inspect", str(register), "--country", "HND", *LAST, "--language", language]
    assert cli.main(words) == 2
    assert "--out" in capsys.readouterr().out
    assert cli.main([*words, "--out", str(out)]) == 2
    said = capsys.readouterr().out
    assert row in said
    assert "HN-ZZ-01" in said
    report = pd.read_csv(out, encoding="utf-8-sig")
    corrected = report[report.iloc[:, 0] == level]
    assert corrected.iloc[:, 1:4].to_numpy().tolist() == [
        ["one-letter", 5, "surname_1"],
        ["area-unknown", 8, "municipality"],
    ]
    assert register.read_bytes() == before


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "words",
    [
        ("none.csv", "--country", "HND"),
        (".", "--country", "HND"),
        ("registro.csv", "--country", "XXX"),
        ("registro.csv", "--country", "HND", "--until", "31/12/2025"),
        ("registro.csv", "--country", "HND", "--out", "./registro.csv"),
        ("registro.csv", "--country", "HND", "--out", "none/report.csv"),
    ],
)
def test_bad_input_is_one_sentence_and_2(
    register: Path,
    words: tuple[str, ...],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(register.parent)
    before = register.read_bytes()
    assert cli.main(["--language", language, "inspect", *words]) == 2
    said = capsys.readouterr().err.strip()
    assert said
    assert "Traceback" not in said
    assert "{" not in said
    assert register.read_bytes() == before


def test_any_bytes_are_findings_and_never_a_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.csv"
    for data in (
        b"",
        b"\x00",
        b"\xff",
        b"\xff\xfe\x00",
        b'"',
        b",,,\n,,,\n",
        b"sep=;",
        b"\n\n\nx",
        bytes(range(1, 256)),
    ):
        path.write_bytes(data)
        for language in ("en", "es"):
            assert cli.main(["--language", language, "inspect", str(path), "--country", "MEX"]) == 2
            assert capsys.readouterr().err == ""
