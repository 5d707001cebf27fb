"""Invented recommendations, so that a report can be tried out before an office has its own table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.datasets import draws
from ruta.datasets.countries import check_seed, find
from ruta.exchange import recommendations
from ruta.exchange.report_words import say

ON = pd.Timestamp("2026-06-30")
"""Day of the example report."""
_SEEN = "example.org/"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One thing that can be recommended; its texts are in the catalogue ``report``."""

    id: str
    baseline: int
    target: int


KINDS = tuple(
    Kind(id=name, baseline=baseline, target=target)
    for name, baseline, target in (
        ("definitions", 40, 100), ("revisions", 0, 4), ("small-cells", 20, 100), ("weekly-reports", 70, 95),
        ("alert-answers", 35, 80), ("alert-outcomes", 10, 90), ("document-wait", 120, 45), ("school-places", 60, 95),
        ("referrals", 30, 75), ("land-records", 15, 60), ("practice-notes", 0, 4), ("data-agreements", 0, 3),
    )
)  # fmt: skip
# How many of each twelve have each profile at least.
_PROFILES = ("done", "no-evidence", "overdue", "open", "closed")
_LEAST = (3, 3, 2, 1, 1)


def example(*, country: str, seed: int, language: str, areas: Sequence[str] = ("",)) -> pd.DataFrame:
    """Return an invented table of recommendations.

    Parameters
    ----------
    country, seed
        Which draw; the texts are the same for every country.
    language
        Language of the texts.
    areas
        Territorial offices that each receive the twelve recommendations; one national office where nothing is said.

    Returns
    -------
    DataFrame
        As `ruta.exchange.recommendations.checked`, all agreed before `ON`. Every standing is there; two baselines at
        least were moved; one deadline falls on `ON` itself.

    Raises
    ------
    InputError
        For an unknown country or a seed that is no whole number from 0.
    """
    rng = draws.generator(seed=check_seed(seed), country=find(country).iso3, name="recommendations")
    size = len(KINDS) * len(areas)
    profiles = _profiles(rng, size)
    # A baseline of zero has no worse one to be moved to, and at its target or nowhere a moved one changes nothing.
    order = [
        place for place in draws.lot(rng, size=size).tolist()
        if KINDS[place % len(KINDS)].baseline and profiles[place] not in ("done", "closed")
    ]  # fmt: skip
    moved = set(order[: max(2, size // 8)])
    # Papers lie beside what is only begun, too: evidence alone is not "done".
    papers = set([place for place in range(size) if profiles[place] in ("overdue", "open", "today")][::3])
    rows = []
    for place in range(size):
        area, kind = areas[place // len(KINDS)], KINDS[place % len(KINDS)]
        name = f"R{place + 1:02d}"
        cells = _cells(rng, kind, profiles[place], moved=place in moved, papers=place in papers, name=name)
        texts = {column: say(f"{column}-{kind.id}", language) for column in ("recommendation", "owner", "indicator")}
        if area:
            texts["owner"] = f"{texts['owner']} ({area})"
        rows.append((place + 2, {"id": name, **texts, **cells}))
    return recommendations.checked(rows)


def _profiles(rng: np.random.Generator, size: int) -> list[str]:
    """Return a profile for each row, by lot; so many at least of each that no lesson finds one of them empty."""
    least = [count * size // 12 for count in _LEAST]
    sure = [name for name, count in zip(_PROFILES, least, strict=True) for _ in range(count)]
    rest = [_PROFILES[place] for place in draws.pick(rng, shares=_LEAST, size=size - len(sure) - 1)]
    mixed = [*sure, *rest, "today"]
    return [mixed[place] for place in draws.lot(rng, size=size)]


def _cells(
    rng: np.random.Generator, kind: Kind, profile: str, *, moved: bool, papers: bool, name: str
) -> dict[str, str]:
    way = kind.target - kind.baseline
    covered = {"done": (0.95, 1.0), "closed": (0.0, 0.1)}.get(profile, (0.1, 0.7))
    # All are drawn in every profile, so that one profile does not shift the draws of the next row.
    reached, past, ahead, known, lower = (float(value) for value in rng.random(5))
    latest = kind.baseline + way * (covered[0] + (covered[1] - covered[0]) * reached)
    days = {"open": 1 + int(150 * ahead), "today": 0}.get(profile, -1 - int(150 * past))
    state = {"done": "done", "no-evidence": "done", "closed": "closed"}.get(profile, "under-way")
    measured = profile == "done" or known < 0.6
    shown = profile == "done" or papers
    worse = kind.baseline * (0.3 + 0.5 * lower if way > 0 else 1.2 + 0.5 * lower)
    return {
        "baseline": str(kind.baseline),
        "baseline_now": f"{worse:.0f}" if moved else "",
        "target": str(kind.target),
        "latest": f"{latest:.0f}" if measured or moved else "",
        "agreed": f"{(ON - pd.Timedelta(days=380 + int(100 * past))).date()}",
        "due": f"{(ON + pd.Timedelta(days=days)).date()}",
        "state": state,
        "evidence": f"{_SEEN}{name}" if shown else "",
    }
