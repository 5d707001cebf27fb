"""The bank as other people's programs read it: a reader of Moodle XML, and a converter between versions of QTI.

Neither is Moodle or a platform of QTI itself: those do not come as packages that a test could install.
"""

from xml.etree import ElementTree

import moodle_xml_parser.parser as moodle_reader
import pytest
import qti_convert

from ruta.classroom import qti_item
from ruta.messages import LANGUAGES
from ruta.practice import bank
from tests.classroom.test_items_export import PILLARS, check_item, exported, html

each = pytest.mark.parametrize(
    ("pillar", "language"), [(p, x) for p in PILLARS for x in LANGUAGES], ids=lambda value: getattr(value, "id", value)
)
QTI3 = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"


def items(pillar):
    return [item for pair in bank.load(pillar.id) for item in pair.items]


@each
def test_a_reader_of_moodle_xml_finds_every_question(tmp_path, pillar, language, capsys):
    found = moodle_reader.parse_bytes(exported(tmp_path, pillar.id, language, "moodle"))
    # The reader prints what it cannot read, and goes on.
    assert "Error" not in capsys.readouterr().out
    assert found["cloze"] == []
    for item, question in zip(items(pillar), found["multichoice"], strict=True):
        wording = item.wording[language]
        assert (question.name, question.single, question.default_grade) == (item.id, True, 1.0)
        assert question.text_pre_parse == html(wording.stem)
        assert question.general_feedback == html(wording.because)
        assert [(option.answer, option.score_fraction) for option in question.options] == [
            (html(wording.options[letter]), 100.0 if letter == item.key else 0.0) for letter in bank.LETTERS
        ]


def as_text(content):
    return content if isinstance(content, str) else content.decode()


@each
def test_a_converter_takes_the_package_to_qti_3_and_back(tmp_path, pillar, language):
    exported(tmp_path, pillar.id, language, "qti")
    files = qti_convert.upgrade_package_files(qti_convert.read_package(str(tmp_path / "bank.qti"))).files
    assert "imsqti_item_xmlv3p0" in as_text(files["imsmanifest.xml"])
    for item in items(pillar):
        wording, content = item.wording[language], as_text(files[f"items/{qti_item.identifier(item)}.xml"])
        root = ElementTree.fromstring(content.encode())
        assert root.findtext(f"{QTI3}qti-response-declaration/{QTI3}qti-correct-response/{QTI3}qti-value") == (
            item.key.upper()
        )
        interaction = root.find(f"{QTI3}qti-item-body/{QTI3}qti-choice-interaction")
        assert interaction.findtext(f"{QTI3}qti-prompt") == wording.stem
        choices = [choice.text for choice in interaction.findall(f"{QTI3}qti-simple-choice")]
        assert choices == [wording.options[letter] for letter in bank.LETTERS]
        back = qti_convert.convert_qti3_to_qti21(content)
        assert back.warnings == []
        # The converter writes a default of QTI 3 down, which QTI 2.1 allows and our own files do not have.
        check_item(back.xml.replace(' minChoices="1"', "").encode(), item, language)
