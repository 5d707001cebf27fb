"""The suite eddsa-jcs-2022: the test vectors of the W3C, another program in both directions, and every small change."""

import base64
import copy

import base58
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from openvc.keys import Ed25519SigningKey
from openvc.proof.di_jcs import EddsaJcsProofSuite
from openvc.proof.errors import ProofError

from ruta.classroom import data_integrity as di
from ruta.classroom import strict_json

# W3C, Data Integrity EdDSA Cryptosuites v1.0, test vectors of eddsa-jcs-2022 (folder TestVectors of the repository
# w3c/vc-di-eddsa: keyPair.json, docHashJCS.txt, proofHashJCS.txt, sigBTC58JCS.txt, signedJCS.json).
PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
PRIVATE = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"]
DOCUMENT = {
    "@context": CONTEXT,
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
DOCUMENT_HASH = "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19"
# How the key is named, the hash of the proof's options, and the value of the proof.
VECTORS = [
    (f"did:key:{PUBLIC}#{PUBLIC}", "66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db",
     "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"),
    (f"https://vc.example/issuers/5678#{PUBLIC}", None,
     "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4"),
]  # fmt: skip
vectors = pytest.mark.parametrize(("method", "options_hash", "value"), VECTORS)

KEY = Ed25519PrivateKey.from_private_bytes(base58.b58decode(PRIVATE[1:])[2:])
DID = f"did:key:{PUBLIC}"
WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(st.text().filter(lambda name: name != "proof"), VALUES, max_size=4).map(
    lambda content: {**content, "@context": CONTEXT, "issuer": DID}
)


def options(method):
    return {"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "created": "2023-02-24T23:36:38Z",
            "verificationMethod": method, "proofPurpose": "assertionMethod", "@context": CONTEXT}  # fmt: skip


@vectors
def test_the_vectors_of_the_w3c_are_reproduced(method, options_hash, value):
    data = di.hash_data(DOCUMENT, options(method))
    assert data.hex()[64:] == DOCUMENT_HASH
    assert options_hash in (None, data.hex()[:64])
    assert f"z{base58.b58encode(KEY.sign(data)).decode()}" == value


@vectors
def test_the_signed_document_of_the_w3c_holds(method, options_hash, value):
    signed = {**DOCUMENT, "proof": {**options(method), "proofValue": value}}
    assert di.holds(signed, key=di.key_of(DID))
    assert not di.holds({**signed, "name": "Alumni credential"}, key=di.key_of(DID))
    assert not di.holds(signed, key=Ed25519PrivateKey.generate().public_key())


def test_a_key_is_its_identifier():
    assert di.did_of(KEY.public_key()) == DID
    assert di.key_of(DID).public_bytes_raw() == KEY.public_key().public_bytes_raw()


@pytest.mark.parametrize(
    "did",
    ["", "did:key:", "did:web:example.org", PUBLIC, f"{DID} ", DID[:-1], f"did:key:z1{PUBLIC[1:]}", "did:key:z0OIl",
     "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169"],
)  # fmt: skip
def test_what_is_no_key_for_ed25519_is_none(did):
    assert di.key_of(did) is None


def their_jwk():
    raw = KEY.public_key().public_bytes_raw()
    return {"kty": "OKP", "crv": "Ed25519", "x": base64.urlsafe_b64encode(raw).rstrip(b"=").decode()}


@given(DOCUMENTS)
def test_another_program_accepts_what_we_sign(document):
    EddsaJcsProofSuite().verify(di.secured(document, key=KEY), public_key_jwk=their_jwk(), check_temporal=False)


@given(DOCUMENTS)
def test_we_accept_what_another_program_signs(document):
    signed = EddsaJcsProofSuite().add_proof(
        document, signing_key=Ed25519SigningKey(KEY, kid=DID), verification_method=f"{DID}#{PUBLIC}"
    )
    # The other program leaves the context out of the proof it writes, though it signs it: ours asks for it.
    signed["proof"]["@context"] = document["@context"]
    assert di.holds(signed, key=KEY.public_key())


@given(DOCUMENTS, st.text(min_size=1).filter(lambda name: name != "proof"), VALUES)
def test_nothing_can_be_added_or_changed(document, name, value):
    signed = di.secured(document, key=KEY)
    other = {**signed, name: value}
    # JSON knows one kind of number and Python two: 1 and 1.0 are one document, True and 1 are not.
    same = name in signed and di.rfc8785.dumps(other) == di.rfc8785.dumps(signed)
    assert di.holds(other, key=KEY.public_key()) == same


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("type", "Ed25519Signature2020"), ("cryptosuite", "eddsa-rdfc-2022"), ("proofPurpose", "authentication"),
        ("@context", CONTEXT[:1]), ("proofValue", ""), ("proofValue", None), ("proofValue", "z0"), ("proofValue", "z"),
        ("proofValue", "u0000"), ("nonce", "added"), ("nonce", float("inf")), ("nonce", "\ud800"), ("nonce", 2**60),
    ],
)  # fmt: skip
def test_a_proof_of_another_form_does_not_hold(member, value):
    signed = copy.deepcopy(di.secured(DOCUMENT, key=KEY))
    signed["proof"][member] = value
    assert not di.holds(signed, key=KEY.public_key())


@pytest.mark.parametrize("proof", [None, [], "z", [{"type": "DataIntegrityProof"}]])
def test_without_a_proof_nothing_holds(proof):
    assert not di.holds({**DOCUMENT, "proof": proof}, key=KEY.public_key())


def test_the_context_cannot_grow_behind_the_proof():
    # The standard lets a document have contexts that its proof does not name, and so does not sign.
    signed = di.secured(DOCUMENT, key=KEY)
    assert not di.holds({**signed, "@context": [*CONTEXT, "https://example.org/more"]}, key=KEY.public_key())


def test_the_other_program_would_see_a_change_too():
    signed = di.secured(DOCUMENT, key=KEY)
    with pytest.raises(ProofError):
        EddsaJcsProofSuite().verify({**signed, "name": "x"}, public_key_jwk=their_jwk(), check_temporal=False)


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"1", b"{", b'{"a": NaN}', b'{"a": 1, "a": 1}', b'{"b": {"a": 1, "a": 2}}', b'{"a": "\xff"}',
     b"[" * 100_000, b'{"a": ' * 100_000],
)  # fmt: skip
def test_json_that_two_programs_could_read_in_two_ways_is_none(data):
    assert strict_json.parsed(data) is None
