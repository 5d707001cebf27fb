"""The command ``ruta own``: an office's own file, mapped, checked and run through the lessons that read it."""

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ruta import messages
from ruta.errors import InputError

if TYPE_CHECKING:
    from ruta.course.batch_pool import Done
    from ruta.course.own_lessons import Decision
    from ruta.datasets.own import Converted, Source, TableMapping

WELL, DOES_NOT_HOLD, BAD_INPUT = 0, 1, 2


def own(arguments: Namespace) -> int:
    """Do one of the actions; 0 well, 1 rows do not hold or a lesson failed, 2 the mapping is not settled."""
    actions = {"lessons": lessons, "suggest": suggest, "check": check, "run": run}
    needed = {"lessons": (), "suggest": ("files", "table", "country", "mapping"),
              "check": ("files", "mapping", "country"), "run": ("files", "mapping", "country", "out")}  # fmt: skip
    for name in needed[arguments.action]:
        if not getattr(arguments, name):
            shown = "FILE" if name == "files" else f"--{name}"
            raise InputError("own.argument-needed", action=arguments.action, name=shown)
    return actions[arguments.action](arguments)


def lessons(_: Namespace) -> int:
    """Say which lesson runs on which table, and why the others do not."""
    from ruta.course.table import table

    language = messages.current_language()
    columns = [messages.say(f"own.lessons-{name}") for name in ("lesson", "table", "why")]
    rows = [[each.lesson, each.table or "-", each.sentence(language) or "-"] for each in _decisions(language)]
    print(table(columns, rows))
    return WELL


def suggest(arguments: Namespace) -> int:
    """Write a draft of a mapping, every column of it marked as a suggestion."""
    from ruta.course.notebooks import write_text
    from ruta.datasets.own import OWN_TABLES, dump
    from ruta.datasets.own import suggest as draft
    from ruta.datasets.own.mapping import NEEDED, fields, meaning

    if arguments.table not in OWN_TABLES:
        raise InputError("datasets.unknown-table", found=arguments.table, expected=", ".join(OWN_TABLES))
    target = Path(arguments.mapping[0])
    if target.exists():
        raise InputError("own.mapping-exists", file=target)
    source = _source(arguments.files[0], arguments.encoding)
    found = draft(source, arguments.table, country=arguments.country, encoding=arguments.encoding)
    write_text(target, dump(found))
    print(messages.say("own.suggested", file=target, mapped=len(found.columns), columns=len(source.table.columns)))
    missed = ", ".join(str(name) for name in source.table if name not in found.columns)
    if missed:
        print(messages.say("own.not-recognised", columns=missed))
    taken = {column.to for column in found.columns.values()}
    open_ones = {name: each for name, each in fields(arguments.table).items() if name not in taken}
    if open_ones:
        print(messages.say("own.without-column", table=arguments.table))
    for name, each in open_ones.items():
        must = "must" if not each.blank or name in NEEDED.get(arguments.table, ()) else "may"
        holds = meaning(arguments.table, name, language=messages.current_language())
        print(messages.say(f"own.column-{must}", name=name, meaning=holds))
    return WELL


def check(arguments: Namespace) -> int:
    """Say what must be settled before the file can be used; nothing is written but the report asked for."""
    _pairs(arguments)
    _check_report(arguments)
    code, reports = WELL, []
    for file, name in zip(arguments.files, arguments.mapping, strict=True):
        converted = _check_one(file, name, arguments)
        code = max(code, DOES_NOT_HOLD if converted.findings else WELL)
        reports.append((file, converted))
    if arguments.out:
        _write_report(Path(arguments.out), reports)
    return code


def run(arguments: Namespace) -> int:
    """Convert the files and run the lessons on them."""
    from ruta.course import batch_report, catalogue, own_fit, own_run, paths

    language = messages.current_language()
    _pairs(arguments)
    tree = paths.find_tree()
    given: list[own_run.Given] = []
    for file, name in zip(arguments.files, arguments.mapping, strict=True):
        _, mapping, converted = _settled(file, name, arguments)
        if converted.findings and not arguments.leave_out:
            print(_findings(converted, language), file=sys.stderr)
            raise InputError("own.rows-faulty", file=file, faulty=len(converted.faulty), rows=converted.rows)
        if any(each.name == mapping.table for each in given):
            raise InputError("own.table-twice", table=mapping.table)
        if not len(converted.table):
            raise InputError("own.nothing-left", file=file)
        given.append(own_run.Given(name=mapping.table, table=converted.table, file=file, rows=converted.rows,
                                   mapping=name))  # fmt: skip
    names = [lesson.id for lesson in catalogue.load(tree).chosen(arguments.lessons)] if arguments.lessons else []
    tables = {each.name: each.table for each in given}
    fitting = []
    for decision in own_run.chosen(_decisions(language), names, set(tables)):
        reason = own_fit.check(decision.lesson, tables[decision.table])
        if reason:
            print(reason.sentence(language), file=sys.stderr)
            continue
        fitting.append(decision)
        if decision.reason:
            print(f"{decision.lesson}: {decision.sentence(language)}", file=sys.stderr)
    if not fitting:
        raise InputError("own.no-lesson", tables=", ".join(sorted(tables)))

    def progress(done: "Done", number: int, total: int, left: float) -> None:
        print(batch_report.line(done, number, total, left, language), file=sys.stderr, flush=True)

    results = own_run.run(
        tree, fitting, given, country=arguments.country, language=language, out=Path(arguments.out), progress=progress
    )
    print(batch_report.summary(results, language))
    print(messages.say("own.written", folder=Path(arguments.out)))
    return batch_report.exit_code(results)


def _check_report(arguments: Namespace) -> None:
    """Refuse a report that would be written over the office's file or its mapping."""
    given = {Path(each).resolve() for each in (*arguments.files, *arguments.mapping)}
    if arguments.out and (Path(arguments.out).resolve() in given or Path(arguments.out).is_dir()):
        raise InputError("own.report-over", file=arguments.out)


def _write_report(target: Path, reports: "list[tuple[str, Converted]]") -> None:
    import pandas as pd

    from ruta.course.notebooks import write_text
    from ruta.course.own_run import private
    from ruta.datasets.own.findings import table

    language = messages.current_language()
    parts = [table(converted.findings, language) for _, converted in reports]
    if len(parts) > 1:
        for (file, _), part in zip(reports, parts, strict=True):
            part.insert(0, messages.say("own.report-file"), Path(file).name)
    with private():
        # With the mark at its start a spreadsheet reads the accents.
        write_text(target, "\ufeff" + pd.concat(parts).to_csv(index=False, lineterminator="\n"))
    print(messages.say("own.report-written", file=target))


def _check_one(file: str, name: str, arguments: Namespace) -> "Converted":
    language = messages.current_language()
    source, mapping, converted = _settled(file, name, arguments)
    print(messages.say("own.read", file=file, rows=converted.rows, columns=len(source.table.columns),
                       table=mapping.table))  # fmt: skip
    print(_coverage(converted, mapping))
    print(
        _findings(converted, language) if converted.findings else messages.say("own.clean", rows=len(converted.table))
    )
    return converted


def _settled(file: str, name: str, arguments: Namespace) -> "tuple[Source, TableMapping, Converted]":
    """Return the file converted; where the mapping is not settled, say all that is open and stop."""
    from ruta.datasets import own

    language = messages.current_language()
    path = Path(name)
    if not path.is_file():
        raise InputError("own.no-file", file=name)
    try:
        mapping = own.parse(path.read_text(encoding="utf-8-sig"), file=name)
    except UnicodeDecodeError as error:
        raise InputError("own.mapping-not-json", file=name) from error
    source = _source(file, mapping.encoding)
    open_questions = own.problems(mapping, source, country=arguments.country)
    if open_questions:
        for each in open_questions:
            print(f"- {each.sentence(language)}", file=sys.stderr)
        raise InputError("own.unsettled", file=name, number=len(open_questions))
    return source, mapping, own.convert(source, mapping, country=arguments.country, until=_day(arguments.until))


def _source(file: str, encoding: str) -> "Source":
    from ruta.datasets import own

    path = Path(file)
    if not path.is_file():
        raise InputError("own.no-file", file=file)
    return own.read(path.read_bytes(), name=file, encoding=encoding)


def _findings(converted: "Converted", language: str) -> str:
    head = messages.say("own.found", faulty=len(converted.faulty), rows=converted.rows)
    return "\n".join([head, *(f"- {each.sentence(language)}" for each in converted.findings)])


def _coverage(converted: "Converted", mapping: "TableMapping") -> str:
    from ruta.datasets.own.mapping import COVERAGE

    days = converted.table[COVERAGE[mapping.table]]
    first, last = (f"{day.date()}" if len(days.dropna()) else "-" for day in (days.min(), days.max()))
    absent, unused = (", ".join(names) or "-" for names in (converted.absent, converted.unused))
    column = COVERAGE[mapping.table]
    return messages.say("own.coverage", column=column, first=first, last=last, absent=absent, unused=unused)


def _pairs(arguments: Namespace) -> None:
    if len(arguments.files) != len(arguments.mapping):
        raise InputError("own.pairs", files=len(arguments.files), mappings=len(arguments.mapping))


def _decisions(language: str) -> "list[Decision]":
    from ruta.course import catalogue, own_lessons, paths

    tree = paths.find_tree()
    return [own_lessons.decide(tree, lesson, language=language) for lesson in catalogue.load(tree).lessons]


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError("intake.bad-until", found=text) from error
