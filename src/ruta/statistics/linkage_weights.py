"""The weights of Fellegi and Sunter: m and u by counting or by EM, match weight and match probability.

m = P(level | same person), u = P(level | different persons); weight of a level = log2(m / u); weight of a pair = its
prior log2(λ / (1 − λ)) plus the weights of its levels; probability = 2^M / (1 + 2^M). Sources: Fellegi and Sunter
(1969); the form with log2 and a prior, Splink (topic guide on the Fellegi-Sunter model); EM, Winkler (1988). Fields are
taken to be independent among the pairs of one person and among those of two; where they are not, the weights are
too large.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from ruta.errors import InputError
from ruta.statistics.linkage import LEVELS

Real = npt.NDArray[np.float64]
GUESS = {2: np.array([0.05, 0.95]), 3: np.array([0.05, 0.10, 0.85])}
"""Where EM begins, by number of levels, from disagreement to full agreement."""
PSEUDO_COUNT = 0.5
"""Added to every count, so that a level never seen among the labelled pairs has no infinite weight."""


@dataclass(frozen=True, kw_only=True)
class Model:
    """The parameters of the method."""

    prior: float
    """λ: share of all pairs that are of one person, between 0 and 1."""
    table: pd.DataFrame
    """By (field, level): columns ``m`` and ``u``, probabilities that add up to one within a field."""

    def of(self, field: str, column: str) -> Real:
        """Return ``m`` or ``u`` of one field, in the order of `LEVELS`."""
        rows = self.table.index.get_level_values("field") == field
        return self.table[column].to_numpy(dtype=np.float64)[rows]

    def weights(self) -> "pd.Series[float]":
        """Return the match weight of each level, log2(m / u): one unit doubles the odds."""
        ratio = self.table["m"].to_numpy(dtype=np.float64) / self.table["u"].to_numpy(dtype=np.float64)
        return pd.Series(np.log2(ratio), index=self.table.index, name="weight")


def parameters(m: dict[str, Real], u: dict[str, Real], *, prior: float) -> Model:
    """Return a model from m and u by field, each an array in the order of `LEVELS`."""
    if not 0 < prior < 1:
        raise InputError("linkage.prior", found=prior)
    index = pd.MultiIndex.from_tuples(
        [(field, level) for field in m for level in LEVELS[field]], names=["field", "level"]
    )
    return Model(
        prior=prior,
        table=pd.DataFrame({"m": np.concatenate(list(m.values())), "u": np.concatenate(list(u.values()))}, index=index),
    )


def _shares(levels: "pd.Series[int]", chance: Real, width: int, pseudo: float) -> Real:
    known = levels.to_numpy() >= 0
    # np.bincount wants the platform's own integers, which are of 32 bits in the browser.
    seen = np.bincount(levels.to_numpy()[known].astype(np.intp), weights=chance[known], minlength=width)
    counts: Real = seen.astype(np.float64) + pseudo
    shares: Real = counts / counts.sum()
    return shares


def count(levels: pd.DataFrame, same: npt.NDArray[np.bool_], *, prior: float, pseudo: float = PSEUDO_COUNT) -> Model:
    """Return the model by counting on labelled pairs: how often each level occurs where a person said yes, and no.

    Parameters
    ----------
    levels
        As returned by `ruta.statistics.linkage.compare`, for labelled pairs.
    same
        Whether each pair is of one person.
    prior
        λ for all pairs: the share among labelled pairs is not it, since pairs to label are never drawn evenly.
    pseudo
        Added to every count.

    Raises
    ------
    InputError
        Where no pair is labelled yes, or none no.
    """
    yes = np.asarray(same, dtype=np.float64)
    if not 0 < yes.sum() < len(yes):
        raise InputError("linkage.labels", yes=int(yes.sum()), no=int(len(yes) - yes.sum()))
    m, u = (
        {field: _shares(levels[field], chance, len(LEVELS[field]), pseudo) for field in levels.columns}
        for chance in (yes, 1 - yes)
    )
    return parameters(m, u, prior=prior)


def first_guess(levels: pd.DataFrame, *, prior: float) -> Model:
    """Return a model for EM to begin with: u counted on all the pairs, m a guess that agreement is the rule.

    Parameters
    ----------
    levels
        As returned by `ruta.statistics.linkage.compare`, for all pairs of the register.
    prior
        A guess of λ; EM counts it again.
    """
    every = np.ones(len(levels))
    u = {field: _shares(levels[field], every, len(LEVELS[field]), PSEUDO_COUNT) for field in levels.columns}
    return parameters({field: GUESS[len(LEVELS[field])] for field in levels.columns}, u, prior=prior)


def weigh(levels: pd.DataFrame, model: Model) -> "pd.Series[float]":
    """Return the match weight of each pair: the prior and the weight of each level; a blank adds nothing."""
    total = np.full(len(levels), np.log2(model.prior / (1 - model.prior)))
    for field in levels.columns:
        weight = np.log2(model.of(field, "m") / model.of(field, "u"))
        of_level = np.append(weight, 0.0)  # the last place serves the code −1 of a blank
        total += of_level[levels[field].to_numpy()]
    return pd.Series(total, index=levels.index, name="weight")


def probability(weight: "pd.Series[float]") -> "pd.Series[float]":
    """Return the probability that a pair is of one person, 2^M / (1 + 2^M)."""
    return 1 / (1 + 2.0 ** (-weight))


def patterns(levels: pd.DataFrame) -> pd.DataFrame:
    """Return the different combinations of levels and how many pairs show each (``pairs``): all that EM needs."""
    return levels.groupby(list(levels.columns)).size().rename("pairs").reset_index()


def learn(
    seen: pd.DataFrame, start: Model, *, fix_u: bool = True, rounds: int = 200, tolerance: float = 1e-6
) -> tuple[Model, int]:
    """Return the model by expectation and maximisation, without any label, and how many rounds it took.

    Each round asks how likely each pattern is of one person with the present model (expectation), and counts m, u and
    the prior again with those probabilities as fractions of a pair (maximisation).

    Parameters
    ----------
    seen
        As returned by `patterns`.
    start
        Where to begin; its ``u`` is kept where ``fix_u``.
    fix_u
        Keep u: nearly all pairs of a register are of two persons, so that u can be counted on all of them.
    rounds, tolerance
        Stop after so many rounds, or when no parameter moves by more than the tolerance.
    """
    fields = [name for name in seen.columns if name != "pairs"]
    pairs, model = seen["pairs"].to_numpy(dtype=np.float64), start
    for turn in range(1, rounds + 1):
        chance = probability(weigh(seen[fields], model)).to_numpy()
        m = {field: _shares(seen[field], pairs * chance, len(LEVELS[field]), 1e-9) for field in fields}
        u = {
            field: model.of(field, "u")
            if fix_u
            else _shares(seen[field], pairs * (1 - chance), len(LEVELS[field]), 1e-9)
            for field in fields
        }
        after = parameters(m, u, prior=float((pairs * chance).sum() / pairs.sum()))
        moved = max(float((after.table - model.table).abs().to_numpy().max()), abs(after.prior - model.prior))
        model = after
        if moved < tolerance:
            return model, turn
    return model, rounds
