"""The commands of ``ruta``, each thin over the part of the course that does the work.

What a command needs is imported inside it: ``ruta --help`` must not wait for notebooks and kernels.
"""

import contextlib
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ruta import messages
from ruta.errors import InputError

if TYPE_CHECKING:
    from ruta.course.paths import Tree

WELL, DOES_NOT_HOLD = 0, 1


def course(arguments: Namespace) -> int:
    """Build the whole site and serve it."""
    return build(arguments) or serve(arguments)


def build(_: Namespace) -> int:
    """Build both books with every notebook executed, the browser lab inside."""
    from ruta.course import paths, site

    tree = paths.find_tree()
    site.build(tree.root, tree.site, report=_progress)
    return WELL


def serve(arguments: Namespace) -> int:
    """Serve the built site on this machine."""
    from ruta.course import paths, site

    tree = paths.find_tree()
    if not tree.site.is_dir():
        raise InputError("course.no-site", folder=tree.named(tree.site))
    # An interruption is how a person ends it, so it is no failure.
    with contextlib.suppress(KeyboardInterrupt):
        site.serve(tree.site, port=arguments.port)
    return WELL


def lab(arguments: Namespace) -> int:
    """Prepare a folder to work in and start JupyterLab there."""
    from ruta.course import catalogue, paths, workspace

    tree, language = paths.find_tree(), messages.current_language()
    folder = Path(arguments.folder)
    for copy in workspace.prepare(tree, catalogue.load(tree), folder, language):
        if copy.state != "current":
            print(messages.say(f"course.workspace.{copy.state}", file=copy.path))
    print(messages.say("course.workspace.ready", folder=folder))
    return WELL if arguments.no_open else workspace.start_jupyterlab(folder, port=arguments.port)


def release(arguments: Namespace) -> int:
    """Make the exercises from their solutions, or say which are not current."""
    from ruta.course import catalogue, paths
    from ruta.course import release as releasing

    tree = paths.find_tree()
    lessons = catalogue.load(tree).chosen(arguments.lessons)
    if arguments.check:
        findings = [finding for lesson in lessons for finding in releasing.examine(tree, lesson)]
        for finding in findings:
            print(finding.sentence(messages.current_language()))
        if findings:
            return DOES_NOT_HOLD
    else:
        for lesson in lessons:
            for path in releasing.release(tree, lesson):
                _written(tree, [path])
    print(messages.say("course.release.current", lessons=len(lessons)))
    return WELL


def check(arguments: Namespace) -> int:
    """Check trainees' notebooks."""
    from ruta.course import catalogue, check_json, check_report, checking, paths

    if arguments.timeout <= 0:
        raise InputError("cli.positive", name="--timeout", found=arguments.timeout)
    tree, language = paths.find_tree(), messages.current_language()
    checker = checking.Checker(tree, catalogue.load(tree), cell_timeout=arguments.timeout)
    files = check_report.notebooks_in([Path(name) for name in arguments.notebooks])
    entries = []
    for number, path in enumerate(files, start=1):
        if len(files) > 1:
            print(f"[{number}/{len(files)}] {path}", file=sys.stderr)
        entries.append(check_report.collect(checker, path))
        # One file that cannot be used at all is a sentence on stderr, below.
        if not arguments.json and (len(files) > 1 or entries[-1].error is None):
            print(check_report.lines(entries[-1], language), flush=True)
    if arguments.json:
        print(check_json.as_json(entries, language))
    elif len(files) > 1:
        print(f"\n{check_report.summary(entries, language)}")
    if len(entries) == 1 and entries[0].error is not None:
        raise entries[0].error
    return max(entry.exit_code for entry in entries)


def batch(arguments: Namespace) -> int:
    """Run lessons for many countries, languages and seeds."""
    from ruta.course import batch as batches
    from ruta.course import batch_pool, batch_report, catalogue, paths

    for name in ("jobs", "timeout"):
        if getattr(arguments, name) <= 0:
            raise InputError("cli.positive", name=f"--{name}", found=getattr(arguments, name))
    tree, language = paths.find_tree(), messages.current_language()
    runs = batches.plan(
        tree,
        catalogue.load(tree).chosen(arguments.lessons),
        countries=arguments.countries,
        languages=arguments.languages,
        seeds=arguments.seeds,
        parameters=dict(batches.named_value(text) for text in arguments.parameter),
    )

    def progress(done: batch_pool.Done, number: int, total: int, left: float) -> None:
        print(batch_report.line(done, number, total, left, language), file=sys.stderr, flush=True)

    out = Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    pool = batch_pool.Pool(out, jobs=arguments.jobs, timeout=arguments.timeout)
    results = pool.carry_out(runs, progress)
    print(batch_report.summary(results, language))
    return batch_report.exit_code(results)


def translate(arguments: Namespace) -> int:
    """Say what is behind in Spanish, or record that it was revised."""
    from ruta.course import catalogue, paths, translation
    from ruta.course.table import table

    tree, language = paths.find_tree(), messages.current_language()
    if arguments.action == "accept":
        if arguments.file is None:
            raise InputError("cli.accept-what")
        changed = translation.accept(tree, Path(arguments.file), cell=arguments.cell)
        print(messages.say("course.translate.accepted", cells=len(changed), file=arguments.file))
        return WELL
    findings = translation.status(tree, catalogue.load(tree))
    if not findings:
        print(messages.say("course.translate.current"))
        return WELL
    columns = [messages.say(f"course.translate.column-{name}") for name in ("file", "cell", "what")]
    rows = [[each.path, each.cell or "-", each.what(language)] for each in findings]
    print(table(columns, rows))
    return DOES_NOT_HOLD


def cells(arguments: Namespace) -> int:
    """Rename a cell in both languages."""
    from ruta.course import catalogue, paths
    from ruta.course import cells as naming

    tree = paths.find_tree()
    file = Path(arguments.notebook)
    return _written(tree, naming.rename(tree, catalogue.load(tree), file, arguments.old, arguments.new))


def toc(arguments: Namespace) -> int:
    """Write the contents of the book in both languages, or say which are not current."""
    from ruta.course import catalogue, paths
    from ruta.course import toc as contents

    tree = paths.find_tree()
    found = catalogue.load(tree)
    if arguments.check:
        return _stale(tree, contents.stale(tree, found))
    return _written(tree, contents.write(tree, found))


def glossary(arguments: Namespace) -> int:
    """Write the glossary pages in both languages, or say which are not current."""
    from ruta.course import glossary as terms
    from ruta.course import paths

    tree = paths.find_tree()
    if arguments.check:
        return _stale(tree, terms.stale(tree.root))
    return _written(tree, terms.write(tree.root))


def doctor(arguments: Namespace) -> int:
    """Look at this machine."""
    from ruta.course import doctor as examination
    from ruta.course import paths

    signs = []
    for sign in examination.examine(paths.find_tree(), port=arguments.port):
        print(sign.line(messages.current_language()), flush=True)
        signs.append(sign)
    return DOES_NOT_HOLD if any(sign.state == "problem" for sign in signs) else WELL


def new(arguments: Namespace) -> int:
    """Begin a new lesson, and make its exercise."""
    import ruta
    from ruta.course import paths, scaffold, skeleton

    tree = paths.find_tree()
    titles = {"en": arguments.title_en, "es": arguments.title_es}
    _written(tree, scaffold.create(tree, arguments.lesson, titles=titles, package=Path(ruta.__file__).parent))
    # The texts of the new exercise are not compiled yet, and this process has already read the others.
    for command in (["hatch_build.py"], ["-m", "ruta", "release", arguments.lesson]):
        done = subprocess.run([sys.executable, *command], cwd=tree.root, check=False)
        if done.returncode:
            return DOES_NOT_HOLD
    print(messages.say("course.new.next", english=skeleton.MARKS["en"], spanish=skeleton.MARKS["es"]))
    return WELL


def datasets(_: Namespace) -> int:
    """Write the shipped tables and their descriptions again."""
    from ruta.datasets import ship

    ship.main()
    return WELL


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _written(tree: "Tree", paths: list[Path]) -> int:
    for path in paths:
        print(messages.say("course.written", file=tree.named(path)))
    return WELL


def _stale(tree: "Tree", paths: list[Path]) -> int:
    for path in paths:
        print(messages.say("course.stale", file=tree.named(path)))
    return DOES_NOT_HOLD if paths else WELL
