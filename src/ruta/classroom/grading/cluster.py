"""Grade on the workers of dask.distributed: the same grader, the same sandbox, each on the worker's own machine.

A job goes out and a record comes back as text in JSON; the cluster moves nothing else. A worker that is lost costs the
notebook that it had, which the scheduler gives to another one.
"""

import json
import os
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, cast

from ruta.classroom.grading import handed_in, record
from ruta.classroom.grading.handed_in import Handed
from ruta.classroom.grading.kept import Kept
from ruta.classroom.grading.limits import shown
from ruta.classroom.grading.opened import Shelf
from ruta.classroom.grading.pool import Bench, Conditions, Progress, in_turn
from ruta.classroom.grading.record import Record
from ruta.classroom.grading.sandbox import command
from ruta.classroom.grading.sandbox.client import Broken
from ruta.classroom.grading.sandbox.wall import Limits
from ruta.course import catalogue
from ruta.course.matching import Matcher
from ruta.course.paths import find_tree
from ruta.errors import InputError

PATIENCE = 20
"""Seconds in which a scheduler has to answer."""
TRIES = 3
"""Workers that a notebook is given to before its failure is told."""
_here = threading.local()


def grade(
    handed: Sequence[Handed],
    kept: Kept,
    conditions: Conditions,
    *,
    address: str,
    progress: Progress,
    force: bool = False,
) -> dict[str, tuple[Record, float]]:
    """Grade on a cluster every notebook that has no record yet; see `ruta.classroom.grading.pool.grade`.

    Raises
    ------
    InputError
        Where the package is missing, or no scheduler answers at the address.
    Broken
        Where a worker has no working sandbox; what was done until then is kept.
    """
    found = {} if force else {each.file: was for each in handed if (was := kept.find(each)) is not None}
    waiting = {each.file: each for each in in_turn(handed) if each.file not in found}
    begun = time.monotonic()
    with _client(address) as client, client.as_current():
        from distributed import as_completed

        finished: Any = as_completed

        orders = [_order(each, conditions) for each in waiting.values()]
        futures: list[Any] = client.map(grade_one, orders, key=list(waiting), retries=TRIES, pure=False)
        for done, (future, answer) in enumerate(finished(futures, with_results=True), start=1):
            each, told = waiting[future.key], json.loads(answer)
            if "broken" in told:
                raise Broken(told["broken"], **told["params"])
            found[each.file] = (record.from_json(told["record"]), told["seconds"])
            kept.keep(each, *found[each.file])
            left = (time.monotonic() - begun) / done * (len(waiting) - done)
            progress(shown(each.file), done, len(waiting), left)
    return found


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise InputError("grading.no-dask") from error
    try:
        return cast("Any", Client)(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise InputError("grading.no-scheduler", address=address) from error


def _order(handed: Handed, conditions: Conditions) -> str:
    return json.dumps({
        "file": handed.file, "pseudonym": handed.pseudonym, "content": handed.content.decode("utf-8-sig"),
        "sha256": handed.sha256, "limits": asdict(conditions.limits), "walled": conditions.walled,
        "fresh_seed": conditions.fresh_seed,
    })  # fmt: skip


def grade_one(order: str) -> str:
    """Grade one notebook on this worker.

    Parameters
    ----------
    order
        JSON with the notebook and the conditions.

    Returns
    -------
    str
        JSON with the record and its seconds, or with what is broken here.
    """
    asked = json.loads(order)
    begun = time.monotonic()
    try:
        bench = _bench(asked)
        handed = handed_in.from_text(
            asked["content"],
            file=asked["file"],
            pseudonym=asked["pseudonym"],
            sha256=asked["sha256"],
            matcher=_matcher(),
        )
        found = bench.grade(handed)
    except InputError as error:
        params = {name: str(value) for name, value in error.params.items()}
        return json.dumps({"broken": error.code, "params": params})
    return json.dumps({"record": record.as_json(found), "seconds": round(time.monotonic() - begun, 3)})


@cache
def _matcher() -> Matcher:
    tree = find_tree(Path(__file__).parent)
    return Matcher(tree, catalogue.load(tree))


def _bench(asked: dict[str, Any]) -> Bench:
    """Return this thread's place, made anew where the conditions changed."""
    conditions = Conditions(tree=find_tree(Path(__file__).parent), limits=Limits(**asked["limits"]),
                            walled=asked["walled"], fresh_seed=asked["fresh_seed"])  # fmt: skip
    if conditions.walled and (reason := command.reason_against()):
        raise Broken(f"grading.no-sandbox-{reason}")
    kept: Bench | None = getattr(_here, "bench", None)
    if kept is None or kept.conditions != conditions:
        if kept is not None:
            kept.close()
        kept = _here.bench = Bench(conditions, os.getpid() % 1000, Shelf(conditions.tree))
    return kept
