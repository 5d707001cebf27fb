"""Exercise of lesson early-warning/08-responding: count, plan, check, review and follow up a response."""

import pandas as pd

from ruta.early_warning import first_needs, mass_events, plan_checks, recommendations, response_cases, simulation
from ruta.early_warning.response_records import READ, example_recommendations, example_records
from ruta.practice import Choice, Data, Exercise, Labels, Misconception, Number, Params, Question

OPTIONS = ("a", "b", "c", "d")
NEW = 1000
"""Added to the seed, so that the lesson's numbers are no answers."""


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the records of one event, the events, the plan's figures and roster, the room and the register."""
    country, seed = params.country, params.seed
    figure = response_cases.planning_case(country=country, seed=seed)
    sent, taken, points = response_cases.room_case(country=country, seed=seed)
    return {
        "records": _records(params), "figure": figure,
        "events": response_cases.event_counts(country=country, seed=seed),
        "stock": response_cases.stock_case(_needs(figure), country=country, seed=seed),
        "roster": response_cases.roster_case(params.language, country=country, seed=seed),
        "sent": sent, "log": taken, "points": points, "register": _register(params),
    }  # fmt: skip


def _needs(figure: pd.DataFrame) -> "pd.Series[int]":
    households, size = figure.astype("int64").to_dict("index")["high"].values()
    return first_needs.needs(households=households, persons=households * size)


def _event(params: Params, seed: int) -> pd.DataFrame:
    table = example_records(country=params.country, seed=seed)
    return table[table["origin"] == "B-1"].reset_index(drop=True)


def _records(params: Params) -> pd.DataFrame:
    """The first event in which every mistake gives another number, and none is that of the lesson."""
    lesson = _counts(_event(params, params.seed))[0]
    for attempt in range(1, 100):
        table = _event(params, params.seed + NEW * attempt)
        found = _counts(table)
        if len({*found, lesson}) == len(found) + 1:
            break
    return table


def _counts(records: pd.DataFrame) -> list[int]:
    """Persons counted once; rows; persons of the shelter's list alone; persons who left the municipality."""
    people = records.drop_duplicates("person")
    shelter = records.loc[records["source"] == "shelter", "person"].nunique()
    return [len(people), len(records), int(shelter), int((~people["within"]).sum())]


def _register(params: Params) -> pd.DataFrame:
    """The first register in which every mistake with the share shows, and none is that of the lesson."""
    lesson = _shares(example_recommendations(country=params.country, seed=params.seed))[0]
    for attempt in range(1, 200):
        table = example_recommendations(country=params.country, seed=params.seed + NEW * attempt)
        found = _shares(table)
        apart = all(abs(one - two) > 1.5 for place, one in enumerate(found) for two in found[:place])
        if apart and abs(found[0] - lesson) > 1.5:
            break
    return table


def _shares(register: pd.DataFrame) -> list[float]:
    """In percent: done by the deadline of those due; of all rows; done ever of those due; with the early ones."""
    stands = recommendations.standing(register, as_of=READ)
    due, words = stands["due"], stands["standing"]
    in_time, early = int((words == "done-in-time").sum()), int((words == "done-early").sum())
    late = int((words == "done-late").sum())
    return [
        100 * recommendations.share_by_deadline(stands), 100 * (in_time + early) / len(stands),
        100 * (in_time + late) / int(due.sum()), 100 * (in_time + early) / (int(due.sum()) + early),
    ]  # fmt: skip


def _events(data: Data, kinds: tuple[str, ...], *, left_only: bool = False) -> list[str]:
    table = data["events"]
    pairs = zip(table["households"], table["persons"], strict=True)
    reached = [mass_events.reached(households=int(one), persons=int(two)) in kinds for one, two in pairs]
    wanted = pd.Series(reached, index=table.index)
    return list(table.loc[wanted & ((table["situation"] == "left") | (not left_only)), "event"])


EITHER = ("both", "households", "persons")


def more_than(data: Data, params: Params) -> list[str]:
    """Mistake: more than ten, or more than fifty."""
    table = data["events"]
    return list(table.loc[(table["households"] > 10) | (table["persons"] > 50), "event"])


def _water(data: Data, *, row: str = "high", days: int = 3, people: bool = True) -> int:
    figure = data["figure"].to_dict("index")[row]
    return int(15 * days * figure["households"] * (figure["persons_per_household"] if people else 1))


def least_covered(data: Data, params: Params) -> str:
    """Letter of the item with the smallest share of its need in stock."""
    item = str((data["stock"]["stock"] / data["stock"]["needed"]).idxmin())
    return next(letter for letter, name in response_cases.ITEMS.items() if name == item)


def _in_pairs(data: Data) -> set[str]:
    return {one for pair in plan_checks.collisions(data["roster"]) for one in pair[1:]}


def touching(data: Data, params: Params) -> list[str]:
    """Mistake: one that begins when the other ends counted as well."""
    roster = data["roster"]
    longer = roster.assign(deadline=roster["deadline"] + 1)
    return sorted({one for pair in plan_checks.collisions(longer) for one in pair[1:]})


def same_post(data: Data, params: Params) -> list[str]:
    """Mistake: every post with two activities, whatever the hours."""
    roster = data["roster"]
    twice = roster["responsible"].duplicated(keep=False) & (roster["responsible"] != "")
    return list(roster.loc[twice, "activity"])


def _criticisms(data: Data, verdicts: tuple[str, ...]) -> list[str]:
    found = simulation.review(data["points"], data["sent"], data["log"])
    return [str(name) for name in found.index[found.isin(verdicts)]]


def sent_directly(data: Data, params: Params) -> list[str]:
    """Mistake: what others passed on left out."""
    nobody = pd.Series([()] * len(data["log"]), index=data["log"].index, dtype=object)
    return _criticisms({**data, "log": data["log"].assign(told=nobody)}, ("fair",))


EXERCISE = Exercise(
    id="early-warning/08-responding",
    domain="responding",
    load=load,
    questions=(
        Question(
            id="persons",
            outcome=1,
            kind="compute",
            variable="persons",
            answer=Number(unit="persons", minimum=0),
            expected=lambda data, params: _counts(data["records"])[0],
            misconceptions=(
                Misconception("rows", lambda data, params: _counts(data["records"])[1]),
                Misconception("one-list", lambda data, params: _counts(data["records"])[2]),
                Misconception("left-municipality", lambda data, params: _counts(data["records"])[3]),
            ),
        ),
        Question(
            id="mass-events",
            outcome=1,
            kind="choose",
            variable="reach_the_rule",
            answer=Labels(options=lambda data, params: data["events"]["event"]),
            expected=lambda data, params: _events(data, EITHER),
            misconceptions=(
                Misconception("and", lambda data, params: _events(data, ("both",))),
                Misconception("more-than", more_than),
                Misconception("no-confinement", lambda data, params: _events(data, EITHER, left_only=True)),
            ),
        ),
        Question(
            id="small-departures",
            outcome=1,
            kind="decide",
            variable="below_the_rule",
            answer=Choice(options=OPTIONS),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("no-rights", lambda data, params: "a"),
                Misconception("stretch", lambda data, params: "d"),
            ),
        ),
        Question(
            id="water",
            outcome=2,
            kind="compute",
            variable="litres",
            answer=Number(unit="litres", minimum=0),
            expected=lambda data, params: _water(data),
            misconceptions=(
                Misconception("one-day", lambda data, params: _water(data, days=1)),
                Misconception("central", lambda data, params: _water(data, row="central")),
                Misconception("households", lambda data, params: _water(data, people=False)),
            ),
        ),
        Question(
            id="shortest",
            outcome=2,
            kind="read",
            variable="shortest_item",
            answer=Choice(options=OPTIONS),
            expected=least_covered,
            misconceptions=(
                Misconception("largest-gap", lambda data, params: "a"),
                Misconception("fewest", lambda data, params: "d"),
            ),
        ),
        Question(
            id="two-at-once",
            outcome=3,
            kind="choose",
            variable="at_once",
            answer=Labels(options=lambda data, params: data["roster"]["activity"]),
            expected=lambda data, params: sorted(_in_pairs(data)),
            misconceptions=(
                Misconception("touching", touching),
                Misconception("same-post", same_post),
            ),
        ),
        Question(
            id="fair",
            outcome=4,
            kind="choose",
            variable="fair_ones",
            answer=Labels(options=lambda data, params: data["points"].index),
            expected=lambda data, params: _criticisms(data, ("fair",)),
            misconceptions=(
                Misconception("somebody-knew", lambda data, params: _criticisms(data, ("fair", "not-passed-on"))),
                Misconception("hindsight", lambda data, params: _criticisms(data, simulation.VERDICTS)),
                Misconception("directly", sent_directly),
            ),
        ),
        Question(
            id="by-deadline",
            outcome=5,
            kind="compute",
            variable="percent_done",
            answer=Number(unit="percent", tolerance=0.6, minimum=0, maximum=100),
            expected=lambda data, params: _shares(data["register"])[0],
            misconceptions=(
                Misconception("every-row", lambda data, params: _shares(data["register"])[1]),
                Misconception("done-ever", lambda data, params: _shares(data["register"])[2]),
                Misconception("with-early", lambda data, params: _shares(data["register"])[3]),
            ),
        ),
    ),
)
