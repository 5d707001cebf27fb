"""The exact answers of a well-kept solver (HiGHS, through SciPy), against which the methods of the course are held."""

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix, hstack, identity, kron, vstack


def best_cover(minutes: pd.DataFrame, people: "pd.Series[float]", points: int, limit: float) -> float:
    """Return the most people that so many points can have within the limit."""
    reach = (minutes <= limit).to_numpy().astype(float)
    places, sites = reach.shape
    # Variables: a point here (0 or 1) for each site, covered (0 to 1) for each place.
    cost = np.concatenate([np.zeros(sites), -people.to_numpy(dtype=float)])
    reached = LinearConstraint(np.hstack([reach, -np.eye(places)]), lb=0)
    how_many = LinearConstraint(np.concatenate([np.ones(sites), np.zeros(places)])[None, :], lb=points, ub=points)
    whole = np.concatenate([np.ones(sites), np.zeros(places)])
    found = milp(cost, constraints=[reached, how_many], integrality=whole, bounds=Bounds(0, 1))
    assert found.success
    return float(-found.fun)


def best_median(minutes: pd.DataFrame, people: "pd.Series[float]", points: int) -> float:
    """Return the least sum of people times way to the nearest of so many points."""
    times, count = minutes.to_numpy(dtype=float), people.to_numpy(dtype=float)
    places, sites = times.shape
    pairs = places * sites
    cost = np.concatenate([np.zeros(sites), (times * count[:, None]).ravel()])
    none = coo_matrix((places, sites))
    assigned = hstack([none, kron(identity(places), np.ones((1, sites)))])
    open_only = hstack([vstack([identity(sites)] * places), -identity(pairs)])
    how_many = hstack([coo_matrix(np.ones((1, sites))), coo_matrix((1, pairs))])
    constraints = [
        LinearConstraint(assigned, lb=1, ub=1),
        LinearConstraint(open_only, lb=0),
        LinearConstraint(how_many, lb=points, ub=points),
    ]
    whole = np.concatenate([np.ones(sites), np.zeros(pairs)])
    found = milp(cost, constraints=constraints, integrality=whole, bounds=Bounds(0, 1))
    assert found.success
    return float(found.fun)
