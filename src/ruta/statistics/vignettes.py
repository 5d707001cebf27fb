"""Forty short cases about which people argue, each with its text, its facts and what the authors would answer."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from ruta.statistics.classification import FACTS

FILE = Path(__file__).with_name("vignettes.json")
BESIDE = ("cause", "other_municipality", "registered", "says_displaced", "group", "argued")
"""What is known of a vignette besides the facts: why the person moved, what shorter rules look at, the authors'
answer, and whether that answer is argued."""


def vignettes(language: str) -> pd.DataFrame:
    """Return the vignettes.

    Parameters
    ----------
    language
        Language of the columns ``text`` and ``note``: ``"en"`` or ``"es"``.

    Returns
    -------
    DataFrame
        Indexed by ``id``: ``text``, the facts of `ruta.statistics.classification.FACTS` (``months_abroad`` Int64),
        the columns of `BESIDE` (``argued`` bool) and ``note``, the reason or what to confirm. ``group`` was written
        by hand before the table was applied, so that the two can be compared. All persons are invented.
    """
    cases: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    rows = [{**case, **case[language]} for case in cases]
    table = pd.DataFrame(rows).set_index("id")[["text", *FACTS, *BESIDE, "note"]]
    return table.astype({"months_abroad": "Int64", "argued": "bool"})
