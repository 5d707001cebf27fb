"""A plan in words: its days and months, its blocks and kinds of activity, in a language."""

from datetime import date

from ruta import messages
from ruta.exchange.plan import Entry, Plan
from ruta.exchange.plan_checks import BLOCKS


def say(key: str, language: str, **params: object) -> str:
    """Return a text of the calendar."""
    return messages.text(f"plan-calendar.{key}", language=language, **params)


def block(name: str, language: str) -> str:
    """Return a part of the plan: a known one translated, any other as it was written."""
    return say(f"block-{name}", language) if name in BLOCKS else name


def modality(name: str, language: str) -> str:
    """Return a kind of activity; that it is not stated where it is blank."""
    return say(f"modality-{name or 'blank'}", language)


def certainty(name: str, language: str) -> str:
    """Return how sure a date is."""
    return say(f"certainty-{name}", language)


def month(day: date, language: str) -> str:
    """Return a month with its year, abbreviated: "Nov 2022"."""
    return f"{say(f'month-{day.month}', language)} {day.year}"


def when(entry: Entry, language: str) -> str:
    """Return when a mark is: its month, its day or its first and last; "unknown" where it is.

    Days carry their day of the week, for that is what a person who plans looks at first.
    """
    if entry.first is None or entry.last is None:
        return say("when-unknown", language)
    if entry.unit == "month":
        first, last = month(entry.first, language), month(entry.last, language)
    else:
        first, last = _day(entry.first, language), _day(entry.last, language)
    return first if first == last else say("from-to", language, first=first, last=last)


def left_out(plan: Plan, language: str) -> str:
    """Return the sentence on the rows that a calendar file does not hold; empty where it holds them all."""
    absent = []
    for line in plan.lines():
        out = [entry for entry in line if not entry.is_event]
        some = f" ({', '.join(when(entry, language) for entry in out)})" if len(out) < len(line) else ""
        absent.extend([line[0].title(language) + some] if out else [])
    return say("left-out", language, titles="; ".join(absent)) if absent else ""


def on_weekends(plan: Plan, language: str) -> str:
    """Return the sentence on rows that begin or end on a Saturday or a Sunday; empty where there is none."""
    found = [
        f"{entry.title(language)} ({when(entry, language)})"
        for entry in plan.entries
        if entry.unit == "day" and any(day and day.weekday() > 4 for day in (entry.first, entry.last))
    ]
    return say("weekend", language, titles="; ".join(found)) if found else ""


def title(plan: Plan, language: str) -> str:
    """Return what a plan is called above its figure and table."""
    return say("title-work-plan", language) if plan.is_work_plan else say("title", language, name=plan.name)


def _day(day: date, language: str) -> str:
    return f"{say(f'weekday-{day.weekday() + 1}', language)} {day.day} {month(day, language)}"
