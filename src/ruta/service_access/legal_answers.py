"""What each way of reading the exercise's tables gives: the right one, and the common mistakes."""

import pandas as pd

from ruta.service_access import legal_case, legal_checks, legal_facts, legal_matrix
from ruta.service_access.legal_days import MAYBE, YES, reached, step

YEARS = {"SLV": (2021, 2023, 2025), "HND": (2024, 2026), "MEX": (2018, 2022, 2025), "COL": (2016, 2020, 2025)}
LATEST = pd.Timestamp("2026-11-25")
"""Day on which the course's facts were last checked."""


def codes(table: pd.DataFrame, *kinds: str) -> set[str]:
    """Return the codes of the texts of some kinds."""
    return set(table.loc[table["kind"].isin(kinds), "code"])


def in_force(instruments: pd.DataFrame, *, day: pd.Timestamp) -> dict[str, int]:
    """Return how many instruments are surely in force on a day, and what each mistake counts.

    Returns
    -------
    dict
        ``right``; ``ended-kept`` (those that have ended too); ``unsure-counted`` (those of which the dates do not tell
        too); ``passed`` (all that were adopted and have not ended).
    """
    steps = [step(row, day=day) for _, row in instruments.iterrows()]
    adopted = [reached(found, day=day) == YES for found in instruments["adopted_on"]]
    unsure = [
        last == "published" and reached(found, day=day) == MAYBE
        for (last, _), found in zip(steps, instruments["in_force_on"], strict=True)
    ]
    sure = sum(found == ("in-force", True) for found in steps)
    ended = sum(last == "ended" for last, _ in steps)
    return {
        "right": sure, "ended-kept": sure + ended, "unsure-counted": sure + sum(unsure), "passed": sum(adopted) - ended,
    }  # fmt: skip


def version(versions: pd.DataFrame, *, day: pd.Timestamp) -> dict[str, str]:
    """Return which version of a rule binds on a day, and which one each mistake names."""
    steps = {row["fact"]: step(row, day=day)[0] for _, row in versions.iterrows()}
    newest = versions[versions["fact"].map(steps) == "published"]
    return {
        "right": next(name for name, last in steps.items() if last == "in-force"),
        "newest": str(newest["fact"].iloc[0]),
        "first": str(versions.loc[versions["place"] == 0, "fact"].iloc[0]),
    }


def unfit(extract: pd.DataFrame) -> dict[str, set[str]]:
    """Return which rows may not be quoted yet, and which ones each mistake names."""
    found = legal_checks.faults(extract)
    right = {finding.fact for finding in found}
    honest = set(extract.loc[extract["sort"].isin(legal_case.HONEST), "fact"])
    return {
        "right": right,
        "honest-too": right | honest,
        "source-only": {finding.fact for finding in found if finding.code == "no-source"},
        "in-force-believed": {finding.fact for finding in found if finding.code != "unpublished"},
    }


def asked_rights(cells: pd.DataFrame, *, order: "list[int]") -> list[str]:
    """Return three rights: one with a law, the documents, and another one, by an order drawn by lot."""
    laws = set(cells.loc[(cells["kind"] == "law") & cells["state"].isin(legal_matrix.STANDING), "right"])
    rights = [legal_facts.RIGHTS[place] for place in order]
    first = next(right for right in rights if right in laws)
    other = next(right for right in rights if right not in (first, "documents"))
    return [right for right in legal_facts.RIGHTS if right in (first, other, "documents")]


def three_counts(cells: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Return how many cells stand, are said to be missing, and are not known; and what each mistake counts.

    Parameters
    ----------
    cells
        Cells of one framework, from `ruta.service_access.legal_matrix.cells`, of the rights asked about.
    """
    groups = cells["state"].map(legal_matrix.group_of)
    right = {name: int((groups == name).sum()) for name in legal_matrix.GROUPS}
    laws = set(cells.loc[(cells["kind"] == "law") & (groups == "stands"), "right"])
    by_law = groups.mask(cells["right"].isin(laws), "stands")
    return {
        "right": right,
        "blank-is-no": {"stands": right["stands"], "missing": right["missing"] + right["not-known"], "not-known": 0},
        "law-is-all": {name: int((by_law == name).sum()) for name in legal_matrix.GROUPS},
    }
