"""From a register of schools to signals: each fortnight against the same fortnights of former years."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ruta.datasets.draws import Whole
from ruta.early_warning.seasonal import percentile
from ruta.errors import InputError

SIGNALS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "absence": (("absent_days",), "enrolled"),
    "transfers": (("transfers",), "enrolled"),
    "suspect": (("insecurity", "residence"), "enrolled"),
    "teachers": (("teacher_requests",), "posts"),
}
"""Each signal: the columns that are added up, and what it is divided by. ``suspect`` adds "insecurity" to "change of
residence", under which much displacement may hide."""
DAYS = 10


def grid(register: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return fortnights by schools of a sum of columns; NaN where any of them is blank.

    Raises
    ------
    InputError
        A column is missing or a school has two rows for one fortnight.
    """
    for name in ("school", "start", *columns):
        if name not in register.columns:
            found = ", ".join(str(column) for column in register.columns)
            raise InputError("school-alerts.column-missing", column=name, found=found)
    twice = register.duplicated(["school", "start"])
    if twice.any():
        row = register.loc[twice].iloc[0]
        raise InputError("school-alerts.row-twice", school=row["school"], start=pd.Timestamp(row["start"]).date())
    total = register[list(columns)].astype("Float64").sum(axis=1, skipna=False)
    values = register.assign(_total=total.to_numpy(dtype="float64", na_value=np.nan))
    return values.pivot(index="start", columns="school", values="_total").astype("float64")


def exposure(register: pd.DataFrame, base: str) -> pd.DataFrame:
    """Return pupils enrolled (or posts) times the share of the fortnight in which the school was open.

    It is 0 where the school was closed: then no rate exists, and it is not zero.
    """
    return grid(register, (base,)) * grid(register, ("days_open",)) / DAYS


def expected(counts: pd.DataFrame, exposures: pd.DataFrame, calendar: pd.DataFrame, *, spread: int = 1,
             minimum: int = 4) -> pd.DataFrame:  # fmt: skip
    """Return what each school would have had at the rate of its own same fortnights of former years.

    Parameters
    ----------
    counts
        Fortnights by schools, NaN where no report came.
    exposures
        Of the same shape, from `exposure`.
    calendar
        Indexed by ``start``: ``year`` and ``fortnight`` (number within the school year).
    spread
        Neighbouring fortnights taken on each side.
    minimum
        Reports below which nothing is expected (NaN).

    Returns
    -------
    pandas.DataFrame
        Expected counts: the sum of the former counts over the sum of their exposures, times the exposure of the
        fortnight. Never from the same year: a rise cannot enter its own baseline.

    Notes
    -----
    The comparison with the same season of former years is that of the epidemic thresholds of malaria surveillance
    (Teklehaimanot et al. 2004). Fortnights are matched by their number in the school year, not by date, and the days
    open are in the exposure, because Easter moves.
    """
    if spread < 0 or minimum < 1:
        raise InputError("school-alerts.settings", spread=spread, minimum=minimum)
    known = counts.notna().to_numpy() & (exposures.to_numpy() > 0)
    values, base = np.where(known, counts, 0.0), np.where(known, exposures, 0.0)
    when = calendar.reindex(counts.index)
    year, number = when["year"].to_numpy(), when["fortnight"].to_numpy()
    # Row i is compared with row j where j lies in a former year, in the same part of it.
    former = (year[None, :] < year[:, None]) & (np.abs(number[None, :] - number[:, None]) <= spread)
    former = former.astype("float64")
    total, people, reports = former @ values, former @ base, former @ known.astype("float64")
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(reports >= minimum, total / people, np.nan)
    return pd.DataFrame(rate * exposures.to_numpy(), index=counts.index, columns=counts.columns)


def excess(counts: pd.DataFrame, usual: pd.DataFrame, *, least: float = 1.0) -> pd.DataFrame:
    """Return how far a count lies above the usual one, in the unit of chance: (count - usual) / square root of usual.

    Parameters
    ----------
    counts, usual
        Of one shape; NaN stays NaN.
    least
        Smallest usual count under the root: without it one pupil in a small school would be an event.

    Returns
    -------
    pandas.DataFrame
        The standardisation of Poisson counts, as in CUSUM (R *surveillance*, ``algo.cusum``).
    """
    return (counts - usual) / usual.clip(lower=least) ** 0.5


def own_threshold(values: pd.DataFrame, *, share: float) -> float:
    """Return the value that a share of these school-fortnights passes: measured, not assumed.

    Parameters
    ----------
    values
        Excesses of a former year, NaN where unknown.
    share
        Between 0 and 1: 0.05 lets one fortnight in twenty ring.
    """
    if not 0 < share < 1 or values.notna().sum().sum() == 0:
        raise InputError("school-alerts.share", found=share)
    return float(percentile(values.to_numpy(dtype="float64").reshape(-1, 1), 1 - share)[0])


def all_excesses(register: pd.DataFrame, calendar: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the excess of each of `SIGNALS`, fortnights by schools; nothing where nothing was reported."""
    found = {}
    for name, (columns, base) in SIGNALS.items():
        counts = grid(register, columns)
        found[name] = excess(counts, expected(counts, exposure(register, base), calendar))
    return found


def silent_runs(counts: pd.DataFrame, is_open: pd.DataFrame) -> pd.DataFrame:
    """Return for how many fortnights in a row a school has been silent, up to and with each fortnight.

    A fortnight in which the school was closed is no silence; it neither adds to a run nor ends one.
    """
    run: Whole = np.zeros(counts.shape[1], dtype=np.int64)
    rows = []
    for reported, working in zip(counts.notna().to_numpy(), is_open.to_numpy(dtype=bool), strict=True):
        run = np.where(~working, run, np.where(reported, 0, run + 1)).astype(np.int64)
        rows.append(np.where(working, run, 0))
    return pd.DataFrame(np.array(rows, dtype=np.int64), index=counts.index, columns=counts.columns)


def call_list(
    rings: Mapping[str, pd.DataFrame], silence: pd.DataFrame, start: pd.Timestamp, *, k: int = 2, silent: int = 2
) -> pd.DataFrame:
    """Return the schools to call about one fortnight: enough signals together, or enough fortnights of silence.

    Parameters
    ----------
    rings
        Grids of the same labels for each signal, ``boolean``; <NA> does not ring.
    silence
        Fortnights without a report in a row, from `silent_runs`.
    start
        Monday on which the fortnight begins.
    k, silent
        Signals, or fortnights, that are enough.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``school``: ``signals`` (tuple of names) and ``silent`` (fortnights in a row).
    """
    rows = []
    for school, quiet_for in silence.loc[start].astype("int64").items():
        ringing = tuple(name for name, grid in rings.items() if grid.fillna(False).loc[start, str(school)])
        if len(ringing) >= k or quiet_for >= silent:
            rows.append((school, ringing, quiet_for))
    return pd.DataFrame(rows, columns=["school", "signals", "silent"]).set_index("school")
