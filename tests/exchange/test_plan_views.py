"""Table and figure say what the plan says: nothing ambiguous looks sure, nothing unknown is a bar."""

from pathlib import Path

import pytest
from matplotlib.dates import num2date
from matplotlib.patches import Rectangle

from ruta.exchange import plan as plans
from ruta.exchange import plan_words as words
from ruta.exchange.plan_figure import LOOK, plan_figure
from ruta.exchange.plan_table import plan_table, table_html
from ruta.messages import LANGUAGES
from tests.exchange.plans import GOOD, changed, write

WORK_PLAN = plans.work_plan()


def bars(plan: plans.Plan, language: str = "en") -> list[tuple[str, str, str]]:
    """Return the first and last day of every bar, and its hatch."""
    axes = plan_figure(plan, language=language).figure.axes[0]
    found = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    edges = [(bar.get_x(), bar.get_x() + bar.get_width() - 1, bar.get_hatch() or "") for bar in found]
    return [(f"{num2date(first):%Y-%m-%d}", f"{num2date(last):%Y-%m-%d}", hatch) for first, last, hatch in edges]


def test_the_work_plan_as_a_table() -> None:
    table = plan_table(WORK_PLAN, language="en")
    assert len(table) == 15
    assert table.iloc[0].tolist() == [
        "1", "In-person workshop I: statistical offices, CENTROESTAD technical group (SICA), Mexico",
        "Nov 2022, Jun 2023", "legible mark; the month is probable", "in person", "A. Data",
    ]  # fmt: skip
    assert table["When"].eq("unknown").sum() == 12
    assert plan_table(WORK_PLAN, language="es").iloc[0, 2] == "nov. 2022, jun. 2023"


def test_two_dark_bars_twelve_hatched_ones_and_no_more() -> None:
    found = bars(WORK_PLAN)
    assert [bar[:2] for bar in found if not bar[2]] == [("2022-11-01", "2022-11-30"), ("2023-06-01", "2023-06-30")]
    assert sum(bool(hatch) for _, _, hatch in found) == 12
    assert len(found) == 14
    assert "hatch" in LOOK["ambiguous"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_says_what_is_unknown_and_explains_itself(language: str) -> None:
    shown = plan_figure(WORK_PLAN, language=language)
    axes = shown.figure.axes[0]
    unknown = words.say("when-unknown", language)
    assert sum(text.get_text().strip() == unknown for text in axes.texts) == 12
    assert all(text.get_position()[0] == axes.get_xlim()[1] for text in axes.texts)
    legend = [text.get_text() for text in axes.get_legend().get_texts()]
    assert legend == [
        words.certainty("legible", language),
        words.certainty("ambiguous", language),
        words.say("legend-unknown", language, word=unknown),
    ]
    for line in WORK_PLAN.lines():
        assert f"{line[0].title(language)}: {words.when(line[0], language)}" in shown.alt


def test_the_three_looks_stay_apart_in_grey() -> None:
    from matplotlib.colors import to_rgb

    assert len({look.get("hatch") for look in LOOK.values()}) == 3
    greys = {name: sum(to_rgb(look["facecolor"])) / 3 for name, look in LOOK.items()}
    assert greys["ambiguous"] - greys["legible"] > 0.5
    assert "hatch" not in LOOK["legible"]


def test_a_date_that_is_only_proposed_is_dotted_and_no_event(tmp_path: Path) -> None:
    plan = plans.load(write(tmp_path, *changed(1, certainty="tentative")))
    assert bars(plan)[1] == ("2027-02-15", "2027-02-17", "....")
    assert "Workshop" in words.left_out(plan, "en")


def test_a_date_that_moves_moves_table_and_figure(tmp_path: Path) -> None:
    before, after = (
        plans.load(write(tmp_path, *rows)) for rows in (GOOD, changed(0, first="2027-02-02"))
    )  # fmt: skip
    assert bars(before)[1][:2] == ("2027-02-15", "2027-02-17")
    assert bars(after)[1][:2] == ("2027-02-16", "2027-02-18")
    when = [plan_table(plan, language="en").loc[1, "When"] for plan in (before, after)]
    assert when == ["Mon 15 Feb 2027 to Wed 17 Feb 2027", "Tue 16 Feb 2027 to Thu 18 Feb 2027"]


def test_a_plan_without_any_date_is_still_drawn(tmp_path: Path) -> None:
    assert bars(plans.load(write(tmp_path, GOOD[3]))) == []


def test_a_title_is_text_and_nothing_else(tmp_path: Path) -> None:
    rows = changed(0, title_en="$x <b>&\u200b \x07 $5 " + "long " * 60)
    plan = plans.load(write(tmp_path, *rows))
    figure = plan_figure(plan, language="en").figure
    figure.savefig(tmp_path / "x.png")
    assert figure.axes[0].get_yticklabels()[0].get_text().count("\n") == 2
    assert "$x &lt;b&gt;&amp; $5 long" in table_html(plan, language="en")


def test_what_is_left_out_and_what_falls_on_a_weekend_is_said(tmp_path: Path) -> None:
    plan = plans.load(write(tmp_path, *changed(0, first="2027-02-06")))
    assert words.left_out(plan, "en").endswith(": Visita; Report.")
    assert words.on_weekends(plan, "es") == "Empieza o termina en sábado o domingo: Inicio (sáb. 6 feb. 2027); " + (
        "Workshop (sáb. 20 feb. 2027 a lun. 22 feb. 2027)."
    )
    sure = plans.load(write(tmp_path, *GOOD[:2]))
    assert (words.left_out(sure, "en"), words.on_weekends(sure, "en")) == ("", "")


def test_a_line_that_is_left_out_in_part_says_which_mark(tmp_path: Path) -> None:
    rows = (GOOD[0], {**GOOD[0], "id": "again", "certainty": "ambiguous", "first": "2027-03"})
    assert words.left_out(plans.load(write(tmp_path, *rows)), "en").endswith(": Start (Mar 2027).")
