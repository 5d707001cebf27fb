"""Names that can meet, identity numbers against published specimens, and pseudonyms."""

import hashlib
import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.statistics import identity, names, pseudonyms

TEXT = st.text(alphabet="aeiouáéíóúüñÑ BCDdelra.-'", max_size=24)


@pytest.mark.parametrize(
    ("written", "kept", "key"),
    [
        ("Muñoz", "MUÑOZ", "MUNOZ"),
        ("MUNOZ", "MUNOZ", "MUNOZ"),
        (unicodedata.normalize("NFD", "Peña"), "PEÑA", "PENA"),
        ("de la Cruz", "DE LA CRUZ", "CRUZ"),
        ("De  los   Ríos", "DE LOS RIOS", "RIOS"),
        ("Agüero", "AGUERO", "AGUERO"),
        ("de la O", "DE LA O", "O"),
        ("del", "DEL", "DEL"),
        ("", "", ""),
    ],
)
def test_a_surname_keeps_its_letters_and_its_key_can_meet_another(written: str, kept: str, key: str) -> None:
    assert names.normalise(written) == kept
    assert names.surname_key(written) == key


@pytest.mark.parametrize(
    ("one", "other"), [("María Elena", "MA. ELENA"), ("José Ángel", "J. ANGEL"), ("Íñigo", "INIGO"), ("Ana ", "ana")]
)
def test_short_forms_are_written_out(one: str, other: str) -> None:
    assert names.given_key(one) == names.given_key(other)


def test_a_name_that_only_begins_like_a_short_form_is_left_alone() -> None:
    assert names.given_key("Martín Jesús") == "MARTIN JESUS"


@given(TEXT)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = names.normalise(text)
    assert names.normalise(once) == once
    assert names.surname_key(names.surname_key(text)) == names.surname_key(text)


@given(TEXT)
def test_composed_and_decomposed_letters_give_the_same_name(text: str) -> None:
    assert names.normalise(unicodedata.normalize("NFD", text)) == names.normalise(unicodedata.normalize("NFC", text))


@given(TEXT, TEXT)
def test_the_order_of_the_surnames_does_not_matter(one: str, other: str) -> None:
    assert names.surname_pair(one, other) == names.surname_pair(other, one)


def test_a_missing_surname_leaves_an_empty_key_in_the_last_place() -> None:
    assert names.surname_pair(None, "Zúñiga") == names.surname_pair("Zúñiga", pd.NA) == ("ZUNIGA", "")


@pytest.mark.parametrize(
    ("kind", "number", "reason"),
    [
        ("CURP", "BOXW310820HNERXN09", "passes"),  # the specimen of python-stdnum
        ("CURP", " boxw310820hnerxn09 ", "passes"),
        ("CURP", "BOXW310820HNERXN08", "digit"),
        ("CURP", "BOXW310231HNERXN09", "date"),
        ("CURP", "BOXW310820HXXRXN09", "form"),
        ("DUI", "04567890-3", "passes"),  # the specimen of nationid
        ("DUI", "045678903", "passes"),
        ("DUI", "04567890-7", "digit"),  # what the wrong formula, without the complement, asks for
        ("DUI", "4567890-3", "form"),
        ("DNI-HND", "0101-0000-00000", "form-only"),
        ("DNI-HND", "1901000000000", "form"),
        ("DNI-HND", "010100000000", "form"),
        ("CC-COL", "9.999.999.999", "form-only"),
        ("CC-COL", "12345", "form"),
        ("CC-COL", "0123456", "form"),
    ],
)
def test_the_rules_of_each_number(kind: identity.Kind, number: str, reason: str) -> None:
    checked = identity.check(number, kind=kind)
    assert checked.reason == reason
    assert checked.possible == (reason in ("passes", "form-only"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_reason_has_words_of_its_own(language: str) -> None:
    numbers = {"BOXW310820HNERXN09", "BOXW310820HNERXN08", "BOXW310231HNERXN09", "BOXW"}
    said = {identity.explain(number, kind="CURP", language=language) for number in numbers}
    said.add(identity.explain("0101000000000", kind="DNI-HND", language=language))
    assert len(said) == 5


def test_a_leap_day_needs_its_century() -> None:
    # The 17th character, a digit or a letter, tells 1900, which had no 29 February, from 2000, which had.
    for sign, reason in (("0", "date"), ("A", "passes")):
        first = f"BOXW000229HNERXN{sign}"
        assert identity.check(first + identity.curp_digit(first), kind="CURP").reason == reason


def test_the_sum_of_the_specimen_is_the_published_one() -> None:
    assert identity.dui_sum("04567890") == 197


@given(st.integers(min_value=0, max_value=99_999_999))
def test_the_check_digit_of_a_dui_sees_73_of_81_slips_of_one_digit(number: int) -> None:
    # Weights that share a factor with ten let some changes through: 1 of 9 for 8, 6, 4 and 2; 4 of 9 for 5.
    whole = f"{number:08d}" + identity.dui_digit(f"{number:08d}")
    slips = [whole[:at] + digit + whole[at + 1 :] for at in range(9) for digit in "0123456789" if digit != whole[at]]
    assert sum(not identity.check(slip, kind="DUI").possible for slip in slips) == 73


@pytest.mark.parametrize("wrong", ["", "1234567", "123456789", "1234567a", "١٢٣٤٥٦٧٨"])
def test_what_is_no_eight_digits_is_refused(wrong: str) -> None:
    with pytest.raises(InputError) as refused:
        identity.dui_digit(wrong)
    assert refused.value.code == "linkage.digits"


def test_what_is_no_curp_is_refused() -> None:
    with pytest.raises(InputError):
        identity.curp_digit("BOXW310820HNERXN?")


def test_the_keyed_pseudonym_is_the_published_hmac() -> None:
    # RFC 4231, test case 1: twenty bytes of 0x0b and "Hi There".
    expected = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    assert pseudonyms.pseudonym("Hi There", key=b"\x0b" * 20) == expected


def test_a_plain_hash_is_found_by_trying_and_a_keyed_one_is_not() -> None:
    tried = [f"{digits:08d}-{identity.dui_digit(f'{digits:08d}')}" for digits in range(4_567_000, 4_568_000)]
    plain = pseudonyms.plain_hash("04567890-3")
    assert plain == hashlib.sha256(b"04567890-3").hexdigest()
    assert pseudonyms.reversed_hash(plain, tried) == "04567890-3"
    assert pseudonyms.reversed_hash(pseudonyms.pseudonym("04567890-3", key=b"k" * 16), tried) is None


def test_another_key_or_another_form_gives_another_pseudonym() -> None:
    codes = {
        pseudonyms.pseudonym(number, key=key)
        for number in ("04567890-3", "045678903")
        for key in (b"k" * 16, b"l" * 16)
    }
    assert len(codes) == 4


def test_a_short_key_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        pseudonyms.pseudonym("1", key=b"k" * 15)
    assert refused.value.code == "linkage.short-key"
