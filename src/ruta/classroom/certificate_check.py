"""Whether a certificate holds: whose key signed it, whether anything was changed, whether it is still valid."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from ruta import messages
from ruta.classroom import certificate_words as words
from ruta.classroom import data_integrity, strict_json
from ruta.classroom.certificate_page import BLOCK
from ruta.classroom.data_integrity import Json
from ruta.classroom.issuer import Issuer
from ruta.datasets.intake.findings import printable
from ruta.errors import InputError

Code = Literal["holds", "other-issuer", "changed", "not-ours", "revoked", "not-yet", "expired"]
LARGEST = 1_000_000
"""Bytes that a certificate may have."""
_BLOCK = re.compile(rb'<script type="' + BLOCK.encode() + rb'">(.*?)</script>', re.DOTALL)
_ID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHOWN = 600


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What is to be said of one certificate."""

    code: Code
    """Whether it holds, or the first reason why not."""
    params: Mapping[str, object] = field(default_factory=dict)
    """What the sentence names."""

    @property
    def holds(self) -> bool:
        """Whether everything holds."""
        return self.code == "holds"

    def sentence(self, language: str) -> str:
        """Return it as one sentence."""
        params = {name: printable(str(value), longest=_SHOWN) for name, value in self.params.items()}
        if "title" in params:
            params["title"] = words.one_of(params["title"], language)
        return messages.text(f"certificate.verdict-{self.code}", language=language, **params)


def read(path: Path) -> Json:
    """Read a credential from its own file or from the page to print.

    Raises
    ------
    InputError
        Naming the file: it is absent, too large, or holds no credential, or more than one.
    """
    if not path.is_file():
        raise InputError("certificate.not-found", file=path)
    with path.open("rb") as handle:
        data = handle.read(LARGEST + 1)
    blocks = _BLOCK.findall(data) if data.lstrip()[:1] == b"<" else [data]
    found = strict_json.parsed(blocks[0]) if len(blocks) == 1 and len(data) <= LARGEST else None
    if found is None:
        raise InputError("certificate.no-credential", file=path)
    return found


def revoked_ids(path: Path) -> frozenset[str]:
    """Read the list of certificates that the issuer has withdrawn: one number a line, then whatever note one wants.

    Raises
    ------
    InputError
        Naming the file, and the line that begins with no number.
    """
    if not path.is_file():
        raise InputError("certificate.not-found", file=path)
    try:
        lines = path.read_bytes()[:LARGEST].decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise InputError("certificate.revoked-text", file=path) from error
    found = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        first = re.split(r"[\s,;]", line.strip(), maxsplit=1)[0].lower()
        if not _ID.fullmatch(first):
            raise InputError("certificate.revoked-line", file=path, line=number, found=printable(first))
        found.add(first)
    return frozenset(found)


def check(credential: Json, *, issuer: Issuer, now: datetime, revoked: frozenset[str] = frozenset()) -> Verdict:
    """Check a credential without asking anybody.

    Parameters
    ----------
    credential
        From `read`.
    issuer
        Who should have issued it. Its profile must come from the issuer, not from the holder of the certificate.
    now
        The moment for which the dates are compared, with its time zone.
    revoked
        Identifiers that the issuer has withdrawn.
    """
    named = credential.get("issuer")
    claimed = named.get("id") if isinstance(named, dict) else named
    proof = credential.get("proof")
    method = proof.get("verificationMethod") if isinstance(proof, dict) else None
    if claimed != issuer.id or method != data_integrity.method_of(issuer.id):
        return Verdict(code="other-issuer", params={"issuer": issuer.name})
    if not data_integrity.holds(credential, key=issuer.key):
        return Verdict(code="changed", params={"issuer": issuer.name})
    said = _said(credential)
    if said is None:
        return Verdict(code="not-ours", params={"issuer": issuer.name})
    start, end = _moment(credential.get("validFrom")), _moment(credential.get("validUntil"))
    if credential["id"] in revoked:
        return Verdict(code="revoked", params=said)
    if start is not None and now < start:
        return Verdict(code="not-yet", params=said)
    if end is not None and now > end:
        return Verdict(code="expired", params={**said, "end": f"{end:%Y-%m-%d}"})
    return Verdict(code="holds", params=said)


def _said(credential: Json) -> dict[str, object] | None:
    """Return what a certificate of ours states; None where it is another kind of credential."""
    try:
        subject = credential["credentialSubject"]
        found = {
            "person": subject["identifier"][0]["identityHash"],
            "title": subject["achievement"]["name"],
            "issuer": credential["issuer"]["name"],
            "id": credential["id"],
        }
        day = _moment(credential["validFrom"])
        right = "AchievementCredential" in credential["type"] and all(isinstance(text, str) for text in found.values())
    except (KeyError, IndexError, TypeError):
        return None
    if not right or day is None or ("validUntil" in credential and _moment(credential["validUntil"]) is None):
        return None
    return {**found, "day": f"{day:%Y-%m-%d}"}


def _moment(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)
