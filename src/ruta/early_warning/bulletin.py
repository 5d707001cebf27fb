"""One page in plain words for the people who will never open an XML file."""

from html import escape

from ruta import messages
from ruta.early_warning.cap_message import Alert, Info
from ruta.early_warning.cap_structure import moment
from ruta.errors import InputError

_LINES = ("audience", "instruction", "deadline", "area", "description", "contact")
"""What the reader needs, in the order in which it is needed: you, do this, by then, there, because, answer here."""


def bulletin(message: Alert, *, language: str) -> str:
    """Return an alert as one page of HTML, in one of its languages.

    The page says that it is an exercise where the message does, and who may read it where it is restricted. It adds
    nothing to the message: what must not be in the one must not be in the other.

    Parameters
    ----------
    message
        The alert, update or cancellation.
    language
        The block to show: ``en`` or ``es``.

    Raises
    ------
    InputError
        The message has no block in that language.
    """
    blocks = [info for info in message.info if (info.language or "en-US").split("-")[0] == language]
    if not blocks:
        spoken = ", ".join(info.language or "en-US" for info in message.info)
        raise InputError("alerting.no-block", wanted=language, found=spoken or "-")
    info = blocks[0]
    rows = "".join(_row(_text(f"line-{line}", language), _value(info, line)) for line in _LINES if _value(info, line))
    parts = [
        _paragraph(_text("exercise", language), "font-weight:bold") if message.status == "Exercise" else "",
        _paragraph(info.headline or info.event, "font-size:1.2em;font-weight:bold;margin:0.3em 0"),
        _paragraph(
            _text(
                f"kind-{message.msg_type.lower()}", language, sent=_day(message.sent),
                sender=info.sender_name or message.sender,
            )
        ),
        f"<table>{rows}</table>",
        _paragraph(_text("restricted", language, restriction=message.restriction or "-"))
        if message.scope == "Restricted"
        else "",
    ]  # fmt: skip
    frame = "border:2px solid currentColor;padding:0.8em 1em;max-width:44em"
    return f'<article lang="{language}" style="{frame}">{"".join(parts)}</article>'


def _paragraph(text: str, style: str = "") -> str:
    return f'<p style="{style}">{escape(text)}</p>'


def _row(name: str, value: str) -> str:
    head = f'<th scope="row" style="text-align:left;vertical-align:top;padding:4px 12px 4px 0">{escape(name)}</th>'
    return f'<tr>{head}<td style="text-align:left;vertical-align:top;padding:4px 0">{escape(value)}</td></tr>'


def _value(info: Info, line: str) -> str:
    if line == "area":
        return "; ".join(area.area_desc for area in info.area)
    if line == "deadline":
        return _day(info.deadline) if info.deadline else ""
    return getattr(info, line) or ""


def _day(text: str) -> str:
    """A CAP time as people write it; one that cannot be read stays as it is."""
    found = moment(text)
    return f"{found:%Y-%m-%d, %H:%M}" if found else text


def _text(key: str, language: str, **params: object) -> str:
    return messages.text(f"alerting.bulletin.{key}", language=language, **params)
