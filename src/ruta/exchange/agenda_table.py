"""Agendas as tables that can be printed: one for each day, one for the work at the office, and where the time goes."""

import html
from collections.abc import Callable, Mapping

from ruta import messages
from ruta.exchange.agenda import Agenda
from ruta.exchange.agenda_rows import RESTS, Slot, clock

COLUMNS = ("time", "what", "lead", "room", "material")
Link = Callable[[str], str]
"""From the id of a lesson or a test to the address of its page, empty where there is none."""


def say(key: str, language: str, **params: object) -> str:
    """Return a text of the agendas."""
    return messages.text(f"workshop-agenda.{key}", language=language, **params)


def word(column: str, value: str, language: str) -> str:
    """Return a word of a column in a language, or what a facilitator wrote there as it stands."""
    code = f"workshop-agenda.{column}-{value}"
    return messages.text(code, language=language) if value and messages.has(code, language=language) else value


def hours(minutes: int, language: str) -> str:
    """Return a length of time as in "7 h 15 min"."""
    whole, rest = divmod(minutes, 60)
    parts = [say("hours", language, count=whole)] if whole or not rest else []
    return " ".join([*parts, *([say("minutes-count", language, count=rest)] if rest else [])])


def agenda_html(agenda: Agenda, *, language: str, titles: Mapping[str, str], link: Link = lambda page: "") -> str:
    """Return an agenda as HTML: its days, the work at the office, and a sentence on where the time goes.

    Parameters
    ----------
    agenda
        From `ruta.exchange.agenda.load`.
    language
        Language of everything.
    titles
        Titles of the lessons and tests in that language, by id.
    link
        Where the page of a lesson or a test stands.
    """
    title = word("name", agenda.name, language)
    days = agenda.days()
    tables = [
        _table(say("caption", language, title=title, day=day) if len(days) > 1 else title, COLUMNS, "".join(
            _row(slot, language, titles, link) for slot in slots), language)
        for day, slots in days.items()
    ]  # fmt: skip
    home = agenda.at_home()
    if home:
        rows = "".join(_home_row(slot, language, titles, link) for slot in home)
        tables.append(_table(say("caption-home", language, title=title), ("when", "what", "length"), rows, language))
    return "\n".join([*tables, f"<p>{html.escape(time_goes(agenda, language))}</p>"])


def time_goes(agenda: Agenda, language: str) -> str:
    """Return the sentence on where the time goes; what takes none is left out."""
    minutes = agenda.minutes()
    parts = [say(f"time-{kind}", language, length=hours(spent, language)) for kind, spent in minutes.items() if spent]
    return say("time-goes", language, parts=", ".join(parts))


def _table(caption: str, columns: tuple[str, ...], rows: str, language: str) -> str:
    head = "".join(f'<th scope="col">{html.escape(say(f"column-{name}", language))}</th>' for name in columns)
    return (
        f'<table class="table ruta-agenda"><caption>{html.escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(slot: Slot, language: str, titles: Mapping[str, str], link: Link) -> str:
    words = (
        word("lead", slot.lead, language),
        word("room", slot.room, language),
        "; ".join(word("material", name, language) for name in slot.material),
    )
    cells = "".join(f"<td>{html.escape(text)}</td>" for text in words)
    rest = ' class="ruta-rest"' if slot.what in RESTS else ""
    time = f"{clock(slot.start)}–{clock(slot.end)}"
    return f'<tr{rest}><th scope="row">{time}</th><td>{_what(slot, language, titles, link)}</td>{cells}</tr>'


def _home_row(slot: Slot, language: str, titles: Mapping[str, str], link: Link) -> str:
    when = html.escape(say(f"when-{slot.day}", language))
    length = html.escape(hours(slot.minutes, language))
    return f'<tr><th scope="row">{when}</th><td>{_what(slot, language, titles, link)}</td><td>{length}</td></tr>'


def _what(slot: Slot, language: str, titles: Mapping[str, str], link: Link) -> str:
    """Return what is done: a lesson or a test with its link and how much of it, or its kind; then the note."""
    if slot.is_page:
        title, address = html.escape(titles[slot.what]), link(slot.what)
        shown = f'<a href="{html.escape(address, quote=True)}">{title}</a>' if address else title
        how = "" if slot.is_test else f"{html.escape(say(f'how-{slot.how}', language))}: "
        shown = f"<strong>{how}{shown}</strong>"
    else:
        shown = f"<strong>{html.escape(say(f'what-{slot.what}', language))}</strong>"
    note = html.escape(slot.notes[language])
    return f"{shown}. {note}" if note else shown
