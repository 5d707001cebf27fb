"""An invented contingency plan with faults in it, so that reading a plan can be practised."""

import pandas as pd

from ruta import messages

POSTS = (
    "mayor",
    "deputy-mayor",
    "civil",
    "social",
    "health",
    "education",
    "protection",
    "community",
    "nurse",
    "lawyer",
)
"""Posts of the plan, generic on purpose; the community network is one of them."""
SCENARIO = pd.DataFrame(
    {"households": [8, 18, 40], "persons_per_household": [4.0, 4.0, 4.5]}, index=pd.Index(["low", "central", "high"])
)
"""An invented planning figure, from the fewest households that would not surprise to the most."""
STOCK = pd.Series({"water": 3000, "rations": 150, "floor": 210, "toilets": 1, "kits": 20}, dtype="int64")
"""What an invented storeroom holds."""
# activity, trigger, responsible, deputy, start, deadline, needed by, item, budget line, personal data, consent
_ROWS: tuple[tuple[str, str, str, str, int, int, int, str, str, bool, bool], ...] = (
    ("A-01", "alert", "mayor", "deputy-mayor", 0, 2, 2, "", "", False, False),
    ("A-02", "alert", "civil", "social", 0, 8, 8, "", "", False, False),
    ("A-03", "alert", "social", "social", 2, 8, 8, "", "", True, True),
    ("A-04", "arrivals", "civil", "mayor", 6, 12, 12, "floor", "2.1", False, False),
    ("A-05", "arrivals", "social", "community", 8, 24, 12, "water", "2.2", False, False),
    ("A-06", "arrivals", "education", "civil", 4, 24, 24, "rations", "", False, False),
    ("A-07", "arrivals", "", "", 4, 24, 24, "toilets", "2.4", False, False),
    ("A-08", "arrivals", "community", "social", 4, 36, 36, "kits", "2.5", False, False),
    ("A-09", "arrivals", "health", "nurse", 6, 48, 48, "", "", True, False),
    ("A-10", "", "protection", "lawyer", 12, 72, 72, "", "", True, True),
)


def post(name: str, language: str) -> str:
    """Return the name of a post; empty where there is none."""
    return messages.text(f"response.post-{name}", language=language) if name else ""


def example_plan(language: str) -> pd.DataFrame:
    """Return the plan as `ruta.early_warning.plan_checks` reads it, its texts in a language.

    It holds one fault of each kind but for stock, where every item falls short of the high planning figure.
    """
    columns = [
        "activity", "trigger", "responsible", "deputy", "start", "deadline", "needed_by", "item", "budget_line",
        "personal_data", "consent",
    ]  # fmt: skip
    plan = pd.DataFrame(_ROWS, columns=columns)
    plan.insert(1, "task", [messages.text(f"response.task-{name}", language=language) for name in plan["activity"]])
    for column in ("responsible", "deputy"):
        plan[column] = [post(name, language) for name in plan[column]]
    plan["trigger"] = [
        messages.text(f"response.trigger-{one}", language=language) if one else "" for one in plan["trigger"]
    ]
    plan["quantity"] = [int(STOCK[item]) if item else 0 for item in plan["item"]]
    return plan
