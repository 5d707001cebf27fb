"""An invented office that looks for a practice: what it has, what it lacks and what nobody has looked up yet.

It describes no office of any country. What the lesson speaks of is built in: among the practices of other countries
some have every named condition met, some lack one, and some wait for an answer.
"""

import pandas as pd

from ruta.datasets import draws
from ruta.exchange import matching, practices

SHARES = (0.42, 0.24, 0.34)
"""Shares of yes, no and unknown."""
FEWEST = {"met": 2, "ask": 4, "not-met": 3}
"""Practices in each group, at least."""


def office(*, country: str, seed: int) -> "pd.Series[str]":
    """Return what an invented office of a country says of each condition.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-3 code.
    seed
        Seed of the synthetic country.

    Returns
    -------
    pandas.Series
        One of `ruta.exchange.matching.ANSWERS` for each of `ruta.exchange.practices.CONDITIONS`.
    """
    rng = draws.generator(seed=seed, country=country, name="example-office")
    others = practices.catalogue(language="en")
    others = others[others["country"] != country]

    def drawn() -> "pd.Series[str]":
        places = draws.pick(rng, shares=SHARES, size=len(practices.CONDITIONS))
        answers = [matching.ANSWERS[place] for place in places]
        return pd.Series(answers, index=pd.Index(practices.CONDITIONS, name="condition"), name="answer")

    return draws.until(drawn, holds=lambda made: _shows(others, made))


def _shows(others: pd.DataFrame, made: "pd.Series[str]") -> bool:
    groups = _groups(others, made)
    enough = all((groups == name).sum() >= least for name, least in FEWEST.items())
    if not enough or set(matching.ANSWERS) - set(made):
        return False
    # Each misreading must change the list that the lesson shows.
    as_yes, as_no = (_groups(others, made.replace("unknown", word)) for word in ("yes", "no"))
    return bool((as_yes == "met").sum() > (groups == "met").sum() and (as_no == "ask").sum() < (groups == "ask").sum())


def _groups(others: pd.DataFrame, made: "pd.Series[str]") -> "pd.Series[str]":
    return matching.shortlist(others, {str(name): str(answer) for name, answer in made.items()})["group"]
