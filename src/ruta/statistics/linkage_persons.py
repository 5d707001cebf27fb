"""From links to persons, and what the errors do to the count.

Two declarations belong to one person where a chain of links joins them (connected components). With the truth at hand:
persons counted − true persons = persons counted more than once − persons erased, exactly.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Whole = npt.NDArray[np.int64]


def persons(count: int, links: pd.DataFrame) -> Whole:
    """Return the person of each record: the first record of the group that links join it to.

    Parameters
    ----------
    count
        How many records there are.
    links
        ``left`` and ``right``, positions of the records that were taken to be of one person.
    """
    head = list(range(count))

    def top(place: int) -> int:
        while head[place] != place:
            head[place] = head[head[place]]
            place = head[place]
        return place

    for left, right in links[["left", "right"]].itertuples(index=False, name=None):
        one, other = top(left), top(right)
        head[max(one, other)] = min(one, other)
    return np.asarray([top(place) for place in range(count)], dtype=np.int64)


@dataclass(frozen=True, kw_only=True)
class Score:
    """How a set of persons compares with the truth."""

    counted: int
    """Persons that the method counts."""
    true: int
    """Persons that there are."""
    extra: int
    """How many times a person is counted beyond the first: the harm of a missed link."""
    erased: int
    """Persons who disappear inside another one: the harm of a false link."""
    false_links: int
    """Pairs of records put together that are of two persons."""
    missed_links: int
    """Pairs of records of one person that were not put together."""
    right_links: int
    """Pairs of records put together that are of one person."""

    @property
    def precision(self) -> float:
        """Share of the pairs put together that are right; 1 where none was put together."""
        made = self.right_links + self.false_links
        return self.right_links / made if made else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs of one person that were put together; 1 where there are none."""
        real = self.right_links + self.missed_links
        return self.right_links / real if real else 1.0

    @property
    def error(self) -> int:
        """Persons counted less true persons: ``extra`` less ``erased``."""
        return self.counted - self.true


def _pairs_within(groups: "pd.Series[int]") -> int:
    return int((groups * (groups - 1) // 2).sum())


def score(found: npt.ArrayLike, truth: npt.ArrayLike) -> Score:
    """Compare the persons found with the true ones, pair by pair and in the count.

    Parameters
    ----------
    found, truth
        A label of the person for each record, in the same order; the labels themselves do not matter.
    """
    table = pd.DataFrame({"found": pd.Series(found).to_numpy(), "truth": pd.Series(truth).to_numpy()})
    cells = table.value_counts()
    found_sizes, true_sizes = table["found"].value_counts(), table["truth"].value_counts()
    right = _pairs_within(cells)
    return Score(
        counted=len(found_sizes),
        true=len(true_sizes),
        extra=len(cells) - len(true_sizes),
        erased=len(cells) - len(found_sizes),
        false_links=_pairs_within(found_sizes) - right,
        missed_links=_pairs_within(true_sizes) - right,
        right_links=right,
    )


def by_threshold(
    pairs: pd.DataFrame, weights: "pd.Series[float]", truth: npt.ArrayLike, *, thresholds: npt.ArrayLike
) -> pd.DataFrame:
    """Return the score of each threshold: persons counted, errors, precision and recall.

    Parameters
    ----------
    pairs, weights
        Candidate pairs and their match weights, in the same order; a pair is linked from the threshold upwards.
    truth
        The true person of each record.
    thresholds
        Match weights to try.
    """
    records = len(pd.Series(truth))
    rows = []
    for threshold in np.asarray(thresholds, dtype=np.float64):
        got = score(persons(records, pairs[(weights >= threshold).to_numpy()]), truth)
        rows.append(
            {
                "threshold": float(threshold), "counted": got.counted, "true": got.true, "extra": got.extra,
                "erased": got.erased, "false_links": got.false_links, "missed_links": got.missed_links,
                "precision": got.precision, "recall": got.recall,
            }
        )  # fmt: skip
    return pd.DataFrame(rows).set_index("threshold")
