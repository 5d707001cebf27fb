"""Pages of the book that are not notebooks, and their Spanish twins.

A Spanish page keeps the hash of the English page that it was made from in its front matter (``ruta_source``). A page
that a command generates from data says so (``ruta_generated: true``) and needs none: its two versions come from one
source.
"""

import re
from pathlib import Path

from ruta.course import parity
from ruta.course.findings import Finding
from ruta.course.notebooks import fingerprint, write_text
from ruta.course.paths import Tree
from ruta.errors import InputError
from ruta.messages import TRANSLATIONS

_FRONT = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_SOURCE = re.compile(r"^ruta_source: *\"?([0-9a-f]{16})\"?$", re.MULTILINE)
_GENERATED = re.compile(r"^ruta_generated: *true$", re.MULTILINE)
_HEADING = re.compile(r"^(#+) ", re.MULTILINE)
_FENCE = re.compile(r"^(```+|:::+).*?^\1 *$", re.DOTALL | re.MULTILINE)
_LABEL = re.compile(r"^\(([\w-]+)\)=$", re.MULTILINE)


def pairs(tree: Tree, language: str) -> list[tuple[Path, Path]]:
    """Return every page of the book with its twin in a language; a page that only one of the two has counts too."""
    book = tree.root / "book"
    names = {path.relative_to(book) for path in book.rglob("*.md")}
    names = {name for name in names if name.parts[0] not in TRANSLATIONS}
    names |= {path.relative_to(book / language) for path in (book / language).rglob("*.md")}
    return [(book / name, book / language / name) for name in sorted(names)]


def front_matter(text: str) -> str:
    """Return the front matter of a page, without its dashes; empty where it has none."""
    found = _FRONT.match(text)
    return found[1] if found else ""


def recorded(text: str) -> str:
    """Return the hash that a Spanish page keeps; empty where it keeps none."""
    found = _SOURCE.search(front_matter(text))
    return found[1] if found else ""


def examine(english: Path, spanish: Path, *, forms: parity.Forms, name: str) -> list[Finding]:
    """Compare a page and its twin; see `parity.examine`."""
    for path in (english, spanish):
        if not path.is_file():
            return [Finding(name, "", "course.parity.no-twin", {"missing": path.name, "folder": path.parent.name})]
    source, text = _read(english), _read(spanish)
    if _GENERATED.search(front_matter(source)):
        return []
    found = []
    if not recorded(text):
        found.append(Finding(name, "", "course.parity.no-hash"))
    elif recorded(text) != fingerprint(source):
        found.append(Finding(name, "", "course.parity.stale"))
    if _outline(source) != _outline(text):
        found.append(Finding(name, "", "course.parity.outline"))
    bodies = _FRONT.sub("", source), _FRONT.sub("", text)
    found.extend(Finding(name, "", code, params) for code, params in parity.text(*bodies, forms))
    return found


def _outline(text: str) -> tuple[list[str], list[str], int]:
    """Levels of the headings, labels and number of directives or code blocks: what both languages share."""
    without = _FENCE.sub("", text)
    return _HEADING.findall(without), _LABEL.findall(without), len(_FENCE.findall(text))


def accept(english: Path, spanish: Path) -> bool:
    """Record in a Spanish page that it follows the English page as it stands; return whether the file changed."""
    source, text = _read(english), _read(spanish)
    line = f"ruta_source: {fingerprint(source)}"
    front = front_matter(text)
    if _SOURCE.search(front):
        text = _SOURCE.sub(line, text, count=1)
    elif front:
        text = text.replace("---\n", f"---\n{line}\n", 1)
    else:
        text = f"---\n{line}\n---\n\n{text}"
    return write_text(spanish, text)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError("course.not-utf8", file=path) from error
