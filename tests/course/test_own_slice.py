"""What needs the unknown is left out of a lesson, and nothing that is built on half of it remains."""

import textwrap

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.course.own_slice import Unknown, cut


def left(*cells: str, columns: tuple[str, ...] = (), withheld: tuple[str, ...] = ()) -> list[str]:
    unknown = Unknown(calls=frozenset({"datasets.truth"}), columns=set(columns), withheld=frozenset(withheld))
    return [cut(textwrap.dedent(cell).strip(), unknown).source for cell in cells]


def test_what_comes_from_the_truth_is_left_out_in_later_cells_too() -> None:
    assert left("a = 1\nt = datasets.truth('onsets')", "b = t + a\nc = a", "print(b)\nprint(c)") == [
        "a = 1", "c = a", "print(c)"
    ]  # fmt: skip


def test_a_name_that_is_given_a_known_value_again_is_known() -> None:
    assert left("t = datasets.truth('x')", "t = 2\nprint(t)") == ["", "t = 2\nprint(t)"]


def test_a_table_that_would_have_been_extended_stays_without_the_new_column() -> None:
    first = "t = datasets.truth('waits')\nd = d.merge(t, on='id')"
    assert left(first, "print(d['days'])\nprint(d['true_days'])\nprint(d.true_days)", columns=("true_days",)) == [
        "", "print(d['days'])"
    ]  # fmt: skip


def test_a_column_written_from_the_unknown_is_unknown_and_the_table_is_not() -> None:
    assert left("t = datasets.truth('x')\nd['late'] = t > 3", "print(d['late'])\nprint(len(d))") == [
        "",
        "print(len(d))",
    ]


def test_a_list_or_a_figure_that_was_added_to_is_not_whole_and_a_module_stays() -> None:
    code = """
        import figures
        t = datasets.truth('x')
        rows = []
        for each in t:
            rows.append(each)
        axes = figures.new()
        axes.plot(t)
        figures.show(t)
    """
    assert left(code, "print(rows)\naxes.legend()\nfigures.show(1)")[1] == "figures.show(1)"


def test_a_total_over_parts_of_which_some_are_missing_is_left_out() -> None:
    code = (
        "t = datasets.truth('x')\nparts = {'start': 1}\nfor each in t:\n    parts[each] = 2\nprint(sum(parts.values()))"
    )
    assert left(code) == ["parts = {'start': 1}"]


def test_a_table_written_down_as_a_dictionary_keeps_its_other_columns() -> None:
    assert left("t = datasets.truth('x')\npd.DataFrame({'ours': a, 'true': t})") == ["pd.DataFrame({'ours': a})"]


def test_a_variable_that_is_withheld_is_never_computed() -> None:
    assert left("labelled = a == b\nother = a", "print(labelled)\nprint(other)", withheld=("labelled",)) == [
        "other = a", "print(other)"
    ]  # fmt: skip


@settings(max_examples=30)
@given(
    places=st.lists(st.sampled_from("abc"), min_size=1, max_size=8),
    sources=st.lists(st.sampled_from("abct"), min_size=8, max_size=8),
)
def test_what_is_left_runs_without_the_truth(places: list[str], sources: list[str]) -> None:
    """Whatever depends on whatever: no statement that is left reads a name that is gone."""
    code = ["t = datasets.truth('x')", *(f"{to} = [{of}]" for to, of in zip(places, sources, strict=False))]
    names: dict[str, object] = {"a": 0, "b": 0, "c": 0, "pd": pd}
    for source in left(*code):
        exec(source, names)
    assert "t" not in names


@pytest.mark.parametrize("source", ["", "# only a comment", "x = 1  # kept"])
def test_a_cell_without_the_unknown_is_not_touched(source: str) -> None:
    unknown = Unknown(calls=frozenset({"datasets.truth"}))
    done = cut(source, unknown)
    assert (done.source, done.left_out) == (source if source.startswith("x") else "", 0)
