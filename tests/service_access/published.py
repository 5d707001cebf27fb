"""Published examples with their published results: clinical data, used to check arithmetic and for nothing else."""

import pandas as pd


def waits(text: str) -> tuple["pd.Series[int]", "pd.Series[bool]"]:
    """Read times as they are printed in papers: ``+`` marks a censored one."""
    parts = text.replace(",", " ").split()
    days = pd.Series([int(part.rstrip("+")) for part in parts], dtype="int64")
    return days, pd.Series([not part.endswith("+") for part in parts], dtype=bool)


# Bewick, Cheek and Ball 2004, Critical Care 8, 389-394.
BEWICK = "1, 1, 4, 5, 6+, 9, 9+, 22"
BEWICK_TABLE = {1: 0.750, 4: 0.625, 5: 0.500, 9: 0.333, 22: 0.0}

# Freireich and others 1963, Blood 21, 699-716; as in R's MASS::gehan. Weeks.
TREATED = "6, 6, 6, 6+, 7, 9+, 10, 10+, 11+, 13, 16, 17+, 19+, 20+, 22, 23, 25+, 32+, 32+, 34+, 35+"
CONTROL = "1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23"
TREATED_TABLE = {  # week: at risk, events, S, standard error
    6: (21, 3, 0.857, 0.076),
    7: (17, 1, 0.807, 0.087),
    10: (15, 1, 0.753, 0.096),
    13: (12, 1, 0.690, 0.107),
    16: (11, 1, 0.627, 0.114),
    22: (7, 1, 0.538, 0.128),
    23: (6, 1, 0.448, 0.135),
}
