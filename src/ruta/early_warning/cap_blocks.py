"""Whether the blocks of an alert can be understood and acted on, and say the same in every language.

Sources: OASIS, *Common Alerting Protocol Version 1.2* (2010), section 3.2.2; the recommendations on expiry, headline
and translated blocks are those of Google's public CAP profile. That an alert names an addressee, an action and a
deadline is the rule of this course: the standard does not ask for it.
"""

from collections.abc import Iterator

from ruta.early_warning.cap_area import polygon_findings
from ruta.early_warning.cap_message import Alert, Info
from ruta.early_warning.cap_structure import moment
from ruta.errors import InputError

LONGEST_HEADLINE = 140
"""Characters, recommended."""
SAME_IN_ALL = ("category", "response_type", "urgency", "severity", "certainty", "effective", "onset", "expires", "area")
"""What a translation must not change; the description of an area may be translated."""
TRANSLATED = ("event", "headline", "description", "instruction")
NOBODY = frozenset({
    "all authorities", "everyone", "to whom it may concern", "the authorities", "authorities", "competent authorities",
    "the competent authorities", "the government", "a quien corresponda", "todas las autoridades", "las autoridades",
    "autoridades", "autoridades competentes", "las autoridades competentes", "el gobierno",
})  # fmt: skip
"""Ways of addressing nobody."""


def block_findings(message: Alert) -> Iterator[InputError]:
    """Yield what is wrong with the blocks of an alert, an update or a cancellation."""
    if not message.info:
        yield InputError("alerting.no-info", type=message.msg_type)
    for number, info in enumerate(message.info, 1):
        where = f"info[{number}]"
        yield from _wording(info, where)
        yield from _times(info, message, where)
        if not info.area:
            yield InputError("alerting.no-area", where=where)
        for place, area in enumerate(info.area, 1):
            for polygon in area.polygon:
                yield from polygon_findings(polygon, where=f"{where}/area[{place}]/polygon")
        if message.msg_type in ("Alert", "Update"):
            yield from _duty(info, message, where)
    yield from _languages(message.info)


def _wording(info: Info, where: str) -> Iterator[InputError]:
    if info.headline and len(info.headline) > LONGEST_HEADLINE:
        yield InputError("alerting.headline", where=where, found=len(info.headline), most=LONGEST_HEADLINE)


def _times(info: Info, message: Alert, where: str) -> Iterator[InputError]:
    expires, sent = moment(info.expires), moment(message.sent)
    if info.expires is None:
        yield InputError("alerting.no-expires", where=where)
    elif expires is not None and sent is not None and expires <= sent:
        yield InputError("alerting.expires-early", where=where, expires=info.expires, sent=message.sent)


def _duty(info: Info, message: Alert, where: str) -> Iterator[InputError]:
    """Addressee, action, deadline: without one of them nobody is late."""
    addressee = (info.audience or "").strip()
    if not addressee:
        yield InputError("alerting.no-addressee", where=where)
    elif addressee.rstrip(".").lower() in NOBODY:
        yield InputError("alerting.nobody", where=where, found=addressee)
    if not (info.instruction or "").strip():
        yield InputError("alerting.no-action", where=where)
    deadline, sent = moment(info.deadline), moment(message.sent)
    if info.deadline is None:
        yield InputError("alerting.no-deadline", where=where)
    elif deadline is None:
        yield InputError("alerting.deadline-form", where=where, found=info.deadline)
    elif sent is not None and deadline <= sent:
        yield InputError("alerting.deadline-early", where=where, found=info.deadline, sent=message.sent)


def _languages(blocks: tuple[Info, ...]) -> Iterator[InputError]:
    """Blocks of different languages must differ in their words and in nothing else."""
    if not blocks:
        return
    first, spoken = blocks[0], [(info.language or "en-US").lower() for info in blocks]
    for number, info in enumerate(blocks[1:], 2):
        if spoken[number - 1] in spoken[: number - 1]:
            yield InputError("alerting.language-twice", where=f"info[{number}]", found=info.language or "en-US")
            continue
        for name in SAME_IN_ALL:
            here, there = _value(info, name), _value(first, name)
            if here != there:
                yield InputError(
                    "alerting.languages-differ", where=f"info[{number}]", element=name, found=here, first=there
                )
        for name in TRANSLATED:
            text = (getattr(info, name) or "").strip()
            if text and text == (getattr(first, name) or "").strip():
                yield InputError("alerting.not-translated", where=f"info[{number}]", element=name, found=text[:60])


def _value(info: Info, name: str) -> str:
    """What a block says, as a text that can be compared and shown."""
    if name == "area":
        return "; ".join(
            f"{' '.join(a.polygon + a.circle)} {' '.join('='.join(g) for g in a.geocode)}" for a in info.area
        )
    value = getattr(info, name)
    if isinstance(value, tuple):
        return ", ".join(sorted(value))
    return value or "-"
