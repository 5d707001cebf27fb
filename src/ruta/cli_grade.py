"""The command ``ruta grade``: a class's notebooks, checked behind a wall."""

import sys
from argparse import Namespace
from pathlib import Path

from ruta import messages

WELL, SOME_LEFT_OUT = 0, 1


def grade(arguments: Namespace) -> int:
    """Grade a class and write its results; 1 where a file could not be graded."""
    from ruta.classroom.grading import class_run
    from ruta.course import batch_report, paths

    language = messages.current_language()

    def progress(file: str, done: int, total: int, left: float) -> None:
        rest = messages.say("course.batch.left", time=batch_report.duration(left)) if done < total else ""
        print(f"[{done}/{total}] {file}{rest}", flush=True)

    order = class_run.Order(
        source=Path(arguments.submissions), out=Path(arguments.out),
        class_list=Path(arguments.class_list) if arguments.class_list else None, jobs=arguments.jobs,
        seconds=arguments.timeout, walled=not arguments.no_sandbox, force=arguments.force, dask=arguments.dask or "",
    )  # fmt: skip
    if arguments.no_sandbox:
        print(messages.say("grading.open-air"), file=sys.stderr)
    done = class_run.run(order, paths.find_tree(), progress)
    for refused in done.handed.refused:
        print(messages.text(refused.code, language=language, **refused.params), file=sys.stderr)
    for path in done.files:
        if path.suffix != ".ipynb" and "feedback" not in path.parts:
            print(messages.say("course.written", file=path))
    left_out = len(done.records) - done.graded
    print(messages.say("grading.summary", graded=done.graded, kept=done.kept, refused=left_out))
    return SOME_LEFT_OUT if left_out else WELL
