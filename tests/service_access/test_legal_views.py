"""The figures, the tables and the control of the lesson on rights, laws and institutions, and its invented tables."""

import pandas as pd
import pytest

from ruta.figures import figure_html
from ruta.messages import LANGUAGES, text
from ruta.practice import Params, registry
from ruta.service_access import (
    legal_answers,
    legal_case,
    legal_checks,
    legal_days,
    legal_facts,
    legal_figures,
    legal_matrix,
    legal_tables,
    legal_time_line,
    legal_view,
)

TODAY = pd.Timestamp("2026-11-25")
EXERCISE = registry.find("service-access/01-rights-laws-institutions")
DRAWS = [(country, seed) for country in ("SLV", "HND", "MEX", "COL") for seed in (100, 101, 2026)]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_matrix_says_in_words_what_it_shows_and_never_turns_silence_into_no(language: str) -> None:
    facts = legal_facts.facts(language=language)
    shown = legal_figures.matrix_figure(legal_matrix.cells(facts, day=TODAY), language=language)
    panels = shown.figure.axes
    assert [axes.get_title(loc="left") for axes in panels[:5]] == [
        legal_figures.frame_name(*frame, language=language) for frame in legal_facts.FRAMES
    ]
    assert all(title in shown.alt for title in (axes.get_title(loc="left") for axes in panels[:5]))
    signs = [text.get_text() for text in panels[0].texts]
    assert signs.count("✕") == 4
    assert signs.count("?") == 24
    assert len({look for look, _, _ in legal_figures.LOOKS.values()}) >= 4
    assert len({sign for _, _, sign in legal_figures.LOOKS.values()}) == len(legal_matrix.STATES)
    assert "<img" in figure_html(shown.figure, alt=shown.alt)


def test_the_time_line_draws_a_bar_only_for_what_was_surely_published(language: str) -> None:
    facts = legal_facts.facts(language=language)
    rows = facts[facts["fact"].isin(["H2", "M2", "M10", "C10"])]
    shown = legal_time_line.time_line(rows, until=TODAY, language=language)
    axes = shown.figure.axes[0]
    bars = {round(bar.get_y() + bar.get_height() / 2) for bar in axes.patches if bar.get_width() > 0.5}
    names = [tick.get_text() for tick in axes.get_yticklabels()]
    assert len(names) == 4
    assert bars == {0, 3}
    assert all("HND" not in name and "MEX" not in name for name in names)
    assert "HND" not in shown.alt
    assert "2022-12" in shown.alt
    assert "2023-03" in shown.alt
    empty = legal_time_line.time_line(facts[facts["fact"] == "M3"], until=TODAY, language=language)
    assert len(empty.figure.axes[0].get_yticklabels()) == 1


def test_an_end_that_is_still_to_come_is_not_drawn(language: str) -> None:
    facts = legal_facts.facts(language=language)

    def legend(fact: str) -> int:
        shown = legal_time_line.time_line(facts[facts["fact"] == fact], until=TODAY, language=language)
        return len(shown.figure.legends[0].get_texts())

    assert legend("C4") == 3  # runs to 2031
    assert legend("C10") == 5


def test_the_control_shows_what_was_known_then(language: str) -> None:
    facts = legal_facts.facts(language=language)

    def look(year: int, right: str = "aid") -> tuple[list[str], str]:
        shown = legal_view.on_day(facts, country="HND", language=language, right=right, year=year)
        assert str(year) in shown.alt
        assert legal_figures.note(language) in shown.text
        return [text.get_text() for text in shown.figure.axes[0].texts], shown.text

    before, _ = look(2021)
    passed, _ = look(2022)
    later, said = look(2026)
    assert before[4] == "?"
    assert passed[4] == "→"
    assert later[4:7] == ["◐", "✕", "✕"]
    assert "2026-11-25" in said
    assert "2026-12-31" not in said
    assert look(2026, right="documents")[0].count("?") == 19


def test_the_words_of_a_framework_name_the_next_step() -> None:
    cells = legal_matrix.cells(legal_facts.facts(language="en"), day=TODAY)
    words = legal_view.state_words(cells, country="HND", level="national", language="en")
    step = words.loc["humanitarian aid", "next step"]
    # What was said to be missing may have come since: first ask, then draft.
    assert step.index("the regulation is still missing") < step.index("written and approved")
    assert words.loc["documents", "next step"] == "ask in writing about the law"
    assert words.shape == (8, 5)
    full = cells.assign(state="stands")
    assert "all four" in legal_view.state_words(full, country="COL", level="national", language="en").iloc[0, 4]


def test_the_three_lists_hold_every_right_of_every_fact_once(language: str) -> None:
    cells = legal_matrix.cells(legal_facts.facts(language=language), day=TODAY)
    lists = legal_view.three_lists(cells, country="HND", level="national", language=language)
    for _, of_fact in lists.iterrows():
        rights = [right for cell in of_fact if cell != "—" for right in cell.split("; ")]
        assert len(rights) == len(set(rights)) == len(legal_facts.RIGHTS)
    assert lists.iloc[0, 1] == "—"
    assert lists.iloc[1, 1].count("; ") == 4


def test_the_table_of_facts_says_dates_in_words(language: str) -> None:
    facts = legal_facts.facts(language=language)
    table = legal_tables.facts_table(facts, language=language)
    assert table.shape == (len(facts), 5)
    missing = table.loc["H3"].tolist()
    said = text("legal.line-missing", language=language)
    assert any(cell == f"{said}: 2026-02-23" for cell in missing)
    assert not any(said in cell for cell in table.loc["C17"])
    assert "n.d." not in " ".join(table.to_numpy().ravel())


@pytest.mark.parametrize(("country", "seed"), DRAWS)
def test_the_invented_tables_are_what_the_questions_need(country: str, seed: int) -> None:
    data = EXERCISE.load(Params(country=country, seed=seed, language="es"))
    assert data["cases"]["kind"].value_counts().to_dict() == {kind: n for kind, (_, n) in legal_case.CASES.items()}
    assert data["cards"]["kind"].value_counts().to_dict() == {kind: n for kind, (_, n) in legal_case.CARDS.items()}
    assert data["cells"].shape[0] == 12
    assert "documents" in set(data["cells"]["right"])
    faulty = {one.fact: one.code for one in legal_checks.faults(data["extract"])}
    sorts = data["extract"].set_index("fact")["sort"]
    assert faulty == {fact: sort for fact, sort in sorts.items() if sort in legal_case.FAULTS}
    assert len(faulty) == 3


def test_the_exercise_looks_no_farther_than_the_facts_were_checked() -> None:
    assert f"{legal_answers.LATEST:%Y-%m-%d}" == legal_facts.facts(language="en")["checked_on"].max()


@pytest.mark.parametrize(("country", "seed"), DRAWS)
def test_the_count_in_force_follows_the_plain_rule(country: str, seed: int) -> None:
    table, day = legal_case.instruments(country=country, seed=seed)
    # The rule of the hint, on the texts alone: a full date on or before the day, and no end by then.
    full = table["in_force_on"].str.len() == 10
    sure = full & (table["in_force_on"] <= f"{day:%Y-%m-%d}")
    over = (table["ended_on"] != "") & (table["ended_on"] <= f"{day:%Y-%m-%d}")
    counts = legal_answers.in_force(table, day=day)
    assert counts["right"] == int((sure & ~over).sum())
    assert counts["ended-kept"] == int(sure.sum())
    open_ended = table["in_force_on"].isin(["n.d.", f"{day.year}"])
    assert counts["unsure-counted"] == int((sure & ~over).sum() + open_ended.sum())
    assert len(set(counts.values())) == len(counts)


@pytest.mark.parametrize(("country", "seed"), DRAWS)
def test_one_version_binds_and_the_next_is_waiting(country: str, seed: int) -> None:
    table, day = legal_case.versions(country=country, seed=seed)
    found = legal_answers.version(table, day=day)
    chain = table.set_index("fact")
    assert chain.loc[found["right"], "replaced_by"] == found["newest"]
    assert legal_days.step(chain.loc[found["newest"]], day=day)[0] == "published"
    assert len(set(found.values())) == 3


def test_the_three_counts_keep_silence_apart(language: str) -> None:
    cells = legal_matrix.cells(legal_facts.facts(language=language), day=TODAY)
    here = cells[(cells["country"] == "HND") & cells["right"].isin(["aid", "documents", "education"])]
    counts = legal_answers.three_counts(here)
    assert counts["right"] == {"stands": 3, "missing": 4, "not-known": 5}
    assert counts["blank-is-no"] == {"stands": 3, "missing": 9, "not-known": 0}
    assert counts["law-is-all"] == {"stands": 8, "missing": 0, "not-known": 4}


def test_the_exercise_is_written_in_words(language: str) -> None:
    data = EXERCISE.load(Params(country="HND", seed=7, language=language))
    for kind in ("case", "card"):
        table = legal_tables.texts_table(data[f"{kind}s"], kind=kind, language=language)
        assert table.iloc[:, 0].str.len().min() > 30
    assert (legal_tables.days_table(data["instruments"], language=language) != "").all().all()
    extract = legal_tables.extract_table(data["extract"], language=language)
    assert (extract == "—").to_numpy().sum() >= 2
