"""Questions of the lesson on who is counted: cards to read, a file to classify, questions to route and to word."""

from functools import cache

import numpy as np
import pandas as pd

from ruta.datasets.draws import generator, lot
from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.statistics import cases, naive, routing
from ruta.statistics import classification as cls

SIZE = 240
"""People of the file."""
CARDS = ("c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8")
SLOTS = (
    ("threat",),
    ("returned",),
    ("born-after", "joined"),
    ("abroad-short",),
    ("abroad-long", "abroad-protection"),
    ("work", "study", "contract"),
    ("work-and-threat", "flood", "evacuated"),
    ("at-risk", "confined", "returned-overcame"),
)
"""The kinds of case on the cards, one of each slot: so each known mistake gives an answer of its own."""
NOT_IN_TABLE = ("registered", "says_displaced", "other_municipality")
ASKABLE = (*cls.FACTS, *NOT_IN_TABLE)
BLANK = (
    {"forced": "unknown", "place": "return"},
    {"months_abroad": pd.NA},
    {"forced": "no", "family": "unknown", "overcame": "unknown", "months_abroad": pd.NA},
    {"moved": "no", "forced": "unknown", "habitual": "unknown", "family": "unknown", "place": "unknown"},
    {"forced": "unknown", "months_abroad": pd.NA, "place": "elsewhere"},
    {"protection": "unknown", "months_abroad": 3},
)
"""What is missing from the record of one person, by turns of the seed."""
RESPONDENTS = (
    {"FrcFl": "listed-reason", "Mnths12": "under-12", "Apply": "no"},
    {"FrcFl": "listed-reason", "Mnths12": "under-12", "Apply": "yes"},
    {"FrcFl": "listed-reason", "Mnths12": "12-or-more"},
    {"FrcFl": "other-threat", "Mnths12": "12-or-more"},
    {"FrcFl": "other-threat", "Mnths12": "under-12", "Apply": "yes"},
)
"""What a respondent would answer, by turns of the seed; all of them crossed a border after leaving home."""
GROUPS = (*cls.GROUPS, cls.ASK)


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the file, the cards, one record with gaps and one respondent.

    The seed is one more than the notebook's, so that the numbers of the lesson are not the answers. A person of whom
    only the place is missing is left out: whether to count such a person in the total is a matter for the lesson.
    """
    people = cases.people(country=params.country, seed=params.seed + 1, size=SIZE, every_kind=3)
    people = people[people["kind"] != "place-unknown"]
    told = [
        cases.describe(row, country=params.country, language=params.language) for _, row in on_cards(params).iterrows()
    ]
    cards = pd.DataFrame({"text": told}, index=pd.Index(CARDS, name="card"))
    return {
        "people": people.drop(columns="kind"),
        "cards": cards,
        "record": record(params),
        "respondent": pd.Series(respondent(params), name="answer").rename_axis("question").to_frame(),
    }


def on_cards(params: Params) -> pd.DataFrame:
    """Return the facts of the people on the cards."""
    return _cards(params.country, params.seed + 2)


@cache
def _cards(country: str, seed: int) -> pd.DataFrame:
    people = cases.people(country=country, seed=seed, size=600, every_kind=5)
    rng = generator(seed=seed, country=country, name="cards")
    kinds = [slot[int(rng.random() * len(slot))] for slot in SLOTS]
    chosen = pd.concat([_one(people, kind) for kind in kinds]).iloc[lot(rng, size=len(SLOTS))]
    return chosen.set_axis(pd.Index(CARDS, name="card"))


def _one(people: pd.DataFrame, kind: str) -> pd.DataFrame:
    found = people[people["kind"] == kind]
    # The distance rule must lose this person and nobody else of the stock.
    wanted = "no" if kind == "threat" else "yes"
    return pd.concat([found[found["other_municipality"] == wanted], found]).head(1)


def record(params: Params) -> pd.DataFrame:
    """Return the facts of one person with gaps, one row a fact."""
    missing = BLANK[params.seed % len(BLANK)]
    facts = {**cases.PLAIN, "family": "no", "place": "displacement", "months_abroad": 0, **missing}
    asked = {**{fact: facts[fact] for fact in cls.FACTS}, **dict.fromkeys(NOT_IN_TABLE, cls.UNKNOWN)}
    values = [cls.UNKNOWN if value is pd.NA else str(value) for value in asked.values()]
    return pd.DataFrame({"value": values}, index=pd.Index(list(asked), name="fact"))


def respondent(params: Params) -> dict[str, str]:
    """Return what the respondent would answer, by question."""
    both = {"FleeLoc": "this-country", "FleeCross": "yes"}
    answers = {**both, **RESPONDENTS[params.seed % len(RESPONDENTS)]}
    return {question: answers[question] for question in routing.QUESTIONS if question in answers}


def kinds_of_cards(params: Params, *kinds: str) -> set[str]:
    """Return the cards of some kinds of case."""
    facts = on_cards(params)
    return set(facts.index[facts["kind"].isin(kinds)])


def in_stock(params: Params) -> set[str]:
    """Return the cards of people in the stock."""
    placed = cls.classify(on_cards(params))
    return set(placed.index[placed["group"].isin(cls.STOCK)])


def to_ask(data: Data) -> set[str]:
    """Return the missing facts that decide the group of the person with gaps."""
    values = data["record"]["value"]
    person = values[list(cls.FACTS)].to_frame().T
    person["months_abroad"] = pd.to_numeric(person["months_abroad"], errors="coerce")
    return set(cls.classify(person)["ask"].iloc[0].split(", ")) - {""}


def unknown(data: Data) -> set[str]:
    """Return every fact that is missing."""
    values = data["record"]["value"]
    return set(values.index[values == cls.UNKNOWN])


def by_group(data: Data, **moved: str) -> dict[str, int]:
    """Return persons by group, with some groups written in others where a mistake does that."""
    placed = cls.classify(data["people"])["group"].replace(moved)
    return {group: int((placed == group).sum()) for group in GROUPS}


def unknown_as_no(data: Data) -> dict[str, int]:
    """Return persons by group where every unknown fact is read as a no, and unknown months as none."""
    people = data["people"].replace({cls.UNKNOWN: "no"})
    people = people.assign(
        place=people["place"].replace({"no": "displacement"}), months_abroad=people["months_abroad"].fillna(0)
    )
    return by_group({"people": people})


def seen(data: Data) -> pd.DataFrame:
    """Return what each shorter rule counts and leaves out."""
    people = data["people"]
    return naive.compare(naive.counted(people, cls.classify(people)))


def persons(data: Data, rule: str, part: str) -> int:
    """Return one number of `seen`, in persons."""
    column: pd.Series[int] = seen(data)[part]
    return int(column[rule])


def path(params: Params) -> list[str]:
    """Return the questions that the respondent is asked."""
    return routing.path(respondent(params))


def until_border(params: Params) -> set[str]:
    """Return the questions up to the one on crossing a border."""
    asked = path(params)
    return set(asked[: asked.index("FleeCross") + 1])


def same_municipality(data: Data) -> int:
    """Return how many people of the whole file stayed in their municipality."""
    return int(np.sum(data["people"]["other_municipality"] == "no"))


QUESTIONS = (
    Question(
        id="purpose",
        outcome=1,
        kind="decide",
        variable="purpose",
        answer=Choice(options=("a", "b", "c", "d", "e")),
        expected=lambda data, params: "c",
        misconceptions=(
            Misconception("collect-all", lambda data, params: "a"),
            Misconception("source-first", lambda data, params: "b"),
            Misconception("drop-c", lambda data, params: "d"),
        ),
    ),
    Question(
        id="cards",
        outcome=2,
        kind="choose",
        variable="in_stock",
        answer=Labels(options=CARDS),
        expected=lambda data, params: in_stock(params),
        misconceptions=(
            Misconception("distance", lambda data, params: in_stock(params) - kinds_of_cards(params, "threat")),
            Misconception("return-exit", lambda data, params: in_stock(params) - kinds_of_cards(params, "returned")),
            Misconception("family-in", lambda data, params: in_stock(params) | kinds_of_cards(params, *SLOTS[2])),
            Misconception("any-border", lambda data, params: in_stock(params) - kinds_of_cards(params, *SLOTS[3])),
            Misconception("any-move", lambda data, params: in_stock(params) | kinds_of_cards(params, *SLOTS[5])),
        ),
    ),
    Question(
        id="groups",
        outcome=2,
        kind="compute",
        variable="groups",
        answer=Column(unit="persons", index=lambda data, params: GROUPS),
        expected=lambda data, params: by_group(data),
        misconceptions=(
            Misconception("return-exit", lambda data, params: by_group(data, A2="out")),
            Misconception("family-in-a", lambda data, params: by_group(data, C="A1")),
            Misconception("family-dropped", lambda data, params: by_group(data, C="out")),
            Misconception("unknown-as-no", lambda data, params: unknown_as_no(data)),
        ),
    ),
    Question(
        id="ask",
        outcome=3,
        kind="choose",
        variable="ask",
        answer=Labels(options=ASKABLE),
        expected=lambda data, params: to_ask(data),
        misconceptions=(
            Misconception("every-gap", lambda data, params: unknown(data)),
            Misconception("register-too", lambda data, params: to_ask(data) | {"registered"}),
            Misconception("guess", lambda data, params: set()),
        ),
    ),
    Question(
        id="distance",
        outcome=4,
        kind="compute",
        variable="missed",
        answer=Number(unit="persons", minimum=0, maximum=SIZE),
        expected=lambda data, params: persons(data, "distance", "left_out"),
        misconceptions=(
            Misconception("whole-file", lambda data, params: same_municipality(data)),
            Misconception("found", lambda data, params: persons(data, "distance", "both")),
            Misconception(
                "net",
                lambda data, params: persons(data, "table", "counted") - persons(data, "distance", "counted"),
            ),
        ),
    ),
    Question(
        id="read-label",
        outcome=4,
        kind="read",
        variable="not_found",
        answer=Number(unit="persons", minimum=0, maximum=SIZE),
        expected=lambda data, params: persons(data, "label", "left_out"),
        misconceptions=(
            Misconception("found", lambda data, params: persons(data, "label", "both")),
            Misconception("all-labelled", lambda data, params: persons(data, "label", "counted")),
            Misconception("other-rule", lambda data, params: persons(data, "register", "left_out")),
        ),
    ),
    Question(
        id="route",
        outcome=5,
        kind="choose",
        variable="route",
        answer=Labels(options=routing.QUESTIONS),
        expected=lambda data, params: set(path(params)),
        misconceptions=(
            Misconception("everything", lambda data, params: set(routing.QUESTIONS)),
            Misconception("border-ends", lambda data, params: until_border(params)),
            Misconception("border-ignored", lambda data, params: until_border(params) | {"IDPPost"}),
        ),
    ),
    Question(
        id="wording",
        outcome=5,
        kind="choose",
        variable="wording",
        answer=Choice(options=("a", "b", "c", "d", "e")),
        expected=lambda data, params: "d",
        misconceptions=(
            Misconception("label", lambda data, params: "a"),
            Misconception("flee", lambda data, params: "b"),
            Misconception("household", lambda data, params: "e"),
        ),
    ),
)

EXERCISE = Exercise(id="statistics/01-who-is-counted", domain="who-is-counted", load=load, questions=QUESTIONS)
"""The exercise."""
