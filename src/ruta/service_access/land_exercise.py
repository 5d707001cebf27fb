"""The small tables of the exercise on land, housing and property, and what the usual mistakes give with its list."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from ruta import survival
from ruta.datasets import draws
from ruta.service_access import land_checks, land_stages, waiting
from ruta.service_access.land_kinds import RIGHT_OF
from ruta.service_access.priority import CRITERIA, order

LETTERS = tuple("ABCDEFGHIJ")
SHEET_ROWS = 9
WEIGHTS = {"urgency": 5.0, "vulnerability": 3.0, "evidence": 2.0}
PLACES = 4
DAY = 1095
_EVENT = pd.Timestamp("2024-03-01")


def sheet(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return nine rows of a case list, some with a slip, and the evidence that belongs to them."""
    tenures = ("title", "possession", "possession", "rent", "collective", "title", "inheritance", "possession", "title")
    losses = ("occupation", "abandonment", "forced-sale", "abandonment", "not-known", "occupation", "abandonment",
              "occupation", "abandonment")  # fmt: skip
    event = _EVENT + pd.to_timedelta(draws.whole(rng, low=0, high=120, size=SHEET_ROWS), unit="D")
    claimed = event + pd.to_timedelta(draws.whole(rng, low=20, high=90, size=SHEET_ROWS), unit="D")
    table = pd.DataFrame({
        "tenure": tenures, "right_claimed": [RIGHT_OF[name] for name in tenures], "loss": losses,
        "event_on": event, "protect_by": event + pd.Timedelta(days=730), "claimed_on": claimed,
        "asked_on": claimed + pd.Timedelta(days=30),
        "decided_on": claimed + pd.to_timedelta(draws.whole(rng, low=200, high=330, size=SHEET_ROWS), unit="D"),
    })  # fmt: skip
    table["in_possession_on"] = table["decided_on"] + pd.Timedelta(days=100)
    table.loc[[1, 2, 4, 6, 8], ["decided_on", "in_possession_on"]] = pd.NaT
    table.loc[[4, 8], "asked_on"] = pd.NaT
    table.loc[5, "in_possession_on"] = claimed[5] - pd.Timedelta(days=33)  # held before it was claimed
    table.loc[6, "right_claimed"] = "ownership"  # an inheritance not yet settled
    places = draws.lot(rng, size=SHEET_ROWS).astype(np.intp)
    names = np.asarray(LETTERS[:SHEET_ROWS], dtype=object)
    letter = pd.Series(names[np.argsort(places)])  # the row that stands at place k gets the k-th letter
    # Element loss: the forced sale has none, and one document stands for two files.
    shown = [0, 1, 3, 5, 6, 7, 8]
    documents = pd.Series([f"A{number}" for number in 11 + draws.lot(rng, size=len(shown))])
    documents[5] = documents[0]
    evidence = pd.DataFrame({"file_id": letter[shown].to_numpy(), "document": documents, "element": "loss"})
    table.insert(0, "file_id", letter)
    table = table.iloc[places].reset_index(drop=True)
    return table, evidence.sort_values("file_id").reset_index(drop=True)


def sheet_faults(
    table: pd.DataFrame, evidence: pd.DataFrame, *, kinds: tuple[str, ...] = land_checks.FAULTS
) -> set[str]:
    """Return the letters of the rows with a fault of some kinds."""
    whole = table.assign(property_id=table["file_id"], household_id=table["file_id"])
    for column in ("enforced_on", "protected_on", "paid_on", "withdrawn_on"):
        whole[column] = pd.to_datetime(pd.Series([None] * len(whole), index=whole.index))
    found = land_checks.faults(whole, evidence)
    return set(found.loc[found["fault"].isin(kinds), "file_id"])


def first_by(table: pd.DataFrame, weights: dict[str, float]) -> set[str]:
    """Return the letters of the first files by a rule."""
    criteria = table.set_index("file")[list(CRITERIA)] / 10
    return set(order(criteria, weights=weights).index[:PLACES])


RULES: dict[str, Callable[[pd.DataFrame], set[str]]] = {
    "right": lambda table: first_by(table, WEIGHTS),
    "equal": lambda table: first_by(table, dict.fromkeys(CRITERIA, 1.0)),
    "urgency-only": lambda table: first_by(table, {"urgency": 1.0, "vulnerability": 0.0, "evidence": 0.0}),
    "turned": lambda table: first_by(table, {"urgency": 2.0, "vulnerability": 3.0, "evidence": 5.0}),
    "oldest": lambda table: set(table.nsmallest(PLACES, "claimed_on")["file"]),
}


def candidates(rng: np.random.Generator) -> pd.DataFrame:
    """Return ten files with three criteria from 0 to 10, drawn again until no two rules agree; raises as `until`."""
    return draws.until(lambda: _draw(rng), holds=_tells_apart)


def _draw(rng: np.random.Generator) -> pd.DataFrame:
    days = pd.to_timedelta(20 * draws.lot(rng, size=len(LETTERS)), unit="D")
    marks = {name: draws.whole(rng, low=0, high=11, size=len(LETTERS)) for name in CRITERIA}
    return pd.DataFrame({"file": LETTERS, "claimed_on": pd.Timestamp("2024-01-08") + days, **marks})


def _tells_apart(table: pd.DataFrame) -> bool:
    """Tell whether the right score has no ties and every usual mistake chooses other files than the right rule."""
    marks = table[list(CRITERIA)].to_numpy()
    scores = [marks @ np.array(weights) for weights in ((5, 3, 2), (1, 1, 1), (1, 0, 0), (2, 3, 5))]
    scores.append(-table["claimed_on"].to_numpy().astype(np.int64))
    if len(set(scores[0])) < len(LETTERS):
        return False
    chosen = {frozenset(np.argsort(-score, kind="stable")[:PLACES]) for score in scores}
    return len(chosen) == len(scores)


def houses_left(rng: np.random.Generator) -> pd.DataFrame:
    """Return one row of counts: houses left, of which with a file, of which the loss is known, of which taken."""
    known = int(draws.whole(rng, low=60, high=91, size=1)[0])
    taken = int(known * draws.between(rng, low=0.35, high=0.55, size=1)[0])
    files = known + int(draws.whole(rng, low=40, high=71, size=1)[0])
    left = files + int(draws.whole(rng, low=180, high=321, size=1)[0])
    return pd.DataFrame({"houses_left": [left], "with_a_file": [files], "loss_known": [known], "taken": [taken]})


def households(files: pd.DataFrame, where: "pd.Series[bool]") -> int:
    """Return how many households have a file of some kind, each once."""
    return int(files.loc[where, "household_id"].nunique())


def restored_if_no_rival(files: pd.DataFrame, *, cut_off: pd.Timestamp) -> float:
    """Return what one minus Kaplan-Meier gives by `DAY` when the rival ends are taken as censored."""
    waits = land_stages.durations(files, cut_off=cut_off)
    curve = survival.kaplan_meier(waits["days"], served=waits["status"] == waiting.SERVED)
    return 1 - survival.still_waiting_at(curve, DAY)
