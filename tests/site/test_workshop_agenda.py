"""The directive on a page: tables whose links lead from it; a wrong row stops the build with its sentence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ruta.course.agendas import TABLE
from ruta.course.paths import find_tree

pytestmark = pytest.mark.site
ROOT = find_tree(Path(__file__).parent).root
PAGE = "book/facilitators/workshops"


def built(folder: Path, *, argument: str = "statistics", edit: tuple[str, str] = ("", "")) -> tuple[int, str, Path]:
    """Build a page of one agenda, warnings being errors; return exit code, what Sphinx said, and the page."""
    (folder / "book" / "facilitators").mkdir(parents=True)
    shutil.copy2(ROOT / "book" / "catalogue.yml", folder / "book")
    (folder / TABLE).write_text((ROOT / TABLE).read_text(encoding="utf-8").replace(*edit, 1), encoding="utf-8")
    (folder / f"{PAGE}.md").write_text(f"# Taller\n\n```{{workshop-agenda}} {argument}\n```\n", encoding="utf-8")
    (folder / "conf.py").write_text(
        f"extensions = ['myst_parser', 'ruta.course.site.workshop_agenda']\nlanguage = 'es'\nroot_doc = '{PAGE}'\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", ".", "out"], cwd=folder, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, capture_output=True, text=True,
    )  # fmt: skip
    return done.returncode, done.stderr, folder / "out" / f"{PAGE}.html"


def test_the_page_has_the_days_with_links_that_lead_from_it(tmp_path: Path) -> None:
    code, said, page = built(tmp_path)
    assert code == 0, said
    text = page.read_text(encoding="utf-8")
    assert "<caption>Taller I: estadísticas. Día 3</caption>" in text
    assert 'href="../modules/statistics/02-stocks-and-flows.html">Existencias y flujos</a>' in text


def test_the_table_can_be_saved_from_the_page(tmp_path: Path) -> None:
    code, said, page = built(tmp_path, argument="table")
    assert code == 0, said
    assert 'download="workshops.csv" href="data:text/csv' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("argument", "edit", "sentence"),
    [
        ("statistics", ("10:15,15,break", "10:20,15,break"), "Fila 5 (statistics 1 10:20): la hora 10:20 no cae"),
        ("holiday", ("", ""), "No existe la agenda «holiday»"),
    ],
)
def test_what_is_wrong_stops_the_build_in_one_sentence(tmp_path: Path, argument: str, edit, sentence: str) -> None:
    code, said, _ = built(tmp_path, argument=argument, edit=edit)
    assert code != 0
    assert sentence in said
    assert "Traceback" not in said
