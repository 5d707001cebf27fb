"""Write a plan as a figure, a page with its table, and a calendar file: all three or none."""

import html
import io
from pathlib import Path

from ruta.course import writing
from ruta.course.notebooks import write_text
from ruta.course.plan_ics import plan_ics
from ruta.errors import InputError
from ruta.exchange import plan_words as words
from ruta.exchange.plan import EXAMPLE, Plan
from ruta.exchange.plan_figure import plan_figure
from ruta.exchange.plan_table import table_html
from ruta.exchange.plan_words import say
from ruta.figures import Shown

EXCEL = "\ufeff"
"""The mark at the start of a file by which Excel reads its accents right."""
FIGURE, PAGE, EVENTS = (f"calendar.{ending}" for ending in ("svg", "html", "ics"))
_STYLE = (
    "body{font-family:sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;line-height:1.4}"
    "img{max-width:100%;height:auto}table{border-collapse:collapse}caption{text-align:start;font-weight:bold}"
    "th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:start;vertical-align:top}"
    "tbody th{font-weight:normal;min-width:9rem}td:nth-of-type(2){min-width:8rem}"
)


def write(plan: Plan, folder: Path, *, language: str, edition: int = 0) -> list[Path]:
    """Write the three files of a plan into a folder; return them.

    Everything is made before anything is written, so that a plan that cannot be used leaves the folder as it was.

    Parameters
    ----------
    plan
        From `ruta.exchange.plan`.
    folder
        Where they go; it is made where it is missing.
    language
        Language of all three.
    edition
        See `ruta.course.plan_ics.plan_ics`.

    Raises
    ------
    InputError
        Where the folder is a file; and see `ruta.course.plan_ics.plan_ics`.
    """
    shown = plan_figure(plan, language=language)
    contents = {
        folder / FIGURE: svg(shown, title=words.title(plan, language)).encode(),
        folder / PAGE: page(plan, shown, language=language).encode(),
        folder / EVENTS: plan_ics(plan, language=language, edition=edition),
    }
    if folder.exists() and not folder.is_dir():
        raise InputError("plan-calendar.not-a-folder", file=folder)
    return writing.write(contents)


def svg(shown: Shown, *, title: str) -> str:
    """Return a figure as SVG, the same bytes each time, with its text alternative inside."""
    import matplotlib as mpl

    picture = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": "ruta"}):
        metadata = {"Date": None, "Creator": None, "Title": title, "Description": shown.alt}
        shown.figure.savefig(picture, format="svg", metadata=metadata)
    return picture.getvalue()


def page(plan: Plan, shown: Shown, *, language: str) -> str:
    """Return a page that needs nothing from elsewhere but the figure beside it."""
    title = html.escape(words.title(plan, language))
    alt = html.escape(shown.alt, quote=True)
    notes = filter(None, (shown.text, say("sure", language) if plan.is_work_plan else ""))
    said = "".join(f"<p>{html.escape(note)}</p>" for note in notes)
    link = f'<p><a href="{EVENTS}">{html.escape(say("link-ics", language, name=EVENTS))}</a></p>'
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style></head>\n'
        f'<body><main><h1>{title}</h1>\n<p><img src="{FIGURE}" alt="{alt}"></p>\n'
        f"{table_html(plan, language=language)}\n{said}{link}</main></body></html>\n"
    )


def copy_example(path: Path) -> None:
    """Copy the example plan to a file of one's own; never over one that exists.

    Raises
    ------
    InputError
        Where there is a file of that name.
    """
    if path.exists():
        raise InputError("plan-calendar.exists", file=path)
    write_text(path, EXCEL + EXAMPLE.read_text(encoding="utf-8"))
