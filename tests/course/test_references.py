"""Citations lead to documents, and glossary links and citations come out right on a built page in both languages."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pybtex.database import parse_file

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = parse_file(str(ROOT / "book" / "references.bib")).entries
CITATION = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
DOCUMENTS = [
    path
    for folder in ("book", "exercises")
    for ending in ("*.md", "*.ipynb")
    for path in sorted((ROOT / folder).rglob(ending))
]


@pytest.mark.parametrize("key", LIBRARY)
def test_a_document_can_be_found_by_a_reader(key: str) -> None:
    entry = LIBRARY[key]
    assert entry.persons["author"]
    assert entry.fields["title"]
    assert re.fullmatch(r"\d{4}|n\.d\.", entry.fields["year"])
    assert entry.type in ("article", "misc"), "other types print English words in the Spanish book"
    assert entry.fields.get("url", "https://").startswith(("https://", "http://"))


def test_every_citation_has_its_document() -> None:
    for path in DOCUMENTS:
        for cited in CITATION.findall(path.read_text(encoding="utf-8")):
            for key in cited.split(","):
                assert key.strip() in LIBRARY, f"{path.relative_to(ROOT)} cites {key.strip()}"


def built(folder: Path, language: str) -> str:
    """Build a small book with the extensions of the course, warnings being errors, and return its page."""
    source = folder / "book"
    (source / "modules").mkdir(parents=True)
    (source / "conf.py").write_text(
        "extensions = ['myst_parser', 'sphinxcontrib.bibtex', 'ruta.course.anchors', 'ruta.course.citations']\n"
        f"language = '{language}'\nbibtex_bibfiles = ['references.bib']\n"
        "bibtex_reference_style = bibtex_default_style = 'ruta'\n",
        encoding="utf-8",
    )
    (source / "references.bib").write_bytes((ROOT / "book" / "references.bib").read_bytes())
    (source / "glossary.md").write_text("# Terms\n\n(term-stock)=\n**stock**\\\nA number.\n", encoding="utf-8")
    (source / "modules" / "page.md").write_text(
        "# Page\n\n[stock](../glossary.md#term-stock), {cite:p}`kaplan1958`, {cite:t}`kaplan1958`\n", encoding="utf-8"
    )
    (source / "index.md").write_text(
        "# Book\n\n```{toctree}\nglossary\nmodules/page\n```\n\n```{bibliography}\n```\n", encoding="utf-8"
    )
    # A process of its own: Sphinx leaves its nodes registered behind it.
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", str(source), str(folder / "site")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return (folder / "site" / "modules" / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "cited"), [("en", "Kaplan and Meier"), ("es", "Kaplan y Meier")])
def test_links_and_citations_on_a_page(tmp_path: Path, language: str, cited: str) -> None:
    page = built(tmp_path, language)
    assert 'href="../glossary.html#term-stock"' in page
    text = re.sub(r"<[^>]+>", "", page)
    assert f"({cited}, 1958), {cited} (1958)" in text
