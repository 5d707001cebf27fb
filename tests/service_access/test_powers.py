"""A table of powers: each hole is found, what is sound is left alone, and bad rows are named."""

import pandas as pd
import pytest

from ruta import datasets
from ruta.errors import InputError
from ruta.service_access import powers, powers_example

SOUND = pd.DataFrame(
    [
        ("shelter", "norm", "ministry", "first", None),
        ("shelter", "finance", "treasury", "first", 50.0),
        ("shelter", "delivery", "municipality", "first", None),
        ("shelter", "oversight", "ombudsman", "first", None),
    ],
    columns=list(powers.COLUMNS),
)  # fmt: skip


def changed(row, **cells):
    table = SOUND.copy()
    for column, value in cells.items():
        table.loc[row, column] = value
    return table


def with_row(*cells):
    return pd.concat([SOUND, pd.DataFrame([cells], columns=SOUND.columns)], ignore_index=True)


def test_a_sound_duty_has_no_holes():
    assert powers.holes(SOUND).empty
    assert powers.holes(with_row("shelter", "delivery", "ministry", "subsidiary", None)).empty
    assert powers.holes(with_row("shelter", "finance", "municipality", "first", 20.0)).empty


@pytest.mark.parametrize(
    ("table", "power", "finding", "holders"),
    [
        (changed(2, holder=None), "delivery", "no-holder", ""),
        (SOUND.drop(index=0), "norm", "no-holder", ""),
        (changed(2, order="subsidiary"), "delivery", "no-holder", ""),
        (changed(1, budget=0.0), "finance", "no-money", "treasury"),
        (changed(1, budget=None), "finance", "no-money", "treasury"),
        (with_row("shelter", "delivery", "ministry", "first", None), "delivery", "two-first", "municipality, ministry"),
        (changed(3, holder="municipality"), "oversight", "judge-and-party", "municipality"),
    ],
)
def test_each_hole_is_found(table, power, finding, holders):
    assert powers.holes(table).to_numpy().tolist() == [["shelter", power, finding, holders]]


def test_unpaid_is_only_what_somebody_must_deliver():
    assert powers.unpaid(SOUND) == set()
    assert powers.unpaid(changed(1, budget=0.0)) == powers.unpaid(SOUND.drop(index=1)) == {"shelter"}
    assert powers.unpaid(changed(1, budget=0.0).drop(index=2)) == set()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("table", "code", "named"),
    [
        (changed(1, budget=-5.0), "negative-budget", ["2", "shelter", "-5"]),
        (SOUND.assign(budget=[None, "lots", None, None]), "negative-budget", ["2", "shelter", "lots"]),
        (changed(2, power="deliver"), "unknown-word", ["3", "shelter", "deliver", "delivery"]),
        (changed(0, order="second"), "unknown-word", ["1", "order", "second", "subsidiary"]),
        (SOUND.drop(columns="budget"), "no-column", ["budget", "holder"]),
    ],
)
def test_a_bad_row_is_named(table, code, named, language):
    with pytest.raises(InputError) as refused:
        powers.holes(table)
    assert refused.value.code == f"sharing.{code}"
    assert all(part in refused.value.sentence(language) for part in named)


@pytest.mark.parametrize("part", ["lesson", "exercise"])
@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_the_invented_table_has_each_hole_once_and_two_duties_without_money(country, part):
    found = powers.holes(powers_example.example_powers(country=country, seed=2026, part=part))
    counted = found.groupby(["power", "finding"]).size().to_dict()
    assert counted == {
        ("finance", "no-money"): 2, ("finance", "no-holder"): 1, ("delivery", "no-holder"): 1,
        ("delivery", "two-first"): 1, ("oversight", "judge-and-party"): 1,
    }  # fmt: skip
