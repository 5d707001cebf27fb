"""What is kept of one notebook: the lines of ``results.jsonl``.

A record holds no time and no place of this machine, so that the same notebooks give the same bytes.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import fastjsonschema

from ruta.course.grafting import Note

SCHEMA = "ruta.grade/1"
LONGEST_ANSWER = 2_000


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What became of one question."""

    id: str
    """Its id."""
    kind: str
    """``compute``, ``choose``, ``read`` or ``decide``."""
    held: bool
    """Whether the answer is right for the data that the trainee saw."""
    code: str
    """Rung of the ladder, or ``raises``, ``exits``, ``endless``, ``died``, ``memory``, ``output``, ``differs``."""
    reason: str = ""
    """Name of the misconception or of the error, kind of wrong value; often empty."""
    text: str = ""
    """The verdict in the trainee's language, without markup."""
    answer: str = ""
    """Source of the answer cell, cut; empty where it was left as it was."""
    hard_coded: bool = False
    """Whether a computed answer is right for the data that the trainee saw and for no other."""


@dataclass(frozen=True, kw_only=True)
class Graded:
    """One notebook that was graded."""

    file: str
    """Its name in the folder or archive, with slashes."""
    pseudonym: str
    """Who handed it in."""
    sha256: str
    """Of the bytes that were handed in."""
    exercise: str
    """``<pillar>/<lesson>``."""
    parameters: dict[str, Any]
    """Country, language and seed that the trainee saw."""
    fresh: dict[str, Any]
    """Country and seed of the second run, which the trainee could not know."""
    sandboxed: bool
    """Whether a sandbox stood around the run."""
    questions: tuple[Judged, ...]
    """In the order of the exercise."""
    notes: tuple[Note, ...] = ()
    """What was odd about the notebook, though it stopped nothing."""
    reaches: tuple[str, ...] = ()
    """Modules and names outside of what an answer needs, such as ``socket``; to look at, not a verdict."""

    @property
    def right(self) -> int:
        """How many questions held."""
        return sum(question.held for question in self.questions)


@dataclass(frozen=True, kw_only=True)
class Refused:
    """One file that could not be graded, and why."""

    file: str
    """Its name in the folder or archive, with slashes."""
    pseudonym: str
    """Who handed it in, as far as its name tells; may be empty."""
    code: str
    """Id of the sentence that says why."""
    params: dict[str, str]
    """What the sentence names."""


Record = Graded | Refused


def as_json(record: Record) -> dict[str, Any]:
    """Return a record for a machine, as the schema asks for it."""
    return {"schema": SCHEMA, "graded": isinstance(record, Graded), **json.loads(json.dumps(asdict(record)))}


def from_json(content: Any) -> Record:
    """Read a record, checked against the schema.

    Raises
    ------
    fastjsonschema.JsonSchemaException
        Where it is none.
    """
    _checked()(content)
    values = {name: value for name, value in content.items() if name not in ("schema", "graded")}
    if not content["graded"]:
        return Refused(**values)
    values["questions"] = tuple(Judged(**question) for question in values["questions"])
    values["notes"] = tuple(Note(**note) for note in values["notes"])
    values["reaches"] = tuple(values["reaches"])
    return Graded(**values)


def line(record: Record) -> str:
    """Return a record as one line of ``results.jsonl``."""
    return json.dumps(as_json(record), ensure_ascii=False, sort_keys=True)


@cache
def _checked() -> Callable[[Any], Any]:
    schema = json.loads(files(__package__).joinpath("record.schema.json").read_text(encoding="utf-8"))
    check: Callable[[Any], Any] = fastjsonschema.compile(schema)
    return check
