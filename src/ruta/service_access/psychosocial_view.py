"""The control of the lesson on psychosocial care: move the agreed window and see continuity change."""

import pandas as pd

from ruta.figures import INK, RUST, SAND, SKY, Shown, new_figure, synthetic_note
from ruta.service_access.continuity import continuity
from ruta.service_access.psychosocial_figures import say

WIDEST = 60


def window_view(
    window: int, *, contacts: pd.DataFrame, cut_off: pd.Timestamp | str, language: str, by: str = "district"
) -> Shown:
    """Draw continuity by district for every window up to `WIDEST` days, and mark the one that was chosen.

    The contacts are those whose widest window is over, so that the same contacts are counted whatever the window.

    Parameters
    ----------
    window
        Days after the agreed day within which a contact counts as kept.
    contacts
        From `ruta.service_access.continuity.planned_contacts`.
    cut_off
        Last day for which the log is complete.
    language
        Language of the labels.
    by
        Column of the lines.
    """
    over = contacts["planned_on"] + pd.Timedelta(days=WIDEST) <= pd.Timestamp(cut_off)
    same = contacts[over]
    days = sorted({*range(0, WIDEST + 1, 4), 7, window})
    shares = pd.DataFrame({day: continuity(same, window=day, cut_off=cut_off, by=by)["share"] for day in days}).T
    now, week = shares.loc[window], shares.loc[7]
    figure, axes = new_figure(7.0, 4.2)
    looks = ((INK, "-", "o"), (RUST, "--", "s"), (SKY, "-.", "^"), (SAND, ":", "D"))
    for place, (name, share) in enumerate(now.items()):
        colour, style, marker = looks[place % len(looks)]
        axes.plot(shares.index, 100 * shares[name], color=colour, linestyle=style, label=str(name))
        axes.plot([window], [100 * share], color=colour, marker=marker, markersize=8)
    axes.axvline(window, color=INK, linewidth=0.8, linestyle=":")
    axes.set_xlim(0, WIDEST)
    axes.set_ylim(0, 100)
    axes.set_xlabel(say("axis-window", language))
    axes.set_ylabel(say("axis-kept", language))
    axes.legend(loc="lower right", frameon=False)
    each = ", ".join(f"{name} {100 * share:.0f}" for name, share in now.items())
    widest, narrow = 100 * (now.max() - now.min()), 100 * (week.max() - week.min())
    values = {"window": window, "each": each, "gap": f"{widest:.0f}", "gap_week": f"{narrow:.0f}"}
    return Shown(
        figure=figure,
        alt=say("window-alt", language, **values),
        text=f"{say('window-text', language, **values)} {synthetic_note(language)}",
    )
