"""The bank for other platforms: read back as their importers read it, and compared with the bank."""

import io
import zipfile
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree

from ruta import cli
from ruta.classroom import moodle_xml, qti_item, qti_package
from ruta.course import catalogue
from ruta.course.paths import find_tree
from ruta.messages import LANGUAGES
from ruta.practice import bank, pillar_test
from ruta.practice.bank import Item, Pair, Wording

PILLARS = [pillar for pillar in catalogue.load(find_tree(Path(__file__).parent)).pillars if pillar.tested]
each = pytest.mark.parametrize(
    ("pillar", "language"), [(p, x) for p in PILLARS for x in LANGUAGES], ids=lambda value: getattr(value, "id", value)
)
PROFILE = etree.RelaxNG(etree.parse(Path(__file__).with_name("qti_profile.rng")))
QTI = f"{{{qti_item.QTI}}}"
ITEMS = f"{{{qti_package.PACKAGE}}}"


def exported(tmp_path, pillar, language, kind):
    out = tmp_path / f"bank.{kind}"
    assert cli.main(["items", "export", pillar, "--format", kind, "--language", language, "--out", str(out)]) == 0
    return out.read_bytes()


def html(text):
    return f"<p>{text}</p>"


def hostile():
    """A pair with what each format has to escape."""
    evil = "a < b & \"c\" ]]> <script>alert(1)</script> 'ñ' {0} $$x$$"
    wording = Wording(stem=evil, options={x: f"{evil} {x}" for x in "abcd"}, because=evil)
    first, second = (
        Item(id=f"statistics/01-x/p/{side}", lesson="statistics/01-x", outcome=1, difficulty=1, key="c",
             mistakes={"a": "one", "b": "two"}, wording=dict.fromkeys(LANGUAGES, wording))
        for side in bank.SIDES
    )  # fmt: skip
    return evil, [Pair(id="statistics/01-x/p", lesson="statistics/01-x", items=(first, second))]


def as_moodle(content):
    """Yield category and question as the importer walks them: the paths of import_headers and import_multichoice."""
    category = None
    for question in ElementTree.fromstring(content):
        assert question.tag == "question"
        if question.get("type") == "category":
            category = question.findtext("category/text")
            continue
        assert question.get("type") == "multichoice"
        yield category, {
            "name": question.findtext("name/text"),
            "idnumber": question.findtext("idnumber"),
            "single": question.findtext("single"),
            "stem": question.findtext("questiontext/text"),
            "because": question.findtext("generalfeedback/text"),
            "formats": {node.get("format") for node in question.iter() if node.get("format")},
            "answers": [(float(a.get("fraction")), a.findtext("text"), a.findtext("feedback/text"))
                        for a in question.findall("answer")],
            "tags": [tag.findtext("text") for tag in question.findall("tags/tag")],
        }  # fmt: skip


@each
def test_moodle_reads_every_item_of_the_bank_in_the_category_of_its_lesson(tmp_path, pillar, language):
    found = list(as_moodle(exported(tmp_path, pillar.id, language, "moodle")))
    items = [item for pair in bank.load(pillar.id) for item in pair.items]
    assert len(found) == len(items)
    titles = {lesson.id: lesson.title[language] for lesson in pillar.lessons}
    for item, (category, question) in zip(items, found, strict=True):
        wording = item.wording[language]
        assert category == f"$course$/top/Ruta/{pillar.title[language]}/{titles[item.lesson]}"
        assert (question["name"], question["idnumber"], question["single"]) == (item.id, item.id, "true")
        assert len(item.id) <= 100
        assert unescape(question["stem"]) == html(wording.stem)
        assert unescape(question["because"]) == html(wording.because)
        assert question["formats"] == {"html"}
        assert [(fraction, unescape(text)) for fraction, text, _ in question["answers"]] == [
            (100.0 if letter == item.key else 0.0, html(wording.options[letter])) for letter in bank.LETTERS
        ]
        for letter, (_, _, feedback) in zip(bank.LETTERS, question["answers"], strict=True):
            assert (item.mistakes.get(letter, "—") in feedback) == (letter in item.mistakes)


@each
def test_the_tests_of_the_course_can_be_put_together_in_moodle_by_tag(tmp_path, pillar, language):
    questions = [question for _, question in as_moodle(exported(tmp_path, pillar.id, language, "moodle"))]
    test = pillar_test.draw(pillar.id)
    for form in pillar_test.FORMS:
        tagged = {question["name"] for question in questions if f"form-{form}" in question["tags"]}
        assert tagged == {item.id for item in test.form(form)}


def test_moodle_gets_text_as_text():
    evil, pairs = hostile()
    titles = {"statistics/01-x": "either/or & <b>"}
    content = moodle_xml.moodle_xml(pairs, language="es", pillar="One/Two", lessons=titles, forms={})
    for category, question in as_moodle(content):
        assert category == "$course$/top/Ruta/One//Two/either//or & <b>"
        assert "<script>" not in question["stem"]
        assert unescape(question["stem"]) == html(evil)
        assert unescape(question["answers"][0][1]) == html(f"{evil} a")


def package(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def processed(root, chosen):
    """Carry out the response processing of an item; return its score and the feedback that is shown."""
    right = root.findtext(f"{QTI}responseDeclaration/{QTI}correctResponse/{QTI}value")
    outcomes = {"SCORE": float(root.findtext(f"{QTI}outcomeDeclaration/{QTI}defaultValue/{QTI}value"))}
    for rule in root.find(f"{QTI}responseProcessing"):
        if rule.tag == f"{QTI}responseCondition" and chosen == right:
            rule = rule.find(f"{QTI}responseIf/{QTI}setOutcomeValue")
        if rule.tag == f"{QTI}setOutcomeValue":
            value = rule.findtext(f"{QTI}baseValue")
            outcomes[rule.get("identifier")] = chosen if value is None else float(value)
    shown = [said for said in root.findall(f"{QTI}modalFeedback") if said.get("identifier") == outcomes.get("FEEDBACK")]
    return outcomes["SCORE"], [p.text for said in shown for p in said]


@each
def test_a_qti_package_holds_every_item_named_in_its_manifest(tmp_path, pillar, language):
    files = package(exported(tmp_path, pillar.id, language, "qti"))
    manifest = ElementTree.fromstring(files["imsmanifest.xml"])
    assert next(iter(files)) == "imsmanifest.xml"
    assert [child.tag for child in manifest] == [f"{ITEMS}metadata", f"{ITEMS}organizations", f"{ITEMS}resources"]
    assert manifest.findtext(f"{ITEMS}metadata/{ITEMS}schema") == "QTIv2.1 Package"
    resources = manifest.findall(f"{ITEMS}resources/{ITEMS}resource")
    assert {resource.get("type") for resource in resources} == {"imsqti_item_xmlv2p1"}
    assert {resource.get("href") for resource in resources} == set(files) - {"imsmanifest.xml"}
    assert all(resource.find(f"{ITEMS}file").get("href") == resource.get("href") for resource in resources)
    assert len({resource.get("identifier") for resource in resources}) == len(resources)
    items = [item for pair in bank.load(pillar.id) for item in pair.items]
    for item, resource in zip(items, resources, strict=True):
        check_item(files[resource.get("href")], item, language)


def check_item(content, item, language):
    PROFILE.assertValid(etree.fromstring(content))
    root, wording = ElementTree.fromstring(content), item.wording[language]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    interaction = root.find(f"{QTI}itemBody/{QTI}choiceInteraction")
    assert interaction.findtext(f"{QTI}prompt") == wording.stem
    choices = {choice.get("identifier"): choice.text for choice in interaction.findall(f"{QTI}simpleChoice")}
    assert choices == {letter.upper(): text for letter, text in wording.options.items()}
    for letter in bank.LETTERS:
        score, said = processed(root, letter.upper())
        assert score == (letter == item.key)
        assert said == [moodle_xml.feedback(item, letter, language), wording.because]


def test_qti_gets_text_as_text():
    _, pairs = hostile()
    files = package(qti_package.qti_package(pairs, language="en", pillar="statistics"))
    for item in pairs[0].items:
        check_item(files[f"items/{qti_item.identifier(item)}.xml"], item, "en")


@pytest.mark.parametrize(
    "change",
    [
        ("<prompt>", "<p>"),
        ('identifier="A"', 'identifier="1 A"'),
        ('cardinality="single"', 'cardinality="solo"'),
        ("<value>B", "<value>E"),
    ],
)
def test_the_profile_would_see_a_fault(change):
    item = next(item for pair in bank.load("statistics") for item in pair.items if item.key == "b")
    text = qti_item.qti_item(item, language="es").decode()
    assert PROFILE.validate(etree.fromstring(text.encode()))
    broken = text.replace(change[0], change[1]).replace("</prompt>", "</p>" if change[1] == "<p>" else "</prompt>")
    assert not PROFILE.validate(etree.fromstring(broken.encode()))


@pytest.mark.parametrize("kind", ["moodle", "qti"])
def test_the_same_bank_gives_the_same_bytes(tmp_path, kind):
    assert exported(tmp_path, "statistics", "es", kind) == exported(tmp_path, "statistics", "es", kind)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pillar", ["cooking", "../items/statistics", "exchange", ""])
def test_an_unknown_pillar_is_2_and_the_file_stays(tmp_path, capsys, pillar, language):
    out = tmp_path / "bank.xml"
    out.write_text("kept", encoding="utf-8")
    words = ["items", "export", pillar, "--format", "moodle", "--out", str(out), "--language", language]
    assert cli.main(words) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "kept"


def test_a_folder_is_no_file(tmp_path, capsys):
    assert cli.main(["items", "export", "statistics", "--format", "qti", "--out", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
