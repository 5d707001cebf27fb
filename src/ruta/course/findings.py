"""What an examination of the course found: data first, a sentence only when a person reads it."""

from dataclasses import dataclass, field

from ruta import messages


@dataclass(frozen=True)
class Finding:
    """One thing that does not hold."""

    path: str
    """File, from the root of the course."""
    cell: str
    """Id of the cell; empty where it is about the whole file."""
    code: str
    """Id of the sentence in the catalogues."""
    params: dict[str, str] = field(default_factory=dict)
    """What the sentence names."""

    def sentence(self, language: str) -> str:
        """Return the finding as one line for a person."""
        place = f"{self.path} [{self.cell}]" if self.cell else self.path
        return f"{place}: {self.what(language)}"

    def what(self, language: str) -> str:
        """Return what was found, without the place."""
        return messages.text(self.code, language=language, **self.params)
