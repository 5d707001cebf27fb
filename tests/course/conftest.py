from pathlib import Path

import pytest

from ruta.course.paths import Tree
from tests.course.toy import tree


@pytest.fixture
def course(tmp_path: Path) -> Tree:
    """A small course that the test may spoil."""
    return tree(tmp_path / "course")
