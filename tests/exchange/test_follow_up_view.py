"""The control of the lesson: the day moves what is overdue and nothing else; the way of counting moves the share."""

import pandas as pd
import pytest

from ruta.exchange import follow_up_view
from ruta.exchange.report_words import say
from ruta.figures import synthetic_note
from ruta.messages import LANGUAGES
from tests.exchange.recommendation_rows import ON, TEN, table


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("rule", "share"), [("shown", "20%"), ("said", "50%"), ("with-evidence", "67%"), ("without-closed", "22%")]
)
def test_each_way_of_counting(language: str, rule: follow_up_view.Rule, share: str) -> None:
    shown = follow_up_view.report_day(table(*TEN), on=ON, language=language, rule=rule)
    assert f"{share}." in shown.text
    assert say(f"rule-{rule}", language) in shown.text
    assert shown.text.endswith(synthetic_note(language))


def test_a_later_day_makes_more_overdue_and_nothing_more_done() -> None:
    texts = [follow_up_view.report_day(table(*TEN), on=ON, language="en", months_later=m).text for m in (0, 1, 12)]
    assert [text.split(" of 10 overdue")[0].rsplit(" ", 1)[1] for text in texts] == ["2", "3", "4"]
    assert all("20%" in text for text in texts)
    assert "2027-06-30" in texts[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pairs_say_both_starts(language: str) -> None:
    pairs = pd.DataFrame({"agreed": [0.4, -0.2], "now": [0.55, 0.1]}, index=["R1", "R2"])
    shown = follow_up_view.progress_pairs(pairs, language=language)
    assert all(part in shown.alt for part in ("R1", "40%", "55%", "-20%", "10%"))
    assert shown.figure.axes[0].get_xlim()[0] < -20
