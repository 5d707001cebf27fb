"""The account as a picture: from the opening stock to the closing one, with the residual hatched."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

from ruta import messages
from ruta.figures import INK, RUST, SAND, SKY, Shown, new_figure, synthetic_note
from ruta.statistics import account as acc

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = {"inflow": SKY, "outflow": RUST, "related": SKY}


def line_name(line: str, *, language: str) -> str:
    """Return the name of a line of the account, such as a kind of movement, in the reader's language."""
    return messages.text(f"statistics.line.{line}", language=language)


def signed(value: acc.Count) -> str:
    """Return a number of persons with its sign and thousands commas; a dash where it is blank."""
    if pd.isna(value):
        return "–"
    number = int(value)
    return f"−{-number:,}" if number < 0 else f"+{number:,}" if number else "0"


def verdict(lines: pd.DataFrame, *, language: str) -> str:
    """Return one sentence: the account closes, does not close, or cannot be closed because of a blank."""
    count: dict[Any, acc.Count] = lines["persons"].to_dict()
    left = count["residual"]
    if pd.isna(left):
        return messages.text("statistics.cannot-close", language=language)
    said = {name: f"{int(count[name]):,}" for name in ("opening", "expected", "closing")}
    key = "closes" if left == 0 else "does-not-close"
    return messages.text(f"statistics.{key}", language=language, residual=signed(left), **said)


def waterfall(lines: pd.DataFrame, *, title: str, language: str) -> Shown:
    """Draw an account as steps from the opening stock to the closing one.

    The bars are changes, so their length can be compared; the stocks are points, because the axis does not start at
    zero. An internal flow has a mark and no length. The residual is hatched.

    Parameters
    ----------
    lines
        As returned by `ruta.statistics.account.account` or `published_lines`.
    title
        What is drawn: country, year, source.
    language
        Language of the labels, the text alternative and the reading.
    """
    figure, axes = new_figure(7.0, 0.42 * len(lines) + 1.2)
    level: acc.Count = pd.NA
    for row, (role, persons, effect) in enumerate(lines.itertuples(index=False, name=None)):
        if role in ("opening", "expected", "closing"):
            _mark(axes, row, persons, filled=role != "expected")
            level = persons
        else:
            _step(axes, row, level, persons, effect, role)
            level = level + effect if pd.notna(effect) else level
    names = [line_name(str(line), language=language) for line in lines.index]
    axes.set_yticks(range(len(lines)), names)
    axes.invert_yaxis()
    # Bars pin the axis to their ends unless told otherwise, and the numbers beside them would be cut.
    axes.use_sticky_edges = False
    axes.margins(x=0.2)
    axes.set_xlabel(messages.text("statistics.axis-persons", language=language))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.locator_params(axis="x", nbins=5)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    reading = verdict(lines, language=language)
    return Shown(figure=figure, alt=_alt(lines, names, title, reading, language), text=reading)


def mover(movements: pd.DataFrame, *, year: int, stocks: pd.DataFrame, language: str) -> Callable[..., Shown]:
    """Return the callback of the lesson's control: one flow is moved and the account is drawn again.

    Parameters
    ----------
    movements
        The table ``movements`` of a synthetic country.
    year
        Year of the account.
    stocks
        Published stock by ``year`` (index) with columns ``A`` and ``C``, persons.
    language
        Language of what is shown.

    Returns
    -------
    Callable
        ``move(kind, persons)``: see `move_a_flow`.
    """
    before = {
        population: acc.account(
            movements, year=year, population=population,
            opening=stocks.loc[year - 1, population], closing=stocks.loc[year, population],
        )
        for population in acc.EFFECT_ON
    }  # fmt: skip

    def move(*, kind: str, persons: int) -> Shown:
        return move_a_flow(before, year=year, kind=kind, persons=persons, language=language)

    return move


def move_a_flow(
    accounts: dict[acc.Population, pd.DataFrame], *, year: int, kind: str, persons: int, language: str
) -> Shown:
    """Change one flow by a number of persons and show whether both accounts still close.

    The published stocks stay as they are: this is what happens when a movement is written in the wrong line.

    Parameters
    ----------
    accounts
        The accounts of ``"A"`` and ``"C"``, as returned by `ruta.statistics.account.account`.
    year
        Their year, for the title.
    kind
        Kind of movement to change.
    persons
        How many movements more, or fewer where negative.
    language
        Language of what is shown.
    """
    after = {name: acc.change_flow(lines, kind=kind, persons=persons) for name, lines in accounts.items()}
    role = acc.ROLES[kind]
    population: acc.Population = "C" if role == "related" else "A"
    title = messages.text(f"statistics.title-{population}", language=language, year=year)
    shown = waterfall(after[population], title=title, language=language)
    said = [messages.text(f"statistics.moved-{role}", language=language, flow=line_name(kind, language=language))]
    for name, lines in after.items():
        said.append(f"{name}: {verdict(lines, language=language)}")
    return Shown(figure=shown.figure, alt=shown.alt, text=" ".join([*said, synthetic_note(language)]))


def _mark(axes: "Axes", row: int, persons: acc.Count, *, filled: bool) -> None:
    if pd.isna(persons):
        return
    value = int(persons)
    axes.plot([value], [row], marker="D", color=INK, markerfacecolor=INK if filled else "white", markersize=7)
    axes.annotate(f"{value:,}", (value, row), xytext=(8, 0), textcoords="offset points", va="center")


def _step(axes: "Axes", row: int, level: acc.Count, persons: acc.Count, effect: acc.Count, role: str) -> None:
    if pd.isna(level) or pd.isna(effect):
        return
    start, size = int(level), int(effect)
    if role == "internal":
        axes.plot([start], [row], marker="o", color=SAND, markeredgecolor=INK, markersize=7)
        text = f"({int(persons):,})"
    else:
        look = {"facecolor": "white", "hatch": "////"} if role == "residual" else {"facecolor": COLOURS[role]}
        axes.barh(row, size, left=start, height=0.6, edgecolor=INK, **look)
        text = signed(size)
    axes.annotate(text, (max(start, start + size), row), xytext=(8, 0), textcoords="offset points", va="center")


def _alt(lines: pd.DataFrame, names: list[str], title: str, reading: str, language: str) -> str:
    values = []
    for name, (role, persons, effect) in zip(names, lines.itertuples(index=False, name=None), strict=True):
        stock = role in ("opening", "expected", "closing", "internal")
        said = ("–" if pd.isna(persons) else f"{int(persons):,}") if stock else signed(effect)
        values.append(f"{name} {said}")
    return messages.text("statistics.alt", language=language, title=title, values="; ".join(values), reading=reading)
