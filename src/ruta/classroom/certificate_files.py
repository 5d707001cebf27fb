"""The files of the certificates of a class: a credential and two pages for each person, and one register."""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from ruta.classroom import certificate_page, strict_json
from ruta.classroom import certificate_words as words
from ruta.classroom.certificate import Certificate
from ruta.datasets.intake.findings import inert

_LONGEST_SLUG = 40


def files(certificates: Sequence[Certificate], *, folder: Path, source: Path) -> dict[Path, bytes]:
    """Return every file of a class by its path.

    Parameters
    ----------
    certificates
        Those of one list, at least one.
    folder
        Where they go.
    source
        The list; the register is named after it, so that two classes can share a folder.
    """
    made = {}
    for each in certificates:
        stem = _stem(each)
        made[folder / f"{stem}.json"] = strict_json.written(each.credential)
        names = {language: f"{stem}.{language}.html" for language in words.LANGUAGES}
        for language, name in names.items():
            other = next(names[each] for each in names if each != language)
            text = certificate_page.page(each, language=language, other=other, file=name)
            made[folder / name] = text.encode()
    made[folder / f"register-{_slug(source.stem)}.csv"] = _register(certificates)
    return made


def _register(certificates: Sequence[Certificate]) -> bytes:
    """Return who got which certificate: needed to withdraw one. For the issuer alone."""
    kind = certificates[0].completion.kind
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(("id", "file", kind, "modules", "date", "hours"))
    for each in certificates:
        done = each.completion
        writer.writerow((each.id, f"{_stem(each)}.json", inert(done.person), " ".join(done.modules), done.day,
                         words.number(done.hours)))  # fmt: skip
    return table.getvalue().encode("utf-8-sig")


def _stem(certificate: Certificate) -> str:
    """Return a name for the files of a person: readable, and of nobody else."""
    return f"{_slug(certificate.completion.person)}-{certificate.id[-12:]}"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_SLUG].strip("-") or "certificate"
