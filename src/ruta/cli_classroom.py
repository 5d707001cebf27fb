"""The commands of ``ruta`` for a class: ``results`` of a workshop, and ``items`` for another platform."""

import re
import sys
from argparse import Namespace
from pathlib import Path

from ruta import messages
from ruta.errors import InputError

WELL, SOME_LEFT_OUT = 0, 1


def results(arguments: Namespace) -> int:
    """Read the saved answers of a workshop and write its results; 1 where a file was not counted."""
    from ruta.classroom import results_files, results_page, workshop
    from ruta.course import writing

    source, out = Path(arguments.folder), Path(arguments.out)
    if out.exists() and not out.is_dir():
        raise InputError("classroom.out-is-file", out=out)
    found = workshop.read(source)
    for error in (*found.refused, *found.warnings):
        print(error.sentence(), file=sys.stderr)
    if not found.groups:
        # With files that are all ours, or all refused, there is nothing to sum up and nothing is overwritten.
        raise InputError("classroom.nothing-usable", folder=source)
    files = {
        **{
            out / f"results.{language}.html": results_page.page(found, language=language, **_titles(language)).encode()
            for language in messages.LANGUAGES
        },
        out / "persons.csv": results_files.persons_csv(found),
        out / "moodle-grades.csv": results_files.moodle_csv(found),
        out / "results.json": results_files.results_json(found),
    }
    for path in writing.write(files):
        print(messages.say("course.written", file=path))
    return SOME_LEFT_OUT if found.refused else WELL


def items(arguments: Namespace) -> int:
    """Write the bank of a pillar for Moodle or as a package in QTI."""
    from ruta.classroom import moodle_xml, qti_package
    from ruta.course import writing
    from ruta.practice import bank

    out, language, pillar = Path(arguments.out), messages.current_language(), arguments.pillar
    if out.is_dir():
        raise InputError("item-export.out-is-folder", out=out)
    # A name with a slash would lead out of the folder of the banks.
    if not re.fullmatch(r"[a-z-]+", pillar):
        raise InputError("practice.bank.none", pillar=pillar)
    pairs = bank.load(pillar)
    if arguments.format == "moodle":
        titles = _titles(language)
        content = moodle_xml.moodle_xml(pairs, language=language, pillar=titles["pillars"].get(pillar, pillar),
                                        lessons=titles["lessons"], forms=_forms(pillar))  # fmt: skip
    else:
        content = qti_package.qti_package(pairs, language=language, pillar=pillar)
    writing.write({out: content})
    print(messages.say("item-export.written", items=sum(len(pair.items) for pair in pairs), file=out))
    return WELL


def _forms(pillar: str) -> dict[str, str]:
    """Return the form of each item of the course's own test; none where the bank is still too small for a test."""
    from ruta.practice import pillar_test

    try:
        test = pillar_test.draw(pillar)
    except InputError:
        return {}
    return {item.id: form for form in pillar_test.FORMS for item in test.form(form)}


def _titles(language: str) -> dict[str, dict[str, str]]:
    from ruta.course import catalogue, paths

    found = catalogue.load(paths.find_tree())
    return {
        "pillars": {pillar.id: pillar.title[language] for pillar in found.pillars},
        "lessons": {lesson.id: lesson.title[language] for lesson in found.lessons},
    }
