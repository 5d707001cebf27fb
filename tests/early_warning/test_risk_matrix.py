"""The matrix of risks: each gap is found, named in the reader's language, and only where it is."""

import pandas as pd
import pytest

from ruta import messages
from ruta.early_warning import risk_matrix
from ruta.errors import InputError


def whole() -> pd.DataFrame:
    """One sound row for each risk, none of which needs a victim to speak."""
    rows = [
        {"row": f"R{number}", "risk": risk, "unit": "count", "needs_report": False}
        | {column: f"{column} {number}" for column in risk_matrix.COLUMNS if column != "risk"}
        for number, risk in enumerate(risk_matrix.RISKS, 1)
    ]
    return pd.DataFrame(rows).set_index("row")


def found(matrix: pd.DataFrame) -> list[tuple[str, str]]:
    table = risk_matrix.gaps(matrix, language="en")
    return list(zip(table["row"], table["gap"], strict=True))


def test_a_whole_matrix_has_no_gap() -> None:
    assert found(whole()) == []


@pytest.mark.parametrize("blank", ["", "  ", None])
@pytest.mark.parametrize("column", [column for column in risk_matrix.COLUMNS if column != "risk"])
def test_each_blank_is_one_gap(column: str, blank: str | None) -> None:
    matrix = whole()
    matrix.loc["R3", column] = blank
    assert found(matrix) == [("R3", f"no-{column}")]


@pytest.mark.parametrize("owner", ["The competent authorities", "Las autoridades competentes.", " el gobierno "])
def test_an_owner_that_is_no_post_is_a_gap(owner: str) -> None:
    matrix = whole()
    matrix.loc["R2", "authority"] = owner
    assert found(matrix) == [("R2", "no-authority")]


def test_single_cases_are_refused_for_survivors_and_children_only() -> None:
    matrix = whole().assign(unit="case")
    assert found(matrix) == [("R1", "case-data"), ("R3", "case-data")]


def test_a_risk_that_hangs_on_its_victims_and_one_without_a_row_are_named() -> None:
    matrix = whole().drop(index="R2")
    matrix.loc["R4", "needs_report"] = True
    assert found(matrix) == [("dispossession", "no-row"), ("extortion", "only-reports")]
    matrix.loc["R5"] = matrix.loc["R4"].to_dict() | {"needs_report": False}
    assert found(matrix) == [("dispossession", "no-row")]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_gap_has_its_own_sentence(language: str) -> None:
    matrix = whole().iloc[[0, 3]].assign(unit="case", needs_report=True)
    matrix[[column for column in risk_matrix.COLUMNS if column != "risk"]] = ""
    table = risk_matrix.gaps(matrix, language=language)
    # Eight blanks, the cases, the risks without a row and those that hang on their victims.
    assert table["gap"].nunique() == table["sentence"].nunique() == 11


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_matrix_that_cannot_be_read_is_named(language: str) -> None:
    with pytest.raises(InputError) as caught:
        risk_matrix.gaps(whole().drop(columns="remedy"), language=language)
    assert "remedy" in caught.value.sentence(language)
    matrix = whole()
    matrix.loc["R4", "risk"] = "flood"
    with pytest.raises(InputError) as caught:
        risk_matrix.gaps(matrix, language=language)
    assert "R4" in caught.value.sentence(language)
    assert "flood" in caught.value.sentence(language)
