"""A results framework: what is read, what is refused, and each fault found where it was put and nowhere else."""

import pandas as pd
import pytest

from ruta.errors import InputError
from ruta.service_access import results_checks as checks
from ruta.service_access import results_framework as frameworks

LANGUAGES = ("en", "es")


def good(**cells):
    row = {
        "row": "X1", "result": "Papers", "level": "outcome", "indicator": "% with papers", "definition": "all of them",
        "unit": "percent", "denominator": "households", "disaggregation": "sex", "better": "up", "source": "panel",
        "responsible": "registry", "budget_line": "1.1", "baseline": "50", "target": "70", "host": "80",
        "baseline_on": "2025-11-15", "target_on": "2029-11-15", "next_on": "2027-11-15",
    }  # fmt: skip
    return frameworks.framework(pd.DataFrame([{**row, **cells}]))


def found(rows):
    return [(finding.code, finding.column) for finding in checks.findings(rows, starts_on=frameworks.STARTS_ON)]


def test_a_whole_row_gives_no_finding_in_either_direction():
    assert found(good()) == []
    assert found(good(better="down", baseline="36", target="24")) == []


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"responsible": " "}, ("blank-cell", "responsible")),
        ({"baseline": pd.NA}, ("blank-cell", "baseline")),
        ({"indicator": "% of families served"}, ("output-as-outcome", "indicator")),
        ({"indicator": "talleres realizados"}, ("output-as-outcome", "indicator")),
        ({"target": "48"}, ("target-not-better", "target")),
        ({"target": "50"}, ("target-not-better", "target")),
        ({"better": "down", "target": "70"}, ("target-not-better", "target")),
        ({"target_on": "2025-11-14", "next_on": "2025-11-14"}, ("target-too-early", "target_on")),
        ({"denominator": ""}, ("no-denominator", "denominator")),
        ({"baseline_on": "2026-01-02"}, ("baseline-late", "baseline_on")),
        ({"host": ""}, ("no-host", "host")),
        ({"source": ""}, ("not-collected", "source")),
        ({"next_on": ""}, ("not-collected", "source")),
        ({"next_on": "2029-11-16"}, ("not-collected", "source")),
    ],
)  # fmt: skip
def test_each_fault_is_the_only_finding(cells, expected):
    assert found(good(**cells)) == [expected]


def test_an_output_may_speak_of_delivery_and_needs_no_host():
    assert found(good(level="output", indicator="kits delivered", unit="number", denominator="", host="")) == []
    assert not checks.speaks_of_delivery("% that obtained care the last time it was needed")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_draft_of_the_lesson_has_its_faults_in_both_languages(language):
    draft = frameworks.example(language=language)
    every = checks.findings(draft, starts_on=frameworks.STARTS_ON)
    assert {(finding.row, finding.code) for finding in every} == {
        ("R2", "output-as-outcome"), ("R2", "no-host"), ("R4", "target-not-better"), ("R5", "no-denominator"),
        ("R6", "baseline-late"), ("R7", "no-host"), ("R8", "blank-cell"), ("R8", "not-collected"),
        ("R9", "target-not-better"),
    }  # fmt: skip
    table = checks.table(every, language=language)
    assert len(table) == len(every)
    assert all(text.startswith(f"{row}, ") for row, text in table.itertuples())


def test_the_draft_is_the_same_in_both_languages_but_for_its_words():
    one, other = (frameworks.example(language=language) for language in LANGUAGES)
    same = [*frameworks.NUMBERS, *frameworks.DATES, "row", "level", "unit", "better", "budget_line"]
    pd.testing.assert_frame_equal(one[same], other[same])


def test_redrawn_targets_are_wrong_and_right_in_each_direction():
    draft = frameworks.example(language="en")
    for seed in range(20):
        rows = frameworks.redrawn(draft, country="SLV", seed=seed)
        wrong = rows.apply(checks.wrong_side, axis="columns")
        assert wrong.groupby(rows["better"]).agg(["any", "all"]).eq([True, False]).all(axis=None)


@pytest.mark.parametrize(
    ("cells", "code", "says"),
    [
        ({"row": ""}, "bad-row-name", "1"),
        ({"baseline": "some"}, "unreadable", "some"),
        ({"target_on": "next year"}, "unreadable", "next year"),
        ({"level": "impact"}, "unknown-word", "impact"),
        ({"better": "more"}, "unknown-word", "more"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_read_is_named(cells, code, says, language):
    with pytest.raises(InputError) as refused:
        good(**cells)
    assert refused.value.code == f"aid-to-solutions.{code}"
    assert says in refused.value.sentence(language)


def test_a_missing_column_and_a_name_used_twice_are_named():
    rows = good()
    with pytest.raises(InputError) as refused:
        frameworks.framework(rows.drop(columns="host"))
    assert "host" in refused.value.sentence("en")
    with pytest.raises(InputError) as refused:
        frameworks.framework(pd.concat([rows, rows]))
    assert "X1" in refused.value.sentence("es")
