"""Tables to look at: every code of the list has a word in both languages, and nothing is lost on the way."""

import pandas as pd
import pytest

from ruta.messages import has
from ruta.service_access import land_checks, land_kinds
from ruta.service_access.land_unit import land_unit
from ruta.service_access.land_words import in_words, word

CODES = {
    *land_kinds.PROPERTIES, *land_kinds.TENURES, *land_kinds.RIGHT_OF.values(), *land_kinds.LOSSES,
    *land_kinds.OCCUPANTS, *land_kinds.STATES, *land_kinds.ELEMENTS, *land_checks.FAULTS,
    "restore", "compensate", "reject",
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_code_has_a_word_and_two_codes_of_one_column_never_share_it(language):
    assert all(has(f"land.word-{code}", language=language) for code in CODES)
    for column in (land_kinds.TENURES, land_kinds.LOSSES, land_kinds.STATES, land_kinds.OCCUPANTS, land_checks.FAULTS):
        assert len({word(code, language=language) for code in column}) == len(column)


def test_a_table_to_look_at_has_words_days_and_blanks_and_leaves_the_codes_alone():
    files = land_unit(country="SLV", seed=7).files
    kept = files.copy()
    shown = in_words(files[["file_id", "loss", "claimed_on", "decided_on", "persons"]], language="es")
    assert list(shown.columns) == ["expediente", "pérdida", "reclamación", "decisión (fecha)", "personas"]
    assert set(shown["pérdida"]) == {"abandono", "ocupación", "venta forzada", "no se sabe"}
    assert (shown["decisión (fecha)"] == "").sum() == files["decided_on"].isna().sum()
    assert list(pd.to_datetime(shown["reclamación"])) == list(files["claimed_on"])
    assert list(shown["personas"]) == list(files["persons"])
    pd.testing.assert_frame_equal(files, kept)


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_sentence_about_a_fault_holds_the_name_of_a_column(language):
    unit = land_unit(country="HND", seed=2026)
    said = land_checks.explained(land_checks.faults(unit.files, unit.evidence), language=language)["sentence"]
    assert not said.str.contains("_on|_by|-sale", regex=True).any()
