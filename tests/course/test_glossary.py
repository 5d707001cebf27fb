"""The glossary file is whole, its pages are as it says, and links to its terms lead somewhere."""

import re
from pathlib import Path

import pytest
import yaml

from ruta.course import glossary
from ruta.errors import InputError
from ruta.messages import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
TERMS = glossary.read(ROOT / glossary.GLOSSARY)
LINK = re.compile(r"glossary\.md#term-([A-Za-z0-9-]*)")

ENTRY = {
    "id": "stock",
    "en": "stock",
    "es": "existencias",
    "definition": {"en": "A number at a date.", "es": "Un número en una fecha."},
    "pillars": ["statistics"],
}


def written(folder: Path, *entries: dict[str, object]) -> Path:
    path = folder / "glossary.yml"
    path.write_text(yaml.safe_dump(list(entries), allow_unicode=True), encoding="utf-8")
    return path


def names(language: str) -> list[str]:
    return [term.forms[language][0] for term in glossary.in_order(TERMS, language)]


def test_the_pages_are_as_the_file_makes_them() -> None:
    assert glossary.stale(ROOT) == [], "run: ruta glossary"


def test_every_term_stands_once_on_each_page() -> None:
    for path in glossary.page_paths(ROOT).values():
        anchors = re.findall(r"^\(term-(.+)\)=$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert sorted(anchors) == sorted(term.id for term in TERMS)


def test_no_definition_is_shared_or_left_untranslated() -> None:
    for language in LANGUAGES:
        definitions = [term.definition[language] for term in TERMS]
        assert len(set(definitions)) == len(definitions)
    assert all(term.definition["en"] != term.definition["es"] for term in TERMS)


def test_definitions_are_one_plain_sentence() -> None:
    for term in TERMS:
        for sentence in term.definition.values():
            assert sentence[0].isupper(), term.id
            assert len(sentence) < 240, term.id
            assert not re.search(r"\. [A-ZÁÉÍÓÚÑ]", sentence), term.id


def test_every_link_to_a_term_has_a_term() -> None:
    known = {term.id for term in TERMS}
    pages = [
        page
        for folder in ("book", "exercises")
        for ending in ("md", "ipynb")
        for page in (ROOT / folder).rglob(f"*.{ending}")
    ]
    for page in pages:
        for linked in LINK.findall(page.read_text(encoding="utf-8")):
            assert linked in known, f"{page.relative_to(ROOT)} links to a term that is not in the glossary: {linked}"


def test_spanish_order_ignores_accents_and_gives_n_with_tilde_its_place() -> None:
    said = ["ñame", "nube", "ámbito", "amenaza", "oficio", "Ánimo", "nunca"]
    ordered = sorted(said, key=lambda name: glossary.collation_key(name, "es"))
    assert ordered == ["ámbito", "amenaza", "Ánimo", "nube", "nunca", "ñame", "oficio"]
    assert [glossary.initial(name, "es") for name in ("ámbito", "ñame", "nube")] == ["A", "Ñ", "N"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_in_the_order_of_their_language(language: str) -> None:
    page = glossary.render(TERMS, language)
    shown = re.findall(r"^\*\*(.+?)\*\*", page, flags=re.MULTILINE)
    assert shown == names(language)
    letters = re.findall(r"^## (.)$", page, flags=re.MULTILINE)
    assert letters == sorted(set(letters), key=lambda letter: glossary.collation_key(letter, language))


def test_each_page_names_the_term_in_the_other_language_and_marks_it_for_screen_readers(tmp_path: Path) -> None:
    terms = glossary.read(written(tmp_path, {**ENTRY, "es": "existencias / población en una fecha"}))
    english, spanish = glossary.render(terms, "en"), glossary.render(terms, "es")
    assert '**stock** (in Spanish: <span lang="es">existencias, población en una fecha</span>)' in english
    assert '**existencias**, población en una fecha (en inglés: <span lang="en">stock</span>)' in spanish


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"definition": {"en": "A number.", "es": " "}}, "course.field-wrong", "terms[1].definition.es"),
        ({"definition": {"en": "A number."}}, "course.field-wrong", "terms[1].definition.es"),
        ({"definition": {"en": "A number", "es": "Un número."}}, "course.field-wrong", "terms[1].definition"),
        ({"es": ""}, "course.field-wrong", "terms[1].es"),
        ({"id": "Población"}, "course.field-wrong", "terms[1].id"),
        ({"pillars": ["weather"]}, "course.field-wrong", "terms[1].pillars"),
        ({"sinonimo": "x"}, "course.field-unknown", "terms[1].sinonimo"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, change: dict[str, object], code: str, field: str) -> None:
    with pytest.raises(InputError) as caught:
        glossary.read(written(tmp_path, {**ENTRY, **change}))
    assert (caught.value.code, caught.value.params["field"]) == (code, field)
    assert all("glossary.yml" in caught.value.sentence(language) for language in LANGUAGES)


@pytest.mark.parametrize("change", [{}, {"id": "another", "en": "another"}, {"id": "another", "es": "otra"}])
def test_a_repeated_id_or_name_is_named(tmp_path: Path, change: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        glossary.read(written(tmp_path, ENTRY, {**ENTRY, **change}))
    assert caught.value.code == "glossary.twice"


def test_writing_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    written(tmp_path / "book", ENTRY)
    assert not glossary.is_current(tmp_path)
    assert len(glossary.write(tmp_path)) == 2
    assert glossary.write(tmp_path) == []
    assert glossary.is_current(tmp_path)
