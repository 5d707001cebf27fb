"""Exercise of the lesson on rights, laws and institutions: who is displaced, four facts, days, a table, a proposal."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from ruta.datasets import draws
from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.service_access import legal_answers, legal_case, legal_facts, legal_matrix

Answer = Callable[[Data, Params], Any]


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the tables of the exercise, and in ``asked`` the days that the questions are about."""
    country, seed = params.country, params.seed
    instruments, day = legal_case.instruments(country=country, seed=seed)
    versions, version_day = legal_case.versions(country=country, seed=seed)
    cells, asked_on = _cells(params)
    return {
        "cases": legal_case.drawn(legal_case.CASES, letter="K", country=country, seed=seed),
        "cards": legal_case.drawn(legal_case.CARDS, letter="C", country=country, seed=seed),
        "instruments": instruments,
        "versions": versions,
        "extract": legal_case.extract(country=country, seed=seed),
        "cells": cells,
        "asked": pd.DataFrame([{"instruments": day, "versions": version_day, "cells": asked_on}]),
    }


def _cells(params: Params) -> tuple[pd.DataFrame, pd.Timestamp]:
    """Return the cells of three rights in the country's framework, as known on a day drawn by lot."""
    rng = draws.generator(seed=params.seed, country=params.country, name="legal-cells")
    years = legal_answers.YEARS[params.country]
    year = years[int(draws.whole(rng, low=0, high=len(years), size=1)[0])]
    day = min(pd.Timestamp(year=year, month=12, day=31), legal_answers.LATEST)
    cells = legal_matrix.cells(legal_facts.facts(language="en"), day=day)
    level = next(level for country, level in legal_facts.FRAMES if country == params.country)
    here = cells[(cells["country"] == params.country) & (cells["level"] == level)]
    rights = legal_answers.asked_rights(
        here, order=[int(place) for place in draws.lot(rng, size=len(legal_facts.RIGHTS))]
    )
    return here[here["right"].isin(rights)].reset_index(drop=True), day


def _case(*kinds: str) -> Answer:
    return lambda data, params: legal_answers.codes(data["cases"], *kinds)


def _card(*kinds: str) -> Answer:
    return lambda data, params: legal_answers.codes(data["cards"], *kinds)


def _in_force(way: str) -> Answer:
    return lambda data, params: legal_answers.in_force(data["instruments"], day=data["asked"]["instruments"].iloc[0])[
        way
    ]


def _version(way: str) -> Answer:
    def label(data: Data, _: Params) -> set[str]:
        return {legal_answers.version(data["versions"], day=data["asked"]["versions"].iloc[0])[way]}

    return label


def _unfit(way: str) -> Answer:
    return lambda data, params: legal_answers.unfit(data["extract"])[way]


def _counts(way: str) -> Answer:
    return lambda data, params: legal_answers.three_counts(data["cells"])[way]


def _letter(letter: str) -> Answer:
    return lambda data, params: letter


EXERCISE = Exercise(
    id="service-access/01-rights-laws-institutions",
    domain="rights-laws-institutions",
    load=load,
    questions=(
        Question(
            id="who-is-displaced", outcome=1, kind="choose", variable="displaced",
            answer=Labels(options=lambda data, params: list(data["cases"]["code"])),
            expected=_case(*legal_case.DISPLACED),
            misconceptions=(
                Misconception("border-crossed", _case(*legal_case.DISPLACED, "border")),
                Misconception("only-violence", _case("violence", "unregistered")),
                Misconception("needs-register", _case("violence", "disaster")),
                Misconception("everyone-who-moved", _case(*legal_case.DISPLACED, "chosen")),
            ),
        ),
        Question(
            id="budget-proof", outcome=2, kind="choose", variable="budget_proof",
            answer=Labels(options=lambda data, params: list(data["cards"]["code"])),
            expected=_card("budget"),
            misconceptions=(
                Misconception("promise-is-money", _card("budget", "promise")),
                Misconception("asked-is-voted", _card("budget", "draft")),
                Misconception("project-is-line", _card("budget", "project")),
                Misconception("all-that-speak-of-money", _card("budget", "promise", "draft", "project")),
            ),
        ),
        Question(
            id="in-force", outcome=3, kind="compute", variable="in_force",
            answer=Number(unit="instruments", minimum=0, maximum=12),
            expected=_in_force("right"),
            misconceptions=(
                Misconception("ended-kept", _in_force("ended-kept")),
                Misconception("unsure-counted", _in_force("unsure-counted")),
                Misconception("passed-is-in-force", _in_force("passed")),
            ),
        ),
        Question(
            id="which-version", outcome=3, kind="read", variable="version",
            answer=Labels(options=legal_case.VERSIONS),
            expected=_version("right"),
            misconceptions=(
                Misconception("newest", _version("newest")),
                Misconception("first", _version("first")),
            ),
        ),
        Question(
            id="not-fit", outcome=4, kind="read", variable="not_fit",
            answer=Labels(options=lambda data, params: list(data["extract"]["fact"])),
            expected=_unfit("right"),
            misconceptions=(
                Misconception("honest-too", _unfit("honest-too")),
                Misconception("source-only", _unfit("source-only")),
                Misconception("in-force-believed", _unfit("in-force-believed")),
            ),
        ),
        Question(
            id="three-counts", outcome=4, kind="compute", variable="three_counts",
            answer=Column(unit="cells", index=lambda data, params: legal_matrix.GROUPS),
            expected=_counts("right"),
            misconceptions=(
                Misconception("blank-is-no", _counts("blank-is-no")),
                Misconception("law-is-all", _counts("law-is-all")),
            ),
        ),
        Question(
            id="next-instrument", outcome=5, kind="decide", variable="next_instrument",
            answer=Choice(),
            expected=_letter("c"),
            misconceptions=(
                Misconception("another-law", _letter("a")),
                Misconception("desks-first", _letter("d")),
            ),
        ),
        Question(
            id="sentence", outcome=5, kind="choose", variable="sentence",
            answer=Choice(),
            expected=_letter("a"),
            misconceptions=(
                Misconception("undated", _letter("b")),
                Misconception("silence-is-no", _letter("d")),
            ),
        ),
    ),
)  # fmt: skip
