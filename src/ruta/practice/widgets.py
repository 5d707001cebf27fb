"""Controls of a lesson and answer forms of an exercise, each a thin shell over a tested function."""

import html
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ruta import messages
from ruta.figures import Shown, figure_html
from ruta.practice.answers import Choice
from ruta.practice.question import HINTS, Question

if TYPE_CHECKING:
    from ruta.practice.notebook import OpenExercise

WIDE = {"description_width": "initial"}
# The rows of a list of options have a fixed height; an option of two lines would lie over the next one.
ROWS_THAT_GROW = (
    "<style>.ruta-form .widget-radio-box{height:auto;max-width:100%}"
    ".ruta-form .widget-radio-box label{height:auto;white-space:normal;line-height:1.4;padding:4px 0;display:flex;"
    "flex-direction:row-reverse;justify-content:flex-end;align-items:flex-start;gap:.5em}"
    ".ruta-form .widget-radio-box input{flex:none;margin:4px 0 0}"
    ".ruta-form .jupyter-widgets{height:auto}</style>"
)


def slider(label: str, low: float, high: float, step: float, value: float) -> Any:
    """Return a slider; whole numbers where low, high and step are whole.

    Parameters
    ----------
    label
        What it moves, with its unit, in the reader's language.
    low, high, step, value
        Range, step and start, in the unit of the label.
    """
    import ipywidgets

    whole = all(isinstance(number, int) for number in (low, high, step, value))
    kind = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
    # A figure is redrawn when the hand lets go: while it moves would be too much for a weak laptop.
    return kind(
        min=low, max=high, step=step, value=value, description=label, continuous_update=False,
        style=WIDE, layout={"width": "95%"},
    )  # fmt: skip


def pick(label: str, options: Sequence[Any], value: Any) -> Any:
    """Return a list to pick one option from.

    Parameters
    ----------
    label
        What is picked, in the reader's language.
    options
        Values, or pairs of text and value.
    value
        Option at the start.
    """
    import ipywidgets

    return ipywidgets.Dropdown(options=options, value=value, description=label, style=WIDE, layout={"width": "95%"})


def explore(callback: Callable[..., Shown], *, language: str, **controls: Any) -> None:
    """Display controls and the figure that they move.

    Where no kernel runs (the static page, print) the figure of the starting values stands with a note.

    Parameters
    ----------
    callback
        Named function of the controls' values that returns what to show.
    language
        Language of the note.
    controls
        Widgets from `slider` and `pick`, by the name of the callback's parameter.
    """
    import ipywidgets
    from IPython.display import display

    picture = ipywidgets.HTML()

    def draw(_: object = None) -> None:
        picture.value = _shown_html(callback(**{name: control.value for name, control in controls.items()}))

    for control in controls.values():
        control.observe(draw, names="value")
    draw()
    _display(ipywidgets.VBox([*controls.values(), picture]), display, fallback=_still(picture.value, language))


def answer_form(exercise: "OpenExercise", question: Question) -> None:
    """Display a form for a question of one letter or one number, with a button that checks it.

    A right answer is followed by the line to write in the answer cell, because the cell is what is kept.
    """
    import ipywidgets
    from IPython.display import display

    language = exercise.params.language
    entry: Any
    if isinstance(question.answer, Choice):
        options = [(f"{key}) {exercise._text(f'{question.id}.option-{key}')}", key) for key in question.answer.options]
        entry = ipywidgets.RadioButtons(options=options, value=None, layout={"width": "auto"})
    else:
        entry = ipywidgets.Text(description=messages.text("practice.form.number", language=language), style=WIDE)
    button = ipywidgets.Button(description=messages.text("practice.form.check", language=language))
    result = ipywidgets.HTML()

    def judge(_: object) -> None:
        answer = entry.value if isinstance(question.answer, Choice) else _typed_number(entry.value)
        if answer is None:
            hint = messages.text("practice.form.not-a-number", language=language)
            result.value = f'<p role="status">{html.escape(hint)}</p>'
            return
        verdict = exercise.verdict(question.id, answer)
        line = messages.text("practice.form.keep", language=language, line=f"{question.variable} = {answer!r}")
        result.value = verdict.as_html() + (f"<p>{html.escape(line)}</p>" if verdict.is_correct else "")

    button.on_click(judge)
    form = ipywidgets.VBox([ipywidgets.HTML(ROWS_THAT_GROW), entry, button, result])
    form.add_class("ruta-form")
    _display(form, display, fallback="")


def _typed_number(typed: str) -> float | None:
    """Read a number as people type it; a comma could stand for decimals or for thousands, so it is not guessed."""
    try:
        return float(typed.replace(" ", ""))
    except ValueError:
        return None


def hint_button(exercise: "OpenExercise", question: Question) -> None:
    """Display a button that shows one more hint each time it is pressed, and how many there are."""
    import ipywidgets
    from IPython.display import display

    language, seen = exercise.params.language, 0
    button, lines = ipywidgets.Button(layout={"width": "auto"}), ipywidgets.HTML()

    def label() -> str:
        key = "practice.hint.next" if seen < HINTS else "practice.hint.none-left"
        return messages.text(key, language=language, number=min(seen + 1, HINTS), all=HINTS)

    def reveal(_: object) -> None:
        nonlocal seen
        seen = min(seen + 1, HINTS)
        lines.value = exercise.hints(question, seen).markup
        button.description, button.disabled = label(), seen == HINTS

    button.description = label()
    button.on_click(reveal)
    _display(ipywidgets.VBox([button, lines], layout={"align_items": "flex-start"}), display, fallback="")


def _display(widget: Any, display: Callable[..., Any], *, fallback: str) -> None:
    bundle = dict(widget._repr_mimebundle_())
    if fallback:
        bundle["text/html"] = fallback
    display(bundle, raw=True)


def _shown_html(shown: Shown) -> str:
    return figure_html(shown.figure, alt=shown.alt) + f'<p role="status">{html.escape(shown.text)}</p>'


def _still(markup: str, language: str) -> str:
    note = messages.text("practice.needs-kernel", language=language)
    return f'<div class="ruta-still">{markup}<p class="ruta-note">{html.escape(note)}</p></div>'
