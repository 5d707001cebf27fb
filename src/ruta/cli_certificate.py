"""The command ``ruta certificate``: keys of an issuer, certificates of a class, and whether one holds."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ruta import messages
from ruta.errors import InputError

if TYPE_CHECKING:
    from ruta.classroom.issuer import Issuer

ACTIONS = ("key", "issue", "verify")
WELL, DOES_NOT_HOLD, BAD_INPUT = 0, 1, 2
OPTIONS = ("name", "issuer", "key", "out", "revoked")
NEEDED = {"key": ("name", "out"), "issue": ("issuer", "key", "out"), "verify": ("issuer",)}
ALLOWED = {**NEEDED, "verify": ("issuer", "revoked")}


def certificate(arguments: Namespace) -> int:
    """Do one of the three; see `ruta.classroom.issuer`, `certificate` and `certificate_check`."""
    action = arguments.action
    for option in OPTIONS:
        if option in NEEDED[action] and not getattr(arguments, option):
            raise InputError("certificate.option-missing", action=action, option=f"--{option}")
        if option not in ALLOWED[action] and getattr(arguments, option):
            raise InputError("certificate.option-unwanted", action=action, option=f"--{option}")
    right = {"key": not arguments.files, "issue": len(arguments.files) == 1, "verify": bool(arguments.files)}
    if not right[action]:
        raise InputError(f"certificate.files-{action}")
    return {"key": _key, "issue": _issue, "verify": _verify}[action](arguments)


def _key(arguments: Namespace) -> int:
    from ruta.classroom import issuer

    for path in issuer.make(Path(arguments.out), name=arguments.name):
        print(messages.say("course.written", file=path))
    print(messages.say("certificate.keep", key=issuer.KEY_FILE, profile=issuer.PROFILE_FILE))
    return WELL


def _issue(arguments: Namespace) -> int:
    from ruta.classroom import certificate, certificate_files, class_list, issuer
    from ruta.course import catalogue, paths, writing

    source, out = Path(arguments.files[0]), Path(arguments.out)
    if out.exists() and not out.is_dir():
        raise InputError("certificate.out-is-file", out=out)
    profile = issuer.load(Path(arguments.issuer))
    key = issuer.load_key(Path(arguments.key), issuer=profile)
    done = class_list.load(source, today=date.today())
    course = catalogue.load(paths.find_tree())
    made = [certificate.issue(each, catalogue=course, issuer=profile, key=key) for each in done]
    for warning in class_list.alike(done):
        print(warning.sentence(), file=sys.stderr)
    writing.write(certificate_files.files(made, folder=out, source=source))
    print(messages.say("certificate.issued", count=len(made), folder=out))
    return WELL


def _verify(arguments: Namespace) -> int:
    from ruta.classroom import certificate_check, issuer

    profile = issuer.load(Path(arguments.issuer))
    revoked = certificate_check.revoked_ids(Path(arguments.revoked)) if arguments.revoked else frozenset()
    codes = [_verified(path, profile, revoked) for path in _expanded(arguments.files)]
    return max(codes)


def _verified(path: Path, issuer: "Issuer", revoked: frozenset[str]) -> int:
    from ruta.classroom import certificate_check

    try:
        credential = certificate_check.read(path)
    except InputError as error:
        # One file that cannot be read must not hide what is to be said of the others.
        print(error.sentence(), file=sys.stderr)
        return BAD_INPUT
    verdict = certificate_check.check(credential, issuer=issuer, now=certificate_check.now(), revoked=revoked)
    said = f"{path}: {verdict.sentence(messages.current_language())}"
    if verdict.holds and path.suffix.lower() in (".html", ".htm"):
        said = f"{said} {messages.say('certificate.compare')}"
    print(said)
    return WELL if verdict.holds else DOES_NOT_HOLD


def _expanded(names: Iterable[str]) -> Iterator[Path]:
    """Yield the files; a pattern such as ``*.json`` is resolved here, since the terminal of Windows does not."""
    for name in names:
        path = Path(name)
        found = sorted(path.parent.glob(path.name)) if "*" in path.name and not path.exists() else []
        yield from found or [path]
