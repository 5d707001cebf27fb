"""Where in the course a question was taught: the outcome that it tests, and the section of the lesson to read again.

No lesson says which of its sections belongs to which outcome. The section is the one that shares most words with the
question and its outcome, rare words of the lesson counting more (term frequency times inverse document frequency);
it is found in the English lesson, and is the same one in Spanish, so that both languages send to the same place.

Source of the weight: K. Sparck Jones (1972), *A statistical interpretation of term specificity and its application in
retrieval*, Journal of Documentation 28, 11-21.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from docutils.nodes import make_id
from nbformat import NotebookNode

from ruta import messages
from ruta.course import notebooks, skeleton
from ruta.course.catalogue import Catalogue
from ruta.course.paths import Tree
from ruta.errors import InputError
from ruta.practice import registry
from ruta.practice.question import Question

TAUGHT = ("concept", "data", "method", "figure")
"""Tags of the cells whose sections teach."""
ADVICE = "advice"
"""Tag of the section that a decision belongs to."""
STEM = 6
"""Letters by which two forms of a word are taken for one."""
_HEADING = re.compile(r"^#{2,3} +(.+?) *$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ROLE = re.compile(r"\{[\w:]+\}`[^`]*`")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where to read again."""

    lesson: str
    """Title of the lesson."""
    outcome: str
    """What the lesson promises, in its words; empty where it is not known."""
    section: str
    """Heading of the section; empty where none is known."""
    path: str
    """Page and section below the folder of the site, such as ``es/book/modules/….html#paso-1``."""


@dataclass
class Course:
    """The lessons as they teach, each read once."""

    tree: Tree
    """The course."""
    catalogue: Catalogue
    """Its lessons."""
    _lessons: dict[tuple[str, str], NotebookNode | None] = field(default_factory=dict)
    _places: dict[tuple[str, str, str], Place | None] = field(default_factory=dict)

    def title(self, exercise: str, language: str) -> str:
        """Return the title of a lesson; its id where this edition does not have it."""
        return next((each.title[language] for each in self.catalogue.lessons if each.id == exercise), exercise)

    def place(self, exercise: str, question: str, language: str) -> Place | None:
        """Return where to read again for a question; none where this edition has no such lesson."""
        asked = exercise, question, language
        if asked not in self._places:
            self._places[asked] = self._place(*asked)
        return self._places[asked]

    def _place(self, exercise: str, question: str, language: str) -> Place | None:
        english, lesson = self._lesson(exercise, "en"), self._lesson(exercise, language)
        if english is None or lesson is None:
            return None
        page = f"{language}/book/modules/{exercise}.html"
        title = self.title(exercise, language)
        try:
            found = registry.find(exercise).question(question)
        except InputError:
            return Place(lesson=title, outcome="", section="", path=page)
        promised = skeleton.outcomes(english)
        asked = promised[found.outcome - 1] if found.outcome <= len(promised) else ""
        cell = _section(english, found, f"{asked} {_words_of(exercise, question)}")
        section = _headings(lesson).get(cell, "")
        outcomes = skeleton.outcomes(lesson)
        return Place(
            lesson=title,
            outcome=plain(outcomes[found.outcome - 1]) if found.outcome <= len(outcomes) else "",
            section=section,
            path=f"{page}#{make_id(section)}" if section else page,
        )

    def _lesson(self, exercise: str, language: str) -> NotebookNode | None:
        if (exercise, language) not in self._lessons:
            known = any(each.id == exercise for each in self.catalogue.lessons)
            path = self.tree.lesson(exercise, language)
            self._lessons[exercise, language] = notebooks.read(path) if known and path.is_file() else None
        return self._lessons[exercise, language]


def plain(text: str) -> str:
    """Return a line of a lesson without the marks of Markdown."""
    return re.sub(r"[*`]", "", _LINK.sub(r"\1", _ROLE.sub("", text))).strip()


def _words_of(exercise: str, question: str) -> str:
    domain = registry.find(exercise).domain
    # The title says best what a question is about.
    keys = ("title", "title", "title", "correct")
    return " ".join(messages.text(f"{domain}.{question}.{key}", language="en") for key in keys)


def _headings(lesson: NotebookNode) -> dict[str, str]:
    """Return the heading of each cell that has one, by the id of the cell."""
    cells = (cell for cell in lesson.cells if cell.cell_type == "markdown")
    return {cell.id: plain(found[1]) for cell in cells if (found := _HEADING.search(cell.source))}


def _section(lesson: NotebookNode, question: Question, asked: str) -> str:
    """Return the cell whose heading begins the section that fits best; empty where there is none."""
    if question.kind == "decide":
        return next((cell.id for cell in notebooks.tagged(lesson, ADVICE) if _HEADING.search(cell.source)), "")
    sections = _sections(lesson)
    counts = {cell: Counter(_stems(text)) for cell, text in sections.items()}
    spread = Counter(stem for count in counts.values() for stem in count)
    wanted = Counter(_stems(asked))
    headings = {cell: set(_stems(heading)) for cell, heading in _headings(lesson).items()}

    def score(cell: str) -> float:
        count = counts[cell]
        found = sum(
            times
            * math.log(1 + len(counts) / spread[stem])
            * (1 + math.log(count[stem]) + 2 * (stem in headings[cell]))
            for stem, times in wanted.items()
            if count[stem]
        )
        # A long section shares more words with anything.
        return found / math.sqrt(1 + math.log(1 + len(count)))

    return max(sections, key=score, default="")


def _sections(lesson: NotebookNode) -> Mapping[str, str]:
    """Return the text of the sections that teach, by the cell with their heading."""
    found: dict[str, str] = {}
    current = ""
    for cell in lesson.cells:
        if notebooks.first_tag(cell) not in TAUGHT:
            current = ""
        elif cell.cell_type == "markdown":
            current = cell.id if _HEADING.search(cell.source) else current
            if current:
                found[current] = f"{found.get(current, '')} {cell.source}"
    return found


def _stems(text: str) -> list[str]:
    return [word[:STEM] for word in re.findall(r"[a-z]{4,}", text.casefold())]
