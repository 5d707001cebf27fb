"""Exercise of lesson early-warning/07-from-signal-to-alert: complete, send, check, cancel and follow up an alert."""

from datetime import UTC, datetime, timedelta

import pandas as pd

from ruta import messages
from ruta.datasets import draws
from ruta.early_warning import alert_levels, cap_rules, cap_structure, cap_xml, follow_up, prepared
from ruta.early_warning.cap_blocks import NOBODY
from ruta.early_warning.cap_message import time_text
from ruta.early_warning.cap_structure import moment
from ruta.early_warning.example_faults import RULE_FAULTS, SCHEMA_FAULTS, faulty
from ruta.early_warning.example_register import AS_OF, example_outcomes, example_register
from ruta.practice import Choice, Data, Exercise, Labels, Misconception, Number, Params, Question

OPTIONS = ("a", "b", "c", "d")
DOMAIN = "from-signal-to-alert"
LEVEL = "prepare"
# What each of the eight drafts lacks; their order is drawn by lot.
DRAFTS = ("", "", "", "addressee", "nobody", "nobody", "action", "deadline")


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the drafts, the late case, the seven messages, the event to cancel, the register and its outcomes.

    Everything is drawn anew from the country and the seed, apart from what the lesson draws.
    """
    return {
        "drafts": _drafts(params), "case": _case(params), "messages": _messages(params), "event": _event(params),
        "register": _register(params), "outcomes": _outcomes(params),
    }  # fmt: skip


def _lot(params: Params, name: str, size: int) -> list[int]:
    return [
        int(place)
        for place in draws.lot(draws.generator(seed=params.seed, country=params.country, name=name), size=size)
    ]


def _text(key: str, params: Params) -> str:
    return messages.text(f"{DOMAIN}.data.{key}", language=params.language)


def _drafts(params: Params) -> pd.DataFrame:
    rows = []
    for number, place in enumerate(_lot(params, "drafts", len(DRAFTS)), 1):
        lacks = DRAFTS[place]
        post = prepared.post(prepared.POSTS[(place + number) % len(prepared.POSTS)], params.language)
        rows.append({
            "recommendation": f"R-{number}",
            "addressee": {"addressee": "", "nobody": _text("nobody", params)}.get(lacks, post),
            "action": "" if lacks == "action" else _text(f"action-{number}", params),
            "deadline": "" if lacks == "deadline" else _text("deadline", params),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _case(params: Params) -> pd.DataFrame:
    """A message sent on a local clock, and the moment in which somebody looks, on the clock of Greenwich."""
    rng = draws.generator(seed=params.seed, country=params.country, name="late-case")
    sent = datetime(2026, 8, 3, 8, 0, tzinfo=prepared.zone(params.country))
    quarters = int(draws.whole(rng, low=8, high=64, size=1)[0])  # two to sixteen hours late
    now = sent + timedelta(hours=alert_levels.level(LEVEL).hours, minutes=15 * quarters)
    return pd.DataFrame({"level": [LEVEL], "sent": [time_text(sent)], "now": [time_text(now.astimezone(UTC))]})


def _messages(params: Params) -> pd.DataFrame:
    """Two sound messages, two that the schema refuses, three that only the rules refuse, in an order drawn by lot."""
    rules, schema = list(RULE_FAULTS), list(SCHEMA_FAULTS)
    chosen = ["", ""] + [schema[place] for place in _lot(params, "schema", len(schema))[:2]]
    chosen += [rules[place] for place in _lot(params, "rules", len(rules))[:3]]
    rows = []
    for number, place in enumerate(_lot(params, "order", len(chosen)), 1):
        sound = prepared.exercise_alert(
            params.country, level=alert_levels.level(LEVEL), place=_text("place", params), code=f"X-{number:02d}",
            addressee=prepared.POSTS[number % len(prepared.POSTS)], identifier=f"M-{number}",
            sent=datetime(2026, 8, 3, 8, number, tzinfo=prepared.zone(params.country)),
        )  # fmt: skip
        rows.append(
            {"message": f"M-{number}", "xml": faulty(sound, chosen[place]) if chosen[place] else cap_xml.write(sound)}
        )
    return pd.DataFrame(rows)


def _event(params: Params) -> pd.DataFrame:
    """The messages of one event, one of them expired, an answer to it, and the alert of another event."""
    start = datetime(2026, 8, 3, 8, 0, tzinfo=prepared.zone(params.country))
    expired = _lot(params, "expired", 3)[0]
    kinds = (
        ("E-1", "E", "Alert", 0),
        ("F-1", "F", "Alert", 10),
        ("ACK-1", "E", "Ack", 14),
        ("E-2", "E", "Update", 30),
        ("E-3", "E", "Update", 60),
    )
    rows = []
    for identifier, event, kind, hours in kinds:
        own = {"E-1": 0, "E-2": 1, "E-3": 2}.get(identifier)
        valid = timedelta(hours=8) if own == expired else timedelta(days=7)
        sent = start + timedelta(hours=hours)
        rows.append({
            "identifier": identifier, "event": event, "type": kind, "sent": time_text(sent),
            "expires": "" if kind == "Ack" else time_text(sent + valid),
        })  # fmt: skip
    table = pd.DataFrame(rows)
    return table.assign(cancel_sent=time_text(start + timedelta(hours=96)))


def _register(params: Params) -> pd.DataFrame:
    """The first register in which a half was answered and every mistake with the median shows by a quarter of a day."""
    for attempt in range(1, 200):
        table = example_register(country=params.country, seed=params.seed + 1000 * attempt)
        found = [_median(table), _answered_only(table), _as_zero(table), _mean_answered(table)]
        gaps = [abs(one - other) for place, one in enumerate(found) for other in found[:place]]
        if all(gap > 0.25 for gap in gaps):  # never true with a median that is not reached
            break
    return table


def _outcomes(params: Params) -> pd.DataFrame:
    """The first list of outcomes in which every kind occurs and no two mistakes give the same count."""
    for attempt in range(1, 200):
        table = example_outcomes(country=params.country, seed=params.seed + 1000 * attempt)
        counts = follow_up.outcomes(table).value_counts()
        kinds = [int(counts.get(kind, 0)) for kind in ("false-alarm", "after-action", "unknown")]
        if min(kinds) >= 1 and kinds[1] != kinds[2]:
            break
    return table


def _names(table: pd.DataFrame, column: str, wanted: "pd.Series[bool]") -> list[str]:
    return [str(name) for name in table.loc[wanted, column]]


def _blank(drafts: pd.DataFrame) -> "pd.Series[bool]":
    return (drafts[["addressee", "action", "deadline"]] == "").any(axis=1)


def incomplete(data: Data, params: Params) -> list[str]:
    """Drafts without a named post, an action or a deadline."""
    drafts = data["drafts"]
    return _names(drafts, "recommendation", _blank(drafts) | drafts["addressee"].str.lower().isin(NOBODY))


def with_a_blank(data: Data, params: Params) -> list[str]:
    """Mistake: everybody taken for an addressee."""
    return _names(data["drafts"], "recommendation", _blank(data["drafts"]))


def without_deadline(data: Data, params: Params) -> list[str]:
    """Mistake: only the deadline asked for."""
    return _names(data["drafts"], "recommendation", data["drafts"]["deadline"] == "")


def _hours(data: Data, *, zones: bool = True) -> float:
    row = data["case"].iloc[0]
    sent, now = moment(row["sent"]), moment(row["now"])
    assert sent is not None
    assert now is not None
    gap = now - sent if zones else now.replace(tzinfo=None) - sent.replace(tzinfo=None)
    return gap.total_seconds() / 3600


def late(data: Data, params: Params) -> float:
    """Hours since sending, on one clock, less the hours of the level."""
    return alert_levels.hours_late(LEVEL, hours=_hours(data))


def late_without_zones(data: Data, params: Params) -> float:
    """Mistake: two clocks read as one."""
    return alert_levels.hours_late(LEVEL, hours=_hours(data, zones=False))


def since_sent(data: Data, params: Params) -> float:
    """Mistake: late from the first minute."""
    return _hours(data)


def late_by_another_level(data: Data, params: Params) -> float:
    """Mistake: the deadline of the gravest level."""
    return alert_levels.hours_late("act", hours=_hours(data))


def _refused(data: Data) -> tuple[list[str], list[str]]:
    """Names of the messages that the schema refuses, and of those that only the rules refuse."""
    by_schema, by_rules = [], []
    for row in data["messages"].itertuples(index=False):
        if cap_structure.complaints(str(row.xml)):
            by_schema.append(str(row.message))
        elif cap_rules.findings(cap_xml.parse(str(row.xml))):
            by_rules.append(str(row.message))
    return by_schema, by_rules


def only_rules(data: Data, params: Params) -> list[str]:
    """Messages that the schema accepts and the rules refuse."""
    return _refused(data)[1]


def only_schema(data: Data, params: Params) -> list[str]:
    """Mistake: those that the schema refuses."""
    return _refused(data)[0]


def every_refused(data: Data, params: Params) -> list[str]:
    """Mistake: both lists."""
    by_schema, by_rules = _refused(data)
    return by_schema + by_rules


def _of_event(data: Data) -> pd.DataFrame:
    event = data["event"]
    return event[(event["event"] == "E") & event["type"].isin(["Alert", "Update"])]


def _open(table: pd.DataFrame) -> "pd.Series[bool]":
    # One clock in the whole table, so that the texts sort as the times do.
    return table["expires"] > table["cancel_sent"]


def references(data: Data, params: Params) -> list[str]:
    """Alert and updates of the event that have not expired."""
    table = _of_event(data)
    return _names(table, "identifier", _open(table))


def last_only(data: Data, params: Params) -> list[str]:
    """Mistake: the latest message that has not expired, alone."""
    return references(data, params)[-1:]


def expired_too(data: Data, params: Params) -> list[str]:
    """Mistake: the expired one as well."""
    return list(_of_event(data)["identifier"])


def every_open(data: Data, params: Params) -> list[str]:
    """Mistake: the alert of another event as well."""
    table = data["event"][data["event"]["type"].isin(["Alert", "Update"])]
    return _names(table, "identifier", _open(table))


def _median(register: pd.DataFrame) -> float:
    return follow_up.median_days(follow_up.waits(register, as_of=AS_OF))


def _answered_only(register: pd.DataFrame) -> float:
    waited = follow_up.waits(register, as_of=AS_OF)
    return float(waited.loc[waited["answered"], "days"].median())


def _as_zero(register: pd.DataFrame) -> float:
    waited = follow_up.waits(register, as_of=AS_OF)
    return float(waited["days"].where(waited["answered"], 0.0).median())


def _mean_answered(register: pd.DataFrame) -> float:
    waited = follow_up.waits(register, as_of=AS_OF)
    return float(waited.loc[waited["answered"], "days"].mean())


def _quiet(data: Data, kinds: tuple[str, ...]) -> int:
    return int(follow_up.outcomes(data["outcomes"]).isin(kinds).sum())


EXERCISE = Exercise(
    id="early-warning/07-from-signal-to-alert",
    domain=DOMAIN,
    load=load,
    questions=(
        Question(
            id="incomplete",
            outcome=1,
            kind="choose",
            variable="incomplete",
            answer=Labels(options=lambda data, params: data["drafts"]["recommendation"]),
            expected=incomplete,
            misconceptions=(
                Misconception("everybody", with_a_blank),
                Misconception("deadline-only", without_deadline),
            ),
        ),
        Question(
            id="hours-late",
            outcome=2,
            kind="compute",
            variable="hours_late",
            answer=Number(unit="hours", tolerance=0.02, minimum=0),
            expected=late,
            misconceptions=(
                Misconception("two-clocks", late_without_zones),
                Misconception("since-sent", since_sent),
                Misconception("other-level", late_by_another_level),
            ),
        ),
        Question(
            id="schema-misses",
            outcome=3,
            kind="choose",
            variable="passed_by_schema",
            answer=Labels(options=lambda data, params: data["messages"]["message"]),
            expected=only_rules,
            misconceptions=(
                Misconception("schema-refuses", only_schema),
                Misconception("all-refused", every_refused),
            ),
        ),
        Question(
            id="references",
            outcome=3,
            kind="choose",
            variable="to_reference",
            answer=Labels(options=lambda data, params: data["event"]["identifier"]),
            expected=references,
            misconceptions=(
                Misconception("last-only", last_only),
                Misconception("expired-too", expired_too),
                Misconception("other-event", every_open),
            ),
        ),
        Question(
            id="wording",
            outcome=4,
            kind="decide",
            variable="wording_choice",
            answer=Choice(options=(*OPTIONS, "e")),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("names", lambda data, params: "a"),
                Misconception("suppressed", lambda data, params: "b"),
                Misconception("nothing-asked", lambda data, params: "e"),
            ),
        ),
        Question(
            id="median",
            outcome=5,
            kind="compute",
            variable="median_answer",
            answer=Number(unit="days", tolerance=0.05, minimum=0),
            expected=lambda data, params: _median(data["register"]),
            misconceptions=(
                Misconception("answered-only", lambda data, params: _answered_only(data["register"])),
                Misconception("zero-days", lambda data, params: _as_zero(data["register"])),
                Misconception("mean", lambda data, params: _mean_answered(data["register"])),
            ),
        ),
        Question(
            id="staircases",
            outcome=5,
            kind="read",
            variable="why_higher",
            answer=Choice(options=OPTIONS),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("better-service", lambda data, params: "a"),
                Misconception("more-rows", lambda data, params: "d"),
            ),
        ),
        Question(
            id="false-alarms",
            outcome=5,
            kind="compute",
            variable="false_alarms",
            answer=Number(unit="alerts", minimum=0),
            expected=lambda data, params: _quiet(data, ("false-alarm",)),
            misconceptions=(
                Misconception("prevented", lambda data, params: _quiet(data, ("false-alarm", "after-action"))),
                Misconception("unknown", lambda data, params: _quiet(data, ("false-alarm", "unknown"))),
                Misconception(
                    "everything", lambda data, params: _quiet(data, ("false-alarm", "after-action", "unknown"))
                ),
            ),
        ),
    ),
)
