"""The class list: what a facilitator saves is read, and what cannot be is one sentence that names file and row."""

import pytest

from ruta.classroom.grading.reports import read_class_list
from ruta.errors import InputError
from ruta.messages import LANGUAGES

GOOD = {
    "commas": "pseudonym,group\na,norte\nb,\n",
    "semicolons": "seudónimo;grupo\r\na;norte\r\nb;\r\n",
    "tabs": "Seudonimo\tGrupo\na\tnorte\nb\t\n",
    "mark, blank lines and other columns": "\ufeffname,Group,PSEUDONYM\nAna,norte, a \n,,\nEva,,b\n",
    "short row": "pseudonym,group\na,norte\nb\n",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_list_is_read_as_spreadsheets_save_it(tmp_path, name):
    path = tmp_path / "list.csv"
    path.write_text(GOOD[name], encoding="utf-8", newline="")
    assert read_class_list(path) == {"a": "norte", "b": ""}


def test_a_list_needs_no_groups(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("pseudonym\na\nÑ  1\n", encoding="utf-8")
    assert read_class_list(path) == {"a": "", "Ñ 1": ""}


BAD = {
    "list-absent": (None, ""),
    "list-empty": (b"", ""),
    "list-spreadsheet": (b"PK\x03\x04rest", ""),
    "list-not-utf8": ("pseudonym,group\nÑ,x\n".encode("latin-1"), ""),
    "list-not-csv": (b"p\0seudonym", ""),
    "list-large": (b"a" * 1_000_001, ""),
    "list-no-pseudonym": (b"nombre,grupo\nAna,x\n", "nombre, grupo"),
    "list-column-twice": (b"pseudonym,group,grupo\na,b,c\n", "group"),
    "list-blank": (b"pseudonym,group\na,x\n,x\n", "3"),
    "list-twice": (b"pseudonym,group\na,x\n\nb,x\n A ,y\n", "5"),
    "list-long": (b"pseudonym,group\n" + b"a" * 201 + b",x\n", "2"),
    "list-many": (b"pseudonym\n" + b"".join(b"p%d\n" % number for number in range(2001)), "2001"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", BAD)
def test_a_bad_list_is_one_sentence(tmp_path, code, language):
    content, named = BAD[code]
    path = tmp_path / "list.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_class_list(path)
    assert caught.value.code == f"grade-report.{code}"
    sentence = caught.value.sentence(language)
    assert "list.csv" in sentence
    assert named in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("text", ["pseudonym,group\n", "pseudonym\n\n\n", "\n\n"])
def test_a_heading_alone_names_nobody(tmp_path, text):
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_class_list(path)
    assert caught.value.code == "grade-report.list-empty"


def test_an_open_quotation_mark_is_no_table(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text('pseudonym,group\n"a,x\nb,x\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_class_list(path)
    assert caught.value.code == "grade-report.list-not-csv"
