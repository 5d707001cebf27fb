"""Exercise of lesson early-warning/06-differentiated-risks: a matrix with gaps, bounds, the tipping point, measures."""

import pandas as pd

from ruta import messages
from ruta.datasets import draws
from ruta.early_warning import neighbourhoods, reporting, risk_cases, risk_matrix
from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.ranges import Range

DOMAIN = "differentiated-risks"
OPTIONS = ("a", "b", "c", "d", "e")
SHARE = Range(low=0.01, high=0.03)
RISEN = 1.25
"""A sign counts as risen when it grew by a quarter or more."""
PARTS = ("group", "indicator", "denominator", "bias", "remedy", "measure", "authority")
# What each of the eight rows of the matrix lacks; their order is drawn by lot. "nobody" is an owner that is no post.
LACKS = ("", "", "", "group", "denominator", "remedy", "authority", "nobody")
RISKS = (
    "recruitment", "dispossession", "extortion", "extortion", "recruitment", "extortion", "dispossession",
    "gender-based-violence",
)  # fmt: skip
ENDS = ("low", "high")


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return the matrix with gaps, the city and the small cases; all drawn apart from what the lesson draws."""
    country, seed = params.country, params.seed
    city = neighbourhoods.make(country=country, seed=seed, name="exercise-city")
    return {
        "matrix": _matrix(params),
        "property": _property(city, risk_cases.asked_place(country=country, seed=seed, name="property-place")),
        "bounds": risk_cases.bounds_case(country=country, seed=seed),
        "ranges": risk_cases.ranges_case(country=country, seed=seed),
        "tipping": risk_cases.tipping_case(country=country, seed=seed),
        "signs": _signs(city),
    }


def _matrix(params: Params) -> pd.DataFrame:
    """Eight rows in the reader's language, five of them with a gap."""
    rng = draws.generator(seed=params.seed, country=params.country, name="matrix-order")
    rows = []
    for number, drawn in enumerate(draws.lot(rng, size=len(LACKS)), 1):
        place = int(drawn)
        written = messages.text(f"{DOMAIN}.data.row-{place + 1}", language=params.language).split(" | ")
        row = dict(zip(PARTS, written, strict=True))
        if LACKS[place] in PARTS:
            row[LACKS[place]] = ""
        if LACKS[place] == "nobody":
            row["authority"] = messages.text(f"{DOMAIN}.data.nobody", language=params.language)
        rows.append({"row": f"R{number}", "risk": RISKS[place]} | row)
    return pd.DataFrame(rows).set_index("row")


def _property(city: neighbourhoods.City, asked: str) -> pd.DataFrame:
    table = city.places[["people", "households", "tenure_households", "traders"]].copy()
    table["property_requests"] = city.counts["property_requests"].unstack("half")["after"]
    return table.assign(asked=table.index == asked)


def _signs(city: neighbourhoods.City) -> pd.DataFrame:
    """Complaints, closed shops and suspended routes before and after, flat, as a table that can be read by eye."""
    signs = ("complaints", "shops_closed", "routes_suspended")
    return pd.DataFrame({
        f"{sign}_{half}": city.counts[sign].xs(half, level="half") for sign in signs for half in neighbourhoods.HALVES
    })  # fmt: skip


# 1. Rows of the matrix with a gap
def _with_gaps(data: Data, *kinds: str) -> list[str]:
    """Rows in which the lesson's own check finds one of these gaps, or any."""
    whole = data["matrix"].assign(source="-", unit="count", needs_report=False)
    found = risk_matrix.gaps(whole, language="en")
    if kinds:
        found = found[found["gap"].isin(kinds)]
    return sorted(set(found["row"]) & set(whole.index))


def _blank_rows(data: Data) -> list[str]:
    matrix = data["matrix"]
    return list(matrix.index[(matrix == "").any(axis=1)])


# 2. Requests per 1,000 exposed households
def _per_1000(data: Data, column: str) -> float:
    row = data["property"].query("asked").iloc[0]
    return float(1000 * row["property_requests"] / row[column])


# 3. Bounds
def _bounds(data: Data) -> tuple[int, Range]:
    row = data["bounds"].iloc[0]
    return int(row["complaints"]), Range(low=row["lowest"], high=row["highest"])


def events(data: Data, _: Params) -> dict[str, float]:
    """Return the least and the most events that the complaints can stand for."""
    complaints, share = _bounds(data)
    found = reporting.events_between(complaints, share=share)
    return {"low": found.low, "high": found.high}


def _swapped(data: Data, params: Params) -> dict[str, float]:
    right = events(data, params)
    return {"low": right["high"], "high": right["low"]}


def _multiplied(data: Data, _: Params) -> dict[str, float]:
    complaints, share = _bounds(data)
    return {"low": complaints * share.low, "high": complaints * share.high}


def _per_cent(data: Data, params: Params) -> dict[str, float]:
    return {end: value / 100 for end, value in events(data, params).items()}


# 4. Which bars lie surely above
def _above(data: Data, *, factor: float, column: str = "per_100") -> list[str]:
    table = data["ranges"]
    own = table.loc[table["asked"], column].iloc[0]
    return list(table.index[(table[column] > factor * own) & ~table["asked"]])


def surely_above(data: Data, _: Params) -> list[str]:
    """Return the neighbourhoods with more events per 100 traders than the marked one, whatever the shares."""
    table = data["ranges"]
    found = {name: reporting.events_between(rate, share=SHARE) for name, rate in table["per_100"].items()}
    own = found[table.index[table["asked"]][0]]
    return [str(name) for name, one in found.items() if one.surely_above(own)]


# 5. Tipping point
def _tipping(data: Data) -> tuple[float, float]:
    row = data["tipping"].iloc[0]
    return float(row["share"]), float(row["after"] / row["before"])


def tipping(data: Data, _: Params) -> float:
    """Return the share afterwards, in per cent, that explains the whole rise."""
    share, ratio = _tipping(data)
    return 100 * reporting.tipping_share(share / 100, ratio=ratio)


# 6. Where the complaints hide a rise
def _risen(data: Data, *signs: str) -> "pd.Series[bool]":
    table = data["signs"]
    grown = pd.DataFrame({sign: table[f"{sign}_after"] / table[f"{sign}_before"] >= RISEN for sign in signs})
    return grown.all(axis=1)


def _places(found: "pd.Series[bool]") -> list[str]:
    return [str(name) for name in found.index[found]]


def hidden(data: Data, _: Params) -> list[str]:
    """Return the neighbourhoods in which both signs rose and the complaints did not."""
    return _places(_risen(data, "shops_closed", "routes_suspended") & ~_risen(data, "complaints"))


EXERCISE = Exercise(
    id="early-warning/06-differentiated-risks",
    domain=DOMAIN,
    load=load,
    questions=(
        Question(
            id="gaps", outcome=1, kind="choose", variable="rows_with_gap",
            answer=Labels(options=lambda data, params: data["matrix"].index),
            expected=lambda data, params: _with_gaps(data),
            misconceptions=(
                Misconception("nobody-missed", lambda data, params: _blank_rows(data)),
                Misconception("authority-only", lambda data, params: _with_gaps(data, "no-authority")),
                Misconception("who-only", lambda data, params: _with_gaps(data, "no-group", "no-authority")),
            ),
        ),
        Question(
            id="exposed", outcome=1, kind="compute", variable="requests_per_1000",
            answer=Number(unit="requests per 1,000 exposed households", tolerance=0.06, minimum=0),
            expected=lambda data, params: _per_1000(data, "tenure_households"),
            misconceptions=(
                Misconception("per-people", lambda data, params: _per_1000(data, "people")),
                Misconception("per-household", lambda data, params: _per_1000(data, "households")),
                Misconception("per-trader", lambda data, params: _per_1000(data, "traders")),
                Misconception("per-one", lambda data, params: _per_1000(data, "tenure_households") / 1000),
            ),
        ),
        Question(
            id="bounds", outcome=2, kind="compute", variable="events_possible",
            answer=Column(unit="events", index=lambda data, params: ENDS, relative=0.005),
            expected=events,
            misconceptions=(
                Misconception("swapped", _swapped),
                Misconception("multiplied", _multiplied),
                Misconception("per-cent", _per_cent),
            ),
        ),
        Question(
            id="surely-above", outcome=2, kind="read", variable="surely_above",
            answer=Labels(options=lambda data, params: data["ranges"].index),
            expected=surely_above,
            misconceptions=(
                Misconception("dots", lambda data, params: _above(data, factor=1)),
                Misconception("nearly", lambda data, params: _above(data, factor=2)),
                Misconception("counts", lambda data, params: _above(data, factor=1, column="complaints")),
            ),
        ),
        Question(
            id="tipping", outcome=3, kind="compute", variable="tipping_point",
            answer=Number(unit="per cent", tolerance=0.06, minimum=0),
            expected=tipping,
            misconceptions=(
                Misconception("ratio", lambda data, params: _tipping(data)[1]),
                Misconception("rise", lambda data, params: 100 * (_tipping(data)[1] - 1)),
                Misconception("points", lambda data, params: _tipping(data)[0] + 100 * (_tipping(data)[1] - 1)),
                Misconception("as-share", lambda data, params: tipping(data, params) / 100),
            ),
        ),
        Question(
            id="hidden", outcome=3, kind="choose", variable="hidden_rise",
            answer=Labels(options=lambda data, params: data["signs"].index),
            expected=hidden,
            misconceptions=(
                Misconception("complaints", lambda data, params: _places(_risen(data, "complaints"))),
                Misconception(
                    "signs-only", lambda data, params: _places(_risen(data, "shops_closed", "routes_suspended"))
                ),
            ),
        ),
        Question(
            id="survivors", outcome=4, kind="decide", variable="bulletin_line",
            answer=Choice(options=OPTIONS),
            expected=lambda data, params: "d",
            misconceptions=(
                Misconception("small-cells", lambda data, params: "a"),
                Misconception("prevalence", lambda data, params: "b"),
                Misconception("target", lambda data, params: "e"),
            ),
        ),
        Question(
            id="measures", outcome=5, kind="decide", variable="proposal",
            answer=Choice(options=OPTIONS),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("most-complaints", lambda data, params: "a"),
                Misconception("close-office", lambda data, params: "c"),
                Misconception("same-for-all", lambda data, params: "e"),
            ),
        ),
    ),
)  # fmt: skip
