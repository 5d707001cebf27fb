"""What a check says: a code and its values, shown as text, as accessible HTML and as JSON for machines."""

import html
from dataclasses import dataclass, field
from typing import Any, Literal

from ruta import messages

Code = Literal["missing", "blank", "wrong-type", "wrong-shape", "misconception", "wrong-value", "correct"]
LADDER: tuple[Code, ...] = (
    "missing", "blank", "wrong-type", "wrong-shape", "misconception", "wrong-value", "correct",
)  # fmt: skip
MIME = "application/vnd.ruta.verdict+json"
SCHEMA = "ruta.verdict/1"
SIGNS = {"correct": "✓", "blank": "○", "missing": "○"}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The judgement of one answer. It never holds the right value."""

    exercise: str
    """Id of the exercise."""
    question: str
    """Id of the question."""
    domain: str
    """Catalogue of the exercise's texts."""
    language: str
    """Language in which it is shown."""
    code: Code
    """Rung of the ladder on which the answer stopped."""
    reason: str = ""
    """Which kind of wrong type, shape or value, or the name of the misconception."""
    details: dict[str, str] = field(default_factory=dict)
    """What the sentence names: what was found, what was expected."""

    @property
    def is_correct(self) -> bool:
        """Tell whether the answer is right."""
        return self.code == "correct"

    def headline(self) -> str:
        """Return the verdict in a word or two."""
        return messages.text(f"practice.headline.{self.code}", language=self.language)

    def sentence(self) -> str:
        """Return what the verdict teaches."""
        if self.code in ("misconception", "correct"):
            key = f"mistake-{self.reason}" if self.code == "misconception" else "correct"
            return messages.text(f"{self.domain}.{self.question}.{key}", language=self.language)
        key = f"{self.code}.{self.reason}" if self.reason else self.code
        return messages.text(f"practice.{key}", language=self.language, **self.details)

    def as_json(self) -> dict[str, Any]:
        """Return the verdict for a machine: codes and values, no sentence."""
        return {
            "schema": SCHEMA,
            "exercise": self.exercise,
            "question": self.question,
            "code": self.code,
            "reason": self.reason,
            "details": self.details,
            "language": self.language,
        }

    def as_html(self) -> str:
        """Return the verdict as HTML; a screen reader announces it, and no meaning is in colour alone."""
        tone = {"correct": "#2e7d32", "blank": "#5f6368", "missing": "#5f6368"}.get(self.code, "#a63d00")
        sign = SIGNS.get(self.code, "✗")
        return (
            f'<div class="ruta-verdict ruta-{self.code}" role="status" lang="{self.language}" '
            f'style="border-left:6px solid {tone};padding:0.4em 0.8em;margin:0.4em 0">'
            f'<p style="margin:0"><strong><span aria-hidden="true">{sign}</span> '
            f"{html.escape(self.headline())}</strong></p>"
            f'<p style="margin:0.2em 0 0">{html.escape(self.sentence())}</p></div>'
        )

    def __str__(self) -> str:
        return f"{SIGNS.get(self.code, '✗')} {self.headline()} {self.sentence()}"

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {MIME: self.as_json(), "text/html": self.as_html(), "text/plain": str(self)}
