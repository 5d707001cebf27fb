"""All closing reports in one run: one notebook, once for each country and language, each as a page and a PDF."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

import pandas as pd

from ruta.course import batch, report_page, report_pdf, writing
from ruta.course.batch import Run
from ruta.course.batch_pool import Done
from ruta.course.notebooks import read, write_text
from ruta.course.paths import Tree
from ruta.datasets import COUNTRIES
from ruta.errors import InputError
from ruta.exchange import example_recommendations, plan_dates, recommendations, standing
from ruta.messages import LANGUAGES

NAME, NOTEBOOK = "closing-report", "reports/closing-report.ipynb"
EXECUTED = "notebooks"
"""Folder within the results where the executed notebooks stay: a report that is there is not made again."""
EXCEL = "\ufeff"
"""The mark at the start of a file by which Excel reads its accents right."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """What became of one report."""

    name: str
    """Country and language, as a person calls it."""
    files: tuple[Path, ...] = ()
    """Its page, and its PDF where there is one."""
    errors: tuple[InputError, ...] = ()
    """What is missing and why; empty where page and PDF were made."""


def plan(
    tree: Tree,
    *,
    countries: list[str],
    languages: list[str],
    seed: int,
    on: date,
    table: Path | None = None,
) -> list[Run]:
    """Return the runs of the report; bad input is said before any of them starts.

    Parameters
    ----------
    tree
        The course.
    countries, languages
        Their every combination is run; all of them where the list is empty.
    seed
        Seed of the synthetic countries.
    on
        Day of the report.
    table
        An office's own recommendations; the invented ones where nothing is given.

    Raises
    ------
    InputError
        For an unknown country or language, a seed that is out of range, a notebook that is not there, and as
        `ruta.exchange.recommendations.load` and `ruta.exchange.standing.follow_up`.
    """
    source = tree.root / NOTEBOOK
    if not source.is_file():
        raise InputError("report.no-notebook", file=source)
    for name, given, known in (("country", countries, COUNTRIES), ("language", languages, LANGUAGES)):
        for value in given:
            if value not in known:
                raise InputError("course.batch.value", name=name, found=value, expected=", ".join(known))
    if not 0 <= seed < 2**31:
        raise InputError("course.batch.value", name="seed", found=seed, expected="0–2147483647")
    if table:
        standing.follow_up(recommendations.load(table), on=pd.Timestamp(on))
    fixed = {"seed": seed, "date": f"{on}", "recommendations": str(table.resolve()) if table else ""}
    # The content counts, not the name: a table that was corrected gives a new report.
    inputs = [batch.code_hash(tree), source.read_bytes(), table.read_bytes() if table else b""]
    runs = []
    for country, language in product(countries or COUNTRIES, languages or LANGUAGES):
        parameters = {"country": country, "language": language, **fixed}
        parts = [*inputs, json.dumps(parameters, sort_keys=True).encode()]
        whole = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
        runs.append(Run(lesson=NAME, source=source, parameters=parameters, inputs=whole))
    return list({run.name: run for run in runs}.values())


def day(text: str, *, own_table: bool, today: date) -> date:
    """Return the day of a report: the one named, else today for an office's own table, else that of the example.

    Raises
    ------
    InputError
        Where the text is no day written as year, month and day.
    """
    if not text:
        return today if own_table else example_recommendations.ON.date()
    try:
        found = plan_dates.read(text, row="-", column="--date")
    except InputError as error:
        raise InputError("report.bad-date", found=text) from error
    if found.unit != "day":
        raise InputError("report.bad-date", found=text)
    return found.first


def finish(done: Done, out: Path, *, browser: str | None, timeout: float) -> Made:
    """Write the page and the PDF of one run; whatever goes wrong with it is part of the result.

    Parameters
    ----------
    done
        What became of its notebook.
    out
        Folder of the results.
    browser
        From `ruta.course.report_pdf.find_browser`; without one there is a page and no PDF.
    timeout
        Seconds that printing may take.
    """
    country, language = done.run.parameters["country"], done.run.parameters["language"]
    name = f"{NAME}.{country}.{language}"
    if done.state not in ("done", "kept"):
        reason = done.error or f"> {timeout:g} s"
        return Made(name=name, errors=(InputError("report.failed", name=name, reason=reason),))
    try:
        page = report_page.page(read(done.run.target(out / EXECUTED)), language=language, name=name)
    except InputError as error:
        return Made(name=name, errors=(error,))
    files, errors = {out / f"{name}.html": page.encode()}, []
    printed = out / f"{name}.pdf"
    if browser:
        try:
            files[printed] = report_pdf.pdf(page, browser=browser, timeout=timeout)
        except report_pdf.NotPrinted as error:
            errors.append(InputError("report.no-pdf", name=name, reason=error))
    if printed not in files and printed.exists():
        errors.append(InputError("report.old-pdf", file=printed))
    return Made(name=name, files=tuple(writing.write(files)), errors=tuple(errors))


def copy_example(path: Path, *, language: str) -> None:
    """Write the invented table to a file of one's own, to begin from; never over one that exists.

    Raises
    ------
    InputError
        Where there is a file of that name.
    """
    if path.exists():
        raise InputError("report.exists", file=path)
    table = example_recommendations.example(country="HND", seed=2026, language=language)
    for column in recommendations.DAYS:
        table[column] = table[column].dt.strftime("%Y-%m-%d")
    write_text(path, EXCEL + table.to_csv(index=False, lineterminator="\n"))
