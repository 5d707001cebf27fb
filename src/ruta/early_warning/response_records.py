"""Invented records of people who left, or could not leave, an invented municipality, with what makes counting hard.

Built in on purpose: an event of more than ten households spread over three days, one of few and large households, one
that is registered twice by two offices, people who cannot leave, and departures of one household at a time.
"""

import numpy as np
import pandas as pd

from ruta.datasets import draws

FIRST = pd.Timestamp("2026-03-01")
DAYS = 45
WINDOW = 3
"""Days between departures that the lesson still takes as one event."""
SOURCES = ("shelter", "health")
_Household = tuple[str, int, list[int], str, int]
"""Origin, day, sizes of the parts that left day after day, situation, times registered."""


def example_records(*, country: str, seed: int) -> pd.DataFrame:
    """Return records as `ruta.early_warning.mass_events` reads them, one row per person and registration.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code; it only changes the draw.
    seed
        Seed of the draw.

    Returns
    -------
    pandas.DataFrame
        ``record``, ``date``, ``origin`` (a neighbourhood, B-1 to B-6), ``situation``, ``household``, ``person``
        (pseudonyms), ``source`` (one of `SOURCES`) and ``within`` (moved within the municipality), in order of date.
    """
    rng = draws.generator(seed=seed, country=country, name="response-records")
    rows = []
    for number, (origin, day, parts, situation, times) in enumerate(_households(rng), 1):
        # Every event has households that stay in the municipality and households that leave it.
        within = situation == "confined" or number % 2 == 0 or rng.random() < 0.3
        member = 0
        for later, size in enumerate(parts):
            for _ in range(size):
                member += 1
                for source in SOURCES[:times] if times > 1 else (SOURCES[number % 2],):
                    rows.append({
                        "date": FIRST + pd.Timedelta(days=day + later), "origin": origin, "situation": situation,
                        "household": f"H{number:02d}", "person": f"H{number:02d}-{member}", "source": source,
                        "within": within,
                    })  # fmt: skip
    table = pd.DataFrame(rows).sort_values(["date", "source"], kind="stable").reset_index(drop=True)
    table.insert(0, "record", [f"R-{number:03d}" for number in range(1, len(table) + 1)])
    return table


def _households(rng: np.random.Generator) -> list[_Household]:
    """Twelve households over three days; eight large ones; nine registered twice; fourteen shut in; single ones."""
    found: list[_Household] = []
    for place, size in enumerate(draws.whole(rng, low=3, high=5, size=12)):
        # Two households leave in two parts, one day after the other; three are registered twice.
        parts = [int(size) - 1, 1] if place in (0, 4) else [int(size)]
        found.append(("B-1", 2 + place // 4, parts, "left", 2 if place in (1, 6, 9) else 1))
    extra = int(draws.whole(rng, low=0, high=3, size=1)[0])
    for place, size in enumerate((7 + extra, 6, 7, 6, 7, 6, 7, 6)):
        found.append(("B-2", 8 + 2 * (place // 4), [size], "left", 1))
    for place, size in enumerate(draws.whole(rng, low=3, high=6, size=9)):
        found.append(("B-3", 14 + place // 5, [int(size)], "left", 2))
    for size in draws.whole(rng, low=3, high=5, size=14):
        found.append(("B-4", 19, [int(size)], "confined", 1))
    # One household at a time, always more than the window after the one before.
    for origin, count, start in (("B-5", 10, 0), ("B-6", 9, 2)):
        steps = draws.whole(rng, low=WINDOW + 1, high=WINDOW + 2, size=count)
        for size, day in zip(draws.whole(rng, low=2, high=6, size=count), start + np.cumsum(steps), strict=True):
            found.append((origin, int(day), [int(size)], "left", 1))
    return found


def example_recommendations(*, country: str, seed: int) -> pd.DataFrame:
    """Return the register of the 24 recommendations of one alert, read after thirty days (`READ`).

    Returns
    -------
    pandas.DataFrame
        As `ruta.early_warning.recommendations.standing` reads it. Six fall due after the reading, two of them done
        early; of the rest some are late, refused or not done, and not all that is called done was seen.
    """
    rng = draws.generator(seed=seed, country=country, name="response-recommendations")
    limits = [1] * 4 + [3] * 4 + [7] * 4 + [15] * 4 + [28] * 2 + [45] * 2 + [60] * 4
    in_time, late, refused = (int(draws.whole(rng, low=low, high=high, size=1)[0]) for low, high in _FATES)
    fates = ["in-time"] * in_time + ["late"] * late + ["rejected"] * refused
    fates += ["open"] * (18 - len(fates))
    fates = [fates[place] for place in draws.lot(rng, size=18)]
    early = set(draws.lot(rng, size=6)[:2].tolist())
    fates += ["in-time" if place in early else "open" for place in range(6)]
    chance, seen = rng.random(24), rng.random(24) < 0.7
    # One of those done in time has no evidence and one has, whatever the draw.
    sure = [place for place in range(18) if fates[place] == "in-time"][:2]
    seen[sure] = [True, False]
    rows = []
    for place, fate in enumerate(fates):
        limit = int(limits[place])
        last = min(limit, (READ - SENT).days) if fate == "in-time" else (READ - SENT).days
        first = 0.2 if fate == "in-time" else limit
        when = SENT + pd.Timedelta(minutes=int(1440 * (first + chance[place] * (last - first) * 0.95)))
        acted = when if fate == "in-time" else max(when, SENT + pd.Timedelta(days=limit, hours=3))
        done = fate in ("in-time", "late")
        rows.append({
            "recommendation": f"R-{place + 1:02d}", "authority": AUTHORITIES[place % len(AUTHORITIES)], "sent": SENT,
            "acknowledged": SENT + pd.Timedelta(hours=2) if fate != "open" else pd.NaT,
            "acted": acted if done else pd.NaT, "deadline": SENT + pd.Timedelta(days=limit),
            "status": "done" if done else "rejected" if fate == "rejected" else "open",
            "evidence": bool(done and seen[place]),
        })  # fmt: skip
    return pd.DataFrame(rows)


SENT = pd.Timestamp("2026-03-02 08:00")
READ = pd.Timestamp("2026-04-01 08:00")
AUTHORITIES = ("municipality", "protection", "health", "education", "police")
"""Posts as in `ruta.early_warning.prepared.POSTS`."""
_FATES = ((8, 13), (2, 4), (1, 3))
"""Fewest, and one more than most, of the eighteen due that were done in time, done late and refused."""
