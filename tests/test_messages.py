"""Every sentence that the code can say exists in both languages, whole, and with the same values in it."""

import ast
import json
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

import ruta
from ruta.course.paths import find_tree
from ruta.messages import LANGUAGES, LOCALE

PACKAGE = Path(ruta.__file__).parent
TREE = find_tree(Path(__file__).parent)
LESSONS = TREE.root / "book" / "modules"
DOMAINS = sorted({path.stem for path in LOCALE.glob("*/LC_MESSAGES/*.po")})
# The texts of Python's own argparse: their ids are its English sentences.
FOREIGN = {"argparse"}
OURS = [domain for domain in DOMAINS if domain not in FOREIGN]
CODE = re.compile(rf"(?:{'|'.join(map(re.escape, OURS))})(?:\.[a-z0-9-]+)+")


@cache
def catalogue(domain: str, language: str) -> Any:
    path = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    assert path.is_file(), f"{domain} is missing in {language}"
    with path.open("rb") as handle:
        return read_po(handle, locale=language)


def texts(domain: str, language: str) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalogue(domain, language) if message.id}


def placeholders(text: str) -> list[str]:
    return sorted(
        name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None
    )


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_have_the_same_ids(domain: str) -> None:
    english, spanish = (set(texts(domain, language)) for language in LANGUAGES)
    assert english ^ spanish == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("domain", DOMAINS)
def test_no_text_is_empty_or_unsure(domain: str, language: str) -> None:
    wanting = [m.id for m in catalogue(domain, language) if m.id and (not str(m.string).strip() or m.fuzzy)]
    assert wanting == []
    assert not catalogue(domain, language).obsolete


@pytest.mark.parametrize("domain", OURS)
def test_both_languages_name_the_same_values(domain: str) -> None:
    english, spanish = (texts(domain, language) for language in LANGUAGES)
    differing = [code for code, text in english.items() if placeholders(text) != placeholders(spanish.get(code, ""))]
    assert differing == []


@pytest.mark.parametrize("domain", sorted(FOREIGN))
def test_the_texts_of_argparse_keep_their_values(domain: str) -> None:
    value = re.compile(r"%(?:\(\w+\))?[sr]")
    for code, text in texts(domain, "es").items():
        assert sorted(value.findall(code)) == sorted(value.findall(text)), code


@pytest.mark.parametrize("domain", OURS)
def test_an_id_begins_with_its_domain(domain: str) -> None:
    assert [code for code in texts(domain, "en") if not code.startswith(f"{domain}.")] == []


def test_the_spanish_is_not_the_english() -> None:
    from ruta.course.left_in_english import passages

    left = {
        code: found
        for domain in OURS
        for code, text in texts(domain, "es").items()
        if (found := list(passages(text))) or (text == texts(domain, "en").get(code) and len(text.split()) > 4)
    }
    assert left == {}


def literals() -> dict[str, str]:
    """Return every text of the code that looks like an id, with the file that uses it."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        pieces = {id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in node.values}
        for node in ast.walk(tree):
            if id(node) in pieces:
                continue
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                found[node.value] = path.relative_to(PACKAGE).as_posix()
    return found


def cells() -> Iterator[str]:
    """Yield the code cells of the lessons, which say some texts of their pillar themselves."""
    for path in sorted(LESSONS.rglob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                yield "".join(cell["source"])


def patterns() -> list[re.Pattern[str]]:
    """Return the ids that the code puts together, as patterns; only those that begin with a domain say anything."""
    found = []
    for code in (*(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))), *cells()):
        for node in ast.walk(ast.parse(code)):
            parts = node.values if isinstance(node, ast.JoinedStr) else added(node)
            start = str(parts[0].value) if parts and isinstance(parts[0], ast.Constant) else ""
            if "." in start and start.partition(".")[0] in OURS:
                pieces = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[\w.-]*" for p in parts]
                found.append(re.compile("".join(pieces)))
    return found


def added(node: ast.AST) -> list[ast.expr]:
    return [node.left, node.right] if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) else []


def test_every_id_in_the_code_has_its_text() -> None:
    # A file name ("waiting.py") may look like an id; an id has a text in at least one language or none at all.
    missing = {code: file for code, file in literals().items() if not is_known(code) and not is_file_name(code)}
    assert missing == {}


def is_known(code: str) -> bool:
    domain = code.partition(".")[0]
    return all(code in texts(domain, language) for language in LANGUAGES)


def is_file_name(code: str) -> bool:
    return code.rpartition(".")[2] in {"ipynb", "yml", "py", "csv", "html", "json", "md", "js", "css", "pdf", "xml"}


def test_no_text_is_left_that_nobody_says() -> None:
    """Texts of exercises are looked up by question, so their domains are proven by the tests of the exercises."""
    from ruta.practice import registry

    of_exercises = {registry.find(exercise).domain for exercise in registry.every_id()}
    said, built = literals(), patterns()
    unused = [
        code
        for domain in OURS
        if domain not in of_exercises
        for code in texts(domain, "en")
        if code not in said and not any(pattern.fullmatch(code) for pattern in built)
    ]
    assert unused == []


def test_values_that_the_code_gives_are_those_of_the_text() -> None:
    """Where an id and its values stand in one call, each placeholder is given a value."""
    wanting = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or any(word.arg is None for word in node.keywords):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name not in ("InputError", "text", "say", "_say") or not isinstance(first, ast.Constant):
                continue
            code = str(first.value)
            if CODE.fullmatch(code) and is_known(code):
                given = {word.arg for word in node.keywords}
                needed = set(placeholders(texts(code.partition(".")[0], "en")[code]))
                if needed - given:
                    wanting.append((path.name, code, sorted(needed - given)))
    assert wanting == []
