"""Tables and reference answers of the exercise on the closing report, and what the usual mistakes would give."""

import itertools
from collections.abc import Mapping

import pandas as pd

from ruta.datasets import draws
from ruta.exchange import claims
from ruta.exchange.example_recommendations import ON, example
from ruta.exchange.report_words import say
from ruta.exchange.standing import follow_up, moved, progress, standings

AREAS = ("A", "B", "C")
ROUNDS = 1000
"""Draws that belong to one seed."""
APART = 0.011
"""Shares and progress that two ways of counting give differ by so much at least: rounding must not hide a mistake."""
THRESHOLD = 5
ENDS = ("low", "high")
# State, whether evidence is there, days from the day of the report to the deadline.
_SLIPS = (
    ("under-way", False, -40), ("not-started", False, -1), ("under-way", True, -12), ("under-way", False, 0),
    ("done", True, -60), ("done", False, -20), ("closed", False, -75), ("under-way", False, 35),
)  # fmt: skip
_CLAIMS: tuple[tuple[str, dict[str, object]], ...] = (
    ("fewer-displaced", {}), ("served-more", {"low": 0.04, "high": 0.15}),
    ("wait-longer", {"low": -0.03, "high": 0.11}), ("one-village", {"smallest": 3}), ("quiet-weeks", {"unknown": 0.2}),
    ("from-memory", {"definition": ""}), ("draft-figure", {"release": ""}), ("stock-unchanged", {"repeated": True}),
)  # fmt: skip


def tables(*, country: str, seed: int, language: str) -> dict[str, pd.DataFrame]:
    """Return what the exercise shows: a register, eight slips, eight claims and the id of one recommendation."""
    register, chosen = _register(country=country, seed=seed, language=language)
    return {
        "register": register,
        "slips": _slips(register, country=country, seed=seed),
        "claims": _claims(country=country, seed=seed, language=language),
        "chosen": pd.DataFrame({"id": [chosen]}),
    }


def _register(*, country: str, seed: int, language: str) -> tuple[pd.DataFrame, str]:
    """Return a register in which no mistake is right by chance, and a recommendation whose baseline moved."""
    seeds = itertools.count(ROUNDS * seed)
    table = draws.until(
        lambda: example(country=country, seed=next(seeds), language=language, areas=AREAS), holds=_tells_apart
    )
    return table, _choices(table)[0]


def _tells_apart(table: pd.DataFrame) -> bool:
    found = follow_up(table, on=ON)
    bars = [found.counts[name] for name in ("overdue", "no-evidence", "open")]
    ways = [found.shown, found.said, found.of_those_with_evidence, found.without_closed]
    return (
        len(set(bars)) == len(bars) and _apart(ways) and _apart([*high_ways(table).values()]) and bool(_choices(table))
    )


def _choices(table: pd.DataFrame) -> list[str]:
    return [name for name in table.loc[moved(table), "id"] if _apart([*progress_ways(table, name).values()])]


def _apart(values: list[float]) -> bool:
    ordered = sorted(values)
    return all(after - before > APART for before, after in itertools.pairwise(ordered))


def _slips(register: pd.DataFrame, *, country: str, seed: int) -> pd.DataFrame:
    """Return eight recommendations whose deadlines lie around the day of the report, in an order drawn by lot."""
    rng = draws.generator(seed=seed, country=country, name="closing-slips")
    slips = register.head(len(_SLIPS)).copy()
    for place, kind in zip(slips.index, draws.lot(rng, size=len(_SLIPS)).tolist(), strict=True):
        state, evidence, days = _SLIPS[kind]
        slips.loc[place, ["state", "evidence"]] = [state, f"example.org/{slips['id'][place]}" if evidence else ""]
        slips.loc[place, "due"] = ON + pd.Timedelta(days=days)
    slips["id"] = [f"S{number}" for number in range(1, len(slips) + 1)]
    return slips[["id", "recommendation", "state", "due", "evidence"]]


def _claims(*, country: str, seed: int, language: str) -> pd.DataFrame:
    rng = draws.generator(seed=seed, country=country, name="closing-claims")
    rows = []
    for number, kind in enumerate(draws.lot(rng, size=len(_CLAIMS)).tolist(), start=1):
        name, fault = _CLAIMS[kind]
        row = {
            "claim": f"C{number}", "text": say(f"claim-{name}", language), "definition": say("claim-defined", language),
            "release": "2026-06", "smallest": pd.NA, "low": pd.NA, "high": pd.NA, "repeated": False, "broken": False,
            "unknown": 0.0,
        }  # fmt: skip
        rows.append({**row, **fault})
    return pd.DataFrame(rows).astype({"smallest": "Int64", "low": "Float64", "high": "Float64"})


def overdue(slips: pd.DataFrame) -> set[str]:
    """Return the slips that are overdue on `ON`."""
    return set(slips.loc[_stands(slips) == "overdue", "id"])


def overdue_with(slips: pd.DataFrame, *, kind: str) -> set[str]:
    """Mistake: the overdue ones, and with them those of that very day, those without evidence or the closed ones."""
    stands, late = _stands(slips), slips["due"] < ON
    more: Mapping[str, pd.Series] = {
        "today": slips["due"] == ON, "no-evidence": (stands == "no-evidence") & late,
        "closed": (stands == "closed") & late, "all-late": late,
    }  # fmt: skip
    return overdue(slips) | set(slips.loc[more[kind], "id"])


def _stands(slips: pd.DataFrame) -> "pd.Series[str]":
    return standings(slips.assign(agreed=ON - pd.DateOffset(years=1)), on=ON)


def high_ways(register: pd.DataFrame) -> dict[str, float]:
    """Return the upper bound of the share done, and what it is taken for."""
    found = follow_up(register, on=ON)
    counts = found.counts
    return {
        "right": found.bounds.high,
        "open-too": (counts["done"] + counts["no-evidence"] + counts["open"]) / found.all,
        "of-evidence": found.of_those_with_evidence,
        "all-unknown": 1 - counts["closed"] / found.all,
    }


def progress_ways(register: pd.DataFrame, chosen: str) -> dict[str, float]:
    """Return the progress of one recommendation from its agreed baseline, and what it is taken for."""
    row = register[register["id"] == chosen]
    latest, baseline, target = (float(row[name].iloc[0]) for name in ("latest", "baseline", "target"))
    return {
        "right": float(progress(row).iloc[0]),
        "moved": float(progress(row, baseline="baseline_now").iloc[0]),
        "of-target": latest / target,
        "change": (latest - baseline) / baseline,
    }


def publishable(table: pd.DataFrame, *, ignoring: str = "") -> set[str]:
    """Return the claims that may go out as they stand; a mistake ignores one fault."""
    found = claims.faults(table, threshold=THRESHOLD)
    if ignoring == "evidence":
        found[[name for name in claims.FAULTS if name not in ("no-definition", "no-release")]] = False
    elif ignoring:
        found[ignoring] = False
    return set(table.loc[claims.verdicts(found) == claims.AS_IT_IS, "claim"])
