"""A certificate: what Open Badges asks for, nothing more of a person than was given, and the same bytes each time."""

import json
import os
import re
from pathlib import Path

import pytest
from jsonschema import Draft201909Validator
from openbadgeslib.ob3 import OpenBadgeCredential
from openbadgeslib.ob3.contexts import document_loader
from pyld import jsonld

from ruta.classroom import certificate_files, certificate_page, certificate_words, strict_json
from ruta.errors import InputError
from ruta.messages import LANGUAGES
from tests.classroom.certificates import COURSE, HEADER, NAME, ROW, issued

OURS = json.loads(Path(__file__).with_name("open_badges_3.schema.json").read_text(encoding="utf-8"))
ROWS = (
    ROW + ",",
    "Ñandú <b>&,statistics early-warning/01-what-an-ewrs-is,2024-11-25,7.5,2027-12-31",
    "Quetzal 3,exchange service-access early-warning statistics,2024-02-29,120.5,",
)
OB = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    return issued(tmp_path_factory.mktemp("class"), *ROWS, header=HEADER + ",valid_until")


def faults(schema, credential):
    validator = Draft201909Validator(schema, format_checker=Draft201909Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(credential)]


def test_each_is_an_achievement_credential(three):
    assert [faults(OURS, each.credential) for each in three] == [[], [], []]


@pytest.mark.skipif("RUTA_OB3_SCHEMA" not in os.environ, reason="the official schema may not be copied into this tree")
def test_each_is_one_for_the_official_schema_too(three):
    official = json.loads(Path(os.environ["RUTA_OB3_SCHEMA"]).read_text(encoding="utf-8"))
    assert official["$id"].endswith("ob_v3p0_achievementcredential_schema.json")
    assert [faults(official, each.credential) for each in three] == [[], [], []]


@pytest.mark.parametrize(
    "path", [("issuer",), ("validFrom",), ("credentialSubject", "achievement", "criteria"),
             ("credentialSubject", "achievement", "id"), ("credentialSubject", "identifier"), ("proof", "cryptosuite")]
)  # fmt: skip
def test_the_schema_would_see_what_is_missing(three, path):
    broken = json.loads(json.dumps(three[0].credential))
    inner = broken
    for name in path[:-1]:
        inner = inner[name]
    del inner[path[-1]]
    assert faults(OURS, broken)


def test_every_member_is_a_term_of_the_vocabularies(three):
    # In safe mode the processor refuses what the official contexts do not define; openbadgeslib carries them.
    for each in three:
        (node,) = jsonld.expand(each.credential, {"documentLoader": document_loader(), "safe": True})
        assert f"{OB}OpenBadgeCredential" in node["@type"]
        subject = node["https://www.w3.org/2018/credentials#credentialSubject"][0]
        assert subject[f"{OB}achievement"][0][f"{OB}achievementType"] == [{"@value": "CertificateOfCompletion"}]


def test_another_program_reads_the_same(three):
    for each in three:
        found = OpenBadgeCredential.from_vc_document(each.credential)
        assert (found.id, found.issuer.name) == (each.id, NAME)
        assert found.achievement.criteria_narrative == each.credential["credentialSubject"]["achievement"]["criteria"][
            "narrative"]  # fmt: skip
        assert (found.expiration_date is None) == (each.completion.until is None)
        assert [one.identity_hash for one in found.identifiers] == [each.completion.person]


def test_it_names_lessons_test_hours_and_limits_in_both_languages(three):
    every, narrative = (
        three[2].credential,
        three[2].credential["credentialSubject"]["achievement"]["criteria"]["narrative"],
    )
    for lesson in COURSE.lessons:
        assert all(lesson.title[language] in narrative for language in LANGUAGES), lesson.id
    spanish, english = narrative.split("\n\n")
    assert "120.5" in spanish
    assert "120.5" in english
    assert "prueba de antes y la de después" in spanish
    assert "test before and the test after" in english
    for text in (every["description"], every["credentialSubject"]["achievement"]["description"]):
        assert "no es un diploma oficial" in text
        assert "not an official diploma" in text


def test_a_lesson_alone_is_not_the_whole_pillar(three):
    part = three[1].parts[1]
    assert (part.whole, part.lessons) == (False, ("early-warning/01-what-an-ewrs-is",))
    assert "1 of 8 lessons" in certificate_words.title(three[1].parts, "en")
    assert "Early warning" not in certificate_words.tested(three[1].parts, "en")


def test_it_holds_no_more_of_a_person_than_was_given(three):
    subject = three[0].credential["credentialSubject"]
    assert subject["identifier"] == [
        {"type": "IdentityObject", "hashed": False, "identityHash": "Ceiba 07", "identityType": "ext:pseudonym"}
    ]
    assert set(subject) == {"type", "identifier", "achievement"}


def test_a_name_is_called_a_name(tmp_path):
    (one,) = issued(tmp_path, ROW, header=HEADER.replace("pseudonym", "name"))
    assert one.credential["credentialSubject"]["identifier"][0]["identityType"] == "name"


def test_who_completed_the_same_has_the_same_achievement_and_another_number(tmp_path):
    one, two, three = issued(tmp_path, ROW, ROW.replace("07", "08"), ROW.replace("07", "09").replace("16", "17"))
    achievements = [each.credential["credentialSubject"]["achievement"]["id"] for each in (one, two, three)]
    assert achievements[0] == achievements[1] != achievements[2]
    assert len({one.id, two.id, three.id}) == 3


def test_an_unknown_module_is_named_with_its_row(tmp_path):
    with pytest.raises(InputError) as found:
        issued(tmp_path, ROW, "Otra,cooking,2024-11-20,16")
    assert found.value.sentence("en").startswith("Row 3: the course has no cooking; expected one of early-warning")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_and_holds_the_credential(three, language):
    for each in three:
        text = certificate_page.page(each, language=language, other="other.html", file="this.html")
        (block,) = re.findall(r'<script type="application/vc">(.*?)</script>', text, flags=re.DOTALL)
        assert strict_json.parsed(block.encode()) == each.credential
        assert "default-src 'none'" in text
        shown = text.replace(block, "")
        assert "Ñandú <b>" not in text
        last = {"es": "31 de diciembre de 2027", "en": "31 December 2027"}[language]
        assert (each.completion.until is None) == (last not in shown)
        for part in each.parts:
            assert all(title in shown for title in certificate_words.lessons(part, language))


def test_two_persons_have_files_of_their_own(tmp_path):
    rows = [f"{person},statistics,2024-11-20,16" for person in ("Ceiba 07", "ceiba-07", "¡¿!?", "¿¡?!", "=1+1")]
    made = certificate_files.files(issued(tmp_path, *rows), folder=Path("out"), source=Path("mi grupo.csv"))
    assert len(made) == 5 * 3 + 1
    register = made[Path("out/register-mi-grupo.csv")].decode("utf-8-sig").splitlines()
    assert len(register) == 6
    assert ",'=1+1," in register[-1]
