"""Figures, bulletin and prepared wording say what the functions say, in both languages, and nothing that harms."""

import dataclasses
import html.parser

import matplotlib as mpl
import pandas as pd
import pytest

from ruta import figures, messages
from ruta.early_warning import alert_levels, bulletin, cap_message, example_register, follow_up, prepared
from ruta.early_warning.follow_up_view import answer_figure
from ruta.early_warning.routing_view import ANSWERS, LONGEST, routing_view
from ruta.errors import InputError
from tests.early_warning.alerts import SENT, good

mpl.use("Agg")


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("name", [one.id for one in alert_levels.LEVELS])
@pytest.mark.parametrize("hours", [0, 5, 6, 24, 71, LONGEST])
def test_the_control_says_what_the_route_says(name, hours, answer, language):
    shown = routing_view(name, hours, answer, language=language)
    called = alert_levels.next_post(name, hours=hours)
    post = messages.text(f"alerting.route.post-{called}", language=language)
    if answer == "none" and called != "holder":
        assert post in shown.text
        assert f" {alert_levels.hours_late(name, hours=hours):.0f} " in shown.text
    assert (post in shown.text) == (answer == "none" and called != "holder")
    assert shown.alt != shown.text
    assert figures.synthetic_note(language) in shown.text
    assert "<img" in figures.figure_html(shown.figure, alt=shown.alt)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_figure_of_answers_says_both_medians(language):
    made = example_register.example_register(country="SLV", seed=3)
    waited = follow_up.waits(made, as_of=example_register.AS_OF)
    shown = answer_figure(waited, language=language)
    assert f"{follow_up.median_days(waited[waited['answered']]):.1f}" in shown.text
    middle = follow_up.median_days(waited)
    assert (f"{middle:.1f}" in shown.text) if middle == middle else ("." in shown.text)
    assert str(len(waited)) in shown.alt
    assert "<img" in figures.figure_html(shown.figure, alt=shown.alt)


def test_a_median_never_reached_is_said_in_words():
    waited = pd.DataFrame({"days": [1.0, 9.0, 9.0], "answered": [True, False, False]})
    assert "not reached" in answer_figure(waited, language="en").text
    assert "no se alcanza" in answer_figure(waited, language="es").text


class _Balanced(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("level", ["prepare", "act"])
def test_the_bulletin_has_who_what_when_where(level, language):
    message = good(level=level)
    page = bulletin.bulletin(message, language=language)
    info = next(block for block in message.info if block.language == language)
    for text in (info.headline, info.description, info.contact, "Paso de las Palmas"):
        assert text in page
    assert f"{SENT + pd.Timedelta(hours=alert_levels.level(level).hours):%Y-%m-%d, %H:%M}" in page
    assert messages.text("alerting.bulletin.exercise", language=language) in page
    assert "<?xml" not in page
    reader = _Balanced()
    reader.feed(page)
    assert reader.open == []


def test_the_bulletin_runs_nothing_that_a_message_smuggles_in():
    message = good()
    info = dataclasses.replace(message.info[0], headline="<script>alert(1)</script>")
    page = bulletin.bulletin(dataclasses.replace(message, info=(info,)), language="es")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_bulletin_in_a_language_that_is_not_there():
    message = good()
    with pytest.raises(InputError, match="no block in the language en"):
        bulletin.bulletin(dataclasses.replace(message, info=message.info[:1]), language="en")


@pytest.mark.parametrize("kind", prepared.KINDS)
@pytest.mark.parametrize("level", alert_levels.LEVELS, ids=lambda one: one.id)
def test_prepared_words_differ_by_language_and_name_nobody(kind, level):
    where = prepared.area("MEX", place="X", code="MX-01")
    spanish, english = (
        prepared.block(level, language, kind=kind, addressee="education", where=where, sent=SENT)
        for language in ("es", "en")
    )
    for part in ("event", "headline", "description", "instruction", "audience"):
        assert getattr(spanish, part) != getattr(english, part)
    assert len(spanish.headline) <= 140
    assert (spanish.deadline is None) == (kind == "cancel")
    # What must never leave the room is in no prepared text: the school, the actor, the one who told.
    for word in ("school", "gang", "group", "escuela", "pandilla", "grupo", "docente", "teacher"):
        assert word not in f"{spanish.headline} {spanish.description} {english.headline} {english.description}".lower()


def test_what_there_is_no_example_for():
    with pytest.raises(InputError, match="SLV, HND, MEX, COL"):
        prepared.area("GTM", place="X", code="Y")
    where = prepared.area("HND", place="X", code="Y")
    with pytest.raises(InputError, match="alert, update, cancel"):
        prepared.block(alert_levels.LEVELS[0], "es", kind="ack", addressee="health", where=where, sent=SENT)


def test_a_cancel_of_prepared_words_has_no_fault():
    from ruta.early_warning import cap_rules

    first = good()
    blocks = tuple(
        prepared.block(
            alert_levels.level("prepare"), language, kind="cancel", addressee="municipality",
            where=first.info[0].area[0], sent=SENT + pd.Timedelta(days=3).to_pytimedelta(),
        )
        for language in ("es", "en")
    )  # fmt: skip
    last = cap_message.cancel(
        [first], identifier="E-3", sent=SENT + pd.Timedelta(days=3).to_pytimedelta(), info=blocks, note="x"
    )
    assert cap_rules.findings(last, earlier=[first]) == []
