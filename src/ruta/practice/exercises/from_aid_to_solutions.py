"""Exercise of the lesson from aid to solutions: another panel, other registers, another draft plan."""

import pandas as pd

from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.service_access import (
    exit_rules,
    results_checks,
    results_framework,
    solutions_calendar,
    solutions_exercise,
    solutions_panel,
    solutions_registers,
)  # fmt: skip

OTHER_SEED = 1000
"""Added to the seed: the exercise is about other households than the lesson."""
NEEDED = 8
LAST, BEFORE = 3, 2
RULES = ("all", "count", "carried")


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the calendar, the panel with its neighbours, slips of eight households, the registers and the plan."""
    drawn, interviews = _drawn(params)
    held = solutions_registers.registers(**drawn)  # type: ignore[arg-type]
    draft = results_framework.redrawn(results_framework.example(language=params.language), **drawn)  # type: ignore[arg-type]
    return {
        "calendar": solutions_calendar.calendar(**drawn),  # type: ignore[arg-type]
        "panel": interviews,
        "slips": solutions_exercise.slips(interviews, needed=NEEDED),
        "plan": draft,
        "rounds": solutions_exercise.two_rounds(**drawn),  # type: ignore[arg-type]
        **held,
    }


def _drawn(params: Params) -> tuple[dict[str, object], pd.DataFrame]:
    """Return the draw and its panel; drawn again where nobody fell back early, or nobody arrived in the last round.

    Without them, two of the mistakes about relapse would give the right answer.
    """
    seed = params.seed + OTHER_SEED
    while True:
        interviews = solutions_panel.panel(country=params.country, seed=seed)
        wide = _rounds_met({"panel": interviews})
        if (wide[1] & ~wide[BEFORE]).any() and (~wide[BEFORE] & wide[LAST]).any():
            return {"country": params.country, "seed": seed}, interviews
        seed += OTHER_SEED


# How long does nobody pay?
def _months(data: Data, *, after: str, until: str) -> int:
    items = data["calendar"].set_index("item")
    begins, stops = items["starts"].to_dict(), items["ends"].to_dict()
    return int(begins[until] - stops[after])


def unpaid_months(data: Data, _: Params) -> int:
    """Return the months between the end of the last aid and the first paid livelihood."""
    return _months(data, after="transition", until="livelihoods-paid")


def _until_announced(data: Data, _: Params) -> int:
    return _months(data, after="transition", until="livelihoods")


def _from_emergency(data: Data, _: Params) -> int:
    return _months(data, after="emergency", until="livelihoods-paid")


# Three rules in the last round
def _leaving(data: Data, *, limits: "pd.Series[float] | None" = None, blank_fails: bool = False) -> "pd.Series[float]":
    passes, rows = solutions_exercise.passes(data["panel"], limits=limits, blank_fails=blank_fails)
    last = rows["round"] == LAST
    kept = exit_rules.carried(passes, household=rows["household"], round_=rows["round"])
    out = (exit_rules.all_met(passes), exit_rules.at_least(passes, needed=NEEDED), exit_rules.all_met(kept))
    return pd.Series({rule: float(column[last].sum()) for rule, column in zip(RULES, out, strict=True)})


def three_rules(data: Data, _: Params) -> "pd.Series[float]":
    """Return how many displaced households would leave in the last round under each rule."""
    return _leaving(data)


def _no_benchmark(data: Data, _: Params) -> "pd.Series[float]":
    return _leaving(data, limits=pd.Series(3.0, index=list(exit_rules.SUBCRITERIA)))


def _blank_fails(data: Data, _: Params) -> "pd.Series[float]":
    return _leaving(data, blank_fails=True)


def _with_neighbours(data: Data, _: Params) -> "pd.Series[float]":
    return _leaving({"panel": data["panel"].assign(group="displaced")}, limits=solutions_exercise.limits(data["panel"]))


# Relapse
def _rounds_met(data: Data) -> pd.DataFrame:
    passes, rows = solutions_exercise.passes(data["panel"])
    flat = pd.DataFrame({"household": rows["household"], "round": rows["round"], "met": exit_rules.all_met(passes)})
    return flat.pivot(index="household", columns="round", values="met")


def relapsed(data: Data, _: Params) -> int:
    """Return the households that met everything in the second round and not in the third."""
    wide = _rounds_met(data)
    return int((wide[BEFORE] & ~wide[LAST]).sum())


def _net(data: Data, _: Params) -> int:
    wide = _rounds_met(data)
    return int(wide[BEFORE].sum() - wide[LAST].sum())


def _not_met_now(data: Data, _: Params) -> int:
    return int((~_rounds_met(data)[LAST]).sum())


def _fell_back_ever(data: Data, _: Params) -> int:
    wide = _rounds_met(data)
    return int(((wide[1] & ~wide[BEFORE]) | (wide[BEFORE] & ~wide[LAST])).sum())


# Slips: who leaves by the count without being safe
def unsafe_leavers(data: Data, _: Params) -> set[str]:
    """Return the slips with at least eight met and one of the two of safety unmet."""
    table = data["slips"]
    out = table["met"] >= NEEDED
    return set(table.loc[out & ~(table["violence"] & table["movement"]), "household"])


def _any_unmet(data: Data, _: Params) -> set[str]:
    table = data["slips"]
    return set(table.loc[(table["met"] >= NEEDED) & (table["met"] < len(exit_rules.SUBCRITERIA)), "household"])


def _unsafe(data: Data, _: Params) -> set[str]:
    table = data["slips"]
    return set(table.loc[~(table["violence"] & table["movement"]), "household"])


# Double exclusion
def _excluded(data: Data, *, needy: bool = True, any_listed: bool = False, only_register: bool = False) -> int:
    people = solutions_exercise.linked(data)
    poor = people["listed"] if any_listed else people["eligible"]
    out = ~people["registered"] & (True if only_register else ~poor)
    return int((out & (people["short"] if needy else True)).sum())


def double_exclusion(data: Data, _: Params) -> int:
    """Return the displaced households short of food or shelter that neither register opens a door for."""
    return _excluded(data)


# The draft plan
def wrong_targets(data: Data, _: Params) -> set[str]:
    """Return the rows whose target is no better than the baseline."""
    plan = data["plan"]
    return set(plan.loc[plan.apply(results_checks.wrong_side, axis="columns"), "row"])


def _smaller(data: Data, _: Params) -> set[str]:
    plan = data["plan"]
    return set(plan.loc[plan["target"] < plan["baseline"], "row"])


def _larger(data: Data, _: Params) -> set[str]:
    plan = data["plan"]
    return set(plan.loc[plan["target"] > plan["baseline"], "row"])


def _the_right_ones(data: Data, params: Params) -> set[str]:
    return set(data["plan"]["row"]) - wrong_targets(data, params)


# Margins
def clear_changes(data: Data, _: Params) -> set[str]:
    """Return the indicators whose rise is larger than the margin of a change between two samples."""
    table = data["rounds"]
    return set(table.loc[table["after"] - table["before"] > solutions_exercise.margins(table), "indicator"])


def _every_rise(data: Data, _: Params) -> set[str]:
    table = data["rounds"]
    return set(table.loc[table["after"] > table["before"], "indicator"])


def _one_sample(data: Data, _: Params) -> set[str]:
    table = data["rounds"]
    margin = solutions_exercise.margin_of_one(table)
    return set(table.loc[table["after"] - table["before"] > margin, "indicator"])


def _no_overlap(data: Data, _: Params) -> set[str]:
    table = data["rounds"]
    both = solutions_exercise.margin_of_one(table, "before") + solutions_exercise.margin_of_one(table)
    return set(table.loc[table["after"] - table["before"] > both, "indicator"])


EXERCISE = Exercise(
    id="service-access/09-from-aid-to-solutions",
    domain="from-aid-to-solutions",
    load=load,
    questions=(
        Question(
            id="unpaid-months", outcome=1, kind="read", variable="unpaid_months",
            answer=Number(unit="months", minimum=0, maximum=solutions_calendar.MONTHS),
            expected=unpaid_months,
            misconceptions=(
                Misconception("until-announced", _until_announced),
                Misconception("from-emergency", _from_emergency),
            ),
        ),
        Question(
            id="unsafe-leavers", outcome=2, kind="choose", variable="unsafe_leavers",
            answer=Labels(options=lambda data, params: list(data["slips"]["household"])),
            expected=unsafe_leavers,
            misconceptions=(Misconception("any-unmet", _any_unmet), Misconception("every-unsafe", _unsafe)),
        ),
        Question(
            id="three-rules", outcome=2, kind="compute", variable="three_rules",
            answer=Column(unit="households", index=lambda data, params: RULES),
            expected=three_rules,
            misconceptions=(
                Misconception("no-benchmark", _no_benchmark),
                Misconception("blank-fails", _blank_fails),
                Misconception("with-neighbours", _with_neighbours),
            ),
        ),
        Question(
            id="relapsed", outcome=2, kind="compute", variable="relapsed",
            answer=Number(unit="households", minimum=0),
            expected=relapsed,
            misconceptions=(
                Misconception("net", _net),
                Misconception("not-met-now", _not_met_now),
                Misconception("ever", _fell_back_ever),
            ),
        ),
        Question(
            id="double-exclusion", outcome=3, kind="compute", variable="double_exclusion",
            answer=Number(unit="households", minimum=0),
            expected=double_exclusion,
            misconceptions=(
                Misconception("on-the-list", lambda data, params: _excluded(data, any_listed=True)),
                Misconception("only-register", lambda data, params: _excluded(data, only_register=True)),
                Misconception("without-need", lambda data, params: _excluded(data, needy=False)),
            ),
        ),
        Question(
            id="wrong-targets", outcome=4, kind="choose", variable="wrong_targets",
            answer=Labels(options=lambda data, params: list(data["plan"]["row"])),
            expected=wrong_targets,
            misconceptions=(
                Misconception("smaller", _smaller),
                Misconception("larger", _larger),
                Misconception("the-right-ones", _the_right_ones),
            ),
        ),
        Question(
            id="clear-changes", outcome=4, kind="compute", variable="clear_changes",
            answer=Labels(options=lambda data, params: list(data["rounds"]["indicator"])),
            expected=clear_changes,
            misconceptions=(
                Misconception("every-rise", _every_rise),
                Misconception("one-sample", _one_sample),
                Misconception("no-overlap", _no_overlap),
            ),
        ),
        Question(
            id="close-files", outcome=5, kind="decide", variable="close_files",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "d",
            misconceptions=(
                Misconception("the-count", lambda data, params: "a"),
                Misconception("strictest-rule", lambda data, params: "b"),
                Misconception("two-rounds", lambda data, params: "e"),
            ),
        ),
    ),
)  # fmt: skip
