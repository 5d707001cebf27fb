"""Yes-or-no forecasts against yes-or-no outcomes: four counts, and the measures that are made of them.

Sources: names and formulas as on the page *Forecast Verification* of the WWRP/WGNE Joint Working Group (Australian
Bureau of Meteorology), section on dichotomous forecasts. Two measures sound alike and are not: the false alarm
*ratio* (of the alarms, how many were false) and the false alarm *rate*, here POFD (of the cases without event, how many
had an alarm).

The four counts are of one kind of case (municipality-months, say). `ruta.early_warning.scoring` counts otherwise,
onsets for hits and weeks for false alarms; do not put its numbers into this table.
"""

from dataclasses import dataclass, fields

import pandas as pd

from ruta.early_warning.paired import Column, same_rows, zero_or_one
from ruta.errors import InputError

MEASURES = (
    "base_rate", "accuracy", "pod", "far", "pofd", "precision", "csi", "bias", "pss", "hss", "ets", "f1",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Contingency:
    """A table of two by two; at least one event and one case without, so that nearly every measure is defined.

    Raises
    ------
    InputError
        A count is negative or no whole number; no events; nothing but events.
    """

    hits: int
    """Alarm and event (a)."""
    false_alarms: int
    """Alarm, no event (b)."""
    misses: int
    """Event, no alarm (c)."""
    correct_negatives: int
    """Neither (d)."""

    def __post_init__(self) -> None:
        for field in fields(self):
            found = getattr(self, field.name)
            if not found >= 0 or found % 1 != 0:
                raise InputError("early-warning.contingency-count", cell=field.name, found=found)
        if self.hits + self.misses == 0:
            raise InputError("early-warning.no-events", cases=self.n)
        if self.false_alarms + self.correct_negatives == 0:
            raise InputError("early-warning.only-events", cases=self.n)

    @property
    def n(self) -> int:
        """Cases."""
        return self.hits + self.false_alarms + self.misses + self.correct_negatives

    @property
    def alarms(self) -> int:
        """Cases with an alarm."""
        return self.hits + self.false_alarms

    @property
    def base_rate(self) -> float:
        """Share of cases with an event, s."""
        return (self.hits + self.misses) / self.n

    @property
    def accuracy(self) -> float:
        """Share of cases said rightly. Where events are rare, "never" scores high: not a measure to choose by."""
        return (self.hits + self.correct_negatives) / self.n

    @property
    def pod(self) -> float:
        """Probability of detection (recall, sensitivity): of the events, how many had an alarm."""
        return self.hits / (self.hits + self.misses)

    @property
    def far(self) -> float:
        """False alarm ratio: of the alarms, how many were false. NaN where there was no alarm."""
        return self.false_alarms / self.alarms if self.alarms else float("nan")

    @property
    def pofd(self) -> float:
        """Probability of false detection (false alarm rate): of the cases without event, how many had an alarm."""
        return self.false_alarms / (self.false_alarms + self.correct_negatives)

    @property
    def precision(self) -> float:
        """Of the alarms, how many were right (positive predictive value): 1 - FAR. NaN where there was no alarm."""
        return self.hits / self.alarms if self.alarms else float("nan")

    @property
    def csi(self) -> float:
        """Critical success index (threat score): hits among the cases with an alarm or an event."""
        return self.hits / (self.hits + self.false_alarms + self.misses)

    @property
    def bias(self) -> float:
        """Alarms per event: above 1 the forecast alarms more often than events happen."""
        return self.alarms / (self.hits + self.misses)

    @property
    def pss(self) -> float:
        """Peirce skill score, POD - POFD: 0 for "never", for "always" and for chance."""
        return self.pod - self.pofd

    @property
    def hss(self) -> float:
        """Heidke skill score: accuracy beyond what chance would give with these totals."""
        a, b, c, d = self.hits, self.false_alarms, self.misses, self.correct_negatives
        return 2 * (a * d - b * c) / ((a + c) * (c + d) + (a + b) * (b + d))

    @property
    def ets(self) -> float:
        """Equitable threat score (Gilbert): CSI after the hits of chance are taken out."""
        by_chance = self.alarms * (self.hits + self.misses) / self.n
        return (self.hits - by_chance) / (self.hits + self.false_alarms + self.misses - by_chance)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and POD; 0 where there was no hit."""
        return 2 * self.hits / (2 * self.hits + self.false_alarms + self.misses)

    def measures(self) -> "pd.Series[float]":
        """Return every measure of `MEASURES` by its name."""
        return pd.Series({name: float(getattr(self, name)) for name in MEASURES}, name="value")


def contingency(alarms: Column, events: Column) -> Contingency:
    """Return the table of alarms against events, case by case.

    Parameters
    ----------
    alarms
        One truth value (or 0 and 1) per case.
    events
        What happened, the cases in the same order; two Series must have the same labels.

    Raises
    ------
    InputError
        Lengths or labels differ; a blank (a case that could not be judged is neither an alarm nor calm: leave it out
        and say how many); a value that is not 0 or 1; no events; nothing but events.
    """
    same_rows(alarms, events)
    said, happened = zero_or_one(alarms, name="alarm"), zero_or_one(events, name="event")
    return Contingency(
        hits=int((said & happened).sum()),
        false_alarms=int((said & ~happened).sum()),
        misses=int((~said & happened).sum()),
        correct_negatives=int((~said & ~happened).sum()),
    )
