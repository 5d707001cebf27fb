"""A file is read as it stands, or refused with one sentence that names it."""

import pytest

from ruta.datasets import own
from ruta.errors import InputError

HEADER = b"No;Sexo\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "own.file-empty"),
        (b"\xef\xbb\xbf \n", "own.file-empty"),
        (HEADER, "own.file-only-header"),
        (b"PK\x03\x04" + bytes(30), "own.file-spreadsheet"),
        (b"\xd0\xcf\x11\xe0" + bytes(30), "own.file-spreadsheet"),
        (b"No;Sexo\nA\0;F\n", "own.file-not-text"),
        (b'No;Sexo\n1;"F\n' + b"2;M\n" * 40_000, "own.file-quote-open"),
        (b"No;Sexo\n1;A\xf1o\n", "own.encoding"),
        (b"No;Sexo;No\n1;F;2\n", "own.header-twice"),
        (b"No;;Sexo\n1;;F\n", "own.header-blank"),
        (b"C-1;Ana;03/04/2025\nC-2;Eva;04/04/2025\n", "own.header-data"),
        (b"100234;Ana;Cruz\n100235;Eva;Paz\n", "own.header-data"),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_cannot_be_read_is_one_sentence_that_names_the_file(data: bytes, code: str, language: str) -> None:
    with pytest.raises(InputError) as caught:
        own.read(data, name="registro.csv")
    assert caught.value.code == code
    assert "registro.csv" in caught.value.sentence(language)
    assert "\n" not in caught.value.sentence(language)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_separator_is_found_also_where_names_hold_spaces_and_capitals(sign: str) -> None:
    data = sign.join(["No Exp", "Sexo de la Persona"]) + "\n" + sign.join(["1", ' "F" ']) + "\n"
    table = own.read(data.encode(), name="x").table
    assert list(table.columns) == ["No Exp", "Sexo de la Persona"]
    assert table.index.tolist() == [2]


def test_a_comma_inside_a_quoted_name_is_no_separator() -> None:
    table = own.read(b'"Nombre, como en el documento",No\n"Ana, Eva",1\n', name="x").table
    assert table.to_dict("list") == {"Nombre, como en el documento": ["Ana, Eva"], "No": ["1"]}


def test_windows_1252_is_read_where_the_mapping_says_so_and_utf8_stays_utf8() -> None:
    data = "No;Año\n1;Muñoz\n"
    for written in ("cp1252", "utf-8", "utf-8-sig"):
        table = own.read(data.encode(written), name="x", encoding="windows-1252").table
        assert table["Año"].tolist() == ["Muñoz"]
    assert own.read(data.encode("utf-16"), name="x").table["Año"].tolist() == ["Muñoz"]


def test_rows_keep_their_number_and_rows_of_another_length_are_told() -> None:
    source = own.read(b"No;Sexo\n1;F\n2;M;x\n\n3;M\n", name="x")
    assert source.table.index.tolist() == [2, 5]
    assert source.broken == (3,)


def test_a_control_character_in_a_name_cannot_write_over_a_terminal() -> None:
    table = own.read(b"No;Se\x1b[2Jxo\n1;F\n", name="x").table
    assert all(str(name).isprintable() for name in table.columns)
