"""The calendar file, read back with another reader's eyes: events, names, days and the form of RFC 5545."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from ruta.course.plan_ics import LAST_EDITION, plan_ics
from ruta.errors import InputError
from ruta.exchange import plan as plans
from ruta.exchange.plan import Entry, Plan
from ruta.messages import LANGUAGES
from tests.exchange.plans import GOOD, changed, write

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
TITLES = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=200).filter(str.strip)


def events(data: bytes) -> dict[str, dict[str, object]]:
    """Return what each event says, by its UID."""
    return {
        str(event["UID"]): {
            "first": event["DTSTART"].dt, "end": event["DTEND"].dt, "title": str(event["SUMMARY"]),
            "sequence": int(event["SEQUENCE"]), "stamp": event["DTSTAMP"].dt, "status": str(event["STATUS"]),
        }
        for event in Calendar.from_ical(data).walk("VEVENT")
    }  # fmt: skip


def one(title: str, first: date, last: date) -> Plan:
    entry = Entry(id="x", block="", modality="", certainty="fixed", first=first, last=last, unit="day", after="",
                  order=None, titles={"en": title, "es": ""})  # fmt: skip
    return Plan(name="plan", entries=(entry,))


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_two_legible_marks_of_the_work_plan_are_events_and_tentative(language: str) -> None:
    data = plan_ics(plans.work_plan(), language=language)
    found = list(events(data).values())
    assert [(event["first"], event["end"]) for event in found] == [
        (date(2022, 11, 1), date(2022, 12, 1)),
        (date(2023, 6, 1), date(2023, 7, 1)),
    ]
    assert {event["status"] for event in found} == {"TENTATIVE"}
    word = {"en": "(month probable)", "es": "(mes probable)"}[language]
    assert all(str(event["title"]).endswith(word) for event in found)
    absent = str(Calendar.from_ical(data)["X-WR-CALDESC"])
    assert plans.work_plan().entries[2].title(language) in absent


@given(first=DAYS, days=st.integers(0, 400))
def test_an_event_lasts_whole_days_and_ends_the_day_after(first: date, days: int) -> None:
    last = min(first + timedelta(days=days), date(2100, 12, 31))
    (event,) = events(plan_ics(one("x", first, last), language="en")).values()
    assert type(event["first"]) is date
    assert type(event["end"]) is date
    assert (event["first"], event["end"]) == (first, last + timedelta(days=1))


@given(title=TITLES)
def test_a_title_comes_back_whole_and_no_line_is_longer_than_75_octets(title: str) -> None:
    data = plan_ics(one(title, date(2027, 2, 1), date(2027, 2, 1)), language="es")
    (event,) = events(data).values()
    assert event["title"] == title
    assert data.endswith(b"\r\n")
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert 0 < len(line) <= 75
        assert b"\n" not in line
        line.decode()  # no sign is cut in two


def test_accents_survive_the_fold() -> None:
    title = "Atención psicosocial y rehabilitación según la evaluación de la señora Núñez, " * 3
    data = plan_ics(one(title.strip(), date(2027, 2, 1), date(2027, 2, 1)), language="es")
    unfolded = data.replace(b"\r\n ", b"").decode()
    assert title.strip().replace(",", "\\,") in unfolded


def test_the_same_plan_gives_the_same_bytes() -> None:
    made = [plan_ics(plans.example(), language="es", edition=2) for _ in range(2)]
    assert made[0] == made[1]


def test_a_changed_plan_updates_its_events(tmp_path: Path) -> None:
    before, after, renamed = (
        plans.load(path)
        for path in (
            write(tmp_path / "a", *GOOD), write(tmp_path / "b", *changed(0, first="2027-03-01", title_en="Kick-off")),
            write(tmp_path / "c", *GOOD, name="other.csv"),
        )
    )  # fmt: skip
    old, new = events(plan_ics(before, language="en")), events(plan_ics(after, language="es", edition=1))
    assert list(old) == list(new)
    assert len(old) == 2
    for uid, event in old.items():
        assert event["first"] != new[uid]["first"]
        assert (event["sequence"], new[uid]["sequence"]) == (0, 1)
        stamps = [found["stamp"] for found in (event, new[uid])]
        assert all(isinstance(stamp, datetime) for stamp in stamps)
        assert stamps == sorted(stamps)
        assert stamps[0] != stamps[1]
    assert not set(old) & set(events(plan_ics(renamed, language="en")))


def test_the_names_of_events_never_change() -> None:
    # A calendar somewhere holds them: another value here would double its events.
    assert list(events(plan_ics(plans.work_plan(), language="en"))) == [
        "49e0b596-c01e-5ac0-9e6f-f4a78852167a",
        "a4755a07-7da8-5d7b-a535-04e18c4ee3d2",
    ]


def test_what_is_not_sure_never_becomes_an_event(tmp_path: Path) -> None:
    titles = [event["title"] for event in events(plan_ics(plans.load(write(tmp_path, *GOOD)), language="en")).values()]
    assert titles == ["Start", "Workshop"]


def test_a_calendar_without_events_and_a_wrong_edition_are_refused(tmp_path: Path) -> None:
    plan = plans.load(write(tmp_path, *GOOD))
    unsure = replace(plan, entries=plan.entries[2:])
    for wrong, edition, code in (
        (unsure, 0, "no-event"), (plan, -1, "edition"), (plan, LAST_EDITION + 1, "edition"),
    ):  # fmt: skip
        with pytest.raises(InputError) as raised:
            plan_ics(wrong, language="en", edition=edition)
        assert raised.value.code == f"plan-calendar.{code}"
    assert plan_ics(plan, language="en", edition=LAST_EDITION)
