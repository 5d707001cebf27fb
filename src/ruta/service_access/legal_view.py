"""The control of the lesson: choose a right and a year, and see what stood at its end, as known on that day."""

import pandas as pd

from ruta.figures import Shown, new_figure
from ruta.messages import text
from ruta.service_access import legal_figures, legal_matrix
from ruta.service_access.legal_facts import FOUR, FRAMES


def state_words(cells: pd.DataFrame, *, country: str, level: str, language: str) -> pd.DataFrame:
    """Return one framework in words: a row for each right, a column for each of the four facts and for the next step.

    Parameters
    ----------
    cells
        From `ruta.service_access.legal_matrix.cells`.
    country, level
        Which framework.
    language
        Language of the words.
    """
    here = cells[(cells["country"] == country) & (cells["level"] == level)]
    rows = {}
    for right, of_right in here.groupby("right", sort=False):
        states = of_right.set_index("kind")["state"]
        kind, action = legal_matrix.next_step(states)
        said = {_text(f"short-{name}", language): _text(f"state-{states[name]}", language) for name in FOUR}
        rows[_text(f"right-{right}", language)] = said | {
            _text("heading-next", language): _next(kind, action, language)
        }
    return pd.DataFrame.from_dict(rows, orient="index")


def three_lists(cells: pd.DataFrame, *, country: str, level: str, language: str) -> pd.DataFrame:
    """Return one framework as the three lists of an adviser: a row for each of the four facts, a column for each list.

    Parameters
    ----------
    cells
        From `ruta.service_access.legal_matrix.cells`.
    country, level
        Which framework.
    language
        Language of the words.
    """
    here = cells[(cells["country"] == country) & (cells["level"] == level)]
    group = here["state"].map(legal_matrix.group_of)
    rows = {}
    for kind in FOUR:
        of_kind = here["kind"] == kind
        lists = [here.loc[of_kind & (group == name), "right"] for name in legal_matrix.GROUPS]
        said = ["; ".join(_text(f"right-{right}", language) for right in rights) or "—" for rights in lists]
        rows[_text(f"short-{kind}", language)] = said
    columns = [_text(f"list-{name}", language) for name in legal_matrix.GROUPS]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def on_day(facts: pd.DataFrame, *, country: str, language: str, right: str, year: int) -> Shown:
    """Draw the four facts of one right in every framework, as known at the end of a year or when last checked.

    Parameters
    ----------
    facts
        From `ruta.service_access.legal_facts.facts`.
    country
        The country whose next step the text says; for a federation, of the federal level.
    language
        Language of the labels.
    right
        One of `ruta.service_access.legal_facts.RIGHTS`.
    year
        The year at whose end we look.
    """
    day = min(pd.Timestamp(year=int(year), month=12, day=31), pd.Timestamp(facts["checked_on"].max()))
    cells = legal_matrix.cells(facts, day=day)
    here = cells[cells["right"] == right]
    frames = [legal_figures.frame_name(*frame, language=language) for frame in FRAMES]
    by_frame = here.set_index(["country", "level", "kind"])[["state", "places"]].unstack("kind").loc[list(FRAMES)]
    tables = {value: pd.DataFrame(by_frame[value]).set_axis(frames) for value in ("state", "places")}
    figure, axes = new_figure(width=7.0, height=3.2)
    legal_figures.draw_grid(axes, tables["state"], places=tables["places"], language=language)
    axes.set_yticks(range(len(frames)), frames)
    asked = {"right": _text(f"right-{right}", language), "day": f"{day:%Y-%m-%d}"}
    axes.set_title(_text("view-title", language, **asked), loc="left")
    rows = " ".join(
        f"{frame}: " + ", ".join(
            f"{_text(f'short-{kind}', language)} {_text(f'state-{states[kind]}', language)}" for kind in FOUR
        ) + "."
        for frame, states in tables["state"].iterrows()
    )  # fmt: skip
    frame = next(each for each in FRAMES if each[0] == country)
    states = pd.Series(tables["state"].loc[legal_figures.frame_name(*frame, language=language)])
    said = _text(
        "view-text", language, **asked, frame=legal_figures.frame_name(*frame, language=language),
        step=_next(*legal_matrix.next_step(states), language),
    )  # fmt: skip
    signs = _text("signs", language)
    return Shown(
        figure=figure,
        alt=_text("view-alt", language, **asked, rows=rows),
        text=f"{said} {signs} {legal_figures.note(language)}",
    )


def _next(kind: str, action: str, language: str) -> str:
    if not kind:
        return _text("action-none", language)
    return _text(f"action-{action}", language, kind=_text(f"the-{kind}", language))


def _text(key: str, language: str, **values: object) -> str:
    return text(f"legal.{key}", language=language, **values)
