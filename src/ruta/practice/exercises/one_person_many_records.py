"""Exercise of the lesson on one person with many records: another invented register, linked and measured."""

from typing import Any

import numpy as np
import pandas as pd

from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.statistics import identity, linkage, linkage_persons, linkage_register, linkage_weights, names

SLIPS = {
    "A": ("María Elena", "Muñoz", "Peña", "MA. ELENA", "PENA", "MUNOZ"),
    "B": ("José", "de la Cruz", "Ríos", "J.", "CRUZ", "RIOS"),
    "C": ("Ana", "López", "Ramos", "ANA", "LOPEZ", None),
    "D": ("Luis", "Núñez", "Vega", "LUIS", "NUÑEZ", "VEGA"),
    "E": ("Rosa", "Díaz", "León", "Rosa", "León", "Díaz"),
    "F": ("Juan Carlos", "Mejía", "Soto", "Juan", "Mejía", "Soto"),
    "G": ("Julia", "Rivas", "Castro", "Julio", "Rivas", "Castro"),
    "H": ("Inés", "Peña", "Solís", "INES", "PENA", "SOLIS"),
}
"""Two ways of writing a name: given names and both surnames, twice."""
SIDES = ("given_names", "surname_1", "surname_2")
RULES = (("born",), ("surname_a", "surname_b"))
ALL_RULES = (*RULES, ("first", "surname_a"), ("first", "surname_b"))
PAIR = {"given": "all", "surnames": "one", "born": None, "sex": "same", "municipality": "differ"}
"""The pair to weigh; its dates of birth are blank on one side."""
THRESHOLDS = (-4, -3, -2, -1, 0, 1, 2, -5, -6)


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return a register, the weights learned on it, one pair to weigh, and the persons found at a low threshold.

    The seed is one more than the notebook's: the same country with other people, so that the numbers of the lesson
    are not the answers.
    """
    seed = params.seed + 1
    register = linkage_register.register(country=params.country, seed=seed)
    truth = linkage_register.true_persons(country=params.country, seed=seed)
    keys = names.keys(register)
    levels = linkage.compare(keys, linkage.all_pairs(len(keys)))
    start = linkage_weights.first_guess(levels, prior=1 / 2_000)
    model, _ = linkage_weights.learn(linkage_weights.patterns(levels), start)
    pairs = linkage.candidate_pairs(keys, rules=ALL_RULES)
    weights = linkage_weights.weigh(linkage.compare(keys, pairs), model)
    same = truth.to_numpy()[pairs["left"]] == truth.to_numpy()[pairs["right"]]
    groups, threshold = _groups(register, pairs, weights, truth)
    return {
        "slips": _slips(),
        "register": register,
        "keys": keys,
        "weights": _table(model),
        "pair": pd.DataFrame({"field": list(PAIR), "level": list(PAIR.values())}),
        "pairs": pairs.assign(weight=weights, same=same),
        "groups": groups,
        "setting": pd.DataFrame({"threshold": [threshold]}),
    }


def _slips() -> pd.DataFrame:
    columns = [f"{name}_{side}" for side in ("left", "right") for name in SIDES]
    return pd.DataFrame.from_dict(SLIPS, orient="index", columns=columns).rename_axis("slip").reset_index()


def _table(model: linkage_weights.Model) -> pd.DataFrame:
    """Return the weights with one decimal, the start in the first row: numbers to add on paper."""
    table = model.weights().round(1).reset_index()
    start = round(float(np.log2(model.prior / (1 - model.prior))), 1)
    return pd.concat([pd.DataFrame({"field": ["start"], "level": ["-"], "weight": [start]}), table], ignore_index=True)


def _groups(
    register: pd.DataFrame, pairs: pd.DataFrame, weights: "pd.Series[float]", truth: "pd.Series[str]"
) -> tuple[pd.DataFrame, int]:
    """Return the person found and the true one of each declaration, at a threshold where the two errors differ.

    Pairs and persons, and the two kinds of error, must be told apart by their numbers on every register.
    """
    chosen = 0
    for chosen in THRESHOLDS:
        links = pairs[weights >= chosen]
        found = linkage_persons.persons(len(register), links)
        got = linkage_persons.score(found, truth)
        apart = {0, got.extra, got.erased, abs(got.error)}
        if len(apart) == 4 and got.false_links not in apart and len(register) - len(links) != got.counted:
            break
    labels = pd.DataFrame({"declaration_id": register["declaration_id"], "found": found, "truth": truth})
    return labels, chosen


# Which slips get equal keys?
def _sides(row: pd.Series) -> tuple[list[Any], list[Any]]:
    return [row[f"{name}_left"] for name in SIDES], [row[f"{name}_right"] for name in SIDES]


def equal_keys(data: Data, _: Params) -> set[str]:
    """Return the slips whose two sides get the same key of given names and the same pair of surnames."""
    found = set()
    for _place, row in data["slips"].iterrows():
        one, other = _sides(row)
        if names.given_key(one[0]) == names.given_key(other[0]) and names.surname_pair(*one[1:]) == names.surname_pair(
            *other[1:]
        ):
            found.add(str(row["slip"]))
    return found


def _accents_only(data: Data, _: Params) -> set[str]:
    found = set()
    for _place, row in data["slips"].iterrows():
        one, other = ([names.normalise(str(name)) for name in side] for side in _sides(row))
        if one == other:
            found.add(str(row["slip"]))
    return found


def _in_order(data: Data, params: Params) -> set[str]:
    ordered = set()
    for _place, row in data["slips"].iterrows():
        one, other = _sides(row)
        if [names.surname_key(str(name)) for name in one[1:]] == [names.surname_key(str(name)) for name in other[1:]]:
            ordered.add(str(row["slip"]))
    return equal_keys(data, params) & ordered


def _missing_as_equal(data: Data, params: Params) -> set[str]:
    slips = data["slips"]
    return equal_keys(data, params) | set(slips.loc[slips["surname_2_right"].isna(), "slip"])


# How many numbers do not fit their check digit?
def _numbers(data: Data) -> "pd.Series[str]":
    return data["register"]["number"].dropna()


def misfits(data: Data, _: Params) -> int:
    """Return how many numbers have a check digit that does not fit."""
    return sum(identity.check(number[1:], kind="DUI").reason == "digit" for number in _numbers(data))


def _misfits_and_blanks(data: Data, params: Params) -> int:
    return misfits(data, params) + int(data["register"]["number"].isna().sum())


def _passing(data: Data, params: Params) -> int:
    return len(_numbers(data)) - misfits(data, params)


def _without_complement(data: Data, _: Params) -> int:
    return sum(str(identity.dui_sum(number[1:9]) % 10) != number[-1] for number in _numbers(data))


# How many candidate pairs?
def candidates(data: Data, _: Params) -> dict[str, int]:
    """Return the pairs that each of two blocking rules gives, and both together, each pair once."""
    keys = data["keys"]
    each = [len(linkage.candidate_pairs(keys, rules=[rule])) for rule in RULES]
    return {"born": each[0], "surnames": each[1], "either": len(linkage.candidate_pairs(keys, rules=RULES))}


def _added_up(data: Data, params: Params) -> dict[str, int]:
    right = candidates(data, params)
    return {**right, "either": right["born"] + right["surnames"]}


def _both_ways(data: Data, params: Params) -> dict[str, int]:
    return {name: 2 * count for name, count in candidates(data, params).items()}


def _blanks_agree(data: Data, _: Params) -> dict[str, int]:
    keys = data["keys"].copy()
    keys["born"] = keys["born"].fillna(pd.Timestamp("1900-01-01"))
    keys["surname_b"] = keys["surname_b"].replace("", "-")
    return candidates({"keys": keys}, Params(country="HND", seed=0, language="en"))


# The weight of a pair
def _weight(data: Data, *, start: bool = True, blank: str | None = None) -> float:
    columns = (data["weights"][name] for name in ("field", "level", "weight"))
    table = {(field, level): float(weight) for field, level, weight in zip(*columns, strict=True)}
    total = table["start", "-"] if start else 0.0
    for field, level in zip(data["pair"]["field"], data["pair"]["level"], strict=True):
        known = blank if pd.isna(level) else level
        total += table[field, known] if known else 0.0
    return total


def pair_weight(data: Data, _: Params) -> float:
    """Return the match weight of the pair: the start and the levels that are known."""
    return _weight(data)


def _blank_as_other(data: Data, _: Params) -> float:
    return _weight(data, blank="other")


def _no_start(data: Data, _: Params) -> float:
    return _weight(data, start=False)


# What the errors do to the count
def _score(data: Data) -> linkage_persons.Score:
    return linkage_persons.score(data["groups"]["found"], data["groups"]["truth"])


def errors(data: Data, _: Params) -> dict[str, int]:
    """Return the persons found, those counted beyond the first time and those erased."""
    got = _score(data)
    return {"found": got.counted, "beyond": got.extra, "erased": got.erased}


def _swapped(data: Data, params: Params) -> dict[str, int]:
    right = errors(data, params)
    return {**right, "beyond": right["erased"], "erased": right["beyond"]}


def _as_pairs(data: Data, params: Params) -> dict[str, int]:
    got = _score(data)
    return {**errors(data, params), "beyond": got.missed_links, "erased": got.false_links}


def _net_only(data: Data, params: Params) -> dict[str, int]:
    got = _score(data)
    return {**errors(data, params), "beyond": max(got.error, 0), "erased": max(-got.error, 0)}


EXERCISE = Exercise(
    id="statistics/04-one-person-many-records",
    domain="one-person-many-records",
    load=load,
    questions=(
        Question(
            id="same-key",
            outcome=1,
            kind="choose",
            variable="same_key",
            answer=Labels(options=tuple(SLIPS)),
            expected=equal_keys,
            misconceptions=(
                Misconception("accents-only", _accents_only),
                Misconception("order", _in_order),
                Misconception("missing-surname", _missing_as_equal),
            ),
        ),
        Question(
            id="misfits",
            outcome=1,
            kind="compute",
            variable="misfits",
            answer=Number(unit="numbers", minimum=0),
            expected=misfits,
            misconceptions=(
                Misconception("blanks", _misfits_and_blanks),
                Misconception("passing", _passing),
                Misconception("no-complement", _without_complement),
            ),
        ),
        Question(
            id="candidates",
            outcome=2,
            kind="compute",
            variable="candidates",
            answer=Column(unit="pairs", index=lambda data, params: ("born", "surnames", "either")),
            expected=candidates,
            misconceptions=(
                Misconception("added-up", _added_up),
                Misconception("both-ways", _both_ways),
                Misconception("blanks-agree", _blanks_agree),
            ),
        ),
        Question(
            id="pair-weight",
            outcome=3,
            kind="compute",
            variable="pair_weight",
            answer=Number(unit="match weight", tolerance=0.05),
            expected=pair_weight,
            misconceptions=(
                Misconception("blank-against", _blank_as_other),
                Misconception("no-start", _no_start),
            ),
        ),
        Question(
            id="read-weights",
            outcome=3,
            kind="read",
            variable="read_weights",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("weight-as-proof", lambda data, params: "a"),
                Misconception("pairs-as-persons", lambda data, params: "c"),
                Misconception("difference-as-percent", lambda data, params: "d"),
            ),
        ),
        Question(
            id="errors",
            outcome=4,
            kind="compute",
            variable="errors",
            answer=Column(unit="persons", index=lambda data, params: ("found", "beyond", "erased")),
            expected=errors,
            misconceptions=(
                Misconception("swapped", _swapped),
                Misconception("pairs", _as_pairs),
                Misconception("net", _net_only),
            ),
        ),
        Question(
            id="threshold",
            outcome=5,
            kind="decide",
            variable="threshold",
            answer=Choice(options=("a", "b", "c", "d")),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("expected-total", lambda data, params: "a"),
                Misconception("join-all", lambda data, params: "b"),
            ),
        ),
        Question(
            id="key-holder",
            outcome=5,
            kind="decide",
            variable="key_holder",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "d",
            misconceptions=(
                Misconception("plain-hash", lambda data, params: "a"),
                Misconception("key-of-a-party", lambda data, params: "b"),
                Misconception("names-removed", lambda data, params: "e"),
            ),
        ),
    ),
)
"""The exercise."""
