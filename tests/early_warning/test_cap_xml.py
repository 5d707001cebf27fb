"""A message goes to XML and back unchanged; what must not be parsed is refused before any parser sees it."""

import dataclasses
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.early_warning import cap_message, cap_schema, cap_structure, cap_xml
from ruta.early_warning.cap_elements import NAMESPACE
from ruta.errors import InputError
from tests.early_warning.alerts import SENT, good

PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=40)
WITH_ENTITY = f"""<?xml version="1.0"?>
<!DOCTYPE alert [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
<alert xmlns="{NAMESPACE}"><identifier>&secret;</identifier></alert>"""
SWELLING = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>'


@pytest.mark.parametrize("country", ["SLV", "HND", "MEX", "COL"])
def test_there_and_back(country):
    assert cap_xml.parse(cap_xml.write(good(country))) == good(country)


@given(headline=PRINTABLE, note=PRINTABLE)
@settings(deadline=None)  # a shared machine may be slow
def test_any_words_survive(headline, note):
    message = good()
    info = dataclasses.replace(message.info[0], headline=headline)
    message = dataclasses.replace(message, note=note, info=(info,))
    back = cap_xml.parse(cap_xml.write(message))
    assert (back.note, back.info[0].headline) == (note, headline)


@pytest.mark.parametrize("text", [WITH_ENTITY, SWELLING, WITH_ENTITY.lower().replace("<!doctype", "<!DocType")])
@pytest.mark.parametrize("form", [str, lambda text: text.encode("utf-8"), lambda text: text.encode("utf-8-sig")])
def test_a_document_type_is_refused_unread(text, form, monkeypatch):
    monkeypatch.setattr(cap_structure.ET, "fromstring", lambda *_: pytest.fail("parsed"))
    assert [complaint.code for complaint in cap_structure.complaints(form(text))] == ["alerting.doctype"]
    with pytest.raises(InputError, match="DOCTYPE"):
        cap_schema.schema_complaints(text)


def test_the_sentence_names_the_line():
    assert cap_structure.complaints(WITH_ENTITY)[0].params["line"] == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<alert>", "alerting.not-xml"),
        ("", "alerting.not-xml"),
        ("&nada;", "alerting.not-xml"),
        (f'<alert xmlns="{NAMESPACE}"><note>&nada;</note></alert>', "alerting.not-xml"),
        ("<alert/>", "alerting.root"),
        (f'<info xmlns="{NAMESPACE}"/>', "alerting.root"),
        ('<alert xmlns="urn:oasis:names:tc:emergency:cap:1.1"/>', "alerting.root"),
        ("niño".encode("latin-1"), "alerting.not-utf8"),
        ("<a>" + "x" * 1_000_001 + "</a>", "alerting.too-large"),
    ],
)
def test_what_is_no_message(text, code):
    assert [complaint.code for complaint in cap_structure.complaints(text)] == [code]
    for language in ("en", "es"):
        assert cap_structure.complaints(text)[0].sentence(language).endswith(".")


def test_a_time_needs_its_zone():
    with pytest.raises(InputError, match="time zone"):
        cap_message.time_text(datetime(2026, 8, 3, 8, 0))


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
@settings(deadline=None)  # a shared machine may be slow
def test_a_written_time_is_a_time_of_the_schema(when, zone):
    text = cap_message.time_text(when.replace(tzinfo=zone))
    assert list(cap_structure.time_complaints(text, "sent")) == []
    assert cap_structure.moment(text) == when.replace(tzinfo=zone, microsecond=0)


def test_update_and_cancel_name_what_they_replace():
    first = good()
    second = cap_message.update([first], identifier="E-2", sent=SENT + timedelta(hours=20), info=first.info)
    third = cap_message.cancel(
        [first, second], identifier="E-3", sent=SENT + timedelta(days=3), info=first.info, note="calm again"
    )
    assert second.references == "alerta@ruta.example,E-1,2026-08-03T08:00:00-06:00"
    assert third.references.split() == [first.reference, second.reference]
    assert (first.msg_type, second.msg_type, third.msg_type) == ("Alert", "Update", "Cancel")
    assert third.status == "Exercise"
    assert first == good()  # a message that was sent is never edited
    for message in (second, third):
        assert cap_schema.schema_complaints(cap_xml.write(message)) == []


def test_an_update_of_nothing_is_refused():
    with pytest.raises(InputError, match="earlier message"):
        cap_message.update([], identifier="E-2", sent=SENT, info=())
