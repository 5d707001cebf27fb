"""The steps of the page «Add a country», in a copy of the course: an invented fifth one goes through the generator."""

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from ruta import datasets
from ruta.datasets import files, schema_people
from ruta.datasets.countries import find
from ruta.datasets.municipalities import AREAS
from ruta.messages import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"en": ROOT / "book" / "facilitators", "es": ROOT / "book" / "es" / "facilitators"}
NEW = "XTA"


def block(language: str, kind: str) -> str:
    """Return the first code block of a kind on the page, as people copy it."""
    page = (PAGES[language] / "add-country.md").read_text(encoding="utf-8")
    found = re.search(rf"^```{kind}\n(.*?)^```$", page, flags=re.DOTALL | re.MULTILINE)
    assert found, kind
    return found[1]


@pytest.mark.parametrize("kind", ["text", "python", "bash"])
def test_both_pages_give_the_same_to_copy(kind: str) -> None:
    assert len({block(language, kind) for language in LANGUAGES}) == 1


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course in which the page's steps 1 to 3 are done."""
    folder = tmp_path_factory.mktemp("course")
    for part in ("src", "datasets"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "datasets" / "iso3166-2.csv").open("a", encoding="utf-8", newline="\n") as handle:
        handle.write(block("en", "text"))
    countries = folder / "src" / "ruta" / "datasets" / "countries.py"
    text = countries.read_text(encoding="utf-8")
    countries.write_text(
        text.replace("\n}\nCOUNTRIES =", f"\n{block('en', 'python')}}}\nCOUNTRIES ="), encoding="utf-8"
    )
    python(folder, "-m", "ruta.datasets.ship")
    return folder


def python(course: Path, *words: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(course / "src"), "RUTA_LANGUAGE": "en"}
    done = subprocess.run(
        [sys.executable, *words], cwd=course, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.parametrize("name", [*datasets.TABLES, *datasets.TRUTHS])
def test_the_four_stay_as_they_were_and_the_fifth_is_there(course: Path, name: str) -> None:
    file = f"truth/{name}.csv" if name in datasets.TRUTHS else f"{name}.csv"
    before = (ROOT / "datasets" / file).read_text(encoding="utf-8")
    after = (course / "datasets" / file).read_text(encoding="utf-8")
    assert after.startswith(before)
    added = pd.read_csv(io.StringIO(after), dtype=str).iloc[len(pd.read_csv(io.StringIO(before), dtype=str)) :]
    assert set(added["iso3"]) == {NEW}


def test_its_tables_keep_the_schemas_for_other_seeds_and_sizes_too(course: Path) -> None:
    code = f"""
import frictionless
from ruta import datasets
for name in datasets.TABLES:
    for seed, size in ((2026, "small"), (7, 60)):
        assert len(datasets.table(name, country="{NEW}", seed=seed, size=size)), name
print(frictionless.Package("datasets/datapackage.json").validate().flatten(["path", "type", "message"]))
"""
    assert python(course, "-c", code).strip() == "[]"


def test_schools_and_alerts_follow_its_entry(course: Path) -> None:
    code = f"""
from ruta.early_warning import prepared, school_register
made = school_register.example_schools(country="{NEW}", seed=2026)
first = made.calendar.index[0]
assert (first.month, first.day) >= (1, 15) and (first.month, first.day) < (1, 22), first
print(prepared.zone("{NEW}"), prepared.area("{NEW}", place="Ensayo", code="XT-AA-01").polygon[0].split()[0])
"""
    assert python(course, "-c", code).strip() == "UTC-06:00 13.40,-91.80"


def test_every_exercise_but_those_on_real_figures_and_laws_has_an_answer_for_it(course: Path) -> None:
    code = f"""
from ruta.practice import Params, registry
for name in registry.every_id():
    exercise, params = registry.find(name), Params(country="{NEW}", seed=2026, language="es")
    try:
        data = exercise.load(params)
        [question.expected(data, params) for question in exercise.questions]
    except Exception:
        print(name)
"""
    # What rests on real figures and laws cannot be invented: the page says that they have to be added.
    assert python(course, "-c", code).split() == [
        "exchange/01-one-crisis-four-countries", "service-access/01-rights-laws-institutions",
    ]  # fmt: skip


@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_an_entry_is_whole(country: str) -> None:
    """What a new entry must be, too: the page sends people to these tests."""
    entry = find(country)
    assert entry.iso3 == country
    assert abs(sum(entry.ethnicity.values()) - 1) < 1e-9
    assert set(entry.ethnicity) <= set(schema_people.ETHNICITIES)
    codes = [code for iso3, code, _, _ in files.areas() if iso3 == country]
    assert len(codes) >= AREAS
    assert all(code.startswith(f"{entry.iso2}-") for code in codes)
    assert 1 <= entry.harvest.start < entry.harvest.stop <= 21
    assert all(first <= last for first, last in entry.closed), "a break over New Year is two"
