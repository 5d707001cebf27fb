"""Candidate common actions: what is missing is refused in one sentence that names the row."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.exchange import actions, cards
from ruta.messages import LANGUAGES

GOOD = {
    "id": "sheet", "countries": "HND MEX", "title_en": "One sheet", "title_es": "Una ficha", "owner_en": "The office",
    "owner_es": "La oficina", "indicator_en": "Share", "indicator_es": "Proporción", "baseline": "0",
    "baseline_on": "2027-01-15", "due": "2027-09-30", "evidence": "F1 F2",
}  # fmt: skip
EVIDENCE = ("F1", "F2")


def examined(**changes: str) -> pd.Series:
    table = pd.DataFrame([GOOD | changes])
    return actions.examine(table, evidence=EVIDENCE, language="en").iloc[0]


def test_a_complete_action_is_ready_and_keeps_its_day() -> None:
    found = examined()
    assert (found["status"], found["why"]) == ("ready", "")
    assert found["due"] == pd.Timestamp("2027-09-30")


def test_a_month_ends_on_its_last_day() -> None:
    assert examined(due="2028-02")["due"] == pd.Timestamp("2028-02-29")


def test_one_language_stands_in_for_the_other_and_unmeasured_needs_no_date() -> None:
    assert examined(owner_en="", title_es="", indicator_en=" ")["status"] == "ready"
    assert examined(baseline="unmeasured", baseline_on="")["status"] == "ready"


REFUSED = [
    ({"owner_en": "", "owner_es": " "}, "has no owner"),
    ({"indicator_en": "", "indicator_es": ""}, "has no indicator"),
    ({"title_en": "", "title_es": ""}, "does not say what will be done"),
    ({"countries": "HND HND"}, "names HND twice"),
    ({"countries": "HND GTM"}, "the country GTM"),
    ({"countries": "HND"}, "needs at least two"),
    ({"countries": ""}, "needs at least two"),
    ({"baseline": ""}, "has the baseline -"),
    ({"baseline": "some"}, "has the baseline some"),
    ({"baseline": "-3"}, "has the baseline -3"),
    ({"baseline_on": ""}, "no date in the column baseline_on"),
    ({"due": ""}, "no date in the column due"),
    ({"due": "03/04/2027"}, "can be read as 2027-03-04 or as 2027-04-03"),
    ({"due": "31/12/2027"}, "has to be written 2027-12-31"),
    ({"due": "2027-02-30"}, "does not exist"),
    ({"due": "soon"}, "soon is no date; write a day"),
    ({"due": "90"}, "is a number of days"),
    ({"due": "2027-01-15"}, "not after the day of its baseline"),
    ({"evidence": ""}, "names no figure"),
    ({"evidence": "F1 F7"}, "rests on F7"),
]


@pytest.mark.parametrize(("changes", "words"), REFUSED)
def test_what_is_missing_is_said_in_one_sentence_that_names_the_row(changes: dict[str, str], words: str) -> None:
    found = examined(**changes)
    assert found["status"] == "refused"
    assert pd.isna(found["due"])
    assert words in found["why"]
    assert "2 (sheet)" in found["why"]
    spanish = actions.examine(pd.DataFrame([GOOD | changes]), evidence=EVIDENCE, language="es").iloc[0]["why"]
    assert "2 (sheet)" in spanish
    assert spanish != found["why"]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (pd.DataFrame([GOOD]).drop(columns="owner_es"), "lacks the columns owner_es"),
        (pd.DataFrame([GOOD, GOOD]), "Row 3 of the table of actions has the id sheet"),
        (pd.DataFrame([GOOD | {"id": ""}]), "Row 2 of the table of actions has the id -"),
    ],
)
def test_a_table_whose_rows_cannot_be_named_is_refused(table: pd.DataFrame, words: str) -> None:
    with pytest.raises(InputError) as refused:
        actions.examine(table, evidence=EVIDENCE, language="en")
    assert words in refused.value.sentence("en")


BLANKED = st.lists(st.sets(st.sampled_from([name for name in actions.COLUMNS if name != "id"])), min_size=1, max_size=5)


@given(BLANKED)
@settings(max_examples=30)
def test_ready_means_that_nothing_needed_is_blank(blanked: list[set[str]]) -> None:
    rows = [GOOD | {"id": str(n)} | dict.fromkeys(names, "") for n, names in enumerate(blanked)]
    found = actions.examine(pd.DataFrame(rows), evidence=EVIDENCE, language="en")
    for row, names in zip(found.itertuples(), blanked, strict=True):
        pairs = any({f"{part}_en", f"{part}_es"} <= names for part in ("title", "owner", "indicator"))
        needed = pairs or bool(names & {"countries", "baseline", "baseline_on", "due", "evidence"})
        assert (row.status == "refused") == needed
        assert bool(row.why) == needed


@pytest.mark.parametrize("language", LANGUAGES)
def test_half_of_the_invented_candidates_go_back_each_for_its_own_reason(language: str) -> None:
    found = actions.examine(actions.candidates(), evidence=cards.card_ids(), language=language)
    assert list(found["status"]) == ["ready"] * 4 + ["refused"] * 4
    assert found.loc[found["status"] == "refused", "why"].nunique() == 4
