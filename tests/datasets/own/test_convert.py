"""What does not hold is told by row and never by what a person's cell says; the rest is the table of the course."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta import datasets
from ruta.datasets import own
from ruta.datasets.own import ColumnMapping, Converted, Source, TableMapping
from ruta.datasets.own.back import write_back
from ruta.datasets.own.findings import table as report_table
from ruta.datasets.own.mapping import READINGS, fields
from tests.datasets.own.offices import mapping

UNTIL = date(2026, 1, 31)


def converted(table: pd.DataFrame, made: TableMapping, sign: str = ";") -> Converted:
    source = own.read(table.to_csv(index=False, sep=sign).encode(), name="r.csv")
    return own.convert(source, made, country="HND", until=UNTIL)


def told(found: Converted) -> dict[str, tuple[int, ...]]:
    return {finding.kind: finding.rows for finding in found.findings}


def edited(name: str, **cells: dict[int, str]) -> Converted:
    """Convert a table with some cells replaced: column of the course, position, what stands there."""
    made = mapping(name, prefix="")
    table = write_back(datasets.table(name, country="HND").head(30), made)
    for column, changes in cells.items():
        for place, cell in changes.items():
            table.loc[place, column] = cell
    return converted(table, made)


@settings(max_examples=12)
@given(
    name=st.sampled_from(own.OWN_TABLES),
    reading=st.sampled_from(READINGS),
    sign=st.sampled_from(",;\t|"),
    order=st.randoms(use_true_random=False),
    rows=st.integers(1, 60),
    start=st.integers(0, 400),
)
def test_a_table_mapped_out_and_back_is_the_same(
    name: str,
    reading: str,
    sign: str,
    order: "st.RandomNumbers",
    rows: int,
    start: int,  # type: ignore[name-defined]
) -> None:
    table = datasets.table(name, country="HND").iloc[start : start + rows].reset_index(drop=True)
    made = mapping(name, dates=reading)
    names = list(made.columns)
    order.shuffle(names)
    found = converted(write_back(table, made)[names], made, sign)
    assert found.findings == ()
    assert (found.rows, found.faulty, found.absent, found.unused) == (len(table), (), (), ())
    pd.testing.assert_frame_equal(found.table, table)


@settings(max_examples=8)
@given(
    words=st.lists(
        st.text("abcdefñ é", min_size=1, max_size=8).map(str.strip).filter(bool), min_size=4, max_size=4, unique=True
    )
)
def test_codes_mapped_out_and_back_are_the_same(words: list[str]) -> None:
    codes = fields("declarations")["cause"].values
    made = mapping("declarations")
    column = ColumnMapping(to="cause", blank="unknown", values=dict(zip(words, codes, strict=True)))
    made = replace(made, columns={**made.columns, "own cause": column})
    table = datasets.table("declarations", country="HND").head(50)
    pd.testing.assert_frame_equal(converted(write_back(table, made), made).table, table)


@pytest.mark.parametrize(
    ("found", "kinds"),
    [
        (edited("declarations", declaration_id={1: "x", 4: "x"}), {"id-twice": (3, 6)}),
        (edited("declarations", surname_1={0: ""}), {"blank": (2,)}),
        (edited("declarations", declared_on={2: "31/02/2024"}), {"date-form": (4,)}),
        (edited("declarations", birth_date={3: "01/01/2030"}), {"date-future": (5,), "order": (5,)}),
        (edited("declarations", sex={5: "Mujer"}), {"value-unknown": (7,)}),
        (edited("declarations", municipality={0: "0801", 1: "801"}), {"zeros-lost": (3,)}),
        (edited("declarations", given_names={0: "A" * 201}), {"text-form": (2,)}),
        (edited("weekly-incidents", week={6: "02/01/2021"}), {"not-monday": (8,)}),
        (edited("weekly-incidents", incidents={6: "1.250"}), {"number-form": (8,)}),
        (edited("weekly-incidents", population={6: "0"}), {"number-low": (8,)}),
        (edited("weekly-incidents", municipality={1: "HN-AT-01"}), {"key-twice": (2, 3)}),
        (edited("service-requests", cut_off={0: "30/12/2025"}), {"two-cut-offs": (2,)}),
    ],
)  # fmt: skip
def test_each_fault_is_found_with_its_rows(found: Converted, kinds: dict[str, tuple[int, ...]]) -> None:
    assert told(found) == kinds
    assert set(found.faulty) == {row for rows in kinds.values() for row in rows}
    assert len(found.table) == found.rows - len(found.faulty)


def test_a_request_cannot_be_served_and_withdrawn() -> None:
    table = datasets.table("service-requests", country="HND")
    table = table[table["served_on"].notna()].head(5).reset_index(drop=True)
    table.loc[2, "withdrawn_on"] = table.loc[2, "served_on"]
    made = mapping("service-requests")
    assert told(converted(write_back(table, made), made)) == {"two-ends": (4,)}


def test_a_blank_count_is_zero_only_where_the_office_says_so() -> None:
    table = write_back(datasets.table("weekly-incidents", country="HND").head(5), mapping("weekly-incidents"))
    table.loc[1, "own incidents"] = ""
    made = mapping("weekly-incidents")
    assert converted(table, made).table["incidents"].isna().tolist() == [False, True, False, False, False]
    zero = ColumnMapping(to="incidents", blank="zero")
    made = replace(made, columns={**made.columns, "own incidents": zero})
    assert converted(table, made).table["incidents"].iloc[1] == 0


def test_a_column_that_the_file_lacks_is_unknown_throughout_and_one_that_is_not_read_is_named() -> None:
    made = mapping("declarations", prefix="")
    table = write_back(datasets.table("declarations", country="HND").head(5), made).drop(columns="cause")
    columns = {name: column for name, column in made.columns.items() if name != "cause"}
    found = converted(table.assign(note="x"), replace(made, columns=columns))
    assert (found.absent, found.unused) == (("cause",), ("note",))
    assert found.table["cause"].isna().all()


@settings(max_examples=12)
@given(
    column=st.sampled_from(["given_names", "surname_1", "surname_2", "birth_date", "declaration_id"]),
    to=st.sampled_from(["sex", "cause", "declared_on", "municipality", "birth_date", "declaration_id", "given_names"]),
)
def test_no_report_quotes_a_person_not_even_where_a_column_was_mapped_by_mistake(column: str, to: str) -> None:
    table = datasets.table("declarations", country="HND").head(60)
    text = write_back(table, mapping("declarations", prefix=""))
    made = mapping("declarations", prefix="")
    columns = {name: each for name, each in made.columns.items() if each.to not in (to, column)}
    field = fields("declarations")[to]
    columns[column] = ColumnMapping(to=to, dates="iso" if field.kind == "date" else "", blank="unknown")
    source = Source(name="r.csv", table=text.set_axis(range(2, len(text) + 2)))
    made = replace(made, columns=columns)
    said = [each.sentence("en") for each in own.problems(made, source, country="HND")]
    if not said:
        said = [each.sentence("en") for each in own.convert(source, made, country="HND", until=UNTIL).findings]
    cells = [cell for name in ("given_names", "surname_1", "surname_2", "birth_date") for cell in text[name] if cell]
    assert [cell for cell in cells for sentence in said if f"«{cell}»" in sentence or f" {cell} " in sentence] == []


def test_the_report_is_a_table_that_a_spreadsheet_shows_and_does_not_compute() -> None:
    finding = own.Finding(kind="blank", column="=1+1", rows=tuple(range(2, 40)))
    row = report_table([finding], "en").iloc[0]
    assert row.iloc[0] == "'=1+1"
    assert row.iloc[2].split() == [str(number) for number in range(2, 40)]


def test_a_comparison_of_two_dates_names_the_columns_of_the_file() -> None:
    made = mapping("declarations")
    table = write_back(datasets.table("declarations", country="HND").head(30), made)
    table.loc[3, "own birth_date"] = "01/01/2030"
    found = converted(table, made)
    order = next(each for each in found.findings if each.kind == "order")
    assert "own birth_date" in order.sentence("es")
    assert "own event_date antes" in order.sentence("es")
