"""What the books carry and no reader ever loads."""

import shutil
from pathlib import Path

# Maps for debugging, and the older form of fonts that every browser takes in the newer one.
SPARE = ("_static/**/*.map", "_static/vendor/**/*.ttf")


def prune(pages: Path, *, language: str) -> None:
    """Remove from a built book what its pages never load: a third of what the theme brings.

    Parameters
    ----------
    pages
        Folder of the book.
    language
        Its language, whose translations of the theme are kept.
    """
    for pattern in SPARE:
        for path in pages.glob(pattern):
            path.unlink()
    for folder in pages.glob("_static/locales/*"):
        if folder.name != language:
            shutil.rmtree(folder)
