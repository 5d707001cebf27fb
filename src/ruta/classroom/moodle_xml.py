"""A pillar's bank of items as Moodle XML, for *Question bank: Import: Moodle XML format*.

Source: Moodle documentation, *Moodle XML format*, and the importer itself, ``question/format/xml/format.php`` and
``question/format.php`` of Moodle: which elements it reads and what it makes of them.
"""

from collections.abc import Iterable, Mapping
from html import escape
from xml.sax.saxutils import escape as escape_xml

from ruta import messages
from ruta.practice.bank import LETTERS, Item, Pair


def moodle_xml(
    pairs: Iterable[Pair],
    *,
    language: str,
    pillar: str,
    lessons: Mapping[str, str],
    forms: Mapping[str, str],
) -> bytes:
    """Return a bank as Moodle XML: a category for each lesson, a question with one right answer for each item.

    Parameters
    ----------
    pairs
        The bank, lesson by lesson.
    language
        Language of the questions.
    pillar
        Title of the pillar, the category above those of the lessons.
    lessons
        Titles of the lessons by id.
    forms
        ``"before"`` or ``"after"`` by id of the items that the course's own test holds; they become tags, so that the
        same two tests can be put together in Moodle.

    Returns
    -------
    bytes
        The file in UTF-8. The explanation of an item is its general feedback; an option that stands for a mistake says
        so. Ids stay, so that a second import can be compared with the first.
    """
    parts, lesson = [], None
    for pair in pairs:
        if pair.lesson != lesson:
            lesson = pair.lesson
            parts.append(_category([pillar, lessons.get(lesson, lesson)]))
        parts += [_question(item, language, forms.get(item.id)) for item in pair.items]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{"".join(parts)}</quiz>\n'.encode()


def _category(names: Iterable[str]) -> str:
    # Within a name Moodle wants each slash twice; "top" is the category that every bank has.
    path = "/".join(["$course$", "top", "Ruta", *(name.replace("/", "//") for name in names)])
    return (f'<question type="category"><category><text>{escape_xml(path)}</text></category>'
            '<info format="plain_text"><text></text></info></question>\n')  # fmt: skip


def _question(item: Item, language: str, form: str | None) -> str:
    wording = item.wording[language]
    tags = [f"difficulty-{item.difficulty}", f"outcome-{item.outcome}", *([f"form-{form}"] if form else [])]
    answers = "\n".join(_answer(item, letter, language) for letter in LETTERS)
    return f"""<question type="multichoice">
<name><text>{escape_xml(item.id)}</text></name>
<questiontext format="html">{_html(wording.stem)}</questiontext>
<generalfeedback format="html">{_html(wording.because)}</generalfeedback>
<defaultgrade>1.0000000</defaultgrade>
<penalty>0.0000000</penalty>
<hidden>0</hidden>
<idnumber>{escape_xml(item.id)}</idnumber>
<single>true</single>
<shuffleanswers>false</shuffleanswers>
<answernumbering>abc</answernumbering>
<showstandardinstruction>0</showstandardinstruction>
<correctfeedback format="html"><text></text></correctfeedback>
<partiallycorrectfeedback format="html"><text></text></partiallycorrectfeedback>
<incorrectfeedback format="html"><text></text></incorrectfeedback>
{answers}
<tags>{"".join(f"<tag><text>{escape_xml(tag)}</text></tag>" for tag in tags)}</tags>
</question>
"""


def _answer(item: Item, letter: str, language: str) -> str:
    option = item.wording[language].options[letter]
    fraction = 100 if letter == item.key else 0
    said = f'<feedback format="html">{_html(feedback(item, letter, language))}</feedback>'
    return f'<answer fraction="{fraction}" format="html">{_html(option)}{said}</answer>'


def feedback(item: Item, letter: str, language: str) -> str:
    """Return what is said to who chose an option: right, a named mistake, or neither."""
    if letter == item.key:
        return messages.text("item-export.right", language=language)
    if letter in item.mistakes:
        return messages.text("item-export.mistake", language=language, name=item.mistakes[letter])
    return messages.text("item-export.wrong", language=language)


def _html(text: str) -> str:
    """Return a text as a paragraph of HTML within a CDATA section, which is what Moodle itself writes."""
    # A section ends at the first ]]>; html.escape has made ]]&gt; of any in the text.
    return f"<text><![CDATA[<p>{escape(text, quote=False)}</p>]]></text>"
