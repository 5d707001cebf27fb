"""Results on the disk, one file for each notebook, written whole or not at all: a second call repeats nothing.

A record is found by everything that it depends on: the notebook and whose it is, the course and its code, the limits,
the sandbox, and the seed of the fresh data. Whatever of these changes, that notebook is graded anew.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import fastjsonschema

from ruta.classroom.grading import record
from ruta.classroom.grading.handed_in import Handed
from ruta.classroom.grading.record import Record
from ruta.classroom.grading.sandbox.wall import Limits
from ruta.course import writing
from ruta.course.batch import code_hash
from ruta.course.paths import Tree
from ruta.errors import InputError

SETTINGS = "grading.json"
SETTINGS_SCHEMA = "ruta.grading/1"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The records of one class in one folder of results."""

    folder: Path
    """Folder of the results."""
    inputs: str
    """Hash of everything but the notebook."""

    def path(self, handed: Handed) -> Path:
        """Return the file of a notebook's record."""
        whole = "\n".join((self.inputs, handed.file, handed.pseudonym, handed.sha256))
        return (
            self.folder
            / "records"
            / f"{hashlib.sha256(whole.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.json"
        )

    def find(self, handed: Handed) -> tuple[Record, float] | None:
        """Return a notebook's record and the seconds that it took; none where it is not there, or was cut short."""
        try:
            content = json.loads(self.path(handed).read_text(encoding="utf-8"))
            return record.from_json(content["record"]), float(content["seconds"])
        except (OSError, ValueError, KeyError, TypeError, fastjsonschema.JsonSchemaException):
            return None

    def keep(self, handed: Handed, found: Record, seconds: float) -> None:
        """Write a notebook's record."""
        content = {"record": record.as_json(found), "seconds": round(seconds, 3)}
        writing.write({self.path(handed): (json.dumps(content, ensure_ascii=False) + "\n").encode()})

    def sweep(self, handed: Sequence[Handed]) -> None:
        """Remove records of notebooks that are no longer handed in, or that were graded under other conditions."""
        wanted = {self.path(each) for each in handed}
        folder = self.folder / "records"
        # Files whose name begins with a dot were being written when an earlier call was killed.
        for path in [*folder.glob("*.json"), *folder.glob(".*.tmp")]:
            if path not in wanted:
                path.unlink(missing_ok=True)


def inputs(tree: Tree, *, limits: Limits, walled: bool, fresh_seed: int) -> str:
    """Return a hash of everything that a record depends on beside its notebook."""
    whole = hashlib.sha256(code_hash(tree))
    package = Path(__file__).parents[2]
    sources = [*(package / "classroom").rglob("*.py"), *(package / "course").rglob("*.py")]
    for path in sorted([*sources, *(tree.root / "exercises" / "solutions").rglob("*.ipynb")]):
        whole.update(path.read_bytes())
    whole.update(json.dumps([asdict(limits), walled, fresh_seed], sort_keys=True).encode())
    return whole.hexdigest()


def fresh_seed(folder: Path, handed: Sequence[Handed]) -> int:
    """Return the seed of the class's fresh data: drawn from all that was handed in first, then kept.

    Nobody who hands in a notebook can know it, as it depends on the notebooks of all the others; and the same class
    graded in two folders gets the same one.

    Raises
    ------
    InputError
        Where the file of settings is there but is none.
    """
    path = folder / SETTINGS
    if path.is_file():
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["schema"] != SETTINGS_SCHEMA:
                raise KeyError(SETTINGS_SCHEMA)
            return int(content["fresh_seed"])
        except (ValueError, KeyError, TypeError) as error:
            raise InputError("grading.settings", file=path) from error
    digest = hashlib.sha256("\n".join(sorted(each.sha256 for each in handed)).encode()).digest()
    seed = int.from_bytes(digest[:4], "big") % 2**31
    writing.write({path: (json.dumps({"schema": SETTINGS_SCHEMA, "fresh_seed": seed}) + "\n").encode()})
    return seed
