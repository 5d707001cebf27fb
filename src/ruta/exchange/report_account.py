"""The flows of an account as a report may print them: what the stocks beside them would tell is hidden too."""

from collections.abc import Mapping

import pandas as pd

SIDES = ("inflow", "outflow")
"""The two sides whose difference the stocks beside the account give away."""


def close(
    flows: pd.Series, *, roles: pd.Series, sums: Mapping[str, object]
) -> tuple[pd.Series, dict[str, object], bool]:
    """Hide both sides of an account where the total of one of them is hidden.

    Opening stock, closing stock and residual give the net of the two sides. Where the total of one is hidden because
    few persons stand behind it, the other total would give it back; so would its lines. Then all of both is hidden.

    Parameters
    ----------
    flows
        Persons (Int64) by line, each side protected on its own; ``<NA>`` where a cell is hidden.
    roles
        ``inflow``, ``internal`` or ``outflow`` of each line.
    sums
        Total of each role, ``<NA>`` where it is hidden.

    Returns
    -------
    tuple
        Flows and totals as they may be printed, and whether the two sides were closed.
    """
    if not any(pd.isna(sums[side]) for side in SIDES):  # type: ignore[call-overload]
        return flows, dict(sums), False
    return flows.mask(roles.isin(SIDES)), {**sums, **dict.fromkeys(SIDES, pd.NA)}, True
