"""Begin a new lesson: every file in its place, so that only the subject is left to write."""

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from ruta.course import catalogue, notebooks, toc
from ruta.course.paths import Tree
from ruta.course.skeleton import MARKS
from ruta.errors import InputError
from ruta.messages import LANGUAGES

MINUTES = 60
_NAME = re.compile(r"([a-z0-9-]+)/(\d\d-([a-z][a-z0-9]*(?:-[a-z0-9]+)*))")
_LOCK = {"editable": False, "deletable": False}


def create(tree: Tree, lesson_id: str, *, titles: dict[str, str], package: Path) -> list[Path]:
    """Write the files of a new lesson and its exercise.

    Parameters
    ----------
    tree
        The course.
    lesson_id
        ``<pillar>/<nn-name>``, such as ``exchange/01-comparing``.
    titles
        Title by language.
    package
        Folder of the package ``ruta``, for the exercise's questions and their texts.

    Returns
    -------
    list of Path
        The files written or changed. The exercise itself is made by ``ruta release``.

    Raises
    ------
    InputError
        For a name of another form, an unknown pillar, a blank title or a lesson that is there already.
    """
    pillar, name, domain = _names(tree, lesson_id)
    for language in LANGUAGES:
        if not titles.get(language, "").strip():
            raise InputError("course.new.title", language=language)
    fill = {
        "LESSON": lesson_id, "NAME": name, "DOMAIN": domain, "MINUTES": str(MINUTES),
        "TITLE_EN": titles["en"].strip(), "TITLE_ES": titles["es"].strip(),
    }  # fmt: skip
    module = domain.replace("-", "_")
    texts = {package / "practice" / "exercises" / f"{module}.py": _filled(_template("spec.txt"), fill)}
    for language in LANGUAGES:
        texts[package / "locale" / language / "LC_MESSAGES" / f"{domain}.po"] = _messages(domain, language)
        for template, place in (("lesson.yml", tree.lesson), ("solution.yml", tree.solution)):
            texts[place(lesson_id, language)] = notebooks.as_text(_notebook(template, language, fill))
    texts.update(_index_pages(tree, pillar))
    for path in texts:
        if path.exists():
            raise InputError("course.new.exists", file=tree.named(path))
    entry = _entry(tree, pillar, fill)
    for path, text in texts.items():
        notebooks.write_text(path, text)
    notebooks.write_text(tree.catalogue, entry)
    return [*texts, tree.catalogue, *toc.write(tree, catalogue.load(tree))]


def _names(tree: Tree, lesson_id: str) -> tuple[str, str, str]:
    found = _NAME.fullmatch(lesson_id)
    if not found:
        raise InputError("course.new.name", found=lesson_id)
    pillars = [pillar.id for pillar in catalogue.load(tree).pillars]
    if found[1] not in pillars:
        raise InputError("course.new.pillar", found=found[1], known=", ".join(pillars))
    return found[1], found[2], found[3]


def _template(name: str) -> str:
    return resources.files("ruta.course.templates").joinpath(name).read_text(encoding="utf-8")


def _filled(text: str, fill: dict[str, str]) -> str:
    return re.sub(r"@([A-Z_]+)@", lambda found: fill[found[1]], text)


def _notebook(template: str, language: str, fill: dict[str, str]) -> Any:
    cells = []
    for entry in yaml.safe_load(_template(template)):
        tags = [entry.get("tag", entry["id"])]
        if tags == ["check"]:
            tags.append("nbval-check-output")
        metadata: dict[str, Any] = {"tags": tags, **(_LOCK if "check" in tags else {})}
        if language != "en":
            metadata["ruta"] = {"source": notebooks.fingerprint(_filled(entry["en"], fill))}
        source = _filled(entry.get(language, entry["en"]), fill)
        kind = "code" if entry.get("code") else "markdown"
        cells.append({"id": entry["id"], "source": source, "metadata": metadata, "cell_type": kind})
    return notebooks.from_cells(cells, ruta={"language": language})


def _messages(domain: str, language: str) -> str:
    head = (f"Language: {language}", "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit")
    lines = ['msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in head), ""]
    entries = yaml.safe_load(_template("messages.yml"))
    said = (
        f'\nmsgid "{domain}.{key}"\nmsgstr {json.dumps(texts[language], ensure_ascii=False)}\n'
        for key, texts in entries.items()
    )
    return "\n".join(lines) + "".join(said)


def _index_pages(tree: Tree, pillar: str) -> dict[Path, str]:
    """Return the two index pages of a pillar whose first lesson this is."""
    name = f"modules/{pillar}/index"
    if tree.page(name, "en").exists():
        return {}
    titles = next(each.title for each in catalogue.load(tree).pillars if each.id == pillar)
    english = f"# {titles['en']}\n\n{MARKS['en']}: what, for whom, in which order.\n"
    spanish = f"---\nruta_source: {notebooks.fingerprint(english)}\n---\n\n# {titles['es']}\n\n{MARKS['es']}.\n"
    return {tree.page(name, "en"): english, tree.page(name, "es"): spanish}


def _entry(tree: Tree, pillar: str, fill: dict[str, str]) -> str:
    """Return the catalogue with the lesson among the others of its pillar, by number; comments and layout stay."""
    quoted = {key: json.dumps(text, ensure_ascii=False)[1:-1] for key, text in fill.items()}
    entry = _filled(_template("entry.txt"), quoted).splitlines()
    lines = tree.catalogue.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if re.fullmatch(rf"\s*- id: {pillar}\s*", line))
    place = next(number for number in range(start, len(lines)) if lines[number].strip().startswith("lessons:"))
    lines[place] = lines[place].replace(" []", "")
    end = place + 1
    while end < len(lines) and lines[end].startswith("      ") and not _is_later(lines[end], fill["NAME"]):
        end += 1
    return "\n".join([*lines[:end], *entry, *lines[end:]]) + "\n"


def _is_later(line: str, name: str) -> bool:
    """Tell whether a line of the catalogue begins a lesson that comes after this one."""
    found = re.match(r" {6}- id: [\"']?([a-z0-9-]+)", line)
    return bool(found and found[1] > name)
