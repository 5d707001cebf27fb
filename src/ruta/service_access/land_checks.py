"""Read a case list before counting it: which rows contradict themselves, each other or their evidence.

A fault is a row to send back to whoever wrote it. It is no reason to reject a claim: most are slips of the pen.

Source: the rules follow from the meaning of the columns (`ruta.service_access.land_kinds`); the right that a tenure
lets a household claim is taken as it stands, because possession, use and collective holding are tenure too.
"""

from collections.abc import Iterator

import pandas as pd

from ruta.errors import InputError
from ruta.messages import text
from ruta.service_access.land_kinds import RIGHT_OF, STEPS, TAKEN, TENURES
from ruta.service_access.land_words import word

FAULTS = ("order", "right", "late", "same-property", "no-evidence", "used-twice")
COLUMNS = ("row", "file_id", "fault", "found", "expected")
_LATER = tuple(step for step in (*STEPS[1:], "asked_on", "paid_on", "withdrawn_on"))

Found = tuple[int, str, str, str, str]


def faults(files: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each fault of a case list, with the row of the list that it stands in.

    Parameters
    ----------
    files
        From `ruta.service_access.land_unit.land_unit`, or with the same columns; one row a file.
    evidence
        One row an item, with ``file_id``, ``document`` and ``element``.

    Returns
    -------
    DataFrame
        ``row`` (int64, 1 = the first), ``file_id``, ``fault`` (one of `FAULTS`), ``found`` and ``expected`` (text), in
        the order of the list. ``order``: a step before the claim, or before (or without) the decision that it carries
        out; ``right``: ownership is claimed and the tenure does not carry it as it stands; ``late``: protection
        requested after its last day; ``same-property``: another household claims the property; ``no-evidence``: a
        taking is alleged and no item is about the loss; ``used-twice``: a document that stands in two files.

    Raises
    ------
    InputError
        Where a column is missing, or a tenure is none of those known.
    """
    _columns(files, ("file_id", "property_id", "household_id", "tenure", "right_claimed", "loss", "protect_by",
                     "claimed_on", *_LATER))  # fmt: skip
    _columns(evidence, ("file_id", "document", "element"))
    unknown = ~files["tenure"].isin(TENURES)
    if unknown.any():
        place = int(unknown.to_numpy().argmax())
        raise InputError("land.bad-word", row=place + 1, column="tenure", found=files["tenure"].iloc[place],
                         expected=", ".join(TENURES))  # fmt: skip
    rows = [*_order(files), *_right(files), *_late(files), *_same(files), *_nothing(files, evidence),
            *_twice(files, evidence)]  # fmt: skip
    found = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"row": "int64"})
    return found.sort_values(["row", "fault"], kind="stable").reset_index(drop=True)


def explained(found: pd.DataFrame, *, language: str) -> pd.DataFrame:
    """Return the faults with a sentence each, in the reader's language and with the reader's words for the codes."""
    said = []
    for row in found.itertuples():
        fault, first, second = str(row.fault), str(row.found), str(row.expected)
        params = {
            "found": _said(first, fault, language=language), "expected": _said(second, fault, language=language),
        }  # fmt: skip
        said.append(text(f"land.fault-{fault}", language=language, row=row.row, **params))
    return found[["row", "file_id", "fault"]].assign(sentence=said)


def _said(code: str, fault: str, *, language: str) -> str:
    """Say a word of the list, or a column with its day; of a late request only the day, since its sentence names it."""
    if fault not in ("order", "late"):
        return word(code, language=language)
    column, _, day = code.partition(" ")
    if fault == "late":
        return day
    name = text(f"land.date-{column}", language=language)
    return f"{name} ({day})" if day else name


def _order(files: pd.DataFrame) -> Iterator[Found]:
    """A step before the claim; and an order carried out, or a property handed over, before its decision."""
    for column in _LATER:
        yield from _rows(files, files[column] < files["claimed_on"], "order", column, "claimed_on")
    for column in ("enforced_on", "in_possession_on", "paid_on"):
        early = (files[column] < files["decided_on"]) | (files[column].notna() & files["decided_on"].isna())
        yield from _rows(files, early & ~(files[column] < files["claimed_on"]), "order", column, "decided_on")


def _right(files: pd.DataFrame) -> Iterator[Found]:
    due = files["tenure"].map(RIGHT_OF)
    wrong = (files["right_claimed"] == "ownership") & (due != "ownership")
    for place in _places(wrong):
        yield place + 1, files["file_id"].iloc[place], "right", files["tenure"].iloc[place], due.iloc[place]


def _late(files: pd.DataFrame) -> Iterator[Found]:
    yield from _rows(files, files["asked_on"] > files["protect_by"], "late", "asked_on", "protect_by")


def _same(files: pd.DataFrame) -> Iterator[Found]:
    claims = files.drop_duplicates(["property_id", "household_id"])["property_id"].value_counts()
    shared = files["property_id"].map(claims) > 1
    for place in _places(shared):
        name = files["property_id"].iloc[place]
        others = files.loc[(files["property_id"] == name), "file_id"]
        rest = ", ".join(other for other in others if other != files["file_id"].iloc[place])
        yield place + 1, files["file_id"].iloc[place], "same-property", name, rest


def _nothing(files: pd.DataFrame, evidence: pd.DataFrame) -> Iterator[Found]:
    shown = set(evidence.loc[evidence["element"] == "loss", "file_id"])
    empty = files["loss"].isin(TAKEN) & ~files["file_id"].isin(shown)
    for place in _places(empty):
        yield place + 1, files["file_id"].iloc[place], "no-evidence", files["loss"].iloc[place], "loss"


def _twice(files: pd.DataFrame, evidence: pd.DataFrame) -> Iterator[Found]:
    uses = evidence.drop_duplicates(["document", "file_id"])
    shared = uses[uses["document"].duplicated(keep=False)]
    rows = pd.Series(range(len(files)), index=files["file_id"])
    for document, both in shared.groupby("document")["file_id"]:
        for file_id in both:
            rest = ", ".join(other for other in both if other != file_id)
            if file_id in rows.index:
                yield int(rows[file_id]) + 1, file_id, "used-twice", str(document), rest


def _rows(files: pd.DataFrame, wrong: "pd.Series[bool]", fault: str, column: str, after: str) -> Iterator[Found]:
    for place in _places(wrong):
        limit = files[after].iloc[place]
        expected = f"{after} {limit.date()}" if pd.notna(limit) else after
        found = f"{column} {files[column].iloc[place].date()}"
        yield place + 1, files["file_id"].iloc[place], fault, found, expected


def _places(wrong: "pd.Series[bool]") -> list[int]:
    return [place for place, here in enumerate(wrong) if here]


def _columns(table: pd.DataFrame, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in table:
            raise InputError("land.no-column", column=name, columns=", ".join(map(str, table.columns)))
