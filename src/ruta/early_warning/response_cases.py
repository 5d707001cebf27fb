"""Cases for the exercise: event counts, a planning figure with its stock, a roster, a rehearsed room.

Each is drawn by lot in such a way that known mistakes give other answers, whatever the country and seed.
"""

import pandas as pd

from ruta.datasets import draws
from ruta.early_warning.response_plan import POSTS, post

ITEMS = {"a": "water", "b": "rations", "c": "floor", "d": "kits"}
"""Items of the stock by the letter of the option."""


def event_counts(*, country: str, seed: int) -> pd.DataFrame:
    """Return eight events, each person and household already counted once, in an order drawn by lot.

    Returns
    -------
    pandas.DataFrame
        ``event``, ``situation`` (left or confined), ``households`` and ``persons`` (int64). Five reach the rule: one
        by households only, one by persons only, one by exactly 50 persons, one by both, and one of people who cannot
        leave; three do not, one of them with 9 households and 49 persons.
    """
    rng = draws.generator(seed=seed, country=country, name="response-events")

    def some(low: int, high: int) -> int:
        return int(draws.whole(rng, low=low, high=high + 1, size=1)[0])

    rows = [
        ("left", 10, some(28, 45)), ("left", some(5, 9), some(51, 60)), ("left", some(6, 9), 50),
        ("left", some(12, 15), some(55, 70)), ("confined", some(11, 14), some(41, 48)), ("left", 9, 49),
        ("left", some(3, 6), some(12, 30)), ("confined", some(2, 5), some(10, 25)),
    ]  # fmt: skip
    rows = [rows[place] for place in draws.lot(rng, size=len(rows))]
    table = pd.DataFrame(rows, columns=["situation", "households", "persons"])
    table.insert(0, "event", [f"E-{number}" for number in range(1, len(rows) + 1)])
    return table.astype({"households": "int64", "persons": "int64"})


def planning_case(*, country: str, seed: int) -> pd.DataFrame:
    """Return a planning figure: rows ``low``, ``central`` and ``high``, columns ``households`` and
    ``persons_per_household`` (int64)."""
    rng = draws.generator(seed=seed, country=country, name="response-planning")
    low, more, size = (int(draws.whole(rng, low=a, high=b, size=1)[0]) for a, b in ((6, 10), (8, 15), (4, 6)))
    households = [low, low + more, low + 3 * more]
    return pd.DataFrame(
        {"households": households, "persons_per_household": size}, index=pd.Index(["low", "central", "high"])
    ).astype("int64")


def stock_case(needed: "pd.Series[int]", *, country: str, seed: int) -> pd.DataFrame:
    """Return ``stock`` and ``needed`` of four items: the shortest by share is rations or roof, by lot.

    Water lacks most in units, and the kits are the fewest, so that neither answers the question.
    """
    rng = draws.generator(seed=seed, country=country, name="response-stock")
    chance = draws.between(rng, low=0, high=0.1, size=4)
    floors = (0.55, 0.75, 0.75, 0.85)
    shares = {item: floors[place] + float(chance[place]) for place, item in enumerate(ITEMS.values())}
    shares["rations" if rng.random() < 0.5 else "floor"] = 0.3 + 0.1 * rng.random()
    table = needed.reindex(list(ITEMS.values())).to_frame("needed")
    table.insert(0, "stock", [int(shares[str(item)] * amount) for item, amount in table["needed"].items()])
    return table.astype("int64").rename_axis("item")


def roster_case(language: str, *, country: str, seed: int) -> pd.DataFrame:
    """Return nine activities: two posts have two at once, one has two that touch, one two that lie apart.

    Returns
    -------
    pandas.DataFrame
        ``activity``, ``responsible`` (empty for one), ``start`` and ``deadline`` (hours, int64).
    """
    rng = draws.generator(seed=seed, country=country, name="response-roster")
    one, two, three, four = (post(POSTS[place], language) for place in draws.lot(rng, size=8)[:4])
    first, second, third = (int(hour) for hour in draws.whole(rng, low=0, high=6, size=3))
    rows = [
        (one, first, first + 10), (one, first + 8, first + 20), (two, second, second + 24),
        (two, second + 6, second + 9), (three, third, third + 12), (three, third + 12, third + 20),
        (four, 2, 8), (four, 30, 40), ("", first, first + 30),
    ]  # fmt: skip
    rows = [rows[place] for place in draws.lot(rng, size=len(rows))]
    table = pd.DataFrame(rows, columns=["responsible", "start", "deadline"])
    table.insert(0, "activity", [f"B-{number}" for number in range(1, len(rows) + 1)])
    return table.astype({"start": "int64", "deadline": "int64"})


def room_case(*, country: str, seed: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the messages, the decisions and eight criticisms of a rehearsed room, as `simulation` reads them.

    Four criticisms are fair (two of them because somebody had passed the message on), two point to what others knew
    and had not passed on, two to what had not come yet.
    """
    rng = draws.generator(seed=seed, country=country, name="response-room")
    a, b, c, d = (POSTS[place] for place in draws.lot(rng, size=8)[:4])
    late = [int(minute) for minute in draws.whole(rng, low=0, high=3, size=6)]
    minutes = [base + more for base, more in zip((0, 8, 16, 24, 32, 45), late, strict=True)]
    sent = pd.DataFrame({
        "inject": [f"N-{number}" for number in range(1, 7)], "minute": minutes,
        "to": [(a,), (b,), (c,), (a,), (d,), (b,)],
    }).set_index("inject")  # fmt: skip
    taken = pd.DataFrame({
        "decision": ["D-1", "D-2", "D-3", "D-4"], "minute": [13, 21, 29, 39], "post": [b, a, c, d],
        "because": [("N-2",), ("N-1",), ("N-3",), ("N-5",)], "told": [(a,), (c,), (), ()],
    }).set_index("decision")  # fmt: skip
    pairs = [
        ("D-1", "N-2"), ("D-2", "N-2"), ("D-3", "N-1"), ("D-3", "N-3"), ("D-2", "N-3"), ("D-4", "N-2"), ("D-2", "N-4"),
        ("D-4", "N-6"),
    ]  # fmt: skip
    points = pd.DataFrame([pairs[place] for place in draws.lot(rng, size=len(pairs))], columns=["decision", "inject"])
    points.index = pd.Index([f"K-{number}" for number in range(1, len(pairs) + 1)], name="criticism")
    return sent, taken, points
