"""The command ``ruta calendar``: a plan as figure, table and calendar file."""

from argparse import Namespace
from pathlib import Path

from ruta import messages

WELL = 0


def calendar(arguments: Namespace) -> int:
    """Write the three files of a plan, or copy the example to begin one's own."""
    from ruta.course import plan_page
    from ruta.exchange import plan as plans
    from ruta.exchange import plan_words as words

    language = messages.current_language()
    if arguments.example:
        plan_page.copy_example(Path(arguments.example))
        print(messages.say("course.written", file=arguments.example))
        return WELL
    plan = plans.load(Path(arguments.file)) if arguments.file else plans.work_plan()
    for path in plan_page.write(plan, Path(arguments.out), language=language, edition=arguments.edition):
        print(messages.say("course.written", file=path))
    for note in (words.left_out(plan, language), words.on_weekends(plan, language)):
        if note:
            print(note)
    return WELL
