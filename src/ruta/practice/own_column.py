"""One column of an office's file in the form: what it is, how its dates are written, what its codes and blanks mean."""

import html
from typing import Any

import pandas as pd

from ruta import messages
from ruta.datasets.countries import Country
from ruta.datasets.own import readings
from ruta.datasets.own.findings import FEW_VALUES, forms_of
from ruta.datasets.own.mapping import BLANKS, READINGS, ColumnMapping, allowed_blanks, allowed_values, fields, meaning
from ruta.practice import widgets


class ColumnPart:
    """The controls of one column.

    Parameters
    ----------
    name, cells
        Of the column in the file.
    table, country, language
        As for `ruta.practice.own_form.MappingForm`.
    suggestion
        What a program takes it for, by its name; shown, never chosen by itself.
    """

    def __init__(
        self, name: str, cells: "pd.Series[str]", *, table: str, country: Country, language: str,
        suggestion: ColumnMapping | None,
    ) -> None:  # fmt: skip
        self.name, self.cells, self.fields = name, cells, fields(table)
        self.country, self.language, self.suggestion = country, language, suggestion
        import ipywidgets

        options = [(self._text("not-used"), ""), *((self._meaning(table, each), each) for each in self.fields)]
        self.target: Any = ipywidgets.Dropdown(
            options=options, value="", description=self._text("is"), style=widgets.WIDE, layout={"width": "95%"}
        )
        self.reading: Any = None
        self.blank: Any = None
        self.codes: dict[str, Any] = {}
        self.details: Any = ipywidgets.VBox([])
        self.target.observe(self._open, names="value")

    def column(self) -> ColumnMapping:
        """Return what is chosen for the column."""
        return ColumnMapping(
            to=self.target.value,
            dates=self.reading.value if self.reading else "",
            values={own: choice.value for own, choice in self.codes.items() if choice.value != own},
            blank=self.blank.value if self.blank else "",
        )

    def accept(self) -> None:
        """Choose what is suggested, if anything is."""
        if self.suggestion:
            self.fill(self.suggestion)

    def fill(self, column: ColumnMapping) -> None:
        """Choose what a mapping says."""
        self.target.value = column.to if column.to in self.fields else ""
        if self.reading and column.dates:
            self.reading.value = column.dates
        if self.blank and column.blank:
            self.blank.value = column.blank
        for own, choice in self.codes.items():
            meant = column.values.get(own, own)
            if meant in dict(choice.options).values():
                choice.value = meant

    def looks(self) -> str:
        """Return how the cells look, and how many are blank: no cell is quoted."""
        filled = self.cells[self.cells != ""]
        forms = ", ".join(forms_of(filled)) or "-"
        return self._text("looks", forms=forms, blank=len(self.cells) - len(filled))

    def box(self) -> Any:
        """Return the controls as one widget."""
        import ipywidgets

        said = f"<strong>{html.escape(self.name)}</strong>: {html.escape(self.looks())}"
        if self.suggestion:
            said += f" <em>{html.escape(self._text('suggested', to=self.suggestion.to))}</em>"
        return ipywidgets.VBox([ipywidgets.HTML(said), self.target, self.details],
                               layout={"margin": "0 0 0.7em 0", "border_bottom": "1px solid #bbb"})  # fmt: skip

    def _open(self, _: object) -> None:
        """Ask what is open about the column once it is known what it is."""
        self.reading, self.blank, self.codes = None, None, {}
        field = self.fields.get(self.target.value)
        if field is not None:
            filled = self.cells[self.cells != ""]
            if field.kind == "date" and len(filled):
                self.reading = self._ask("dates", self._readings(filled))
            allowed = allowed_values(field, self.country)
            if allowed and filled.nunique() <= FEW_VALUES:
                self.codes = {own: self._code(own, allowed) for own in sorted(filled.unique())}
            if allowed_blanks(field) and len(filled) < len(self.cells):
                self.blank = self._ask("blank", [(self._text(f"blank-{each}"), each) for each in BLANKS])
        parts = [part for part in (self.reading, *self.codes.values(), self.blank) if part is not None]
        self.details.children = parts

    def _readings(self, filled: "pd.Series[str]") -> list[tuple[str, str]]:
        fits = readings.fitting(filled)
        return [
            (self._text("reading", reading=self._text(f"reading-{each}"), fits=fits[each], cells=len(filled)), each)
            for each in READINGS if fits[each]
        ]  # fmt: skip

    def _code(self, own: str, allowed: tuple[str, ...]) -> Any:
        options = [(self._text("choose-one"), own), (self._text("as-blank"), ""), *((each, each) for each in allowed)]
        if own in allowed:
            options = [(each, each) for each in allowed]
        return widgets.pick(self._text("code", own=own), options, own)

    def _ask(self, name: str, options: list[tuple[str, str]]) -> Any:
        return widgets.pick(self._text(name), [(self._text("choose-one"), ""), *options], "")

    def _meaning(self, table: str, name: str) -> str:
        return f"{name}: {meaning(table, name, language=self.language)}"

    def _text(self, name: str, **params: object) -> str:
        return messages.text(f"own.form-{name}", language=self.language, **params)
