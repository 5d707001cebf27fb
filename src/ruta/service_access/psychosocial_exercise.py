"""Tables and reference answers of the exercise on psychosocial care, and what the usual mistakes would give."""

import numpy as np
import pandas as pd

from ruta.datasets import draws
from ruta.service_access.continuity import CLOSED, NOT_DUE, planned_contacts, states
from ruta.service_access.endings import AGREED, GOING_ON, LOST, endings, share_at, shares_by_day
from ruta.service_access.example_accompaniment import CUT_OFF, Accompaniment
from ruta.service_access.form_check import findings
from ruta.service_access.usual_provider import bice_boxerman, usual_provider

YEAR, WINDOW, DAY, TIME = 2025, 7, 180, 90
COHORT = ("2024-01-01", "2025-06-30")
INDICES, LOOP = ("upc", "coc"), ("arrived", "answered")
_VISITS = ((5, 2, 1), (6, 2, 2), (4, 3, 1), (5, 3, 2), (6, 3, 1))
FORM_COLUMNS = ("kind", "role", "layer", "asked_of", "service", "needed_for", "number")
_FORM = (
    ("practical", "facilitator", "basic", "everyone", "municipal-office", "", ""),
    ("practical", "registrar", "basic", "everyone", "", "", ""),
    ("wellbeing", "facilitator", "community", "who-agreed", "community-group", "", ""),
    ("clinical", "registrar", "focused", "who-agreed", "health-centre", "", ""),
    ("clinical", "specialist", "specialised", "who-was-referred", "health-centre", "", ""),
    ("identifying", "registrar", "basic", "everyone", "", "by-name", ""),
    ("identifying", "facilitator", "community", "everyone", "", "", ""),
    ("call-back", "coordinator", "focused", "who-agreed", "", "", "safe"),
    ("call-back", "facilitator", "focused", "who-agreed", "", "", "not-marked"),
)
ROWS = tuple(f"Q{number}" for number in range(1, len(_FORM) + 1))


def tables(log: Accompaniment, *, country: str, seed: int) -> dict[str, pd.DataFrame]:
    """Return what the exercise shows: sessions, agreed contacts, one person's visits, endings, referrals and a form."""
    contacts = planned_contacts(log.sessions, log.cases)
    contacts = contacts[contacts["planned_on"].dt.year == YEAR].reset_index(drop=True)
    due = ~states(contacts, window=WINDOW, cut_off=CUT_OFF).isin((NOT_DUE, CLOSED))
    found = endings(log.cases, log.sessions, cut_off=CUT_OFF)
    rng = draws.generator(seed=seed, country=country, name="psychosocial-exercise")
    return {
        "sessions": log.sessions,
        "contacts": pd.DataFrame({
            "person_id": contacts["person_id"], "planned_on": contacts["planned_on"], "next_on": contacts["next_on"],
            "days_late": contacts["days_late"].astype("float64"), "due": due,
        }),
        "visits": _visits(rng),
        "ends": found[found["first_on"].between(pd.Timestamp(COHORT[0]), pd.Timestamp(COHORT[1]))],
        "loop": _loop(log.referrals),
        "form": _form(rng),
    }  # fmt: skip


def _visits(rng: np.random.Generator) -> pd.DataFrame:
    """Return one invented person's sessions, in an order drawn by lot."""
    counts = _VISITS[int(draws.whole(rng, low=0, high=len(_VISITS), size=1)[0])]
    who = np.repeat(np.asarray(("Ana", "Luis", "Marta"), dtype=object), np.asarray(counts, dtype=np.intp))
    order = draws.lot(rng, size=len(who)).astype(np.intp)
    return pd.DataFrame({"session": range(1, len(who) + 1), "facilitator": who[order]})


def _loop(referrals: pd.DataFrame) -> pd.DataFrame:
    """Return one row: how many referrals were sent, accepted, arrived and answered, all with `TIME` days."""
    ready = referrals[referrals["sent_on"] <= CUT_OFF - pd.Timedelta(days=TIME)]
    steps = {name: int(ready[f"{name}_on"].notna().sum()) for name in ("sent", "accepted", *LOOP)}
    return pd.DataFrame([steps], index=["referrals"])


def _form(rng: np.random.Generator) -> pd.DataFrame:
    order = draws.lot(rng, size=len(_FORM))
    form = pd.DataFrame([_FORM[int(place)] for place in order], columns=list(FORM_COLUMNS))
    form.insert(0, "row", ROWS)
    return form


def people(sessions: pd.DataFrame) -> int:
    """Return the different people with a session in `YEAR`."""
    return int(_of_year(sessions)["person_id"].nunique())


def session_count(sessions: pd.DataFrame) -> int:
    """Mistake: the sessions of `YEAR`."""
    return len(_of_year(sessions))


def layers_added(sessions: pd.DataFrame) -> int:
    """Mistake: the people of each layer added up."""
    return int(_of_year(sessions).groupby("layer")["person_id"].nunique().sum())


def every_year(sessions: pd.DataFrame) -> int:
    """Mistake: the people of the whole log."""
    return int(sessions["person_id"].nunique())


def _of_year(sessions: pd.DataFrame) -> pd.DataFrame:
    made: pd.DataFrame = sessions[sessions["held_on"].dt.year == YEAR]
    return made


def kept_share(contacts: pd.DataFrame) -> float:
    """Return the contacts kept within `WINDOW` days, of each 100 that fell due."""
    due = contacts[contacts["due"]]
    return 100 * float((due["days_late"] <= WINDOW).mean())


def kept_of_held(contacts: pd.DataFrame) -> float:
    """Mistake: of those that happened at all."""
    due = contacts[contacts["due"]]["days_late"].dropna()
    return 100 * float((due <= WINDOW).mean())


def ever_held(contacts: pd.DataFrame) -> float:
    """Mistake: those that happened whenever."""
    return 100 * float(contacts.loc[contacts["due"], "days_late"].notna().mean())


def kept_of_planned(contacts: pd.DataFrame) -> float:
    """Mistake: of all that were planned, due or not."""
    return 100 * float((contacts["days_late"] <= WINDOW).mean())


def faces(visits: pd.DataFrame, *, upc: float | None = None, coc: float | None = None) -> "pd.Series[float]":
    """Return both indices of one person; a value that is given takes the place of its index."""
    counts = _counts(visits)
    right = {
        "upc": usual_provider(counts) if upc is None else upc,
        "coc": bice_boxerman(counts) if coc is None else coc,
    }
    return pd.Series(right)


def with_replacement(visits: pd.DataFrame) -> "pd.Series[float]":
    """Mistake: a session is paired with itself."""
    counts = _counts(visits)
    return faces(visits, coc=sum(count * count for count in counts) / sum(counts) ** 2)


def one_over(visits: pd.DataFrame) -> "pd.Series[float]":
    """Mistake: one over the number of facilitators, whoever held how many."""
    return faces(visits, upc=1 / len(_counts(visits)))


def swapped(visits: pd.DataFrame) -> "pd.Series[float]":
    """Mistake: each index under the other's name."""
    right = faces(visits)
    return faces(visits, upc=float(right["coc"]), coc=float(right["upc"]))


def _counts(visits: pd.DataFrame) -> list[int]:
    return [int(count) for count in visits["facilitator"].value_counts()]


def share_lost(ends: pd.DataFrame) -> float:
    """Return how many of 100 were lost by `DAY`, an agreed closure being an ending of its own."""
    return 100 * share_at(shares_by_day(ends), DAY, how=LOST)


def share_agreed(ends: pd.DataFrame) -> float:
    """Mistake: the hatched area instead of the black one."""
    return 100 * share_at(shares_by_day(ends), DAY, how=AGREED)


def share_ended(ends: pd.DataFrame) -> float:
    """Mistake: everybody whose accompaniment ended."""
    return 100 - 100 * share_at(shares_by_day(ends), DAY, how=GOING_ON)


def loop_shares(loop: pd.DataFrame, *, over: tuple[str, str] = ("sent", "sent")) -> "pd.Series[float]":
    """Return arrived and answered, of each 100 of the steps named in ``over``."""
    row = loop.iloc[0]
    return pd.Series({name: 100 * row[name] / row[under] for name, under in zip(LOOP, over, strict=True)})


def rows_with_findings(form: pd.DataFrame) -> set[str]:
    """Return the rows that break a rule."""
    return set(findings(form)["row"])


def clinical_findings(form: pd.DataFrame) -> set[str]:
    """Mistake: only the rows that are clinical and break a rule."""
    clinical = set(form.loc[form["kind"] == "clinical", "row"])
    return rows_with_findings(form) & clinical


def sensitive_rows(form: pd.DataFrame) -> set[str]:
    """Mistake: every row that sounds sensitive, in order or not."""
    return set(form.loc[form["kind"].isin(("clinical", "identifying", "call-back")), "row"])
