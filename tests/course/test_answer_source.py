"""What is read from a trainee's cells without running them."""

import pytest

from ruta.course.answer_source import defines, one_line
from ruta.course.outcomes import undefined


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("# mine\ntotal = 12  # really\n", "total = 12"),
        ('a = "# no comment"\nb = 2', 'a = "# no comment"; b = 2'),
        ("total = sum(\n    data,  # all\n    0,\n)", "total = sum( data, 0, )"),
        ("for x in y:\n    total += x", "for x in y: total += x"),
        ("total = (1", "total = (1"),
        ("x = '\x1b[2J'", "x = ' [2J'"),
        ("", ""),
    ],
)
def test_a_cell_on_one_line(source: str, shown: str) -> None:
    assert one_line(source) == shown


def test_a_long_cell_is_cut() -> None:
    assert one_line("total = " + "1 + " * 100, widest=20) == "total = 1 + 1 + 1 +…"


@pytest.mark.parametrize(
    "source",
    ["x = 1", "a, x = 1, 2", "import x.y", "from a import b as x", "def x(): ...", "for x in y: ...", "%time x = 1",
     "with a as x: ...", "(x := 1)", "x: int = 1", "x += 1"],
)  # fmt: skip
def test_ways_to_define_a_name(source: str) -> None:
    assert defines(["", source], "x")


@pytest.mark.parametrize("source", ["y = x", "x.a = 1", "x[0] = 1", "# x = 1", "import a.x"])
def test_what_defines_no_name(source: str) -> None:
    assert not defines([source], "x")


def test_only_a_name_error_names_a_name() -> None:
    error = "NameError: name 'x' is not defined. Did you mean: 'xx'?"
    assert (undefined(error, ["y = x"]), undefined(error, ["x = 1"]), undefined("ValueError: x", [])) == ("x", "", "")
