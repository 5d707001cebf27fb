"""May these figures stand side by side? Against what documents say of real pairs, and by its rules."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.exchange import cards, comparing
from ruta.exchange.comparing import APART, CONDITIONS, DIFFERENT, NOT_STATED, NOTE, SAME, TOGETHER, VERDICTS
from ruta.messages import LANGUAGES

CELLS = st.sampled_from(["", " ", "persons", "families"])
CARD = st.fixed_dictionaries(dict.fromkeys(CONDITIONS, CELLS))
DECK = st.lists(CARD, min_size=2, max_size=5)


def deck(rows: list[dict[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, index=[f"F{place}" for place in range(len(rows))])


def stated(**changes: str) -> dict[str, str]:
    return dict.fromkeys(CONDITIONS, "x") | changes


# What a published document says of a pair; its key is that of the book's references.
DOCUMENTED = [
    # UARIV (2022): the register adds up people recognised since 1985; IDMC takes out those who overcame and others.
    ("col-register-2021", "col-idmc-2022", {"event", "kind"}),
    # UNHCR (2023, explainer): two series, one of people it protects or assists.
    ("hnd-unhcr-2022", "hnd-idmc-2022", {"event"}),
    # IDMC (Quick guide): displacements are movements of a year, IDPs are people on one day.
    ("slv-new-2022", "slv-idmc-2022", {"event", "unit", "kind", "period"}),
    # FUNDASAL on the profile (2018): families; El Salvador Perspectives (2018): cases of those who came.
    ("slv-profile", "slv-cristosal-2017", {"unit", "coverage"}),
    # EGRISS, country case Mexico: no moves inside a municipality; ENVIPE: any distance.
    ("mex-census", "mex-envipe-2020", {"event", "coverage", "means"}),
    # The two profiles: families 2006-2016, persons 2004-2014.
    ("slv-profile", "hnd-profile", {"unit", "period"}),
]


@pytest.mark.parametrize(("one", "other", "known"), DOCUMENTED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pairs_that_documents_keep_apart_are_kept_apart(one: str, other: str, known: set[str], language: str) -> None:
    table = cards.cards("HND", language=language)
    sheet = comparing.compare(table.loc[[one, other]])
    assert known <= set(comparing.reasons(sheet))
    assert comparing.verdict(sheet) == APART


@pytest.mark.parametrize("family", ["idmc-2022", "unhcr-2022", "new-2022", "homicide-2015"])
def test_a_series_of_one_release_may_share_a_chart_with_a_note(family: str) -> None:
    table = cards.cards("SLV", language="en")
    sheet = comparing.compare(table.loc[[f"{iso3.lower()}-{family}" for iso3 in cards.COUNTRIES]])
    assert comparing.verdict(sheet) == NOTE
    assert "means" in comparing.reasons(sheet, NOT_STATED)


def test_the_three_verdicts() -> None:
    assert comparing.verdict(comparing.compare(deck([stated(), stated()]))) == TOGETHER
    assert comparing.verdict(comparing.compare(deck([stated(), stated(means="")]))) == NOTE
    assert comparing.verdict(comparing.compare(deck([stated(), stated(unit="y", means="")]))) == APART


def test_two_stated_cells_differ_even_beside_a_blank_one() -> None:
    sheet = comparing.compare(deck([stated(), stated(unit=""), stated(unit="y")]))
    assert sheet.loc["unit", "found"] == DIFFERENT


def test_a_missing_cell_is_a_blank() -> None:
    cells = deck([stated(), stated()]).astype(object)
    cells.loc["F1", "per"] = None
    assert comparing.compare(cells).loc["per", "found"] == NOT_STATED


@given(DECK)
@settings(max_examples=30)
def test_a_blank_is_never_the_same(rows: list[dict[str, str]]) -> None:
    sheet = comparing.compare(deck(rows))
    for name in CONDITIONS:
        cells = [row[name].strip() for row in rows]
        if "" in cells:
            assert sheet.loc[name, "found"] != SAME
        elif len(set(cells)) == 1:
            assert sheet.loc[name, "found"] == SAME
    if any(not cell.strip() for row in rows for cell in row.values()):
        assert comparing.verdict(sheet) != TOGETHER


@given(DECK, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_of_the_figures_changes_nothing(rows: list[dict[str, str]], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = rows.copy()
    random.shuffle(shuffled)
    found = [list(comparing.compare(deck(each))["found"]) for each in (rows, shuffled)]
    assert found[0] == found[1]


@given(DECK, CARD)
@settings(max_examples=30)
def test_one_more_figure_never_makes_the_verdict_milder(rows: list[dict[str, str]], more: dict[str, str]) -> None:
    before, after = (comparing.verdict(comparing.compare(deck(each))) for each in (rows, [*rows, more]))
    assert VERDICTS.index(after) >= VERDICTS.index(before)


@given(DECK)
@settings(max_examples=30)
def test_beside_gives_the_verdict_of_each_pair(rows: list[dict[str, str]]) -> None:
    table = deck(rows)
    found = comparing.beside(table, of="F0")
    assert list(found.index) == list(table.index[1:])
    for name in found.index:
        assert found[name] == comparing.verdict(comparing.compare(table.loc[[name, "F0"]]))


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (deck([stated(), stated()]).drop(columns="unit"), "lacks the columns unit"),
        (deck([stated()]), "at least two figures; the table has 1"),
        (pd.DataFrame([stated(), stated()], index=["F1", "F1"]), "F1 stands twice"),
    ],
)
def test_a_table_that_cannot_be_compared_is_refused_in_words(table: pd.DataFrame, words: str) -> None:
    with pytest.raises(InputError) as refused:
        comparing.compare(table)
    assert words in refused.value.sentence("en")
    assert refused.value.sentence("es")


def test_an_unknown_figure_is_refused_in_words() -> None:
    with pytest.raises(InputError) as refused:
        comparing.beside(deck([stated(), stated()]), of="F9")
    assert "no figure called F9" in refused.value.sentence("en")
