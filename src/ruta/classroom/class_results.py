"""What is said of a class's answers, one type for each thing, and from how many persons on.

The three numbers of persons are rules of this course, made with caution in mind; no publication sets them.
"""

from dataclasses import dataclass

from ruta.classroom import gain, item_measures
from ruta.practice.bank import LETTERS, Item

SMALLEST = 5
"""Persons below which shares of a form or a change are not said: they would speak of single persons."""
FEW = 15
"""Persons who took both tests below which a change is shown with a warning."""
ENOUGH = 30
"""Persons from which discrimination, correlations and reliability are said."""


@dataclass(frozen=True, kw_only=True)
class ItemResult:
    """How a form's question was answered."""

    item: Item
    """The question."""
    number: int
    """Its place in the form, from 1."""
    chosen: dict[str, int]
    """Persons by the letter that they chose."""
    left_open: int
    """Persons who chose none."""
    discrimination: float
    """D; ``nan`` with fewer than `ENOUGH` persons."""
    rest_correlation: float
    """Corrected item-total correlation; ``nan`` likewise, or where it is undefined."""

    @property
    def answered(self) -> int:
        """Persons who chose any option."""
        return sum(self.chosen.values())

    @property
    def right(self) -> int:
        """Persons with the right answer."""
        return self.chosen[self.item.key]

    @property
    def difficulty(self) -> float:
        """The share p of right answers, of those who answered; ``nan`` for nobody."""
        return item_measures.difficulty(right=self.right, answered=self.answered)

    @property
    def commonest_mistake(self) -> str | None:
        """Letter of the wrong option that was chosen most, the first of equals; none where nobody chose any."""
        wrong = [letter for letter in LETTERS if letter != self.item.key and self.chosen[letter]]
        return max(wrong, key=lambda letter: self.chosen[letter], default=None)


@dataclass(frozen=True, kw_only=True)
class FormResult:
    """How a form was answered, by all who took it."""

    form: str
    """``"before"`` or ``"after"``."""
    persons: int
    """How many took it."""
    mean: float
    """Mean of the questions that a person had right, open ones counted as not right; ``nan`` below `SMALLEST`."""
    kr20: float
    """KR-20; ``nan`` with fewer than `ENOUGH` persons."""
    items: tuple[ItemResult, ...]
    """Its questions in order; empty below `SMALLEST`."""


@dataclass(frozen=True, kw_only=True)
class LessonResult:
    """How the questions of a lesson were answered in one form."""

    lesson: str
    """Id of the lesson."""
    right: int
    """Right answers, of all persons and questions of the lesson."""
    answered: int
    """Answers, likewise."""

    @property
    def share(self) -> float:
        """right / answered; ``nan`` without answers."""
        return item_measures.difficulty(right=self.right, answered=self.answered)


@dataclass(frozen=True, kw_only=True)
class MistakeResult:
    """How often a named mistake of a lesson was chosen in one form."""

    chosen: int
    """Answers that were this mistake."""
    answered: int
    """Answers to the questions that offer it."""
    example: Item
    """The first of these questions."""


@dataclass(frozen=True, kw_only=True)
class ChangeResult:
    """What changed between the forms, of those who took both."""

    persons: int
    """How many took both."""
    before: float
    """Mean of right answers before; this and the rest ``nan`` below `SMALLEST`."""
    after: float
    """Mean of right answers after."""
    change: gain.Change
    """Mean difference in right answers, with its interval."""
    class_gain: float
    """Normalised gain of the means; ``nan`` also where all had everything right before."""
    mean_of_gains: float
    """Mean of the persons' own gains."""
    persons_with_gain: int
    """Persons in it: those who had not everything right before."""
