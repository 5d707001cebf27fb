"""Who issues certificates: a pair of keys, and a profile that anybody may have."""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ruta.classroom import data_integrity, strict_json
from ruta.classroom.data_integrity import Json
from ruta.course import writing
from ruta.errors import InputError

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
"""Names of the two vocabularies of Open Badges 3.0; nothing is fetched from there."""
KEY_FILE, PROFILE_FILE = "private-key.pem", "issuer.json"
LONGEST_NAME = 120
_TEXTS = ("name", "url", "email", "description")
_LARGEST = 100_000


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """Who issues, as its profile says."""

    profile: Json
    """The *Profile* of Open Badges, without ``@context``."""
    key: Ed25519PublicKey
    """The public key that its identifier is."""

    @property
    def id(self) -> str:
        """Its identifier, ``did:key:…``."""
        return str(self.profile["id"])

    @property
    def name(self) -> str:
        """Its name, as it stands on certificates."""
        return str(self.profile["name"])


def make(folder: Path, *, name: str) -> list[Path]:
    """Make a pair of keys: a private key that only its owner can read, and a profile for everybody.

    Parameters
    ----------
    folder
        Where both files go; it is made where it is missing.
    name
        Name of the issuer, as it shall stand on certificates.

    Raises
    ------
    InputError
        Where a name is missing or too long, the folder is a file, or one of both files exists: whoever loses a key
        can issue nothing more in its name.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise InputError("certificate.name", found=name or "-", most=LONGEST_NAME)
    if folder.exists() and not folder.is_dir():
        raise InputError("certificate.out-is-file", out=folder)
    key_file, profile_file = folder / KEY_FILE, folder / PROFILE_FILE
    for path in (key_file, profile_file):
        if path.exists():
            raise InputError("certificate.key-exists", file=path)
    folder.mkdir(parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    profile = {"@context": CONTEXT, "id": data_integrity.did_of(key.public_key()), "type": ["Profile"], "name": name}
    _write_private(key_file, key)
    try:
        writing.write({profile_file: strict_json.written(profile)})
    except OSError:
        key_file.unlink()
        raise
    return [key_file, profile_file]


def _write_private(path: Path, key: Ed25519PrivateKey) -> None:
    content = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    # O_EXCL: never over a file that appeared meanwhile. The rights hold from the first byte on.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def load(path: Path) -> Issuer:
    """Read a profile.

    Raises
    ------
    InputError
        Naming the file and what is wrong with it.
    """
    profile = strict_json.read(path, most=_LARGEST)
    profile.pop("@context", None)
    texts = {name: value for name, value in profile.items() if name in ("id", *_TEXTS)}
    wrong = [name for name in profile if name not in ("id", "type", *_TEXTS)]
    wrong += [name for name, value in texts.items() if not isinstance(value, str) or not value.strip()]
    if wrong or profile.get("type") != ["Profile"] or not {"id", "name"} <= set(profile):
        fields = ", ".join(wrong) or "-"
        raise InputError("certificate.profile", file=path, found=fields, expected=", ".join(("id", "type", *_TEXTS)))
    key = data_integrity.key_of(profile["id"])
    if key is None:
        raise InputError("certificate.profile-key", file=path)
    return Issuer(profile=profile, key=key)


def load_key(path: Path, *, issuer: Issuer) -> Ed25519PrivateKey:
    """Read the private key of an issuer.

    Raises
    ------
    InputError
        Where the file is absent, holds no such key, or belongs to another issuer.
    """
    if not path.is_file():
        raise InputError("certificate.not-found", file=path)
    try:
        key = serialization.load_pem_private_key(path.read_bytes()[:_LARGEST], password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise InputError("certificate.key-form", file=path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError("certificate.key-form", file=path)
    if data_integrity.did_of(key.public_key()) != issuer.id:
        raise InputError("certificate.key-other", file=path, issuer=issuer.name)
    return key
