"""An invented land and property unit: its case list, its evidence, a count of dwellings left behind, the truth apart.

Nothing in it describes a country: households, properties and dates are drawn by lot, the same for a country and a seed.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ruta.datasets import countries, draws, frames
from ruta.service_access import land_draws
from ruta.service_access.land_kinds import KINDS, RIGHT_OF, TERM

HOUSEHOLDS = 355
FIRST_DAY, CUT_OFF = pd.Timestamp("2022-01-01"), pd.Timestamp("2025-12-31")
NEIGHBOURHOODS = tuple(f"N{number}" for number in range(1, 9))


@dataclass(frozen=True, kw_only=True)
class LandUnit:
    """The tables of an invented unit, read at the cut-off date."""

    files: pd.DataFrame
    """One row a file, that is one property claimed by one household: ``file_id``, ``property_id``, ``household_id``,
    ``persons``, ``conditions`` (0 to 3, see the lesson), ``neighbourhood``, ``property_type``, ``tenure``,
    ``right_claimed``, ``loss``, ``occupant``, ``event_on``, ``protect_by`` (last day to ask for protection),
    ``claimed_on``, ``asked_on`` (protection requested), ``protected_on``, ``decided_on``, ``decision`` (``"restore"``,
    ``"compensate"``, ``"reject"`` or ``""``), ``enforced_on``, ``in_possession_on``, ``paid_on``, ``withdrawn_on``."""
    evidence: pd.DataFrame
    """One row an item and element: ``item_id``, ``file_id``, ``document`` (its code in the unit's archive),
    ``element``, ``kind``, ``strength`` (1 to 3)."""
    dwellings: pd.DataFrame
    """One row a neighbourhood: ``houses``, ``left`` (their household left since 2020), ``threatened`` (houses whose
    household, still there or gone, told a survey of a threat), int64. It says of no house both things."""
    truth: pd.DataFrame
    """What no office knows, one row a neighbourhood: ``taken`` (of the houses left) and ``left_threatened``."""


def land_unit(*, country: str, seed: int, name: str = "land-files", faults: bool = True) -> LandUnit:
    """Return the invented unit of a country: claims of 2022 to 2025, read on 31 December 2025.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code; it changes the draw and the first letters of the ids.
    seed
        Seed of the draw.
    name
        Name of the draw; another name gives another unit.
    faults
        Whether the list has the slips that a list typed by hand has.
    """
    found = countries.find(country)
    rng = draws.generator(seed=seed, country=found.iso3, name=name)
    files = _files(rng, iso2=found.iso2)
    evidence = _evidence(rng, files, iso2=found.iso2)
    dwellings, truth = land_draws.dwellings(rng, files, names=NEIGHBOURHOODS)
    if faults:
        files, evidence = land_draws.with_faults(rng, files, evidence, last_day=CUT_OFF)
    return LandUnit(files=files, evidence=evidence, dwellings=dwellings, truth=truth)


def _files(rng: np.random.Generator, *, iso2: str) -> pd.DataFrame:
    """Draw the households, repeat each for its properties and give every property its own loss."""
    homes = land_draws.households(rng, size=HOUSEHOLDS)
    copies = homes.pop("properties").to_numpy(np.intp)
    rows = np.repeat(np.arange(HOUSEHOLDS), copies).astype(np.intp)
    table = homes.iloc[rows].reset_index(drop=True)
    many = len(table)
    first = table["household"].ne(table["household"].shift()).to_numpy()
    own = land_draws.properties(rng, first=first)
    place = draws.whole(rng, low=0, high=len(NEIGHBOURHOODS), size=HOUSEHOLDS)[rows]
    tenure = own["tenure"]
    frame: dict[str, object] = {
        "file_id": frames.ids(iso2, "F", many),
        "property_id": frames.ids(iso2, "B", many),
        "household_id": np.asarray(frames.ids(iso2, "H", HOUSEHOLDS), dtype=object)[rows],
        "persons": table["persons"],
        "conditions": table["conditions"],
        "neighbourhood": np.asarray(NEIGHBOURHOODS, dtype=object)[place.astype(np.intp)],
        "property_type": own["property_type"],
        "tenure": tenure,
        "right_claimed": tenure.map(RIGHT_OF),
        "loss": own["loss"],
        "occupant": own["occupant"],
    }
    days = {column: table[column] for column in land_draws.DAYS}
    for column, day in days.items():
        known = day.notna() & (day <= (CUT_OFF - FIRST_DAY).days)
        frame[column] = (FIRST_DAY + pd.to_timedelta(day.where(known, 0).astype("int64"), unit="D")).where(known)
    decided = pd.Series(frame["decided_on"]).notna()
    frame["decision"] = table["decision"].where(decided, "")
    files = pd.DataFrame(frame)
    after_event = list(files.columns).index("event_on") + 1
    files.insert(after_event, "protect_by", files["event_on"] + pd.Timedelta(days=TERM))
    order = files.sort_values(["claimed_on", "household_id", "file_id"], kind="stable").reset_index(drop=True)
    order["file_id"] = frames.ids(iso2, "F", many)  # numbered as they came in
    return order


def _evidence(rng: np.random.Generator, files: pd.DataFrame, *, iso2: str) -> pd.DataFrame:
    """Draw the items of each file, element by element."""
    parts = []
    for element, kinds in KINDS.items():
        items = land_draws.items(rng, files, element=element, kinds=tuple(kinds))
        parts.append(items.assign(element=element, strength=items["kind"].map(kinds).astype("int64")))
    whole = pd.concat(parts).sort_values(["file_id", "element"], kind="stable").reset_index(drop=True)
    whole.insert(0, "item_id", frames.ids(iso2, "E", len(whole)))
    whole.insert(2, "document", frames.ids(iso2, "A", len(whole)))
    return whole[["item_id", "file_id", "document", "element", "kind", "strength"]]
