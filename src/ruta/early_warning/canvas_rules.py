"""The contradictions of a canvas: cells that are filled and do not agree with each other.

A cell that is blank is reported as blank by `ruta.early_warning.canvas_checks`; here it is passed over, so that one gap
gives one finding wherever nothing else follows from it.
"""

from collections.abc import Iterator

from ruta.early_warning.canvas import Canvas, names
from ruta.early_warning.canvas_finding import Finding, about, at

FEWEST = 5
"""Persons behind a report, as in `ruta.early_warning.canvas_checks.check`."""
Row = dict[str, str]


def contradictions(canvas: Canvas, *, fewest: int) -> Iterator[Finding]:
    """Yield a finding for each contradiction between cells."""
    yield from _unknown(canvas, "indicators", "source", "sources", "indicator-without-source")
    yield from _unknown(canvas, "levels", "indicator", "indicators", "level-without-indicator")
    yield from _unknown(canvas, "alerts", "level", "levels", "alert-without-level")
    yield from _unknown(canvas, "responses", "level", "levels", "action-without-level")
    yield from _unused(canvas, "sources", "indicators", "source", "source-unused")
    yield from _unused(canvas, "indicators", "levels", "indicator", "indicator-unused")
    yield from _unused(canvas, "levels", "responses", "level", "level-without-action")
    yield from _duties(canvas)
    yield from _speed(canvas)
    yield from _protection(canvas, fewest=fewest)


def is_whole(typed: str) -> bool:
    """Tell whether a cell holds a whole number from 0."""
    return typed.isascii() and typed.isdigit()


def rows(canvas: Canvas, sheet: str) -> list[Row]:
    """Return the rows of a sheet as dictionaries."""
    table = canvas.sheets[sheet]
    return [{str(name): str(table[name].iloc[place]) for name in table.columns} for place in range(len(table))]


def _unknown(canvas: Canvas, sheet: str, column: str, other: str, code: str) -> Iterator[Finding]:
    known = set(names(canvas, other))
    for place, row in enumerate(rows(canvas, sheet)):
        if row[column] and row[column] not in known:
            yield at(canvas, sheet, place, column, code)


def _unused(canvas: Canvas, sheet: str, other: str, column: str, code: str) -> Iterator[Finding]:
    if canvas.sheets[other].empty:  # the empty sheet is a finding of its own
        return
    used, said = {row[column] for row in rows(canvas, other)}, set()
    for place, name in enumerate(names(canvas, sheet)):
        if name and name not in used and name not in said:
            said.add(name)
            yield at(canvas, sheet, place, "", code)


def _duties(canvas: Canvas) -> Iterator[Finding]:
    """An alert goes to a post that must act on that level, and whoever signs it is not that post."""
    responses, issuer = rows(canvas, "responses"), canvas.answer("issuer")
    levels = set(names(canvas, "levels"))
    for place, alert in enumerate(rows(canvas, "alerts")):
        answering = {row["post"] for row in responses if row["level"] == alert["level"]}
        # A blank or unknown level, or a sheet without responses, is a finding of its own.
        if alert["addressee"] and alert["level"] in levels and responses and alert["addressee"] not in answering:
            yield at(canvas, "alerts", place, "addressee", "addressee-without-duty", found=alert["addressee"])
    if issuer and issuer in {row["post"] for row in responses}:
        yield about("issuer", "issuer-answers", found=issuer)


def days_needed(indicator: Row, alert: Row | None, response: Row) -> int | None:
    """Return the most days that may pass between a sign and the end of a response, by the canvas itself.

    A sign may wait a whole period for the next report; then come the delay of the data, the days that the addressee
    has to answer and the days of the response. None where a cell is no number.
    """
    cells = [indicator["period_days"], indicator["delay_days"], response["days"]]
    cells += [alert["deadline_days"]] if alert else []
    return sum(int(cell) for cell in cells) if all(map(is_whole, cells)) else None


def _speed(canvas: Canvas) -> Iterator[Finding]:
    indicators = {row["indicator"]: row for row in rows(canvas, "indicators")}
    levels, alerts = rows(canvas, "levels"), rows(canvas, "alerts")
    for place, response in enumerate(rows(canvas, "responses")):
        own = [alert for alert in alerts if alert["level"] == response["level"]]
        # The post waits for the alert that is sent to it; where none is, for the slowest of that level.
        own = [alert for alert in own if alert["addressee"] == response["post"]] or own
        told: list[Row | None] = list(own) or [None]
        late = []
        for level in levels:
            indicator = indicators.get(level["indicator"])
            if indicator is None or level["level"] != response["level"] or not is_whole(indicator["lead_days"]):
                continue
            needed = [days_needed(indicator, alert, response) for alert in told]
            worst = max((days for days in needed if days is not None), default=0)
            if worst > int(indicator["lead_days"]):
                late.append((worst, int(indicator["lead_days"]), indicator["indicator"]))
        if late:
            needed_days, lead, name = max(late, key=lambda found: found[0] - found[1])
            yield at(
                canvas, "responses", place, "days", "response-too-slow", needed=needed_days, lead=lead, indicator=name
            )


def _protection(canvas: Canvas, *, fewest: int) -> Iterator[Finding]:
    indicators = {row["indicator"]: row for row in rows(canvas, "indicators")}
    sources = {row["source"]: row for row in rows(canvas, "sources")}
    levels = rows(canvas, "levels")
    for place, alert in enumerate(rows(canvas, "alerts")):
        used = [indicators[row["indicator"]] for row in levels
                if row["level"] == alert["level"] and row["indicator"] in indicators]  # fmt: skip
        public = alert["audience"] == "public"
        if public and (alert["shows"] in ("school", "person") or any(row["sensitivity"] == "personal" for row in used)):
            yield at(canvas, "alerts", place, "shows", "personal-data-in-public")
        few = [row["source"] for row in used if _few(sources.get(row["source"]), fewest)]
        if few and public:
            yield at(canvas, "alerts", place, "audience", "source-identifiable", found=few[0], fewest=fewest)
        if alert["wording"] == "no":
            yield at(canvas, "alerts", place, "wording", "no-safe-wording")


def _few(source: Row | None, fewest: int) -> bool:
    return source is not None and is_whole(source["people_behind"]) and int(source["people_behind"]) < fewest
