"""Find an exercise by its id."""

import importlib
import pkgutil

from ruta.errors import InputError
from ruta.practice import exercises
from ruta.practice.question import Exercise


def module_name(exercise_id: str) -> str:
    """Return the name of an exercise's module: ``service-access/03-waiting`` is in ``waiting``."""
    return exercise_id.rpartition("/")[2].partition("-")[2].replace("-", "_")


def find(exercise_id: str) -> Exercise:
    """Return the exercise with this id.

    Raises
    ------
    InputError
        Where there is none.
    """
    name = module_name(exercise_id)
    if name not in _modules():
        raise InputError("practice.unknown-exercise", exercise=exercise_id, known=", ".join(every_id()))
    exercise: Exercise = importlib.import_module(f"{exercises.__name__}.{name}").EXERCISE
    if exercise.id != exercise_id:
        raise InputError("practice.unknown-exercise", exercise=exercise_id, known=", ".join(every_id()))
    return exercise


def every_id() -> list[str]:
    """Return the ids of all exercises, sorted."""
    return sorted(importlib.import_module(f"{exercises.__name__}.{name}").EXERCISE.id for name in _modules())


def _modules() -> list[str]:
    return [found.name for found in pkgutil.iter_modules(exercises.__path__)]
