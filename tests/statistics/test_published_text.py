"""The sentence under a chart says the five things of its row, and there is none without them."""

import pandas as pd
import pytest

from ruta import datasets
from ruta.errors import InputError
from ruta.messages import LANGUAGES
from ruta.statistics import published_text as text

ROW = {
    "iso3": "HND",
    "year": 2023,
    "indicator": "x",
    "value": 101_000,
    "unit": "persons",
    "kind": "stock",
    "reference": "2023-12-31",
    "source": "IDMC",
    "release": "2025.12.1 (June 2026)",
    "released": "2026-06",
    "definition": "People in displacement",
    "source_es": "IDMC",
    "definition_es": "Personas en desplazamiento",
}


def test_the_sentence_word_by_word() -> None:
    assert text.sentence(ROW, language="en") == (
        "Honduras: 101,000 persons on 31 December 2023. What it counts: People in displacement (a stock: on one day). "
        "Source: IDMC; release: 2025.12.1, June 2026."
    )
    assert text.sentence(ROW, language="es") == (
        "Honduras: 101,000 personas al 31 de diciembre de 2023. Qué cuenta: Personas en desplazamiento (existencias: "
        "un día determinado). Fuente: IDMC; edición: 2025.12.1, junio de 2026."
    )


@pytest.mark.parametrize("cell", text.NEEDED)
@pytest.mark.parametrize("blank", [None, "", " ", pd.NA, float("nan"), "absent"])
def test_no_sentence_where_one_of_the_things_is_missing(cell: str, blank: object) -> None:
    row = (
        {key: value for key, value in ROW.items() if key != cell}
        if isinstance(blank, str) and blank == "absent"
        else ROW | {cell: blank}
    )
    with pytest.raises(InputError) as caught:
        text.sentence(row, language="en")
    assert cell in caught.value.sentence("en")
    assert "2023" in caught.value.sentence("es")


def test_spanish_needs_the_spanish_cells() -> None:
    with pytest.raises(InputError, match="definition_es"):
        text.sentence(ROW | {"definition_es": ""}, language="es")
    assert text.sentence(ROW | {"definition_es": ""}, language="en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_dated_row_has_its_sentence_and_no_undated_row_has_one(language: str) -> None:
    for _, row in datasets.published("every").iterrows():
        if pd.isna(row["released"]):
            with pytest.raises(InputError, match="released"):
                text.sentence(row, language=language)
        else:
            said = text.sentence(row, language=language)
            own = "_es" if language == "es" else ""
            for part in (f"{row['value']:,}", row[f"source{own}"], row[f"definition{own}"], row["released"][:4]):
                assert part in said


@pytest.mark.parametrize(
    ("reference", "english", "spanish"),
    [
        ("2021-12-31", "on 31 December 2021", "al 31 de diciembre de 2021"),
        ("2021", "in 2021", "en 2021"),
        ("2004/2014", "from 2004 to 2014", "de 2004 a 2014"),
        ("2015-03/2020-03", "from March 2015 to March 2020", "de marzo de 2015 a marzo de 2020"),
        ("1985/2021-12-31", "from 1985 to 31 December 2021", "de 1985 al 31 de diciembre de 2021"),
    ],
)
def test_days_and_periods_in_words(reference: str, english: str, spanish: str) -> None:
    assert text.when(reference, language="en") == english
    assert text.when(reference, language="es") == spanish


@pytest.mark.parametrize(
    ("release", "released", "said"),
    [
        ("2025.12.1 (June 2026)", "2026-06", "2025.12.1, June 2026"),
        ("2018", "2018", "2018"),
        ("2025", "2025-05", "May 2025"),
        ("ENVIPE 2021", "2021", "ENVIPE 2021"),
        ("Censo 2020", "2021", "Censo 2020, 2021"),
    ],
)
def test_a_release_says_its_date_once(release: str, released: str, said: str) -> None:
    assert text.release({"release": release, "released": released}, language="en") == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_note_of_a_break_gives_both_figures_and_says_that_no_cause_was_found(language: str) -> None:
    before = ROW | {"year": 2022, "value": 247_000, "reference": "2022-12-31"}
    note = text.break_note(before, ROW, language=language)
    for part in ("247,000", "101,000", "2022", "2023"):
        assert part in note
    documented = text.break_note(before, ROW, language=language, cause="IDMC (2024).")
    assert documented.endswith("IDMC (2024).")
    assert not note.endswith("IDMC (2024).")


@pytest.mark.parametrize("change", [{"iso3": "MEX"}, {"indicator": "y"}, {"year": 2024}])
def test_a_break_is_within_one_series_and_in_order(change: dict[str, object]) -> None:
    before = ROW | {"year": 2022} | change
    with pytest.raises(InputError) as caught:
        text.break_note(before, ROW, language="en")
    assert "HND x 2023" in caught.value.sentence("en")
