"""Exercise of the lesson on comparing countries: invented figures, two of which may stand beside the first."""

import pandas as pd

from ruta.exchange import actions, cards, comparing, comparing_cases, denominators, speaking
from ruta.practice import Choice, Data, Exercise, Labels, Misconception, Number, Params, Question


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return invented figures, a pair of them, a series, populations and candidate actions."""
    place, seed, language = params.country, params.seed, params.language
    return {
        "sheets": comparing_cases.drawn_cards(place, seed=seed, language=language),
        "pair": comparing_cases.drawn_pair(place, seed=seed, language=language),
        "series": comparing_cases.drawn_series(place, seed=seed),
        "population": comparing_cases.drawn_population(place, seed=seed),
        "actions": comparing_cases.drawn_actions(place, seed=seed),
    }


# In which conditions does the pair differ?
def what_differs(data: Data, _: Params) -> set[str]:
    """Return the conditions in which the two cards differ."""
    return set(comparing.reasons(comparing.compare(_conditions(data["pair"]))))


def _differs_or_blank(data: Data, params: Params) -> set[str]:
    sheet = comparing.compare(_conditions(data["pair"]))
    return what_differs(data, params) | set(comparing.reasons(sheet, comparing.NOT_STATED))


def _what_is_same(data: Data, _: Params) -> set[str]:
    return set(comparing.reasons(comparing.compare(_conditions(data["pair"])), comparing.SAME))


def _conditions(table: pd.DataFrame) -> pd.DataFrame:
    return table[["id", *comparing.CONDITIONS]]


# Which figures may stand beside F1?
def _others(data: Data, _: Params) -> list[str]:
    return [name for name in data["sheets"]["id"] if name != "F1"]


def stand_with(data: Data, _: Params) -> set[str]:
    """Return the figures that may stand beside F1 without a note."""
    found = comparing.beside(_conditions(data["sheets"]), of="F1")
    return set(found.index[found == comparing.TOGETHER])


def _blank_as_same(data: Data, _: Params) -> set[str]:
    found = comparing.beside(_conditions(data["sheets"]), of="F1")
    return set(found.index[found != comparing.APART])


def _alike_in(data: Data, *conditions: str) -> set[str]:
    sheets = data["sheets"].set_index("id")[list(conditions)]
    alike = (sheets == sheets.loc["F1"]).all(axis=1)
    return set(sheets.index[alike]) - {"F1"}


def _title_only(data: Data, _: Params) -> set[str]:
    return _alike_in(data, "event", "unit", "kind", "period")


def _any_edition(data: Data, _: Params) -> set[str]:
    return _alike_in(data, *(name for name in comparing.CONDITIONS if name != "release"))


def _any_coverage(data: Data, _: Params) -> set[str]:
    return _alike_in(data, *(name for name in comparing.CONDITIONS if name != "coverage"))


# Where does the series speak?
def years_all(data: Data, _: Params) -> int:
    """Return in how many years all four invented countries have a figure."""
    return len(speaking.years_for_all(speaking.states(data["series"])))


def _zero_as_silent(data: Data, _: Params) -> int:
    series = data["series"]
    return int((series.notna() & (series != 0)).fillna(False).all(axis=1).sum())


def _every_year(data: Data, _: Params) -> int:
    return len(data["series"])


def _of_c(data: Data, state: str) -> int:
    return int((speaking.states(data["series"])["C"] == state).sum())


def read_grid(data: Data, _: Params) -> int:
    """Return in how many years country C has the same figure again."""
    return _of_c(data, speaking.REPEATED)


# Rate per what?
def _figure(data: Data, what: str) -> float:
    return float(data["population"].set_index("what")["value"][what])


def rate(data: Data, _: Params) -> float:
    """Return newly displaced persons of 2025 per 100,000 people of 2025."""
    return denominators.rate_per(_figure(data, "persons"), population=_figure(data, "population"))


def _rate_old_census(data: Data, _: Params) -> float:
    return denominators.rate_per(_figure(data, "persons"), population=_figure(data, "population-census"))


def _rate_movements(data: Data, _: Params) -> float:
    return denominators.rate_per(_figure(data, "movements"), population=_figure(data, "population"))


def _rate_per_100(data: Data, params: Params) -> float:
    return rate(data, params) / 1_000


# Which actions are ready?
def _action_ids(data: Data, _: Params) -> list[str]:
    return list(data["actions"]["id"])


def ready_actions(data: Data, params: Params) -> set[str]:
    """Return the actions that can be put to the meeting as they stand."""
    found = actions.examine(data["actions"], evidence=cards.card_ids(), language=params.language)
    return set(found.index[found["status"] == actions.READY])


def _let_in(data: Data, params: Params, rows: "pd.Series[bool]") -> set[str]:
    return ready_actions(data, params) | set(data["actions"].loc[rows, "id"])


def _date_let_in(data: Data, params: Params) -> set[str]:
    return _let_in(data, params, data["actions"]["due"].str.contains("/"))


def _baseline_let_in(data: Data, params: Params) -> set[str]:
    return _let_in(data, params, data["actions"]["baseline"] == "")


def _twice_let_in(data: Data, params: Params) -> set[str]:
    twice = data["actions"]["countries"].map(lambda codes: len(set(codes.split())) == 1)
    return _let_in(data, params, twice)


EXERCISE = Exercise(
    id="exchange/01-one-crisis-four-countries",
    domain="one-crisis-four-countries",
    load=load,
    questions=(
        Question(
            id="what-differs", outcome=1, kind="choose", variable="what_differs",
            answer=Labels(options=comparing.CONDITIONS),
            expected=what_differs,
            misconceptions=(
                Misconception("blank-counted", _differs_or_blank),
                Misconception("same-instead", _what_is_same),
            ),
        ),
        Question(
            id="stand-with", outcome=1, kind="choose", variable="stand_with",
            answer=Labels(options=_others),
            expected=stand_with,
            misconceptions=(
                Misconception("blank-as-same", _blank_as_same),
                Misconception("title-only", _title_only),
                Misconception("any-edition", _any_edition),
                Misconception("any-coverage", _any_coverage),
            ),
        ),
        Question(
            id="read-grid", outcome=2, kind="read", variable="read_grid",
            answer=Number(unit="years", minimum=0, maximum=13),
            expected=read_grid,
            misconceptions=(
                Misconception("silent-instead", lambda data, params: _of_c(data, speaking.SILENT)),
                Misconception("new-instead", lambda data, params: _of_c(data, speaking.NEW)),
            ),
        ),
        Question(
            id="years-all", outcome=2, kind="compute", variable="years_all",
            answer=Number(unit="years", minimum=0, maximum=13),
            expected=years_all,
            misconceptions=(
                Misconception("zero-as-silent", _zero_as_silent),
                Misconception("every-year", _every_year),
            ),
        ),
        Question(
            id="rate", outcome=3, kind="compute", variable="rate",
            answer=Number(unit="persons per 100,000 people", tolerance=0.6, minimum=0),
            expected=rate,
            misconceptions=(
                Misconception("old-census", _rate_old_census),
                Misconception("movements", _rate_movements),
                Misconception("per-100", _rate_per_100),
            ),
        ),
        Question(
            id="looks-common", outcome=4, kind="choose", variable="looks_common",
            answer=Choice(),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("face-value", lambda data, params: "a"),
                Misconception("no-flow", lambda data, params: "b"),
            ),
        ),
        Question(
            id="ready-actions", outcome=5, kind="choose", variable="ready_actions",
            answer=Labels(options=_action_ids),
            expected=ready_actions,
            misconceptions=(
                Misconception("two-readings", _date_let_in),
                Misconception("blank-baseline", _baseline_let_in),
                Misconception("country-twice", _twice_let_in),
            ),
        ),
        Question(
            id="propose", outcome=5, kind="decide", variable="propose",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("gap", lambda data, params: "a"),
                Misconception("wish", lambda data, params: "c"),
                Misconception("total", lambda data, params: "d"),
            ),
        ),
    ),
)  # fmt: skip
