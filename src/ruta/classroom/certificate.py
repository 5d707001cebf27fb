"""A certificate of completion as a credential of Open Badges 3.0.

One *AchievementCredential* for each person, on the *Verifiable Credentials Data Model 2.0*. It holds what the
facilitator gave and no more: no score, no country, no institution of the person.

Source: 1EdTech, *Open Badges Specification 3.0*; W3C, *Verifiable Credentials Data Model v2.0* (2025).
"""

import uuid
from dataclasses import dataclass

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ruta.classroom import certificate_words as words
from ruta.classroom import data_integrity
from ruta.classroom.certificate_words import Part
from ruta.classroom.class_list import Completion
from ruta.classroom.data_integrity import Json
from ruta.classroom.issuer import CONTEXT, Issuer
from ruta.course.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """A signed credential, and what its page needs besides."""

    completion: Completion
    """What the list says."""
    parts: tuple[Part, ...]
    """What was completed."""
    issuer: Issuer
    """Who says so."""
    credential: Json
    """The credential with its proof."""

    @property
    def id(self) -> str:
        """Its identifier, ``urn:uuid:…``."""
        return str(self.credential["id"])


def issue(completion: Completion, *, catalogue: Catalogue, issuer: Issuer, key: Ed25519PrivateKey) -> Certificate:
    """Make and sign the certificate of one person: the same input gives the same bytes.

    Parameters
    ----------
    completion
        From `ruta.classroom.class_list.load`.
    catalogue
        Pillars and lessons of the course.
    issuer, key
        Who issues, and the private key that belongs to it.

    Raises
    ------
    InputError
        Where the course has no such module.
    """
    parts = words.parts_of(completion.modules, catalogue=catalogue, row=completion.row)
    document = {
        "@context": CONTEXT,
        "type": ["VerifiableCredential", "AchievementCredential"],
        "name": words.both("title"),
        "description": words.both("independent"),
        "issuer": issuer.profile,
        "validFrom": f"{completion.day}T00:00:00Z",
        **({"validUntil": f"{completion.until}T23:59:59Z"} if completion.until else {}),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [_identity(completion)],
            "achievement": _with_id(_achievement(completion, parts), issuer),
        },
    }
    signed = data_integrity.secured(_with_id(document, issuer), key=key)
    return Certificate(completion=completion, parts=parts, issuer=issuer, credential=signed)


def _identity(completion: Completion) -> Json:
    # A hash of a name would hide nothing: whoever has a list of names can try them all.
    kind = "name" if completion.kind == "name" else "ext:pseudonym"
    return {"type": "IdentityObject", "hashed": False, "identityHash": completion.person, "identityType": kind}


def _achievement(completion: Completion, parts: tuple[Part, ...]) -> Json:
    criteria = (words.criteria(parts, completion.hours, language) for language in words.LANGUAGES)
    return {
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": words.joined(*(words.title(parts, language) for language in words.LANGUAGES)),
        "description": f"{words.both('course')} {words.both('independent')}",
        "criteria": {"narrative": "\n\n".join(criteria)},
    }


def _with_id(content: Json, issuer: Issuer) -> Json:
    """Return an object with an identifier made from what it holds and from who issues it (UUID version 5, RFC 9562)."""
    space = uuid.uuid5(uuid.NAMESPACE_URL, issuer.id)
    made = uuid.uuid5(space, rfc8785.dumps(content).decode())
    first = {name: content[name] for name in ("@context",) if name in content}
    return {**first, "id": f"urn:uuid:{made}", **content}
