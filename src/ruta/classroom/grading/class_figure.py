"""What became of each question of an exercise, as bars that stay apart in grey."""

from ruta.classroom.grading.class_measures import KINDS, ExerciseResult
from ruta.classroom.grading.words import question_title, say
from ruta.figures import INK, Shown, new_figure

# Grey and pattern both say it: on paper, and to whoever sees no difference between two greys.
_LOOK = {
    "computed": ("#3d3d3d", ""), "typed": ("#8c8c8c", "///"), "mistake": ("#ffffff", "xxx"), "wrong": ("#d9d9d9", ""),
    "stopped": ("#ffffff", "..."), "open": ("#ffffff", ""),
}  # fmt: skip
_WIDEST = 46


def class_figure(result: ExerciseResult, language: str) -> Shown:
    """Return the figure of an exercise: one bar for each question, all persons in it, with its text alternative."""
    from matplotlib.ticker import MaxNLocator

    questions = result.questions
    figure, axes = new_figure(7.5, 1.3 + 0.42 * len(questions))
    left = [0] * len(questions)
    for kind in KINDS:
        widths = [question.kinds[kind] for question in questions]
        if any(widths):
            colour, hatch = _LOOK[kind]
            axes.barh(range(len(questions)), widths, left=left, color=colour, edgecolor=INK, hatch=hatch, height=0.7,
                      linewidth=0.8, label=say(f"kind-{kind}", language))  # fmt: skip
            left = [start + width for start, width in zip(left, widths, strict=True)]
    axes.set_yticks(range(len(questions)), [_label(result, number, language) for number in range(len(questions))])
    axes.invert_yaxis()
    axes.set_xlim(0, result.persons)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(say("persons", language))
    figure.legend(loc="outside upper left", ncols=3, fontsize=9)
    return Shown(figure=figure, alt=alternative(result, language))


def alternative(result: ExerciseResult, language: str) -> str:
    """Return the text alternative of the figure: every number that it shows."""
    parts = [say("figure-alt", language, persons=result.persons)]
    for question in result.questions:
        counts = [f"{say(f'kind-{kind}', language)} {question.kinds[kind]}" for kind in KINDS if question.kinds[kind]]
        title = question_title(result.exercise, question.id, language)
        parts.append(f"{question.number}. {title}: {', '.join(counts)}.")
    return " ".join(parts)


def _label(result: ExerciseResult, place: int, language: str) -> str:
    question = result.questions[place]
    title = f"{question.number}. {question_title(result.exercise, question.id, language)}"
    # A dollar sign would begin a formula.
    return (title if len(title) <= _WIDEST else f"{title[: _WIDEST - 1]}…").replace("$", r"\$")
