"""What several test folders share: the course as it stands, and one built site for all of them."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from ruta.course.site import build

ROOT = Path(__file__).resolve().parents[1]
# A rule holds or does not hold, however busy the machine is: times are for the benchmarks. The examples are the same in
# every run, so that a test fails for a change of the code alone; --hypothesis-profile=explore draws others.
hypothesis.settings.register_profile("ruta", deadline=None, derandomize=True)
hypothesis.settings.register_profile("explore", deadline=None)
hypothesis.settings.load_profile("ruta")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def site() -> Path:
    """The whole site, built as `make course` builds it; an unchanged one is taken as it is."""
    return build(ROOT, ROOT / "_build" / "site", with_lab=True, report=lambda line: None)


@pytest.fixture(scope="session", autouse=True)
def nothing_kept_between_runs() -> Iterator[None]:
    """A notebook run by a test must not leave a record of progress in the tree."""
    before = os.environ.get("RUTA_PROGRESS")
    os.environ["RUTA_PROGRESS"] = "off"
    yield
    if before is None:
        del os.environ["RUTA_PROGRESS"]
