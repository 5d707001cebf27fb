"""The command ``ruta inspect``: what is wrong with a register that an office has sent."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ruta import messages
from ruta.errors import InputError

if TYPE_CHECKING:
    from ruta.datasets.intake import Inspection

WELL, FOUND, SHOWN = 0, 2, 10


def inspect(arguments: Namespace) -> int:
    """Inspect a register; 0 where nothing is to be corrected, 2 otherwise."""
    from ruta.datasets import intake

    language = messages.current_language()
    out = Path(arguments.out) if arguments.out else None
    # samefile, so that another way of writing the same path does not cost an office its register.
    if out and out.exists() and Path(arguments.file).exists() and out.samefile(arguments.file):
        raise InputError("intake.out-is-file", file=arguments.file)
    found = intake.examine(arguments.file, country=arguments.country, until=_day(arguments.until))
    # Cells beyond the header stand in columns without a name.
    columns = int((found.table.columns != "").sum())
    print(messages.say("intake.read", file=arguments.file, rows=len(found.table), columns=columns))
    _print_findings(found, language)
    if out:
        # With the mark at the start Excel reads the accents right.
        out.write_text(found.report(language).to_csv(index=False, lineterminator="\n"), encoding="utf-8-sig")
        print(messages.say("intake.report-written", file=out))
    elif found.findings or found.notes:
        print(messages.say("intake.report-hint"))
    return FOUND if found.findings else WELL


def _print_findings(found: "Inspection", language: str) -> None:
    from ruta.course.table import table

    summary = found.summary(language)
    if not found.findings:
        print(messages.say("intake.clean"))
    if len(summary):
        headings = [messages.say(f"intake.column.{name}") for name in ("findings", "rows", "first", "title")]
        kept = summary[["findings", "rows", "first_row", "title"]].astype("object")
        print(f"\n{table(headings, [list(map(str, row)) for row in kept.fillna('-').to_numpy()])}\n")
    if found.findings:
        print(messages.say("intake.first", shown=min(SHOWN, len(found.findings)), total=len(found.findings)))
        for finding in found.findings[:SHOWN]:
            print(f"- {finding.sentence(language)}")
        print()


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError("intake.bad-until", found=text) from error
