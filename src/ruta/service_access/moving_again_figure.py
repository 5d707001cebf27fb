"""The figure of those who moved again after a return, with a band for those not found any more."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta import survival
from ruta.figures import INK, RUST, SAND, SKY, Shown, new_figure
from ruta.messages import text

HORIZON = 730
READ_AT = tuple(range(90, HORIZON, 90))
"""Days whose values the text alternative gives."""


def moved_curves(followed: pd.DataFrame, prepared: "pd.Series[bool]", *, language: str) -> Shown:
    """Draw, for households that returned prepared or not, the share that had moved again by each day.

    The band goes up to what it would be if everybody not found any more had moved.

    Parameters
    ----------
    followed
        From `ruta.service_access.moving_again.follow_up`.
    prepared
        Whether the minimum to start was met; same rows.
    """
    figure, axes = new_figure()
    days = np.arange(HORIZON + 1)
    parts = []
    for name, mine, colour, style in (
        ("unprepared", ~prepared, RUST, "--"),
        ("prepared", prepared, INK, "-"),
    ):
        here = followed[mine.to_numpy()]
        moved = here["state"] == "moved"
        low, high = (
            100 * (1 - _heights(survival.kaplan_meier(here["days"], served=ended), days))
            for ended in (moved, moved | (here["state"] == "lost"))
        )
        axes.plot(days, low, color=colour, linestyle=style, drawstyle="steps-post",
                  label=text(f"viability.label-{name}", language=language))  # fmt: skip
        axes.fill_between(days, low, high, step="post", alpha=0.22, color=SKY if name == "prepared" else SAND)
        parts.append(
            text(
                "viability.moved-row", language=language, group=text(f"viability.label-{name}", language=language),
                low=_read(low), high=_read(high),
            )
        )  # fmt: skip
    axes.set_xlim(0, HORIZON)
    axes.set_xticks(range(0, HORIZON + 1, 90))
    axes.set_ylim(0, 100)
    axes.grid(color="#dddddd", linewidth=0.6)
    axes.set_xlabel(text("viability.axis-days", language=language))
    axes.set_ylabel(text("viability.axis-moved", language=language))
    axes.legend(loc="upper left", frameon=False)
    return Shown(
        figure=figure,
        alt=text("viability.moved-alt", language=language, groups=" ".join(parts), days=", ".join(map(str, READ_AT))),
    )  # fmt: skip


def _read(curve: npt.NDArray[np.float64]) -> str:
    return ", ".join(f"{curve[day]:.0f}" for day in READ_AT)


def _heights(table: pd.DataFrame, days: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    steps = table["still_waiting"].reindex(days, method="ffill").fillna(1.0)
    return steps.to_numpy(dtype=np.float64)
