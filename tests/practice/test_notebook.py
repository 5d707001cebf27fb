"""What a trainee meets in a notebook: verdicts, hints, forms and a record that survives a restart."""

import json
import os

import pytest

from ruta import messages
from ruta.errors import InputError
from ruta.figures import Shown, new_figure
from ruta.practice import Params, notebook, registry, slider, start, widgets
from ruta.practice.notebook import OpenExercise
from ruta.practice.progress import FILE
from ruta.practice.verdict import MIME


@pytest.fixture
def opened(toy, params, monkeypatch) -> OpenExercise:
    """The toy exercise, whose own texts are their ids."""
    monkeypatch.setattr(notebook.registry, "find", lambda name: toy)
    real = messages.text

    def text(code: str, *, language: str, **values: object) -> str:
        return code if code.startswith("toy.") else real(code, language=language, **values)

    monkeypatch.setattr(messages, "text", text)
    return OpenExercise(toy.id, params)


def test_the_answer_is_found_in_the_notebook(opened):
    cells = {"exercise": opened, "mean": 30}
    exec('verdict = exercise.check("mean")', cells)
    assert cells["verdict"].is_correct
    exec('verdict = exercise.check("late")', cells)
    assert cells["verdict"].code == "missing"


def test_spoiling_the_data_does_not_change_the_right_answer(opened):
    opened.data["waits"].loc[:, "days"] = 0
    assert opened.check("mean", 30).is_correct
    assert (opened._pristine["waits"]["days"] > 0).all()


def test_hints_come_one_by_one_when_the_button_is_pressed_and_stop_at_three(opened, monkeypatch):
    shown = []
    monkeypatch.setattr(widgets, "_display", lambda widget, display, fallback: shown.append(widget))
    assert opened.hint("mean") is None
    button, lines = shown[0].children
    assert (button.description, lines.value) == ("Ver la pista 1 de 3", "")
    seen = []
    for _ in range(5):
        button.click()
        seen.append(lines.value.count("hint-"))
    assert seen == [1, 2, 3, 3, 3]
    assert button.disabled


@pytest.mark.parametrize(("number", "lines"), [(0, 1), (1, 1), (2, 2), (9, 3)])
def test_hints_can_be_asked_for_by_number_where_there_are_no_buttons(opened, number, lines):
    assert opened.hint("mean", number).text.count("hint-") == lines


def test_the_record_survives_a_restart(opened, toy, params):
    opened.check("mean", 20)
    opened.check("mean", 30)
    opened.hint("pick", 1)
    again = OpenExercise(toy.id, params)
    record = again._progress.of("mean")
    assert (record.code, record.attempts) == ("correct", 2)
    assert again._progress.of("pick").hints == 1
    assert "1 de 4" in again.progress().text


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "[]",
        '{"schema": "ruta.progress/1"}',
        '{"schema": "ruta.progress/1", "exercises": {"toy/01-toy": {"mean": {"x": 1}}}}',
    ],
)
def test_a_broken_record_starts_anew(opened, toy, params, tmp_path, broken):
    (tmp_path / FILE).write_text(broken)
    again = OpenExercise(toy.id, params)
    assert again.check("mean", 30).is_correct
    assert json.loads((tmp_path / FILE).read_text())["exercises"][toy.id]["mean"]["attempts"] == 1


def test_a_folder_that_cannot_be_written_is_said_and_stops_nothing(opened, tmp_path):
    (tmp_path / FILE).mkdir()
    assert opened.check("mean", 30).is_correct
    assert messages.text("practice.progress-not-kept", language="es") in opened.progress().text


def test_a_verdict_is_shown_as_text_html_and_json(opened):
    bundle = opened.check("mean", 20)._repr_mimebundle_()
    assert bundle[MIME]["code"] == "misconception"
    assert 'role="status"' in bundle["text/html"]
    assert "30" not in bundle["text/html"].replace("0.3", "")


def test_a_blank_choice_shows_a_form_that_judges_and_says_what_to_keep(opened, monkeypatch):
    shown = []
    monkeypatch.setattr(widgets, "_display", lambda widget, display, fallback: shown.append(widget))
    opened.check("pick", ...)
    _, entry, button, result = shown[0].children
    entry.value = "a"
    button.click()
    assert "toy.pick.mistake-m1" in result.value
    entry.value = "b"
    button.click()
    assert "pick = &#x27;b&#x27;" in result.value


def test_a_blank_number_shows_a_form_too(opened, monkeypatch):
    shown = []
    monkeypatch.setattr(widgets, "_display", lambda widget, display, fallback: shown.append(widget))
    opened.check("mean", ...)
    _, entry, button, result = shown[0].children
    for typed in ("", "0,47", "1,250", "many"):
        entry.value = typed
        button.click()
        assert messages.text("practice.form.not-a-number", language="es") in result.value
    entry.value = " 30 "
    button.click()
    assert "mean = 30.0" in result.value


def test_moving_a_control_redraws_the_figure_with_its_text_alternative(monkeypatch):
    shown = []
    monkeypatch.setattr(widgets, "_display", lambda widget, display, fallback: shown.append((widget, fallback)))

    def view(*, threshold: float) -> Shown:
        figure, axes = new_figure()
        axes.axhline(threshold)
        return Shown(figure=figure, alt=f"line at {threshold}", text=f"read {threshold}")

    widgets.explore(view, language="es", threshold=slider("Umbral", 0.0, 5.0, 0.5, 3.0))
    box, fallback = shown[0]
    control, picture = box.children
    assert "line at 3.0" in fallback
    assert messages.text("practice.needs-kernel", language="es") in fallback
    control.value = 1.5
    assert "line at 1.5" in picture.value
    assert "read 1.5" in picture.value


def test_a_displayed_control_carries_a_picture_for_pages_without_a_kernel():
    sent = []
    widgets._display(slider("x", 0, 5, 1, 2), lambda bundle, raw: sent.append(bundle), fallback="<p>still</p>")
    assert sent[0]["text/html"] == "<p>still</p>"
    assert "application/vnd.jupyter.widget-view+json" in sent[0]


def test_an_unknown_exercise_or_language_is_one_clear_sentence():
    with pytest.raises(InputError, match="no existe"):
        start("statistics/99-nothing", country="HND", language="es", seed=1)
    with pytest.raises(InputError, match="en, es"):
        Params(country="HND", seed=1, language="fr")


def test_an_exercise_is_named_after_its_lesson():
    assert registry.module_name("statistics/02-stocks-and-flows") == "stocks_and_flows"


def test_no_record_is_written_where_it_is_switched_off(opened, toy, params, monkeypatch, tmp_path):
    monkeypatch.setenv("RUTA_PROGRESS", "off")
    OpenExercise(toy.id, params).check("mean", 30)
    assert FILE not in os.listdir(tmp_path)
