"""How long it takes to reach a service by roads that can be used, and how far it is as the crow flies.

Source of the shortest ways: R. W. Floyd (1962), "Algorithm 97: Shortest path", Communications of the ACM 5(6), 345.
"""

import numpy as np
import pandas as pd

from ruta.errors import InputError


def travel_minutes(places: pd.DataFrame, *, roads: pd.DataFrame, use_unsafe: bool = False) -> pd.DataFrame:
    """Return the fastest time between all places by road.

    Parameters
    ----------
    places
        With ``place``, one row each.
    roads
        One row per stretch, usable both ways: ``from_place``, ``to_place``, ``minutes`` and ``unsafe`` (boolean).
    use_unsafe
        Whether stretches marked as unsafe may be used; a plan for people should leave them out.

    Returns
    -------
    DataFrame
        Minutes, rows and columns in the order of the places; infinite where no road leads.

    Raises
    ------
    InputError
        Where a stretch leads to an unknown place or its minutes are negative or blank; the row is named.
    """
    names = list(places["place"])
    position = {name: number for number, name in enumerate(names)}
    times = np.full((len(names), len(names)), np.inf)
    np.fill_diagonal(times, 0.0)
    columns = (roads[column] for column in ("from_place", "to_place", "minutes", "unsafe"))
    for row, (start, end, minutes, unsafe) in enumerate(zip(*columns, strict=True), start=1):
        for place in (start, end):
            if place not in position:
                raise InputError("sharing.unknown-place", row=row, found=place, known=", ".join(map(str, names)))
        if not minutes >= 0:
            raise InputError("sharing.bad-minutes", row=row, found=minutes)
        if use_unsafe or not unsafe:
            here, there = position[start], position[end]
            times[here, there] = times[there, here] = min(times[here, there], minutes)
    for way in range(len(names)):
        times = np.minimum(times, times[:, [way]] + times[[way], :])
    return pd.DataFrame(times, index=pd.Index(names, name="place"), columns=pd.Index(names, name="point"))


def straight_kilometres(places: pd.DataFrame) -> pd.DataFrame:
    """Return the distances between all places in a straight line, in kilometres.

    Parameters
    ----------
    places
        With ``place``, ``km_east`` and ``km_north``.
    """
    east, north = (places[column].to_numpy(dtype="float64") for column in ("km_east", "km_north"))
    squares = (east[:, None] - east[None, :]) ** 2 + (north[:, None] - north[None, :]) ** 2
    names = list(places["place"])
    return pd.DataFrame(np.sqrt(squares), index=pd.Index(names, name="place"), columns=pd.Index(names, name="point"))
