"""What the tests of this folder share."""

import pytest


@pytest.fixture(autouse=True)
def sentences_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader of an error is Spanish where nothing is said; the tests name words of the English sentences."""
    monkeypatch.setenv("RUTA_LANGUAGE", "en")
