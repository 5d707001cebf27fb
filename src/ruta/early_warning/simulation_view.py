"""The control of the lesson: the messages of the exercise one after another, as the room sees them."""

from ruta import figures, messages
from ruta.early_warning.response_plan import post
from ruta.early_warning.simulation import injects, script


def simulation_view(step: int, show: str, *, language: str) -> figures.Shown:
    """Return the clock of the exercise with the messages that have come so far, and the last of them in full.

    Parameters
    ----------
    step
        How many messages have come, from 1.
    show
        ``message``; or ``considers``, to read also what a good decision weighs. What comes later is never shown:
        whoever decides does not know it.
    language
        Language of the labels.
    """
    table, posts = injects(language), script()["posts"]
    come = table.iloc[:step]
    name, last = come.index[-1], come.iloc[-1]
    names = [post(one, language) for one in posts]
    figure, axes = figures.new_figure(7.0, 3.4)
    for inject, row in come.to_dict("index").items():
        newest = inject == name
        for one in row["to"]:
            axes.scatter(
                row["minute"], posts.index(one), s=150 if newest else 60, marker="s" if newest else "o", zorder=3,
                color=figures.RUST if newest else figures.SAND, edgecolor=figures.INK,
            )  # fmt: skip
    axes.axvspan(last["minute"] + 0.8, 60, facecolor="#e8e8e8", hatch="//", edgecolor="#bdbdbd", linewidth=0)
    if last["minute"] < 45:
        axes.text(
            61 - (60 - last["minute"]) / 2, 3, _text("later", language), ha="center", va="center", backgroundcolor="w"
        )
    axes.set_yticks(range(len(posts)), names)
    axes.set_ylim(len(posts) - 0.5, -0.6)
    axes.set_xlim(-2, 60)
    axes.set_xlabel(_text("axis", language))
    values = {
        "inject": name, "minute": last["minute"], "hour": last["hour"], "within": last["answer_within"],
        "posts": ", ".join(post(one, language) for one in last["to"]), "text": last["text"], "come": len(come),
        "all": len(table), "considers": last["considers"],
    }  # fmt: skip
    axes.set_title(_text("title", language, **values))
    reading = _text("reading", language, **values)
    if show == "considers":
        reading += " " + _text("considers", language, **values)
    return figures.Shown(
        figure=figure, alt=_text("alt", language, **values), text=f"{reading} {figures.synthetic_note(language)}"
    )


def _text(key: str, language: str, **params: object) -> str:
    return messages.text(f"response.simulation-{key}", language=language, **params)
