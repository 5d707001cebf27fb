"""Bad input, said once and clearly in the reader's language."""

from ruta import messages


class InputError(Exception):
    """Something that a person gave cannot be used; carries an id and its values, never a finished sentence.

    Parameters
    ----------
    code
        Id of the sentence in the catalogues, ``domain.key``.
    params
        What the sentence names: file, row or cell, what was found, what was expected.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def sentence(self, language: str | None = None) -> str:
        """Return the sentence in a language, the reader's where none is given."""
        return messages.text(self.code, language=language or messages.current_language(), **self.params)

    def __str__(self) -> str:
        return self.sentence()

    def _render_traceback_(self) -> list[str]:
        # IPython shows these lines instead of a traceback: a trainee needs the sentence, not our call stack.
        return [self.sentence()]
