"""The same model as Splink reads it: a plain dictionary, the same for DuckDB on a laptop and for Spark on a cluster.

Splink itself is imported by whoever uses the settings: it runs in JupyterLab, not in the browser.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ruta.statistics.linkage import LEVELS
from ruta.statistics.linkage_weights import Model

# From the highest level downwards, in SQL that every engine understands; the last level, the rest, needs no condition.
CONDITIONS: dict[str, tuple[str, ...]] = {
    "given": ("given_l = given_r", "first_l = first_r"),
    "surnames": (
        "surname_a_l = surname_a_r AND surname_b_l = surname_b_r",
        "surname_a_l = surname_a_r OR surname_a_l = surname_b_r "
        "OR surname_b_l = surname_a_r OR surname_b_l = surname_b_r",
    ),
    "born": ("day_l = day_r", "abs(day_l - day_r) = 1"),
    "sex": ("sex_l = sex_r",),
    "municipality": ("municipality_l = municipality_r",),
}
BLANK = {
    "given": "given_l IS NULL OR given_r IS NULL",
    "surnames": "surname_a_l IS NULL OR surname_a_r IS NULL",
    "born": "day_l IS NULL OR day_r IS NULL",
    "sex": "sex_l IS NULL OR sex_r IS NULL",
    "municipality": "municipality_l IS NULL OR municipality_r IS NULL",
}


def table(keys: pd.DataFrame) -> pd.DataFrame:
    """Return the keys as Splink reads them: ``unique_id`` (position), blanks as missing, the birth day as a number.

    Parameters
    ----------
    keys
        As returned by `ruta.statistics.names.keys`.
    """
    day = (pd.to_datetime(keys["born"]) - pd.Timestamp(0)).dt.days.astype("Int64")
    texts = keys.drop(columns="born").astype("object").replace("", None)
    texts = texts.where(texts.notna(), None)
    whole = texts.assign(day=day.to_numpy(), unique_id=range(len(keys)))
    return whole.reset_index(drop=True)


def settings(start: Model, *, rules: Sequence[str]) -> dict[str, Any]:
    """Return the settings of a Splink linker for de-duplicating one register.

    Parameters
    ----------
    start
        m, u and prior of each level: final values, or those from which Splink's own EM starts.
    rules
        Blocking rules as SQL conditions, such as ``l.day = r.day``.
    """
    comparisons = []
    for field, conditions in CONDITIONS.items():
        levels: list[dict[str, Any]] = [
            {"sql_condition": BLANK[field], "label_for_charts": "blank", "is_null_level": True}
        ]
        named = list(zip([*conditions, "ELSE"], reversed(LEVELS[field]), strict=True))
        values = zip(named, reversed(start.of(field, "m")), reversed(start.of(field, "u")), strict=True)
        for (condition, level), m, u in values:
            levels.append(
                {
                    "sql_condition": condition, "label_for_charts": level,
                    "m_probability": float(m), "u_probability": float(u),
                }
            )  # fmt: skip
        comparisons.append({"output_column_name": field, "comparison_levels": levels})
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": start.prior,
        "comparisons": comparisons,
        "blocking_rules_to_generate_predictions": list(rules),
    }


def model(learned: dict[str, Any]) -> Model:
    """Return the model that a Splink linker holds, read from its settings (``linker.misc.save_model_to_json()``)."""
    rows = {}
    for comparison in learned["comparisons"]:
        field = comparison["output_column_name"]
        known = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")]
        for name, level in zip(LEVELS[field], reversed(known), strict=True):
            rows[field, name] = (float(level["m_probability"]), float(level["u_probability"]))
    index = pd.MultiIndex.from_tuples(list(rows), names=["field", "level"])
    found = pd.DataFrame(list(rows.values()), index=index, columns=["m", "u"])
    return Model(prior=float(learned["probability_two_random_records_match"]), table=found)
