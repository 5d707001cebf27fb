"""The control of the lesson on waiting: move the cut-off date earlier and see what becomes of each measure."""

import numpy as np
import pandas as pd

from ruta.errors import InputError
from ruta.figures import INK, RUST, Shown, new_figure, synthetic_note
from ruta.messages import text
from ruta.service_access.waiting import SERVED, as_known_on, durations
from ruta.service_access.waiting_figures import days_text
from ruta.survival import kaplan_meier, median_wait


def measures_at(requests: pd.DataFrame, *, cut_off: pd.Timestamp) -> dict[str, float]:
    """Return what an office that stops the register on this day would compute.

    Parameters
    ----------
    requests
        One row per request, with the dates known today.
    cut_off
        The day on which the register stops.

    Returns
    -------
    dict
        ``requests`` and ``served`` (persons), ``attended_mean`` (days, of those served by then; ``nan`` where nobody
        was) and ``median`` (days, Kaplan-Meier, of everybody; ``nan`` where it is not reached).
    """
    waits = durations(as_known_on(requests, cut_off), cut_off=cut_off)
    served = waits["status"] == SERVED
    return {
        "requests": float(len(waits)),
        "served": float(served.sum()),
        "attended_mean": float(waits.loc[served, "days"].mean()),
        "median": median_wait(kaplan_meier(waits["days"], served=served)),
    }


def move_cut_off(
    requests: pd.DataFrame,
    true_days: "pd.Series[int]",
    *,
    cut_off: pd.Timestamp,
    language: str,
    months_earlier: int = 0,
) -> Shown:
    """Stop the register some months earlier: the mean of the attended falls, the wait itself does not change.

    The people are the same whatever the date: only requests made before the earliest date belong in ``requests``.

    Parameters
    ----------
    requests
        The requests of one cohort, all made before the earliest cut-off date.
    true_days
        How long each of them waits in truth: known because the data are invented.
    cut_off
        The real cut-off date, from which the control goes back.
    language
        Language of the labels.
    months_earlier
        How many months earlier the register stops.

    Raises
    ------
    InputError
        Where there are no requests, or one of them was made after the chosen date.
    """
    dates = [cut_off - pd.DateOffset(months=back) for back in range(months_earlier, -1, -1)]
    latest = pd.to_datetime(requests["requested_on"]).max()
    if requests.empty or latest > dates[0]:
        found_latest = "-" if requests.empty else latest.date()
        raise InputError("service-access.cohort", cut_off=dates[0].date(), latest=found_latest)
    found = pd.DataFrame([measures_at(requests, cut_off=date) for date in dates], index=pd.DatetimeIndex(dates))
    truth = {"attended_mean": float(true_days.mean()), "median": float(true_days.median())}
    chosen = found.iloc[0]

    figure, axes = new_figure()
    for measure, colour, style, marker, level in (
        ("attended_mean", RUST, "--", "o", "-."),
        ("median", INK, "-", "s", ":"),
    ):
        label = text(f"service-access.measure-{measure}", language=language)
        axes.plot(found.index, found[measure], color=colour, linestyle=style, marker=marker, label=label)
        label = text(f"service-access.truth-{measure}", language=language)
        axes.axhline(truth[measure], color=colour, linestyle=level, linewidth=1.2, label=label)
    highest = np.nanmax([*truth.values(), *found["attended_mean"], *found["median"]])
    axes.set_ylim(0, 1.6 * float(highest))  # room for the legend above the lines
    axes.set_xlim(dates[0] - pd.Timedelta(days=20), cut_off + pd.Timedelta(days=20))  # type: ignore[arg-type]
    axes.set_xlabel(text("service-access.axis-cut-off", language=language))
    axes.set_ylabel(text("service-access.axis-wait", language=language))
    axes.tick_params(axis="x", rotation=30)
    axes.legend(loc="upper left", frameon=False)
    params = {
        "cut_off": dates[0].date(),
        "requests": len(requests),
        "served": int(chosen["served"]),
        "open": len(requests) - int(chosen["served"]),
        "mean": days_text(chosen["attended_mean"], language=language),
        "median": days_text(chosen["median"], language=language),
        "true_mean": days_text(truth["attended_mean"], language=language),
        "true_median": days_text(truth["median"], language=language),
    }
    return Shown(
        figure=figure,
        alt=text("service-access.cut-off-alt", language=language, **params),
        text=f"{text('service-access.cut-off-text', language=language, **params)} {synthetic_note(language)}",
    )
