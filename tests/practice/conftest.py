"""A small exercise with one question of each kind, so that the ladder is tested apart from the real lessons."""

import pandas as pd
import pytest

from ruta.practice import (
    Choice,
    Column,
    Exercise,
    Labels,
    Misconception,
    Number,
    Params,
    Question,
)

WAITS = pd.DataFrame({"area": ["A", "B", "C"], "days": [10.0, 20.0, 60.0]})


def load(params: Params) -> dict[str, pd.DataFrame]:
    return {"waits": WAITS.copy()}


def question(name: str, answer: object, expected: object, *mistakes: object) -> Question:
    return Question(
        id=name,
        outcome=1,
        kind="compute",
        variable=name,
        answer=answer,  # type: ignore[arg-type]
        expected=lambda data, params: expected,
        misconceptions=tuple(
            Misconception(f"m{number}", lambda data, params, value=value: value)  # type: ignore[misc]
            for number, value in enumerate(mistakes, start=1)
        ),
    )


@pytest.fixture
def toy() -> Exercise:
    areas = ("A", "B", "C")
    return Exercise(
        id="toy/01-toy",
        domain="toy",
        load=load,
        questions=(
            question("mean", Number(unit="days", tolerance=0.5, minimum=0, maximum=365), 30.0, 20.0, 45.0),
            question("pick", Choice(options=("a", "b", "c", "d")), "b", "a", "c"),
            question("late", Labels(options=areas), {"B", "C"}, {"C"}, {"A", "B", "C"}),
            question(
                "each",
                Column(unit="days", index=lambda data, params: areas, tolerance=0.1),
                {"A": 1.0, "B": float("nan"), "C": 3.0},
                {"A": 1.0, "B": 0.0, "C": 3.0},
                {"A": 3.0, "B": 2.0, "C": 1.0},
            ),
        ),
    )


@pytest.fixture
def params() -> Params:
    return Params(country="HND", seed=2026, language="es")


@pytest.fixture(autouse=True)
def away_from_the_tree(tmp_path, monkeypatch) -> None:
    """Progress files belong to a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RUTA_PROGRESS", raising=False)
    return
