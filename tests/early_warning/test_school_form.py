"""Every kind of refusal, each found where it is and nowhere else, in a sentence that repeats nothing."""

import pandas as pd
import pytest

from ruta import messages
from ruta.early_warning.school_form import check_form
from ruta.errors import InputError

SOUND = {
    "school": "E-07", "start": "2025-03-03", "enrolled": 310, "days_open": 10, "absent_days": 160, "transfers": 6,
    "withdrawals": 21, "insecurity": 0, "residence": 9, "work": 5, "other": 7, "remark": "Three days of rain.",
}  # fmt: skip


def codes(channel="open", **changes):
    return [(one.code, one.row, one.column) for one in check_form(pd.DataFrame([SOUND | changes]), channel=channel)]


@pytest.mark.parametrize("channel", ["open", "restricted"])
def test_a_sound_form_leaves(channel):
    assert codes(channel) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"nombre_docente": "x"}, ("person-column", None, "nombre_docente")),
        ({"Dirección": "x"}, ("person-column", None, "Dirección")),
        ({"teléfono": "x"}, ("person-column", None, "teléfono")),
        ({"favourite_colour": "x"}, ("unknown-column", None, "favourite_colour")),
        ({"work": -1}, ("not-a-count", 1, "work")),
        ({"work": 5.5}, ("not-a-count", 1, "work")),
        ({"work": "some"}, ("not-a-count", 1, "work")),
        ({"days_open": 0}, ("closed-with-absence", 1, "absent_days")),
        ({"remark": "Se retiró la familia de don Invento."}, ("remark-name", 1, "remark")),
        ({"remark": "The pupil Inventada Ficticia left."}, ("remark-name", 1, "remark")),
        ({"remark": "Llamar al 0000-0000."}, ("remark-number", 1, "remark")),
        ({"remark": "They lived on the third street."}, ("remark-address", 1, "remark")),
        ({"remark": "Viven frente a la cancha."}, ("remark-address", 1, "remark")),
        ({"remark": "Se fueron dos hermanos de quinto."}, ("remark-kin", 1, "remark")),
        ({"remark": "Ask Mrs. Inventada."}, ("remark-name", 1, "remark")),
        ({"remark": "Two sisters of the fifth grade left."}, ("remark-kin", 1, "remark")),
        ({"remark": "The gang asked for money."}, ("remark-actor", 1, "remark")),
    ],
)
@pytest.mark.parametrize("channel", ["open", "restricted"])
def test_what_points_at_somebody_leaves_by_no_channel(channel, changes, expected):
    assert codes(channel, **changes) == [expected]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"insecurity": 1}, ("small-cell", 1, "insecurity")),
        ({"transfers": 4}, ("small-cell", 1, "transfers")),
        ({"absent_days": 3}, ("small-cell", 1, "absent_days")),
        ({"teacher_requests": 1}, ("teachers-open", None, "teacher_requests")),
        ({"insecurity": "<5"}, ("hidden-but-known", 1, "insecurity")),
    ],
)
def test_small_counts_leave_by_the_restricted_channel_only(changes, expected):
    assert codes("open", **changes) == [expected]
    assert codes("restricted", **changes) == []


@pytest.mark.parametrize("each", [1, 4])
def test_two_hidden_reasons_that_the_rest_gives_away_stay_behind(each):
    # 9 and 7 are shown: the two hidden ones add up to 2, so both are 1; or to 8, so both are 4.
    changes = {"insecurity": "<5", "work": "<5", "withdrawals": 9 + 7 + 2 * each}
    assert codes("open", **changes) == [("hidden-but-known", 1, "insecurity")]


def test_two_hidden_reasons_or_no_total_keep_the_secret():
    assert codes(insecurity="<5", work="<5") == []
    assert codes(insecurity="<5", withdrawals=None) == []


@pytest.mark.parametrize("value", [0, None, 5])
def test_zero_blank_and_the_floor_itself_may_leave(value):
    assert codes(insecurity=value) == []


@pytest.mark.parametrize(
    "remark",
    [
        "",
        None,
        "Closed in Semana Santa.",
        "Rain. Three days without classes.",
        "Strike of 2 days in March.",
        "Los retiros son por la cosecha.",
        "Por la lluvia se quedaron en casa.",
    ],
)
def test_harmless_remarks_leave(remark):
    assert codes(remark=remark) == []


def test_no_sentence_repeats_what_it_found():
    form = pd.DataFrame([SOUND, SOUND | {"remark": "La hija de doña Inventada, 0000-0000, colonia Ficticia"}])
    found = check_form(form, channel="restricted")
    assert {one.code for one in found} == {"remark-name", "remark-number", "remark-address", "remark-kin"}
    assert {one.row for one in found} == {2}
    for language in messages.LANGUAGES:
        sentences = [one.sentence(language) for one in found]
        assert len(set(sentences)) == 4
        assert not any("Inventada" in one or "0000" in one or "Ficticia" in one for one in sentences)


@pytest.mark.parametrize(
    ("form", "settings", "code"),
    [
        (pd.DataFrame([{"school": "E-01"}]), {"channel": "open"}, "no-key"),
        (pd.DataFrame([SOUND]), {"channel": "by post"}, "settings"),
        (pd.DataFrame([SOUND]), {"channel": "open", "floor": 1}, "settings"),
    ],
)
def test_a_form_or_setting_that_makes_no_sense_is_refused(form, settings, code):
    with pytest.raises(InputError) as caught:
        check_form(form, **settings)
    assert caught.value.code == f"school-alerts.form.{code}"
    assert len({caught.value.sentence(language) for language in messages.LANGUAGES}) == 2
