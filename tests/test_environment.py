"""pip, conda and Binder get the same versions, and no file names a registry."""

import importlib.metadata
import re
from pathlib import Path

import pytest
import yaml

from ruta.course import versions

ROOT = Path(__file__).parents[1]
PINS = versions.read_constraints((ROOT / "constraints.txt").read_text(encoding="utf-8"))


def conda_pins() -> dict[str, str]:
    content = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    python, pip, packages = content["dependencies"]
    assert (python, pip) == (f"python={versions.PYTHON}", "pip")
    return versions.read_constraints("\n".join(packages["pip"]))


def test_every_line_is_a_name_and_a_version() -> None:
    assert all(PINS.values()), [name for name, version in PINS.items() if not version]


def test_conda_has_the_versions_of_pip() -> None:
    differing = {name: version for name, version in conda_pins().items() if PINS.get(name) != version}
    assert differing == {}


@pytest.mark.parametrize("extras", [("course",), ("course", "hub", "test")])
def test_everything_that_the_course_needs_is_pinned(extras: tuple[str, ...]) -> None:
    needed = set(versions.closure(ROOT / "pyproject.toml", extras))
    pinned = set(conda_pins() if extras == ("course",) else PINS)
    # Some packages are needed on one system only; those of this one must be there.
    assert needed - pinned == set()


def test_this_environment_has_the_pinned_versions() -> None:
    installed = versions.closure(ROOT / "pyproject.toml", ("course", "hub", "test"))
    assert {name: version for name, version in installed.items() if PINS[name] != version} == {}
    assert importlib.metadata.version("jupyter-book").startswith("1."), "Jupyter Book 2 is another program"


def test_no_file_names_the_host_of_a_registry() -> None:
    hosts = re.compile(r"https?://|--(extra-)?index-url|--find-links|\.org\b|\.com\b|\.io\b")
    for name in ("constraints.txt", "environment.yml", "Makefile", "postBuild"):
        assert not hosts.search((ROOT / name).read_text(encoding="utf-8")), name
