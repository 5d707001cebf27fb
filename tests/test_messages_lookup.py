"""Looking up a sentence, and saying bad input once and clearly."""

import pytest

from ruta import messages
from ruta.errors import InputError


def test_a_sentence_is_found_by_id_and_language_with_its_values():
    found = messages.text("practice.progress", language="es", right=2, all=7)
    assert found == "2 de 7 preguntas correctas."


def test_a_gap_is_an_error_and_never_falls_back_to_another_language():
    with pytest.raises(messages.MissingMessage):
        messages.text("practice.nothing", language="es")
    with pytest.raises(messages.MissingMessage):
        messages.text("nowhere.nothing", language="es")
    assert not messages.has("nowhere.nothing", language="en")
    assert messages.has("practice.blank", language="en")


@pytest.mark.parametrize(("setting", "language"), [("en", "en"), ("es", "es"), ("fr", "es"), ("", "es"), (None, "es")])
def test_the_reader_is_addressed_in_spanish_unless_they_say_otherwise(monkeypatch, setting, language):
    monkeypatch.delenv("RUTA_LANGUAGE", raising=False)
    if setting is not None:
        monkeypatch.setenv("RUTA_LANGUAGE", setting)
    assert messages.current_language() == language


def test_bad_input_is_one_sentence_in_the_readers_language_also_in_a_notebook(monkeypatch):
    error = InputError("practice.unknown-exercise", exercise="x/01-x", known="a, b")
    monkeypatch.setenv("RUTA_LANGUAGE", "en")
    assert str(error) == error._render_traceback_()[0] == "The exercise 'x/01-x' does not exist; expected one of: a, b."
    assert error.sentence("es").startswith("El ejercicio 'x/01-x' no existe")
