"""Compile the message catalogues (.po) so that every install, editable or not, finds them as .mo."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALE = Path(__file__).parent / "src" / "ruta" / "locale"


def compile_catalogues() -> int:
    """Write one .mo beside each .po of the package; return how many."""
    sources = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
    for source in sources:
        with source.open("rb") as handle:
            catalogue = read_po(handle, locale=source.parent.parent.name)
        with source.with_suffix(".mo").open("wb") as handle:
            write_mo(handle, catalogue)
    return len(sources)


class CompileCatalogues(BuildHookInterface[Any]):
    """Hatch runs this before it packs or links the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues before the files of the package are collected."""
        compile_catalogues()


if __name__ == "__main__":
    print(f"{compile_catalogues()} catalogues compiled")
