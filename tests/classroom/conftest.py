"""Saved answers as the page of a test writes them."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from ruta.practice import pillar_test

PILLAR = "statistics"


def answers(form: str, right: int, *, pillar: str = PILLAR, seed: int = pillar_test.DEFAULT_SEED) -> dict[str, Any]:
    """Answers of which the first so many are right, and the others the first named mistake."""
    items = pillar_test.draw(pillar, seed=seed).form(form)
    return {item.id: item.key if place < right else min(item.mistakes) for place, item in enumerate(items)}


def saved(form: str, pseudonym: str, right: int = 10, **other: Any) -> dict[str, Any]:
    pillar, seed = other.get("pillar", PILLAR), other.get("seed", pillar_test.DEFAULT_SEED)
    return {"schema": "ruta.pillar-test/1", "pillar": pillar, "form": form, "seed": seed, "language": "es",
            "pseudonym": pseudonym, "answers": answers(form, right, pillar=pillar, seed=seed), **other}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "taller"
    made.mkdir()
    return made


@pytest.fixture
def put(folder: Path) -> Callable[..., Path]:
    def written(name: str, content: Any) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return path

    return written


@pytest.fixture
def a_class(put: Callable[..., Path]) -> Callable[[Sequence[tuple[int, int]]], None]:
    """Writes the files of a class from the number of right answers before and after of each person."""

    def written(scores: Sequence[tuple[int, int]]) -> None:
        for number, pair in enumerate(scores):
            for form, right in zip(("before", "after"), pair, strict=True):
                put(f"{form}/{number:02}.json", saved(form, f"person {number:02}", right))

    return written
