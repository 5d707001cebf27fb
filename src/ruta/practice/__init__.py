"""Questions, verdicts, hints and controls: what lessons and exercises import."""

from ruta.practice.answers import Choice, Column, Data, Labels, Number
from ruta.practice.checking import MISSING, check
from ruta.practice.notebook import OpenExercise, start
from ruta.practice.question import Exercise, Misconception, Params, Question
from ruta.practice.verdict import LADDER, Verdict
from ruta.practice.widgets import explore, pick, slider

__all__ = [
    "LADDER",
    "MISSING",
    "Choice",
    "Column",
    "Data",
    "Exercise",
    "Labels",
    "Misconception",
    "Number",
    "OpenExercise",
    "Params",
    "Question",
    "Verdict",
    "check",
    "explore",
    "pick",
    "slider",
    "start",
]
