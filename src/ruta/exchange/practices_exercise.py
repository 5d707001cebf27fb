"""The invented sheets, office, visit and review of the exercise on good practices.

Everything is drawn: no practice, office or visit of a country is meant. A draw in which two answers coincide (the
right one and a known mistake, or two mistakes) is refused.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from ruta.datasets import draws
from ruta.exchange import matching, practices
from ruta.messages import text

SHEETS = 12
FIELDS = ("results", "failed", "cost", "rests_on")
REVIEW_DAY = pd.Timestamp("2026-03-16")
GOOD_ROWS = ("records", "budget", "law", "failure", "spokespersons")
STORY_ROWS = ("staff-story", "show-home")
PERSON_ROWS = ("queue-wait", "neighbour-view", "child-school")
"""Questions of the draft visit: about the work of offices; about somebody's life; to somebody not to be asked."""
LINES = ("sound-1", "sound-2", "sound-3", "blank-owner", "everybody", "before", "far", "blank-why")
"""Lines of the draft review, by what is wrong in them."""
HEADS = {
    "practice": "head-sheet", "condition": "head-condition", "office": "head-office", "row": "head-row",
    "results": "head-results", "evidence": "field-evidence", "failed": "head-failed", "cost": "head-cost",
    "asked_of": "page-role", "question": "page-question",
    **{part: f"column-{part}" for part in ("expected", "happened", "why", "action", "owner", "due")},
}  # fmt: skip
"""What a table says above each column when it is shown."""
WORDS = {"evidence": "evidence-short", "results": "answer", "failed": "answer", "office": "answer"}
"""Columns that hold codes, and the messages that say them."""


def tables(*, country: str, seed: int, language: str) -> dict[str, pd.DataFrame]:
    """Return the tables of the exercise: ``sheets``, ``conditions``, ``visit`` and ``review``.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code.
    seed
        Seed of the synthetic country.
    language
        Language of the texts; the answers do not depend on it.
    """
    rng = draws.generator(seed=seed, country=country, name="practices-exercise")
    sheets, office = draws.until(lambda: (_sheets(rng), _office(rng)), holds=_tells_apart)
    return {
        "sheets": sheets,
        "conditions": _listed(sheets, office),
        "visit": _visit(rng, language),
        "review": _review(rng, language),
    }


def _sheets(rng: np.random.Generator) -> pd.DataFrame:
    claims = rng.random(SHEETS) < 0.7
    evidence = draws.pick(rng, shares=(2, 4, 4, 2), size=SHEETS)
    cost = draws.whole(rng, low=12, high=90, size=SHEETS).astype(float)
    known = rng.random(SHEETS) < 0.45
    failed = rng.random(SHEETS) < 0.35
    rests = [_some(rng) for _ in range(SHEETS)]
    return pd.DataFrame({
        "practice": [f"P{number:02d}" for number in range(1, SHEETS + 1)],
        "results": np.where(claims, "yes", ""),
        "evidence": [("", "described", "monitored", "compared")[kind] for kind in evidence],
        "failed": np.where(failed, "yes", ""),
        "cost": np.where(known, cost, np.nan),
        "rests_on": rests,
    })  # fmt: skip


def _some(rng: np.random.Generator) -> str:
    count = int(draws.pick(rng, shares=(2, 3, 5, 4), size=1)[0])
    return " ".join(practices.CONDITIONS[place] for place in sorted(draws.lot(rng, size=11)[:count]))


def _office(rng: np.random.Generator) -> dict[str, str]:
    places = draws.pick(rng, shares=(0.5, 0.2, 0.3), size=len(practices.CONDITIONS))
    answers = (matching.ANSWERS[place] for place in places)
    return dict(zip(practices.CONDITIONS, answers, strict=True))


def _listed(sheets: pd.DataFrame, office: dict[str, str]) -> pd.DataFrame:
    found = matching.conditions(sheets, office)
    named = found["condition"] != matching.NONE_NAMED
    words = {state: answer for answer, state in matching.STATES.items()}
    return pd.DataFrame({
        "practice": found["practice"],
        "condition": found["condition"].where(named, ""),
        "office": found["state"].map(words).where(named, ""),
    })  # fmt: skip


def grouped(conditions: pd.DataFrame, *, unknown: str = "unknown", none_named: str = "unknown") -> "pd.Series[str]":
    """Return the group of each practice, with the unknown read as it is or, for a mistake, as a yes or a no.

    Parameters
    ----------
    conditions
        ``practice``, ``condition`` and ``office`` (`ruta.exchange.matching.ANSWERS`; blank with a blank condition).
    unknown, none_named
        How an unknown answer, and a source that names no condition, are read.
    """
    read = conditions["office"].replace({"unknown": unknown, "": none_named})
    return read.map(matching.STATES).groupby(conditions["practice"]).agg(matching.group)


def counts(groups: "pd.Series[str]") -> dict[str, int]:
    """Return how many practices stand in each group."""
    return {name: int((groups == name).sum()) for name in matching.GROUPS}


def costs(sheets: pd.DataFrame) -> tuple[float, float, float]:
    """Return the mean of the known costs, the mean with blanks as zero, and the sum."""
    known = sheets["cost"]
    return float(known.mean()), float(known.fillna(0).mean()), float(known.sum())


def claims(sheets: pd.DataFrame) -> tuple[set[str], set[str], set[str]]:
    """Return who claims a result on words alone; every sheet on words alone; claims with the evidence left blank."""
    words, claimed = sheets["evidence"].isin(["", "described"]), sheets["results"] == "yes"
    masks = (words & claimed, words, claimed & (sheets["evidence"] == ""))
    right, all_words, blank = (set(sheets.loc[mask, "practice"]) for mask in masks)
    return right, all_words, blank


def any_met(conditions: pd.DataFrame) -> set[str]:
    """Return the practices of which at least one condition is met: a mistake."""
    return set(conditions.loc[conditions["office"] == "yes", "practice"])


def in_group(groups: "pd.Series[str]", name: str) -> set[str]:
    """Return the practices of one group."""
    return {str(practice) for practice in groups.index[groups == name]}


def _tells_apart(drawn: tuple[pd.DataFrame, dict[str, str]]) -> bool:
    sheets, office = drawn
    failed, cost = int((sheets["failed"] != "").sum()), int(sheets["cost"].notna().sum())
    # The cheap comparisons come first: most draws fail one of them.
    if cost < 3 or failed < 2 or not claims(sheets)[2]:
        return False
    if not _differ([failed, SHEETS - failed, cost]) or not _differ(list(claims(sheets))):
        return False
    if not _differ([round(value) for value in costs(sheets)]):
        return False
    conditions = _listed(sheets, office)
    plain, none_named = grouped(conditions), grouped(conditions, none_named="yes")
    as_yes = grouped(conditions, unknown="yes", none_named="yes")
    as_no = grouped(conditions, unknown="no", none_named="no")
    hopeful = grouped(conditions, unknown="yes")
    ready = [in_group(groups, "met") for groups in (plain, hopeful, none_named)]
    every = [counts(groups) for groups in (plain, as_yes, as_no, none_named)]
    return min(every[0].values()) >= 2 and _differ([*ready, any_met(conditions)]) and _differ(every)


def _differ(answers: Sequence[object]) -> bool:
    return all(left != other for left, other in combinations(answers, 2))


def _visit(rng: np.random.Generator, language: str) -> pd.DataFrame:
    chosen = [
        *GOOD_ROWS, STORY_ROWS[int(rng.random() * len(STORY_ROWS))],
        *(PERSON_ROWS[place] for place in sorted(draws.lot(rng, size=3)[:2])),
    ]  # fmt: skip
    kinds = [chosen[place] for place in draws.lot(rng, size=len(chosen))]
    return pd.DataFrame({
        "row": [f"V{number}" for number in range(1, len(kinds) + 1)],
        "asked_of": [text(f"practices.draft-role-{kind}", language=language) for kind in kinds],
        "question": [text(f"practices.draft-question-{kind}", language=language) for kind in kinds],
    })  # fmt: skip


def visit_kinds(visit: pd.DataFrame, *, language: str) -> "pd.Series[str]":
    """Return what each row of the draft visit is: one of `GOOD_ROWS`, `STORY_ROWS` or `PERSON_ROWS`.

    It is no column of the table, because a trainee who prints the table would read the answer there.
    """
    every = (*GOOD_ROWS, *STORY_ROWS, *PERSON_ROWS)
    return visit["question"].map({text(f"practices.draft-question-{kind}", language=language): kind for kind in every})


def _review(rng: np.random.Generator, language: str) -> pd.DataFrame:
    kinds = [LINES[place] for place in draws.lot(rng, size=len(LINES))]
    after = draws.whole(rng, low=15, high=60, size=len(kinds))
    days = {"before": -12, "far": 260}
    lines = []
    for kind, soon in zip(kinds, after, strict=True):
        due = REVIEW_DAY + pd.Timedelta(days=days.get(kind, int(soon)))
        owner = {"blank-owner": "", "everybody": text("practices.draft-everybody", language=language)}
        says = {part: text(f"practices.draft-{part}-{kind}", language=language) for part in ("expected", "action")}
        why = "" if kind == "blank-why" else text(f"practices.draft-why-{kind}", language=language)
        post = owner.get(kind, text(f"practices.draft-post-{kind}", language=language))
        happened = text(f"practices.draft-happened-{kind}", language=language)
        lines.append((says["expected"], happened, why, says["action"], post, f"{due:%Y-%m-%d}"))
    table = pd.DataFrame(lines, columns=["expected", "happened", "why", "action", "owner", "due"])
    table.insert(0, "row", [f"R{number}" for number in range(1, len(lines) + 1)])
    return table


def to_read(table: pd.DataFrame, *, language: str) -> pd.DataFrame:
    """Return a table of the exercise as it is shown: words of the language for codes, and blanks that are blank.

    Parameters
    ----------
    table
        One of `tables`, or some of its columns.
    language
        Language of headings and words.
    """
    shown = table.astype(object).where(table.notna(), "")
    for column, part in WORDS.items():
        if column in shown:
            shown[column] = [
                text(f"practices.{part}-{cell}", language=language) if cell else "" for cell in shown[column]
            ]
    if "cost" in shown:
        shown["cost"] = [cell if cell == "" else f"{cell:g}" for cell in shown["cost"]]
    if "condition" in shown:
        named = [cell or matching.NONE_NAMED for cell in shown["condition"]]
        shown["condition"] = [text(f"practices.condition-{name}", language=language) for name in named]
    return shown.rename(columns={name: text(f"practices.{head}", language=language) for name, head in HEADS.items()})
