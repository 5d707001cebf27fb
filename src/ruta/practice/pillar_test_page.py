"""A pillar's test as a page that works without Python: on the site, from a USB stick, on paper."""

import html
import json
from collections.abc import Mapping

from ruta.messages import text
from ruta.practice.bank import Item
from ruta.practice.pillar_test import draw

SCHEMA = "ruta.pillar-test/1"
"""Name of the format in which the page saves a person's answers."""


def form_html(pillar: str, form: str, *, language: str, lessons: Mapping[str, str]) -> str:
    """Return the form of a test: its items, a button that marks it, and one that saves the answers.

    The test before says how many are right in each lesson, and no more: its explanations would be a lesson, and what
    is measured afterwards would no longer be what the module taught. The test after explains each item.

    Parameters
    ----------
    pillar
        Name of the pillar's folder.
    form
        ``"before"`` or ``"after"``.
    language
        Language of the reader.
    lessons
        Titles of the lessons by their id, in the reader's language.

    Raises
    ------
    InputError
        As `draw` and `PillarTest.form`.
    """
    test = draw(pillar)
    items = test.form(form)
    data = {
        "about": {"schema": SCHEMA, "pillar": pillar, "form": form, "seed": test.seed, "language": language},
        "items": [_marking(item, language, explain=form == "after") for item in items],
        "lessons": {lesson: lessons[lesson] for lesson in dict.fromkeys(item.lesson for item in items)},
        "words": {name: text(f"practice.test.{name}", language=language) for name in WORDS},
    }
    fields = "".join(_fieldset(number, item, language) for number, item in enumerate(items, start=1))
    return (
        f'<form class="ruta-test" novalidate data-test="{html.escape(json.dumps(data), quote=True)}">{fields}'
        f'<p class="ruta-test-who"><label>{_said("pseudonym", language)} '
        '<input type="text" name="pseudonym" autocomplete="off" maxlength="40"></label></p>'
        f'<p class="ruta-test-buttons"><button type="submit">{_said("mark", language)}</button> '
        f'<button type="button" class="ruta-test-save">{_said("save", language)}</button></p>'
        '<div class="ruta-test-result" role="status" tabindex="-1"></div></form>'
    )


WORDS = ("unanswered", "score", "by-lesson", "lesson", "right", "right-sign", "wrong-sign", "read-again", "all-right")


def _marking(item: Item, language: str, *, explain: bool) -> dict[str, object]:
    because = {"because": item.wording[language].because} if explain else {}
    return {"id": item.id, "lesson": item.lesson, "key": item.key, **because}


def _fieldset(number: int, item: Item, language: str) -> str:
    wording = item.wording[language]
    options = "".join(
        f'<label><input type="radio" name="item-{number}" value="{letter}"> '
        f"<span>{letter}) {html.escape(wording.options[letter])}</span></label>"
        for letter in sorted(wording.options)
    )
    return (
        f"<fieldset><legend>{number}. {html.escape(wording.stem)}</legend>{options}"
        '<p class="ruta-test-said"></p></fieldset>'
    )


def _said(key: str, language: str) -> str:
    return html.escape(text(f"practice.test.{key}", language=language))
