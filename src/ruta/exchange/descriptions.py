"""The form on which an office describes a practice of its own so that another country can use it, and its checks.

The fields follow the template for good practices of FAO (2015) as this course shortens it. What is refused are the
sentences that mislead a reader elsewhere: a result without evidence, a share without its whole, a cost of nothing,
a practice in which nothing failed.
"""

from collections.abc import Iterator, Mapping

from ruta.errors import InputError
from ruta.exchange.practice_findings import Finding
from ruta.exchange.practices import EVIDENCE

FORM = (
    "name", "place_dates", "problem", "who", "done", "legal_budget", "cost", "cost_year", "results", "reached",
    "out_of", "evidence", "failed", "rests_on", "contact",
)  # fmt: skip
"""Fields of the form. ``reached`` of ``out_of`` people (or homes, or cases) is the result as two numbers."""
NUMBERS = ("cost", "reached", "out_of")
NOTHING = ("nothing", "none", "no", "nada", "ninguno", "ninguna", "0")


def filled(description: Mapping[str, object]) -> tuple[str, ...]:
    """Return the fields of the form that have something written in them, in its order.

    Parameters
    ----------
    description
        Field and what is written in it; a field may be blank or absent, and then it is unknown.

    Raises
    ------
    InputError
        Where the form has no such field, or a number is no number.
    """
    unknown = [name for name in description if name not in FORM]
    if unknown:
        raise InputError("practices.unknown-field", found=unknown[0], known=", ".join(FORM))
    for name in NUMBERS:
        _number(description, name)
    return tuple(name for name in FORM if _written(description, name))


def findings(description: Mapping[str, object]) -> list[Finding]:
    """Return what would mislead a reader in another country, in the order of the form.

    Parameters
    ----------
    description
        As for `filled`.

    Returns
    -------
    list
        Findings with the codes ``blank`` (nothing written: allowed, and shown as unknown), ``cost-zero``,
        ``cost-no-year``, ``result-no-evidence``, ``no-whole``, ``more-than-all``, ``bad-evidence`` and
        ``nothing-failed``.
    """
    there = filled(description)
    every = (*_of_blanks(there), *_of_cost(description, there), *_of_results(description, there))
    found = [*every, *_of_failure(description, there)]
    return sorted(found, key=lambda finding: FORM.index(finding.place))


def _of_blanks(there: tuple[str, ...]) -> Iterator[Finding]:
    for name in FORM:
        # Year and whole are asked for only where the number that needs them is given.
        if name not in there and name not in ("cost_year", "out_of", "reached"):
            yield Finding(code="blank", place=name)


def _of_cost(description: Mapping[str, object], there: tuple[str, ...]) -> Iterator[Finding]:
    if "cost" not in there:
        return
    if _number(description, "cost") == 0:
        yield Finding(code="cost-zero", place="cost")
    if "cost_year" not in there:
        yield Finding(code="cost-no-year", place="cost_year")


def _of_results(description: Mapping[str, object], there: tuple[str, ...]) -> Iterator[Finding]:
    claimed = "results" in there or "reached" in there
    if claimed and str(description.get("evidence", "")).strip() in ("", "described"):
        yield Finding(code="result-no-evidence", place="results")
    if "evidence" in there and str(description["evidence"]).strip() not in EVIDENCE:
        yield Finding(code="bad-evidence", place="evidence", values={"known": ", ".join(EVIDENCE)})
    reached, out_of = _number(description, "reached"), _number(description, "out_of")
    if reached is not None and out_of is None:
        yield Finding(code="no-whole", place="out_of")
    if reached is not None and out_of is not None and reached > out_of:
        yield Finding(code="more-than-all", place="out_of")


def _of_failure(description: Mapping[str, object], there: tuple[str, ...]) -> Iterator[Finding]:
    if "failed" in there and str(description["failed"]).strip().strip(".").lower() in NOTHING:
        yield Finding(code="nothing-failed", place="failed")


def _written(description: Mapping[str, object], name: str) -> bool:
    value = description.get(name)
    return value is not None and value == value and str(value).strip() != ""


def _number(description: Mapping[str, object], name: str) -> float | None:
    """Return a number of the form, None where nothing is written."""
    if not _written(description, name):
        return None
    try:
        value = float(str(description[name]).replace(",", ""))
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise InputError("practices.not-a-number", field=name, found=description[name])
    return value
