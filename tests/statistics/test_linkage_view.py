"""The figures of the lesson on linkage say in words what they show, in both languages."""

import pandas as pd
import pytest

from ruta import figures
from ruta.errors import InputError
from ruta.statistics import linkage_persons, linkage_view

LANGUAGES = ("en", "es")
PAIRS = pd.DataFrame({"left": [0, 1, 3, 2], "right": [1, 2, 4, 3]})
WEIGHTS = pd.Series([6.0, 2.0, 1.0, -7.5])
TRUTH = ["A", "A", "A", "B", "C"]
SAME = [True, True, False, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_histogram_counts_what_is_linked_and_what_is_wrong(language: str) -> None:
    shown = linkage_view.histogram(WEIGHTS, SAME, threshold=2, title="T", language=language)
    assert {"+2", "2", "0"} <= set(shown.text.replace(",", " ").replace(";", " ").split())
    assert "−8: 1 (0)" in shown.alt
    assert "0: 1 (0)" in shown.alt
    assert "6: 1 (1)" in shown.alt
    assert shown.text in shown.alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_moving_the_threshold_tells_both_errors(language: str) -> None:
    move = linkage_view.threshold_mover(PAIRS, WEIGHTS, TRUTH, title="T", language=language)
    table = linkage_persons.by_threshold(PAIRS, WEIGHTS, TRUTH, thresholds=linkage_view.THRESHOLDS)
    for threshold, counted, extra, erased in ((-10, 1, 0, 2), (0, 2, 0, 1), (2, 3, 0, 0), (6, 4, 1, 0), (20, 5, 2, 0)):
        shown = move(threshold=threshold)
        row = table.loc[threshold]
        assert (row["counted"], row["extra"], row["erased"]) == (counted, extra, erased)
        assert linkage_view.reading_at(table, threshold=threshold, language=language) in shown.text
        assert f"{counted} " in shown.text
        assert figures.synthetic_note(language) in shown.text
        assert shown.alt.startswith("T.")


def test_the_reading_holds_every_number() -> None:
    table = linkage_persons.by_threshold(PAIRS, WEIGHTS, TRUTH, thresholds=[0])
    said = linkage_view.reading_at(table, threshold=0, language="en")
    assert "2 persons counted, 3 true" in said
    assert "first time: 0" in said
    assert "another person: 1" in said
    # Two persons found: records 0, 1, 2 and records 3, 4. Three of four pairs made are right, and none is missing.
    assert "Precision 75.0%, recall 100.0%" in said


@pytest.mark.parametrize(("value", "said"), [(-4, "−4"), (0, "0"), (2.5, "+2.5"), (10, "+10")])
def test_a_weight_has_its_sign(value: float, said: str) -> None:
    assert linkage_view.signed(value) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_errors_have_their_sentences(language: str) -> None:
    for code, params in (
        ("linkage.digits", {"found": "1", "expected": 8}),
        ("linkage.short-key", {"found": 1, "expected": 16}),
        ("linkage.rule", {"found": "street", "expected": "born"}),
        ("linkage.prior", {"found": 2}),
        ("linkage.labels", {"yes": 0, "no": 3}),
    ):
        sentence = InputError(code, **params).sentence(language)
        assert all(str(value) in sentence for value in params.values())
