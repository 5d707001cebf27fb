"""Signing a JSON document, and telling whether it is still what was signed: the suite ``eddsa-jcs-2022`` of the W3C.

Why this suite: the document stays JSON that a person can read; it is brought into one form by JCS (RFC 8785), for which
no vocabulary has to be fetched, so that checking needs no internet; and *every* member is under the signature, also one
that no vocabulary knows. Source: *Data Integrity EdDSA Cryptosuites v1.0*, W3C Recommendation 2025, section 3.3; one of
the suites that Open Badges 3.0 names for embedded proofs.
"""

import hashlib
from typing import Any

import base58
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

Json = dict[str, Any]
SUITE = "eddsa-jcs-2022"
_BASE58 = "z"
"""How multibase says that base58 follows."""
_ED25519 = b"\xed\x01"
"""How multicodec says that a public key for Ed25519 follows."""
_DID = "did:key:"
_SIGNATURE_BYTES = 64


def did_of(key: Ed25519PublicKey) -> str:
    """Return the identifier that is a public key itself, ``did:key:z6Mk…``: nobody has to be asked for the key."""
    return _DID + _BASE58 + base58.b58encode(_ED25519 + key.public_bytes_raw()).decode()


def key_of(did: str) -> Ed25519PublicKey | None:
    """Return the public key that an identifier is; None where it is none for Ed25519."""
    try:
        raw = base58.b58decode(did.removeprefix(_DID + _BASE58)) if did.startswith(_DID + _BASE58) else b""
        key = Ed25519PublicKey.from_public_bytes(raw.removeprefix(_ED25519)) if raw.startswith(_ED25519) else None
    except ValueError:
        return None
    # The same key can be written in one way only: what is compared as text must not have a second form.
    return key if key is not None and did_of(key) == did else None


def method_of(did: str) -> str:
    """Return how a proof names the key of an identifier."""
    return f"{did}#{did.removeprefix(_DID)}"


def secured(document: Json, *, key: Ed25519PrivateKey) -> Json:
    """Return a document with its proof.

    The proof has no time of its own: the standard does not ask for it, and without it the same document gives the same
    bytes. Ed25519 itself draws no random number.

    Parameters
    ----------
    document
        With ``@context`` and without ``proof``.
    key
        The issuer's private key.
    """
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "verificationMethod": method_of(did_of(key.public_key())),
        "proofPurpose": "assertionMethod",
        "@context": document["@context"],
    }
    signature = key.sign(hash_data(document, options))
    return {**document, "proof": {**options, "proofValue": _BASE58 + base58.b58encode(signature).decode()}}


def holds(document: Json, *, key: Ed25519PublicKey) -> bool:
    """Tell whether a document is exactly what was signed with a key.

    Whose key that is, the caller has to know: nothing that the document says of itself is believed. Stricter than the
    standard in one point: the ``@context`` of the proof must be that of the document, not only its beginning, so that
    nothing can be added to the document.
    """
    proof = document.get("proof")
    if not isinstance(proof, dict) or proof.get("@context") != document.get("@context"):
        return False
    if (proof.get("type"), proof.get("cryptosuite"), proof.get("proofPurpose")) != (
        "DataIntegrityProof", SUITE, "assertionMethod",
    ):  # fmt: skip
        return False
    signature = _signature(proof.get("proofValue"))
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    bare = {name: value for name, value in document.items() if name != "proof"}
    try:
        key.verify(signature, hash_data(bare, options))
    except (InvalidSignature, rfc8785.CanonicalizationError, RecursionError, UnicodeEncodeError):
        return False
    return True


def hash_data(document: Json, options: Json) -> bytes:
    """Return the 64 bytes that are signed: the hash of the proof's options, then that of the document."""
    return b"".join(hashlib.sha256(rfc8785.dumps(part)).digest() for part in (options, document))


def _signature(value: object) -> bytes:
    """Return the bytes of a signature; no bytes where it is none, which no key accepts."""
    if not isinstance(value, str) or not value.startswith(_BASE58):
        return b""
    try:
        found = base58.b58decode(value[1:])
    except ValueError:
        return b""
    # Only the one way to write these bytes is accepted.
    same = base58.b58encode(found).decode() == value[1:]
    return found if same and len(found) == _SIGNATURE_BYTES else b""
