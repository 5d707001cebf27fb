"""The exercise in a room: who knew what at which minute, criticisms that are fair, and the file of messages."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta import figures
from ruta.course.paths import find_tree
from ruta.early_warning import response_plan, simulation
from ruta.early_warning.mass_events import is_mass
from ruta.early_warning.simulation_view import simulation_view
from ruta.errors import InputError
from ruta.messages import LANGUAGES


def messages(rows):
    """Rows of (id, minute, posts)."""
    return pd.DataFrame(rows, columns=["inject", "minute", "to"]).set_index("inject").assign(answer_within=5)


def decisions(rows):
    """Rows of (id, minute, post, messages cited, posts told)."""
    return pd.DataFrame(rows, columns=["decision", "minute", "post", "because", "told"]).set_index("decision")


SENT = messages([("M-1", 0, ("a",)), ("M-2", 10, ("b",)), ("M-3", 20, ("a", "b"))])
LOG = decisions([("D-1", 5, "a", ("M-1",), ("b",)), ("D-2", 12, "b", ("M-1", "M-2"), ("c",))])


@pytest.mark.parametrize(
    ("post", "minute", "known"),
    [
        ("a", 0, {"M-1"}), ("b", 4, set()), ("b", 5, {"M-1"}), ("b", 10, {"M-1", "M-2"}), ("a", 19, {"M-1"}),
        ("c", 11, set()), ("c", 12, {"M-1", "M-2"}), ("b", 20, {"M-1", "M-2", "M-3"}), ("d", 60, set()),
    ],
)  # fmt: skip
def test_a_post_knows_what_came_and_what_it_was_told(post, minute, known):
    assert simulation.knew(SENT, LOG, post=post, minute=minute) == known


def test_nobody_passes_on_what_they_do_not_know():
    log = decisions([("D-1", 5, "a", ("M-2", "M-3"), ("c",))])
    assert simulation.knew(SENT, log, post="c", minute=5) == frozenset()


def test_criticisms_are_fair_not_passed_on_or_hindsight():
    points = pd.DataFrame({"decision": ["D-2", "D-2", "D-1", "D-1"], "inject": ["M-1", "M-3", "M-1", "M-2"]})
    assert simulation.review(points, SENT, LOG).tolist() == ["fair", "hindsight", "fair", "hindsight"]
    late = decisions([("D-1", 15, "a", (), ())])
    points = pd.DataFrame({"decision": ["D-1"], "inject": ["M-2"]})
    assert simulation.review(points, SENT, late).tolist() == ["not-passed-on"]


TOLD = st.tuples(
    st.integers(0, 30), st.sampled_from("abc"), st.sets(st.sampled_from(["M-1", "M-2", "M-3"])),
    st.sets(st.sampled_from("abc")),
)  # fmt: skip


@given(st.lists(TOLD, max_size=8), st.sampled_from("abc"), st.integers(0, 30), st.integers(0, 10))
@settings(max_examples=50, deadline=None)
def test_knowledge_only_grows_and_never_runs_ahead_of_the_clock(rows, post, minute, more):
    log = decisions(
        [
            (f"D-{place}", when, teller, tuple(cited), tuple(told))
            for place, (when, teller, cited, told) in enumerate(rows)
        ]
    )
    now = simulation.knew(SENT, log, post=post, minute=minute)
    assert now <= simulation.knew(SENT, log, post=post, minute=minute + more)
    assert all(SENT.loc[one, "minute"] <= minute for one in now)
    assert now >= {name for name, row in SENT.iterrows() if post in row["to"] and row["minute"] <= minute}


def test_answers_by_hand():
    log = decisions([("D-1", 5, "a", ("M-1",), ()), ("D-2", 17, "b", ("M-2",), ()), ("D-3", 11, "c", ("M-2",), ())])
    found = simulation.answers(SENT, log, end=22)
    assert found["state"].tolist() == ["in-time", "late", "not-due"]
    assert found["minutes"].tolist()[:2] == [5, 7]  # c was not asked
    assert simulation.answers(SENT, log, end=30).loc["M-3", "state"] == "unanswered"


def test_a_criticism_of_what_is_not_there_is_refused():
    with pytest.raises(InputError, match="D-9"):
        simulation.review(pd.DataFrame({"decision": ["D-9"], "inject": ["M-1"]}), SENT, LOG)
    with pytest.raises(InputError, match="M-9"):
        simulation.review(pd.DataFrame({"decision": ["D-1"], "inject": ["M-9"]}), SENT, LOG)


def test_the_file_of_the_exercise_holds_together():
    file = simulation.script()
    table = simulation.injects("es")
    assert table["minute"].is_monotonic_increasing
    assert table["hour"].is_monotonic_increasing
    assert table["minute"].iloc[-1] < file["minutes"] == 60
    assert {one for row in table["to"] for one in row} == set(file["posts"]) <= set(response_plan.POSTS)
    assert table["text"].str.startswith("EJERCICIO. ").all()
    assert simulation.injects("en")["text"].str.startswith("EXERCISE. ").all()
    log = simulation.log("es")
    for name, row in log.iterrows():
        assert set(row["because"]) <= set(simulation.knew(table, log, post=row["post"], minute=row["minute"])), name
        assert {row["post"], *row["told"]} <= set(file["posts"])
    verdicts = simulation.review(simulation.criticisms("es"), table, log)
    assert set(verdicts) == set(simulation.VERDICTS)
    assert set(simulation.answers(table, log, end=60)["state"]) == {"in-time", "late", "unanswered", "not-due"}


def test_the_numbers_in_the_messages_agree():
    """6 and 5 households with 25 and 19 persons reach the rule by households; 12 of 32 were counted before."""
    assert is_mass(households=6 + 5, persons=25 + 19)
    assert not is_mass(households=6, persons=25)
    english = simulation.injects("en")
    assert "11 households and 44 persons" in english.loc["M-05", "considers"]
    assert f"{25 + 19 + 32 - 12} persons so far, not {25 + 19 + 32}" in english.loc["M-09", "considers"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_the_facilitator_has_the_messages_of_the_file(language):
    folder = "book" if language == "en" else "book/es"
    page = (find_tree().root / folder / "facilitators" / "simulation.md").read_text(encoding="utf-8")
    for name, row in simulation.injects(language).iterrows():
        posts = ", ".join(response_plan.post(one, language) for one in row["to"])
        slip = next(line for line in page.splitlines() if line.startswith(f"| **{name}**,"))
        assert f" {row['minute']} (" in slip
        assert f" {row['hour']}). " in slip
        assert slip.endswith(f": {posts} | {row['text']} |")
        assert f"| **{name}** | {row['considers']} |" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_control_shows_what_came_and_hides_what_comes(language):
    table = simulation.injects(language)
    for step, name in enumerate(table.index, start=1):
        shown = simulation_view(step, "message", language=language)
        assert table.loc[name, "text"] in shown.text
        assert not any(later in shown.alt + shown.text for later in table.index[step:])
        assert figures.synthetic_note(language) in shown.text
        assert table.loc[name, "considers"] not in shown.text
        assert table.loc[name, "considers"] in simulation_view(step, "considers", language=language).text
        assert f"{step} " in shown.alt
        # One mark for every post of every message that has come.
        assert len(shown.figure.axes[0].collections) == sum(len(to) for to in table["to"].iloc[:step])
