"""The command ``ruta report``: the closing report of each country, as a page and a PDF, in one run."""

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

from ruta import messages
from ruta.errors import InputError

WELL, SOME_MISSING = 0, 1


def report(arguments: Namespace) -> int:
    """Make all reports; 1 where one of them, or a PDF, could not be made."""
    from ruta.course import batch_pool, batch_report, paths, report_pdf, reports, warm

    language = messages.current_language()
    if arguments.example:
        reports.copy_example(Path(arguments.example), language=language)
        print(messages.say("course.written", file=arguments.example))
        return WELL
    for name in ("jobs", "timeout"):
        if getattr(arguments, name) <= 0:
            raise InputError("cli.positive", name=f"--{name}", found=getattr(arguments, name))
    out, table = Path(arguments.out), Path(arguments.recommendations) if arguments.recommendations else None
    if out.exists() and not out.is_dir():
        raise InputError("report.out-is-file", out=out)
    runs = reports.plan(
        paths.find_tree(), countries=arguments.countries, languages=arguments.languages, seed=arguments.seed,
        on=reports.day(arguments.date, own_table=table is not None, today=date.today()), table=table,
    )  # fmt: skip

    def progress(done: batch_pool.Done, number: int, total: int, left: float) -> None:
        print(batch_report.line(done, number, total, left, language), file=sys.stderr, flush=True)

    executed = out / reports.EXECUTED
    executed.mkdir(parents=True, exist_ok=True)
    with warm.kernels():
        results = batch_pool.Pool(executed, jobs=arguments.jobs, timeout=arguments.timeout).carry_out(runs, progress)
    browser = report_pdf.find_browser()
    made = []
    for done in results:
        made.append(reports.finish(done, out, browser=browser, timeout=arguments.timeout))
        for path in made[-1].files:
            print(messages.say("course.written", file=path), flush=True)
        for error in made[-1].errors:
            print(error.sentence(language), file=sys.stderr)
    if browser is None:
        print(messages.say("report.no-browser"), file=sys.stderr)
    pdfs = sum(path.suffix == ".pdf" for one in made for path in one.files)
    pages = sum(bool(one.files) for one in made)
    print(messages.say("report.summary", all=len(made), pages=pages, pdfs=pdfs))
    return WELL if pdfs == len(made) and not any(one.errors for one in made) else SOME_MISSING
