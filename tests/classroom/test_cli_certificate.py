"""``ruta certificate``: keys that stay private, certificates that hold, and nothing changed that would."""

import json
import os
import re
import stat
from datetime import UTC, datetime

import pytest

from ruta.classroom import certificate_check, data_integrity, issuer, strict_json
from ruta.messages import LANGUAGES
from tests.classroom.certificates import (
    HEADER,
    NAME,
    ROW,
    a_list,
    changed,
    credentials,
    issue,
    issued,
    keys,
    run,
)

NOW = datetime(2024, 11, 25, tzinfo=UTC)


def contents(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def out(tmp_path):
    """A class of two with its certificates in ``out``."""
    assert issue(tmp_path, a_list(tmp_path, ROW, ROW.replace("07", "08"))) == 0
    return tmp_path


def verify(folder, *words, language="en", profile="keys/issuer.json"):
    return run("verify", *words, "--issuer", folder / profile, language=language)


def test_keys_are_made_once_and_the_private_one_is_private(tmp_path, capsys):
    words = ("key", "--name", " Unidad  de Formación ", "--out", tmp_path / "keys")
    assert run(*words) == 0
    private, profile = tmp_path / "keys" / "private-key.pem", tmp_path / "keys" / "issuer.json"
    if os.name == "posix":
        assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert "PRIVATE" not in profile.read_text(encoding="utf-8")
    assert issuer.load(profile).name == "Unidad de Formación"
    before = contents(tmp_path)
    profile.unlink()
    assert run(*words) == 2
    assert "left as it is" in capsys.readouterr().err
    assert private.read_bytes() == before[private]


def test_no_half_of_a_pair_is_left_where_the_disk_is_full(tmp_path, monkeypatch):
    def full(files):
        raise OSError(28, "No space left on device", "issuer.json")

    monkeypatch.setattr("ruta.course.writing.write", full)
    assert run("key", "--name", NAME, "--out", tmp_path / "keys") == 2
    assert contents(tmp_path) == {}


def test_what_is_issued_holds_in_every_form(out, capsys):
    files = [path for path in (out / "out").iterdir() if path.suffix != ".csv"]
    assert len(files) == 6
    capsys.readouterr()
    assert verify(out, *files) == 0
    lines = capsys.readouterr().out.strip().splitlines()
    assert len(lines) == 6
    for line in lines:
        assert re.search(rf"valid\. {re.escape(NAME)} signed it for Ceiba 0[78]: Pillar 1: [^/]*; 2024-11-20\.", line)
        assert ("Compare this" in line) == (".html: " in line)


def test_a_pattern_is_resolved_for_terminals_that_do_not(out, capsys):
    capsys.readouterr()
    assert verify(out, out / "out" / "*.json") == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_the_same_list_gives_the_same_bytes_and_a_longer_one_loses_none(out):
    before = contents(out / "out")
    assert issue(out, out / "class.csv") == 0
    assert contents(out / "out") == before
    assert issue(out, a_list(out, ROW.replace("07", "09"), name="other.csv")) == 0
    after = contents(out / "out")
    assert {path: after[path] for path in before} == before
    assert len(after) == len(before) + 4


def test_one_changed_sign_anywhere_is_refused(tmp_path):
    (one,) = issued(tmp_path, "Ñ 7,exchange,2024-11-20,4")
    text = json.dumps(one.credential, ensure_ascii=False, separators=(",", ":"))
    for place, sign in enumerate(text):
        other = text[:place] + ("X" if sign != "X" else "Y") + text[place + 1 :]
        found = strict_json.parsed(other.encode())
        if found is not None:
            assert not certificate_check.check(found, issuer=one.issuer, now=NOW).holds, (place, sign)
    assert certificate_check.check(strict_json.parsed(text.encode()), issuer=one.issuer, now=NOW).holds


@pytest.mark.parametrize(
    "change",
    [{"validUntil": "2099-01-01T00:00:00Z"}, {"name": "Diploma"}, {"type": ["VerifiableCredential"]}, {"more": 1},
     {"proof": None}, {"issuer": None}, {"credentialSubject": []}, {"@context": []}],
)  # fmt: skip
def test_what_was_changed_is_refused_with_one_sentence(out, change, capsys):
    path = credentials(out)[0]
    path.write_text(json.dumps(changed(path, change)), encoding="utf-8")
    capsys.readouterr()
    assert verify(out, path, credentials(out)[1]) == 1
    said = capsys.readouterr()
    assert [": not valid: " in line for line in said.out.splitlines()] == [True, False]
    assert said.err == ""


def test_another_issuer_with_the_same_name_is_refused(out, capsys):
    keys(out / "keys-of-another")
    capsys.readouterr()
    assert verify(out, *credentials(out), profile="keys-of-another/issuer.json") == 1
    assert capsys.readouterr().out.count("it does not name the key of") == 2


def test_a_signature_of_another_key_under_the_name_of_this_one_is_refused(tmp_path):
    (one,) = issued(tmp_path)
    other, _ = keys(tmp_path / "other")
    profile = issuer.load(tmp_path / "other" / "issuer.json")
    bare = {name: value for name, value in one.credential.items() if name != "proof"}
    forged = data_integrity.secured(bare, key=issuer.load_key(other, issuer=profile))
    assert certificate_check.check(forged, issuer=one.issuer, now=NOW).code == "other-issuer"
    forged["proof"]["verificationMethod"] = one.credential["proof"]["verificationMethod"]
    assert certificate_check.check(forged, issuer=one.issuer, now=NOW).code == "changed"


@pytest.mark.parametrize(
    ("now", "code"),
    [("2024-11-19T23:59:59+00:00", "not-yet"), ("2024-11-20T00:00:00+00:00", "holds"),
     ("2027-05-31T23:59:59+00:00", "holds"), ("2027-06-01T00:00:00+00:00", "expired"),
     ("2027-05-31T18:00:00-06:00", "expired")],
)  # fmt: skip
def test_dates_are_compared(tmp_path, now, code):
    (one,) = issued(tmp_path, ROW + ",2027-05-31", header=HEADER + ",valid_until")
    verdict = certificate_check.check(one.credential, issuer=one.issuer, now=datetime.fromisoformat(now))
    assert verdict.code == code
    assert "Ceiba 07" in verdict.sentence("es")


def test_an_expired_one_is_named_so_by_the_command(tmp_path, capsys):
    assert issue(tmp_path, a_list(tmp_path, "P,exchange,2024-01-10,4,2024-12-31", header=HEADER + ",valid_until")) == 0
    capsys.readouterr()
    assert verify(tmp_path, *credentials(tmp_path)) == 1
    assert "expired: it was valid until 2024-12-31" in capsys.readouterr().out


def test_a_withdrawn_one_is_named_so(out, capsys):
    first, second = credentials(out)
    number = json.loads(first.read_text(encoding="utf-8"))["id"]
    withdrawn = out / "withdrawn.txt"
    withdrawn.write_text(f"\n{number.upper().replace('URN:UUID', 'urn:uuid')} by mistake\n", encoding="utf-8-sig")
    capsys.readouterr()
    assert verify(out, first, second, "--revoked", withdrawn) == 1
    said = capsys.readouterr().out.splitlines()
    assert f"withdrew it (number {number}" in said[0]
    assert ": valid. " in said[1]


@pytest.mark.parametrize(
    "text", ["Ceiba 07\n", "urn:uuid:1\n", "\x00", "urn:uuid:c0be3217-26f0-55bb-b858-ddc42d87a06\n"]
)
def test_a_list_of_something_else_is_refused_before_anything_is_said(out, text, capsys):
    withdrawn = out / "withdrawn.txt"
    withdrawn.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert verify(out, *credentials(out), "--revoked", withdrawn) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "line 1" in said.err


def test_a_file_that_is_no_certificate_does_not_hide_the_others(out, capsys):
    broken = out / "broken.json"
    broken.write_text("{", encoding="utf-8")
    capsys.readouterr()
    assert verify(out, broken, credentials(out)[0], out / "none.json") == 2
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    assert len(said.err.splitlines()) == 2


def test_a_page_with_two_certificates_is_refused(out, capsys):
    page = next((out / "out").glob("*.es.html"))
    page.write_bytes(page.read_bytes() * 2)
    assert verify(out, page) == 2
    assert "more than one" in capsys.readouterr().err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "words",
    [
        ("key",), ("key", "--name", " ", "--out", "new"), ("key", "--name", "N", "--out", "class.csv"),
        ("key", "class.csv", "--name", "N", "--out", "new"), ("key", "--name", "x" * 121, "--out", "new"),
        ("issue", "--issuer", "p", "--key", "k", "--out", "new"), ("issue", "class.csv", "--key", "k", "--out", "new"),
        ("issue", "class.csv", "--issuer", "keys/issuer.json", "--key", "keys/issuer.json", "--out", "new"),
        ("issue", "class.csv", "--issuer", "class.csv", "--key", "keys/private-key.pem", "--out", "new"),
        ("issue", "class.csv", "--issuer", "two/issuer.json", "--key", "keys/private-key.pem", "--out", "new"),
        ("issue", "class.csv", "--issuer", "keys/issuer.json", "--key", "keys/none.pem", "--out", "new"),
        ("issue", "class.csv", "--issuer", "keys/issuer.json", "--key", "keys/private-key.pem", "--out", "class.csv"),
        ("issue", "twice.csv", "--issuer", "keys/issuer.json", "--key", "keys/private-key.pem", "--out", "new"),
        ("issue", "none.csv", "--issuer", "keys/issuer.json", "--key", "keys/private-key.pem", "--out", "new"),
        ("verify", "--issuer", "keys/issuer.json"), ("verify", "class.csv"),
        ("verify", "class.csv", "--issuer", "none"),
        ("verify", "class.csv", "--issuer", "keys/issuer.json", "--key", "keys/private-key.pem"),
        ("verify", "class.csv", "--issuer", "keys/issuer.json", "--revoked", "none.txt"),
        ("verify", "class.csv", "--issuer", "other-profile.json"), ("verify", "class.csv", "--issuer", "no-key.json"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_2_and_writes_nothing(tmp_path, words, language, monkeypatch, capsys):
    keys(tmp_path / "keys")
    keys(tmp_path / "two")
    a_list(tmp_path, ROW)
    a_list(tmp_path, ROW, ROW, name="twice.csv")
    profile = json.loads((tmp_path / "keys" / "issuer.json").read_text(encoding="utf-8"))
    (tmp_path / "other-profile.json").write_text(json.dumps({**profile, "score": 9}), encoding="utf-8")
    (tmp_path / "no-key.json").write_text(json.dumps({**profile, "id": "did:key:z6Mk"}), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    before = contents(tmp_path)
    assert run(*words, language=language) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "Traceback" not in said.err
    assert contents(tmp_path) == before
    assert not (tmp_path / "new").exists()


def test_an_issuer_may_give_its_page_and_address(tmp_path):
    keys(tmp_path / "keys")
    path = tmp_path / "keys" / "issuer.json"
    more = {"url": "https://formacion.example", "email": "formacion@formacion.example", "description": "Inventada"}
    path.write_text(json.dumps(changed(path, more)), encoding="utf-8")
    assert issue(tmp_path, a_list(tmp_path, ROW)) == 0
    (one,) = credentials(tmp_path)
    assert more.items() <= json.loads(one.read_text(encoding="utf-8"))["issuer"].items()
    assert verify(tmp_path, one) == 0


def test_a_signed_document_of_another_kind_is_no_certificate(tmp_path):
    (one,) = issued(tmp_path)
    key = issuer.load_key(tmp_path / "keys" / "private-key.pem", issuer=one.issuer)
    bare = {name: value for name, value in one.credential.items() if name != "proof"}
    for change in ({"type": ["VerifiableCredential"]}, {"validFrom": "soon"}, {"validUntil": 5}, {"id": 7},
                   {"credentialSubject": {"identifier": []}}):  # fmt: skip
        other = data_integrity.secured({**bare, **change}, key=key)
        assert certificate_check.check(other, issuer=one.issuer, now=NOW).code == "not-ours"


@pytest.mark.parametrize("page", ["book/facilitators/certificates.md", "book/es/facilitators/certificates.md"])
def test_the_list_on_the_page_for_facilitators_can_be_issued_and_withdrawn(tmp_path, root, page):
    blocks = re.findall(r"```(?:csv|text)\n(.*?)```", (root / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    rows, withdrawn = (next(block for block in blocks if start in block) for start in ("pseudonym,", "urn:uuid:"))
    assert issue(tmp_path, a_list(tmp_path, *rows.splitlines()[1:], header=rows.splitlines()[0])) == 0
    (tmp_path / "list.txt").write_text(withdrawn, encoding="utf-8")
    assert len(credentials(tmp_path)) == 3
    assert verify(tmp_path, *credentials(tmp_path), "--revoked", tmp_path / "list.txt") == 0
