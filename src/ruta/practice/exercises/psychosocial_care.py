"""Exercise on psychosocial care: three counts, kept contacts, one face, endings, the loop, a form, the next team."""

import pandas as pd

from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.service_access import psychosocial_exercise as answers
from ruta.service_access.example_accompaniment import example_accompaniment

OTHER_SEED = 700
"""Added to the seed, so that the lesson's numbers are no answers."""


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the tables of another invented territory."""
    seed = params.seed + OTHER_SEED
    log = example_accompaniment(country=params.country, seed=seed)
    return answers.tables(log, country=params.country, seed=seed)


def people_with_a_session(data: Data, _: Params) -> int:
    """Return the different people with at least one session in the year."""
    return answers.people(data["sessions"])


def kept_share(data: Data, _: Params) -> float:
    """Return the contacts kept in time, of each 100 that fell due."""
    return answers.kept_share(data["contacts"])


def faces(data: Data, _: Params) -> "pd.Series[float]":
    """Return both indices of the person in the table."""
    return answers.faces(data["visits"])


def share_lost(data: Data, _: Params) -> float:
    """Return how many of 100 had been lost from sight by the day asked for."""
    return answers.share_lost(data["ends"])


def loop_shares(data: Data, _: Params) -> "pd.Series[float]":
    """Return the referrals that arrived and that were answered, of each 100 sent."""
    return answers.loop_shares(data["loop"])


def rows_to_change(data: Data, _: Params) -> set[str]:
    """Return the rows of the form that break a rule."""
    return answers.rows_with_findings(data["form"])


EXERCISE = Exercise(
    id="service-access/05-psychosocial-care",
    domain="psychosocial-care",
    load=load,
    questions=(
        Question(
            id="people-not-sessions", outcome=1, kind="compute", variable="people_with_a_session",
            answer=Number(unit="persons", minimum=0),
            expected=people_with_a_session,
            misconceptions=(
                Misconception("sessions", lambda data, params: answers.session_count(data["sessions"])),
                Misconception("layers-added", lambda data, params: answers.layers_added(data["sessions"])),
                Misconception("every-year", lambda data, params: answers.every_year(data["sessions"])),
            ),
        ),
        Question(
            id="kept-contacts", outcome=2, kind="compute", variable="kept_contacts",
            answer=Number(unit="of 100 contacts", tolerance=0.15, minimum=0, maximum=100),
            expected=kept_share,
            misconceptions=(
                Misconception("of-held", lambda data, params: answers.kept_of_held(data["contacts"])),
                Misconception("whenever", lambda data, params: answers.ever_held(data["contacts"])),
                Misconception("of-planned", lambda data, params: answers.kept_of_planned(data["contacts"])),
            ),
        ),
        Question(
            id="same-face", outcome=2, kind="compute", variable="same_face",
            answer=Column(unit="index, 0 to 1", index=lambda data, params: answers.INDICES, tolerance=0.006),
            expected=faces,
            misconceptions=(
                Misconception("paired-with-itself", lambda data, params: answers.with_replacement(data["visits"])),
                Misconception("one-over", lambda data, params: answers.one_over(data["visits"])),
                Misconception("swapped", lambda data, params: answers.swapped(data["visits"])),
            ),
        ),
        Question(
            id="lost-by-day", outcome=3, kind="read", variable="lost_by_day",
            answer=Number(unit="of 100 people", tolerance=3.5, minimum=0, maximum=100),
            expected=share_lost,
            misconceptions=(
                Misconception("agreed", lambda data, params: answers.share_agreed(data["ends"])),
                Misconception("all-endings", lambda data, params: answers.share_ended(data["ends"])),
                Misconception("edge", lambda data, params: 100 - answers.share_lost(data["ends"])),
            ),
        ),
        Question(
            id="closed-loop", outcome=3, kind="compute", variable="closed_loop",
            answer=Column(unit="of 100 referrals sent", index=lambda data, params: answers.LOOP, tolerance=0.6),
            expected=loop_shares,
            misconceptions=(
                Misconception(
                    "step-before",
                    lambda data, params: answers.loop_shares(data["loop"], over=("accepted", "arrived")),
                ),
                Misconception(
                    "of-accepted",
                    lambda data, params: answers.loop_shares(data["loop"], over=("accepted", "accepted")),
                ),
            ),
        ),
        Question(
            id="form-rows", outcome=4, kind="read", variable="form_rows",
            answer=Labels(options=answers.ROWS),
            expected=rows_to_change,
            misconceptions=(
                Misconception("clinical-only", lambda data, params: answers.clinical_findings(data["form"])),
                Misconception("sensitive", lambda data, params: answers.sensitive_rows(data["form"])),
            ),
        ),
        Question(
            id="score-fell", outcome=5, kind="choose", variable="score_fell",
            answer=Choice(),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("effect", lambda data, params: "a"),
                Misconception("more-measuring", lambda data, params: "d"),
            ),
        ),
        Question(
            id="next-team", outcome=5, kind="decide", variable="next_team",
            answer=Choice(),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("most-sessions", lambda data, params: "a"),
                Misconception("best-share", lambda data, params: "d"),
            ),
        ),
    ),
)  # fmt: skip
