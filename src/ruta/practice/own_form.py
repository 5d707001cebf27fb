"""A form in which a person says what each column of an office's file is; a thin shell over `ruta.datasets.own`."""

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ruta import messages
from ruta.datasets import own
from ruta.datasets.countries import find
from ruta.datasets.own import Source, TableMapping
from ruta.datasets.own.mapping import ONE_VALUE, fields
from ruta.practice import widgets
from ruta.practice.own_column import ColumnPart
from ruta.practice.own_report import report

NOTHING = ""


class MappingForm:
    """The parts of the form; `mapping` is what they say at this moment.

    Parameters
    ----------
    source
        The file, from `ruta.datasets.own.read`.
    table
        Which table of the course it is to be.
    country
        ISO 3166-1 alpha-3 code.
    language
        Of the form.
    encoding
        In which the file was read; it is kept in the mapping.
    """

    def __init__(self, source: Source, *, table: str, country: str, language: str, encoding: str = "utf-8") -> None:
        self.source, self.table, self.country, self.language = source, table, country, language
        self.encoding = encoding
        guessed = own.suggest(source, table, country=country).columns
        self.columns = [
            ColumnPart(str(name), source.table[name], table=table, country=find(country), language=language,
                       suggestion=guessed.get(str(name)))
            for name in source.table
        ]  # fmt: skip
        self.constants = {name: self._constant(name) for name in ONE_VALUE.get(table, ())}

    def mapping(self) -> TableMapping:
        """Return what the form says; a column for which nothing is chosen is not in it."""
        chosen = {part.name: part.column() for part in self.columns if part.target.value != NOTHING}
        constants = {name: entry.value.strip() for name, entry in self.constants.items() if entry.value.strip()}
        return TableMapping(table=self.table, columns=chosen, constants=constants, encoding=self.encoding)

    def accept_suggestions(self, _: object = None) -> None:
        """Choose for every column that has a suggestion what is suggested: a person presses the button."""
        for part in self.columns:
            part.accept()

    def fill(self, mapping: TableMapping) -> None:
        """Choose what a saved mapping says, as far as the file has its columns."""
        for part in self.columns:
            if part.name in mapping.columns:
                part.fill(mapping.columns[part.name])
        for name, entry in self.constants.items():
            entry.value = mapping.constants.get(name, "")

    def box(self, save_as: Path) -> Any:
        """Return the whole form as one widget, with its buttons."""
        import ipywidgets

        said = ipywidgets.HTML()

        def check(_: object) -> None:
            said.value = report(self.source, self.mapping(), country=self.country, language=self.language)

        def save(_: object) -> None:
            save_as.write_text(own.dump(self.mapping()), encoding="utf-8", newline="\n")
            said.value = f'<p role="status">{html.escape(self._text("saved", file=save_as))}</p>'

        buttons = [self._button("accept", self.accept_suggestions), self._button("check", check),
                   self._button("save", save)]  # fmt: skip
        parts = [part.box() for part in self.columns]
        row = ipywidgets.HBox(buttons, layout={"flex_flow": "row wrap"})
        return ipywidgets.VBox([*parts, *self.constants.values(), row, said])

    def still(self) -> str:
        """Return the form as a table, for a page where no kernel runs."""
        heads = "".join(f"<th>{html.escape(self._text(name))}</th>" for name in ("own-column", "forms", "suggestion"))
        rows = "".join(
            f"<tr><td>{html.escape(part.name)}</td><td>{html.escape(part.looks())}</td>"
            f"<td>{html.escape(part.suggestion.to if part.suggestion else '-')}</td></tr>"
            for part in self.columns
        )
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"

    def _button(self, name: str, act: Callable[[object], None]) -> Any:
        import ipywidgets

        button = ipywidgets.Button(description=self._text(name), layout={"width": "auto"})
        button.on_click(act)
        return button

    def _constant(self, name: str) -> Any:
        import ipywidgets

        said = self._text("constant", column=name)
        return ipywidgets.Text(description=said, style=widgets.WIDE, layout={"width": "95%"})

    def _text(self, name: str, **params: object) -> str:
        return messages.text(f"own.form-{name}", language=self.language, **params)


def map_file(
    data: bytes, *, name: str, table: str, country: str, language: str, save_as: str, encoding: str = "utf-8"
) -> MappingForm:
    """Show the form for a file; return it, so that a cell can ask what was chosen.

    Parameters
    ----------
    data, name
        The bytes of the file and what a person calls it.
    table
        One of `ruta.datasets.own.OWN_TABLES`.
    country, language
        Whose file it is, and the language of the form.
    save_as
        File for the mapping; the button writes it, in the folder of the notebook.
    encoding
        What the file is written in.

    Raises
    ------
    InputError
        Where the file cannot be read or the table is unknown.
    """
    from IPython.display import display

    source = own.read(data, name=name, encoding=encoding)
    fields(table)
    form = MappingForm(source, table=table, country=country, language=language, encoding=encoding)
    widgets._display(form.box(Path(save_as)), display, fallback=_still(form.still(), language))
    return form


def choose_file(*, country: str, language: str) -> None:
    """Show a button that takes a file of this computer; the form for it then opens. The file stays on this machine."""
    import ipywidgets
    from IPython.display import display

    from ruta.errors import InputError

    def text(name: str) -> str:
        return messages.text(f"own.form-{name}", language=language)

    table = widgets.pick(text("table"), own.OWN_TABLES, own.OWN_TABLES[0])
    encoding = widgets.pick(text("encoding"), ["utf-8", "windows-1252"], "utf-8")
    upload = ipywidgets.FileUpload(accept=".csv", multiple=False, description=text("choose"), layout={"width": "auto"})
    place = ipywidgets.VBox([])

    def opened(_: object) -> None:
        if not upload.value:
            return
        file = upload.value[0]
        try:
            source = own.read(bytes(file["content"]), name=file["name"], encoding=encoding.value)
        except InputError as error:
            place.children = [ipywidgets.HTML(f'<p role="alert">{html.escape(error.sentence(language))}</p>')]
            return
        form = MappingForm(source, table=table.value, country=country, language=language, encoding=encoding.value)
        place.children = [form.box(Path(f"{Path(file['name']).stem}.mapping.json"))]

    for control in (upload, table, encoding):
        control.observe(opened, names="value")
    note = f"<p>{html.escape(text('stays'))}</p>"
    whole = ipywidgets.VBox([ipywidgets.HTML(note), table, encoding, upload, place])
    widgets._display(whole, display, fallback=_still(note, language))


def _still(markup: str, language: str) -> str:
    note = messages.text("own.form-needs-kernel", language=language)
    return f'<div class="ruta-still">{markup}<p class="ruta-note">{html.escape(note)}</p></div>'
