"""The form check, the figures and the control of the lesson on psychosocial care, and its exercise computed again."""

from itertools import pairwise

import pandas as pd
import pytest

from ruta import datasets, figures
from ruta.errors import InputError
from ruta.practice import Params
from ruta.practice.exercises import psychosocial_care as exercise
from ruta.service_access import continuity, endings, form_check, psychosocial_figures, psychosocial_view
from ruta.service_access.example_accompaniment import CUT_OFF, example_accompaniment

SOUND = {"row": "R1", "kind": "practical", "role": "facilitator", "layer": "basic", "asked_of": "everyone",
         "service": "office", "needed_for": "", "number": ""}  # fmt: skip
CLINICAL = {"kind": "clinical", "role": "specialist", "asked_of": "who-was-referred", "layer": "specialised"}


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({}, []),
        ({"service": "  "}, ["no-service"]),
        ({"service": None}, ["no-service"]),
        (CLINICAL, []),
        (CLINICAL | {"role": "facilitator"}, ["clinical-role"]),
        (CLINICAL | {"asked_of": "everyone"}, ["clinical-everyone"]),
        (CLINICAL | {"role": "registrar", "asked_of": "everyone", "service": ""},
         ["clinical-role", "clinical-everyone", "no-service"]),
        ({"kind": "identifying", "service": ""}, ["not-needed"]),
        ({"kind": "identifying", "service": "", "needed_for": "letters"}, []),
        ({"kind": "call-back", "service": ""}, ["not-safe"]),
        ({"kind": "call-back", "service": "", "number": "not-marked"}, ["not-safe"]),
        ({"kind": "call-back", "service": "", "number": "safe"}, []),
    ],
)  # fmt: skip
def test_each_rule_finds_its_row_and_no_other(change, rules):
    form = pd.DataFrame([SOUND, SOUND | {"row": "R2"} | change])
    found = form_check.findings(form)
    assert found["rule"].tolist() == rules
    assert set(found["row"]) <= {"R2"}
    for language in ("en", "es"):
        said = form_check.sentences(form, language=language)
        assert len(said) == len(rules)
        assert all({"en": "Row R2", "es": "Fila R2"}[language] in sentence for sentence in said)


def test_a_value_that_the_check_does_not_know_is_named():
    with pytest.raises(InputError) as refused:
        form_check.findings(pd.DataFrame([SOUND, SOUND | {"row": "R2", "role": "driver"}]))
    sentence = refused.value.sentence("en")
    assert "R2" in sentence
    assert "driver" in sentence
    assert "facilitator" in sentence
    with pytest.raises(InputError):
        form_check.findings(pd.DataFrame([SOUND]).drop(columns="number"))


@pytest.fixture(scope="module")
def log():
    return example_accompaniment(country="HND", seed=2026)


@pytest.fixture(scope="module")
def contacts(log):
    found = continuity.planned_contacts(log.sessions, log.cases)
    return found[found["planned_on"].dt.year == 2025]


@pytest.mark.parametrize("country", datasets.COUNTRIES)
def test_the_sentences_of_the_lesson_hold_for_its_log(country):
    log = example_accompaniment(country=country, seed=2026)
    found = continuity.planned_contacts(log.sessions, log.cases)
    found["year"] = found["planned_on"].dt.year
    now = found[found["year"] == 2025]
    kept = continuity.continuity(found, window=7, cut_off=CUT_OFF, by="year")
    year = log.sessions["held_on"].dt.year
    sessions, people = log.sessions.groupby(year).size(), log.sessions.groupby(year)["person_id"].nunique()
    assert 12_000 < sessions[2025] < 13_000
    assert people[2025] / people[2024] < 1.4
    assert kept.loc[2025, "share"] < kept.loc[2024, "share"] - 0.05
    assert (kept["person_share"] < kept["share"]).all()
    districts = continuity.continuity(now, window=7, cut_off=CUT_OFF, by="district")
    work = log.sessions[year == 2025].groupby("district").size()
    begun = log.cases["person_id"].isin(log.sessions["person_id"])
    queue = log.cases[~begun & log.cases["ended_on"].isna()].groupby("district").size()
    assert work.idxmax() == districts["share"].idxmin() == queue.idxmin()
    assert work.idxmin() == districts["share"].idxmax() == queue.idxmax()
    gone = log.cases.loc[~log.cases["ended_as"].isin(["", "agreed"]), "person_id"]
    stayed = continuity.continuity(now[~now["person_id"].isin(gone)], window=7, cut_off=CUT_OFF, by="year")
    assert stayed["share"].iloc[0] > kept.loc[2025, "share"] + 0.01
    arrived = log.referrals.groupby("to_layer")["arrived_on"].apply(lambda days: days.notna().mean())
    assert arrived.idxmin() == "specialised"
    lost = log.cases[(log.cases["ended_on"].dt.year == 2025) & (log.cases["ended_as"] != "agreed")]
    assert lost.loc[lost["district"] == work.idxmax(), "ended_as"].value_counts().index[0] == "service-closed"


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_control_moves_continuity_and_counts_the_same_contacts(contacts, language):
    narrow, wide = (
        psychosocial_view.window_view(window, contacts=contacts, cut_off=CUT_OFF, language=language)
        for window in (0, 45)
    )
    over = contacts[contacts["planned_on"] + pd.Timedelta(days=60) <= CUT_OFF]
    for shown, window in ((narrow, 0), (wide, 45)):
        table = continuity.continuity(over, window=window, cut_off=CUT_OFF, by="district")
        for district, share in table["share"].items():
            assert f"{district} {100 * share:.0f}" in shown.text
            assert f"{district} {100 * share:.0f}" in shown.alt
        assert figures.synthetic_note(language) in shown.text
        lines = [line for line in shown.figure.axes[0].lines if len(line.get_xdata()) > 2]
        assert len({line.get_linestyle() for line in lines}) == len(lines) == 4


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_figures_say_their_numbers(log, contacts, language):
    ends = endings.endings(log.cases, log.sessions, cut_off=CUT_OFF)
    shown = psychosocial_figures.endings_figure(ends, language=language)
    lost = 100 * endings.share_at(endings.shares_by_day(ends), 180, how="lost")
    assert f"180: {lost:.0f} " in shown.alt
    counts = pd.DataFrame({"sessions": [10, 1200], "people": [5, 6], "kept": [75.2, 64.8]}, index=[2024, 2025])
    shown = psychosocial_figures.three_counts_figure(counts, language=language)
    assert "1,200" in shown.alt
    assert "65" in shown.alt
    assert len(shown.figure.axes) == 3
    districts = continuity.continuity(contacts, window=7, cut_off=CUT_OFF, by="district")
    districts["sessions"], districts["not_kept"], districts["waiting"] = range(4), 7, 8
    shown = psychosocial_figures.districts_figure(districts, language=language)
    assert all(f"{100 * share:.0f}" in shown.alt for share in districts["share"])
    left = [text.get_position()[1] for text in shown.figure.axes[0].texts if text.get_ha() == "left"]
    assert all(above - below >= 10.9 for above, below in pairwise(left))  # no label on another


def test_a_form_is_shown_in_words():
    form = pd.DataFrame([SOUND])
    shown = psychosocial_figures.form_in_words(form, language="es")
    assert shown.loc["R1", "quién pregunta"] == "persona facilitadora"
    assert shown.loc["R1", "qué hay detrás"] == "office"
    call = SOUND | {"kind": "call-back", "service": "", "number": "safe"}
    words = psychosocial_figures.form_in_words(pd.DataFrame([call]), language="en").loc["R1"]
    assert words["what stands behind it"] == "number marked as safe"


@pytest.fixture(scope="module", params=[(country, 104) for country in datasets.COUNTRIES])
def opened(request):
    params = Params(country=request.param[0], seed=request.param[1], language="en")
    return exercise.load(params), params


def test_the_exercise_is_computed_again_row_by_row(opened):
    data, params = opened
    sessions = data["sessions"]
    seen = {who for who, day in zip(sessions["person_id"], sessions["held_on"], strict=True) if day.year == 2025}
    assert exercise.people_with_a_session(data, params) == len(seen)
    log = example_accompaniment(country=params.country, seed=params.seed + exercise.OTHER_SEED)
    ended = log.cases[log.cases["ended_as"] == "agreed"]
    closed = dict(zip(ended["person_id"], ended["ended_on"], strict=True))
    kept = due = 0
    for row in data["contacts"].itertuples():
        limit = row.planned_on + pd.Timedelta(days=7)
        expected_no_more = pd.isna(row.next_on) and closed.get(row.person_id, pd.Timestamp.max) <= limit
        assert row.due == (limit <= CUT_OFF and not expected_no_more)
        due += row.due
        kept += row.due and row.days_late <= 7
        if row.due and row.days_late > 7:
            assert row.next_on > row.planned_on
    assert exercise.kept_share(data, params) == pytest.approx(100 * kept / due)
    loop = data["loop"].iloc[0]
    ready = [row for row in log.referrals.itertuples() if (CUT_OFF - row.sent_on).days >= 90]
    assert loop.tolist() == [
        sum(pd.notna(getattr(row, f"{step}_on")) for row in ready)
        for step in ("sent", "accepted", "arrived", "answered")
    ]
    assert exercise.loop_shares(data, params).to_dict() == pytest.approx(
        {"arrived": 100 * loop["arrived"] / loop["sent"], "answered": 100 * loop["answered"] / loop["sent"]}
    )
    assert len(exercise.rows_to_change(data, params)) == 4
    ended = data["ends"]
    lost_in_log = 100 * ((ended["how"] == "lost") & (ended["days"] <= 180)).mean()
    # Hardly anybody of the cohort is censored before day 180, so the plain share is close.
    assert exercise.share_lost(data, params) == pytest.approx(lost_in_log, abs=1.0)


def test_every_form_is_the_same_nine_questions_in_another_order():
    forms = [
        exercise.load(Params(country="COL", seed=seed, language="es"))["form"].drop(columns="row") for seed in (1, 2)
    ]
    orders = [sorted(map(tuple, form.to_numpy())) for form in forms]
    assert orders[0] == orders[1]
    assert not forms[0].equals(forms[1])
