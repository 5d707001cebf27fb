"""Say how a batch goes and what became of it."""

from ruta import messages
from ruta.course.batch_pool import Done
from ruta.course.table import table

ALL_RAN, SOME_FAILED = 0, 1


def line(done: Done, number: int, total: int, left: float, language: str) -> str:
    """Return one line of progress, with the time that is probably left."""
    state = messages.text(f"course.batch.{done.state}", language=language)
    rest = messages.text("course.batch.left", language=language, time=duration(left)) if number < total else ""
    return f"[{number}/{total}] {done.run.name}: {state}, {done.seconds:.1f} s{rest}"


def summary(results: list[Done], language: str) -> str:
    """Return a table with one line per run and one line that sums it up."""
    columns = [
        messages.text(f"course.batch.column-{name}", language=language) for name in ("run", "state", "s", "error")
    ]
    rows = [
        [done.run.name, messages.text(f"course.batch.{done.state}", language=language), f"{done.seconds:.1f}",
         done.error or "-"]
        for done in results
    ]  # fmt: skip
    failed = sum(done.state in ("failed", "timeout") for done in results)
    kept = sum(done.state == "kept" for done in results)
    whole = messages.text("course.batch.summary", language=language, all=len(results), failed=failed, kept=kept)
    return f"{table(columns, rows)}\n{whole}"


def exit_code(results: list[Done]) -> int:
    """Return 0 where every run ended well, else 1."""
    return SOME_FAILED if any(done.state in ("failed", "timeout") for done in results) else ALL_RAN


def duration(seconds: float) -> str:
    """Return a length of time as people say it, in minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
