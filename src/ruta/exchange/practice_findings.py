"""One thing that a form lacks or that contradicts itself: what the checks of this lesson return."""

from dataclasses import dataclass, field

from ruta.messages import text


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to mend, as a code and the place where it stands."""

    code: str
    """Last part of the message id ``practices.finding-<code>``."""
    place: str
    """Field or row that it is about: an id of a field, or the number of a row counted from 1."""
    values: dict[str, object] = field(default_factory=dict, hash=False)
    """What the sentence names besides."""

    def sentence(self, language: str) -> str:
        """Return what to mend, in a language."""
        named = f"practices.field-{self.place}"
        place = text("practices.row", language=language, row=self.place) if self.place.isdigit() else None
        place = place or text(named, language=language)
        values = dict(self.values)
        if "column" in values:
            values["column"] = text(f"practices.column-{values['column']}", language=language)
        return text(f"practices.finding-{self.code}", language=language, place=place, **values)
