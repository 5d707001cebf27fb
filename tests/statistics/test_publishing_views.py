"""The pictures of the lesson on publishing, and the brief: nothing hidden is written in what goes out."""

import re

import pandas as pd
import pytest

from ruta import datasets
from ruta.figures import figure_html
from ruta.statistics import brief, disclosure, present
from ruta.statistics import disclosure_view as view

COUNTS = pd.DataFrame(
    [[1, 17, 8], [4, 48, 33], [14, 19, 13], [0, 31, 5]],
    index=["HN-AT-01", "HN-AT-02", "HN-AT-03", "HN-LP-01"],
    columns=["other", "disaster", "violence-threat"],
)
NAMES = {"other": "Otra", "disaster": "Desastre", "violence-threat": "Violencia"}


def written(shown):
    """Return the numbers that a figure writes inside its cells."""
    return sorted(int(text.get_text().replace(",", "")) for text in shown.figure.axes[0].texts)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_table_of_the_office_shows_everything_and_the_published_one_only_what_may_be_shown(language):
    protected = disclosure.protect(COUNTS, threshold=5)
    inside = view.before(COUNTS, threshold=5, title="T", names=NAMES, language=language)
    outside = view.after(protected, title="T", names=NAMES, language=language)
    full = disclosure.with_totals(COUNTS)
    assert written(inside) == sorted(full.to_numpy().ravel())
    assert written(outside) == sorted(protected.table.stack().dropna())
    assert sum(bool(patch.get_hatch()) for patch in inside.figure.axes[0].patches) == 2
    assert sum(bool(patch.get_hatch()) for patch in outside.figure.axes[0].patches) == protected.hidden.sum().sum()
    for value in protected.table.loc["HN-AT-01"].dropna():
        assert str(value) in outside.alt
    assert "2 " in inside.text


def test_the_published_picture_uses_one_mark_whatever_the_reason():
    protected = disclosure.protect(COUNTS, threshold=5)
    assert {"primary", "secondary"} <= set(protected.reason.to_numpy().ravel())
    outside = view.after(protected, title="T", names=NAMES, language="en")
    assert len({patch.get_hatch() for patch in outside.figure.axes[0].patches if patch.get_hatch()}) == 1


def test_what_a_threshold_costs_is_counted():
    found = view.cost(COUNTS, threshold=5)
    reason = disclosure.protect(COUNTS, threshold=5).reason.iloc[:-1, :-1]
    assert found["filled"] == 11
    assert found["primary"] == 2
    assert found["secondary"] == (reason == "secondary").sum().sum() > 0
    # The first row gives 26 − 17 − 8 = 1; the second 85 − 48 − 33 = 4.
    assert found["read-off"] == 2
    assert found["hidden-persons"] == COUNTS.where(reason != "published", 0).sum().sum()
    assert found["persons"] == COUNTS.sum().sum()
    assert found["alone"] == 0
    assert view.cost(COUNTS, threshold=1) | {"alone": 1, "primary": 0, "secondary": 0} == view.cost(COUNTS, threshold=1)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_control_says_what_the_threshold_does(language):
    move = view.threshold_mover({"one": COUNTS}, titles={"one": "Uno"}, names=NAMES, language=language)
    low, high = move(table="one", threshold=1), move(table="one", threshold=10)
    assert "Uno" in low.alt
    assert low.text != high.text
    found = view.cost(COUNTS, threshold=10)
    for key in ("primary", "secondary", "read-off"):
        assert re.search(rf"\b{found[key]}\b", high.text)
    assert not any(patch.get_hatch() for patch in low.figure.axes[0].patches)


def test_the_trade_off_never_hides_fewer_cells_by_the_rule_as_the_threshold_rises():
    shown = view.trade_off(COUNTS, thresholds=range(1, 9), title="T", language="en")
    by_rule, in_all, persons = (line.get_ydata() for line in shown.figure.axes[0].lines)
    assert list(by_rule) == sorted(by_rule)
    assert all(one <= two for one, two in zip(by_rule, in_all, strict=True))
    assert max(persons) <= 100
    assert by_rule[0] == in_all[0] == persons[0] == 0
    assert "threshold 5: 18% of cells by the rule" in shown.alt


def test_a_hidden_bar_has_no_number():
    shown = view.bars(pd.Series([40, pd.NA], index=["a", "b"], dtype="Int64"), title="T", names={}, language="en")
    assert [text.get_text() for text in shown.figure.axes[0].texts] == ["40", "not published"]
    assert "b not published" in shown.alt


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_brief_holds_what_is_published_and_nothing_else(language):
    protected = disclosure.protect(COUNTS, threshold=5)
    table = brief.table_html(protected, names=NAMES, caption="A & B", language=language)
    cells = re.findall(r"<td>(.*?)</td>", table)
    assert cells == ["c" if pd.isna(value) else str(value) for value in protected.table.to_numpy().ravel()]
    assert "A &amp; B" in table
    chart = view.bars(protected.table.loc["total"].drop("total"), title="T", names=NAMES, language=language)
    body = brief.brief_html(
        title="T", sentences=["Uno."], table=table, notes=["<n>"], language=language,
        picture=figure_html(chart.figure, alt=chart.alt),
    )  # fmt: skip
    whole = brief.page(body, title="T", language=language)
    assert f'<html lang="{language}">' in whole
    assert "&lt;n&gt;" in whole
    assert 'alt="' in whole
    assert whole.count("<th") == 4 + 1 + 5


@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_the_lesson_has_something_to_show_in_every_country(country):
    movements, persons = (datasets.table(name, country=country) for name in ("movements", "persons"))
    records = present.present_on(movements, persons, day="2024-12-31")
    found = view.cost(pd.crosstab(records["municipality"], records["cause"]), threshold=5)
    assert found["read-off"] >= 5
    assert found["secondary"] >= 5
    assert found["totals"] == 0
