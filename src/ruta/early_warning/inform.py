"""The two means of INFORM Risk: one that pulls towards the worst component, one that asks for all three dimensions.

Source: Joint Research Centre of the European Commission, INFORM Risk, methodology; held against the published table
of 2020, v0.4.0 (191 countries).
"""

import pandas as pd

from ruta.early_warning.risk_index import aggregate
from ruta.early_warning.risk_scores import TOP

CLASS_LIMITS = (2.0, 3.5, 5.0, 6.5)
"""Lower ends of the classes low, medium, high and very high, as the table of 2020, v0.4.0, shows them."""


def inform_risk(dimensions: pd.DataFrame) -> pd.Series:
    """Return the index of INFORM from its three dimensions: their geometric mean with equal weights.

    Parameters
    ----------
    dimensions
        Places down; hazard and exposure, vulnerability, lack of coping capacity across, each above 0 and up to 10.

    Notes
    -----
    JRC, INFORM Risk methodology. On the table of 2020, v0.4.0, it gives every published value to one decimal.
    """
    equal = dict.fromkeys(map(str, dimensions.columns), 1 / dimensions.shape[1])
    return aggregate(dimensions, weights=equal, mean="geometric")


def inform_dimension(components: pd.DataFrame) -> pd.Series:
    """Return a dimension of INFORM from its components: the inverted geometric mean, pulled towards the worst.

    Parameters
    ----------
    components
        Places down, components across, from 0 to 10. Each x becomes (10 - x) / 10 * 9 + 1; the geometric mean G of
        these is turned back into (10 - G) / 9 * 10.

    Notes
    -----
    JRC, INFORM Risk methodology.
    """
    equal = dict.fromkeys(map(str, components.columns), 1 / components.shape[1])
    return TOP - aggregate(TOP - components, weights=equal, mean="geometric", zero="shift")
