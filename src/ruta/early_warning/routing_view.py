"""The control of the lesson: a level, the hours without an answer, and whom the route tells next."""

from ruta import figures, messages
from ruta.early_warning.alert_levels import ROUTE, hours_late, level, next_post

ANSWERS = ("none", "acknowledged")
LONGEST = 96
"""Hours on the slider."""


def routing_view(name: str, hours: int, answer: str, *, language: str) -> figures.Shown:
    """Return the route of an alert with the post that is called at a moment.

    Parameters
    ----------
    name
        Id of the level.
    hours
        Since the message was sent.
    answer
        ``none``, or ``acknowledged``: somebody answered, so that nobody else is called and the action is waited for.
    language
        Language of the labels.
    """
    one = level(name)
    called = next_post(name, hours=hours)
    figure, axes = figures.new_figure(7.0, 3.4)
    last = ROUTE.index(called) if answer == "none" else 0
    for row in range(len(ROUTE)):
        start = row * one.hours
        reached = row <= last and hours >= start
        if start < LONGEST:
            axes.barh(
                row, LONGEST - start if row == len(ROUTE) - 1 else min(one.hours, LONGEST - start), left=start,
                height=0.55,
                color=figures.SAND if reached else "white", edgecolor=figures.INK, hatch="" if reached else "//",
                linewidth=0.8,
            )  # fmt: skip
        else:
            axes.text(LONGEST - 1, row, _text("later", language, hours=start), ha="right", va="center", fontsize=8)
    axes.axvline(hours, color=figures.RUST, linewidth=2)
    # Beside the line, on the side that has room.
    side = "left" if hours < LONGEST / 2 else "right"
    axes.text(hours + (1 if side == "left" else -1), -0.7, _text("now", language), ha=side, color=figures.RUST)
    axes.set_yticks(range(len(ROUTE)), [_text(f"post-{post}", language) for post in ROUTE])
    axes.set_ylim(len(ROUTE) - 0.5, -1.1)
    axes.set_xlim(0, LONGEST)
    axes.set_xlabel(_text("axis", language))
    values = {
        "level": _text(f"level-{name}", language), "hours": hours, "deadline": one.hours,
        "post": _text(f"post-{called}", language), "late": f"{hours_late(name, hours=hours):.0f}",
        "action": _text(f"action-{name}", language),
    }  # fmt: skip
    axes.set_title(_text("title", language, **values))
    if answer == "acknowledged":
        key = "reading-answered"
    elif last == len(ROUTE) - 1:
        key = "reading-control"
    else:
        key = "reading-late" if last else "reading-waiting"
    reading = _text(key, language, **values)
    return figures.Shown(
        figure=figure, alt=_text("alt", language, reading=reading, **values),
        text=f"{reading} {figures.synthetic_note(language)}",
    )  # fmt: skip


def _text(key: str, language: str, **params: object) -> str:
    return messages.text(f"alerting.route.{key}", language=language, **params)
