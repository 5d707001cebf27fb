"""Pieces of the report: every text escaped, tables that a screen reader can follow, figures that say what they show."""

import pandas as pd
import pytest
from lxml import html

from ruta.exchange import report_figures, report_parts, report_words, standing
from ruta.messages import LANGUAGES
from tests.exchange.recommendation_rows import ON, TEN, table

EVIL = '<script>alert(1)</script> & "x"'


def test_whatever_an_office_writes_is_text() -> None:
    made = [
        report_parts.heading(EVIL), report_parts.paragraph(EVIL), report_parts.listing([EVIL]),
        report_parts.table([EVIL, "n"], [[EVIL, EVIL]], caption=EVIL, notes=[EVIL]),
    ]  # fmt: skip
    for piece in made:
        assert "<script" not in piece
        assert EVIL in html.fromstring(piece if piece.count("<p") < 2 else f"<div>{piece}</div>").text_content()


def test_a_table_names_its_rows_and_columns() -> None:
    made = html.fromstring(
        f"<div>{report_parts.table(['Place', 'Note', 'n'], [['a', 'b', '1']], caption='C', words=2)}</div>"
    )
    assert made.xpath("//caption/text()") == ["C"]
    assert made.xpath("//th[@scope='col']/text()") == ["Place", "Note", "n"]
    assert made.xpath("//th[@scope='row']/text()") == ["a"]
    assert made.xpath("//td[@class='n']/text()") == ["1"]
    assert made.xpath("//*[@role='region']/@tabindex") == ["0"]


def test_numbers_as_they_are_printed() -> None:
    assert [report_words.whole(value) for value in (1234, 0, pd.NA)] == ["1,234", "0", "–"]
    assert [report_words.percent(value) for value in (0.335, 0, float("nan"))] == ["34%", "0%", "–"]
    assert [report_words.plain(value) for value in (45.0, 62.5, pd.NA)] == ["45", "62.5", "–"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_say_what_they_show(language: str) -> None:
    stocks = pd.DataFrame({"A1": [10, 20], "A2": [pd.NA, 7], "A3": [5, 6]}, index=[2024, 2025], dtype="Int64")
    alt = report_figures.stock_lines(stocks, language=language).alt
    assert "2024 10" in alt
    assert f"2024 {report_words.say('hidden', language)}" in alt
    assert "2025 " in report_figures.stock_lines(stocks.mask(stocks > 0), language=language).alt, "all of it hidden"
    weeks = pd.DataFrame({"alarm": [0, 2], "unknown": [1, 0]}, index=pd.to_datetime(["2025-12-15", "2025-12-22"]))
    alt = report_figures.alarm_bars(weeks, language=language).alt
    assert all(part in alt for part in ("2025-12-15", "2025-12-22", " 2 "))
    shares = pd.DataFrame({"displaced": [0.5], "host": [0.25]}, index=["land-claim"])
    alt = report_figures.wait_pairs(shares, names={"land-claim": "land"}, days=90, language=language).alt
    assert all(part in alt for part in ("land", "50%", "25%", "90"))
    shown = report_figures.standing_bars(standing.follow_up(table(*TEN), on=ON), on="2026-06-30", language=language)
    assert all(f": {count}" in shown.alt for count in (2, 3, 1))
    assert "20%" in shown.text
    words = [label.get_text() for label in shown.figure.axes[0].get_yticklabels()]
    assert words == [report_words.say(f"standing-{name}", language) for name in standing.STANDINGS]


def test_what_is_shown_in_a_notebook_reads_as_text_too(monkeypatch: pytest.MonkeyPatch) -> None:
    import IPython.display

    shown: list[dict[str, str]] = []
    monkeypatch.setattr(IPython.display, "display", lambda bundle, raw: shown.append(bundle))
    report_parts.show(report_parts.heading("A & B"), '<img src="data:," alt="two bars">')
    assert shown[0]["text/plain"] == "A & B [two bars]"
    assert "<h2" in shown[0]["text/html"]
