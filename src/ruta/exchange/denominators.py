"""Rate per what: the same count on two populations is two rates."""

import math

from ruta.errors import InputError


def rate_per(events: float, *, population: float, per: int = 100_000) -> float:
    """Return how many events there were for each so many people.

    Parameters
    ----------
    events
        Events of the period (not persons, unless each person can have only one).
    population
        People among whom they could happen, in the same area and the same year.
    per
        People that the rate speaks of.

    Raises
    ------
    InputError
        Where events are missing or below zero, and where the population is missing, zero or below.

    Notes
    -----
    The crude rate: events over the population of the period, times a constant (Last, 2001, A Dictionary of
    Epidemiology, "rate").
    """
    if not math.isfinite(events) or events < 0:
        raise InputError("comparing.events", found=events)
    if not math.isfinite(population) or population <= 0:
        raise InputError("comparing.population", found=population)
    return per * events / population


def implied_population(events: float, *, rate: float, per: int = 100_000) -> float:
    """Return the population that a published rate must have been divided by, if the count is the one behind it.

    Parameters
    ----------
    events
        Events of the period.
    rate
        Published rate, events per ``per`` people; it is rounded, and so is what comes out.
    per
        People that the rate speaks of.

    Raises
    ------
    InputError
        Where events are missing or below zero, and where the rate is missing, zero or below.
    """
    if not math.isfinite(events) or events < 0:
        raise InputError("comparing.events", found=events)
    if not math.isfinite(rate) or rate <= 0:
        raise InputError("comparing.rate", found=rate)
    return per * events / rate
