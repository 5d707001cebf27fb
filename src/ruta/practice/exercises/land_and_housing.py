"""Exercise of the lesson on land, housing and property: another unit's list, a sheet, ten files, a count of houses."""

import pandas as pd

from ruta.datasets import draws
from ruta.practice import Choice, Column, Data, Exercise, Labels, Misconception, Number, Params, Question
from ruta.service_access import land_evidence, land_exercise, land_stages
from ruta.service_access.land_unit import CUT_OFF, land_unit

READ = "event"


def load(params: Params) -> dict[str, pd.DataFrame]:
    """Return another unit's files and evidence, a sheet of nine rows, ten files to order and a count of houses."""
    unit = land_unit(country=params.country, seed=params.seed, name="land-files-exercise", faults=False)
    rng = draws.generator(seed=params.seed, country=params.country, name="land-tables")
    sheet, documents = land_exercise.sheet(rng)
    return {
        "files": unit.files,
        "evidence": unit.evidence,
        "sheet": sheet,
        "documents": documents,
        "candidates": land_exercise.candidates(rng),
        "houses": land_exercise.houses_left(rng),
    }


# The rows that go back
def send_back(data: Data, _: Params) -> set[str]:
    """Return the rows of the sheet with a slip."""
    return land_exercise.sheet_faults(data["sheet"], data["documents"])


def _informal_too(data: Data, params: Params) -> set[str]:
    sheet = data["sheet"]
    return send_back(data, params) | set(sheet.loc[sheet["tenure"] != "title", "file_id"])


def _open_too(data: Data, params: Params) -> set[str]:
    sheet = data["sheet"]
    return send_back(data, params) | set(sheet.loc[sheet["decided_on"].isna(), "file_id"])


def _rows_alone(data: Data, _: Params) -> set[str]:
    return land_exercise.sheet_faults(data["sheet"], data["documents"], kinds=("order", "right", "late"))


def _one_of_two(data: Data, params: Params) -> set[str]:
    uses = data["documents"]
    second = uses.loc[uses["document"].duplicated(), "file_id"]
    return send_back(data, params) - set(second)


# The figure of gaps
def _marks(data: Data, element: str = READ) -> "pd.Series[int]":
    files = data["files"]
    open_files = files[land_stages.states(files).isin(("registered", "protected"))]
    return land_evidence.matrix(open_files, data["evidence"])[element]


def read_gaps(data: Data, _: Params) -> float:
    """Return how many of each 100 undecided files have no item about the file for the event."""
    return float(100 * (_marks(data) < land_evidence.FILE).mean())


def _nothing_only(data: Data, _: Params) -> float:
    return float(100 * (_marks(data) == land_evidence.NOTHING).mean())


def _shown_instead(data: Data, params: Params) -> float:
    return 100 - read_gaps(data, params)


def _other_bar(data: Data, _: Params) -> float:
    return float(100 * (_marks(data, "link") < land_evidence.FILE).mean())


# Households that are back
def households_back(data: Data, _: Params) -> int:
    """Return the households that hold a property again."""
    return land_exercise.households(data["files"], data["files"]["in_possession_on"].notna())


def _files_back(data: Data, _: Params) -> int:
    return int(data["files"]["in_possession_on"].notna().sum())


def _decided(data: Data, _: Params) -> int:
    return land_exercise.households(data["files"], data["files"]["decision"] == "restore")


def _carried_out(data: Data, _: Params) -> int:
    return land_exercise.households(data["files"], data["files"]["enforced_on"].notna())


# Restored within three years
def restored_in_time(data: Data, _: Params) -> float:
    """Return how many of each 100 files were in possession within three years of the claim."""
    table = land_stages.cumulative_ends(data["files"], cut_off=CUT_OFF)
    return 100 * land_stages.share_by(table, end="restored", day=land_exercise.DAY)


def _decided_in_time(data: Data, _: Params) -> float:
    table = land_stages.cumulative_decisions(data["files"], cut_off=CUT_OFF)
    return 100 * land_stages.share_by(table, end="restore", day=land_exercise.DAY)


def _no_rival(data: Data, _: Params) -> float:
    return 100 * land_exercise.restored_if_no_rival(data["files"], cut_off=CUT_OFF)


def _of_all_files(data: Data, _: Params) -> float:
    return float(100 * data["files"]["in_possession_on"].notna().mean())


# Houses left and houses taken
def bounds(data: Data, _: Params) -> "pd.Series[float]":
    """Return the fewest and the most houses taken, of each 100 left, when nothing is assumed."""
    row = data["houses"].iloc[0]
    return _interval(row["taken"], row["taken"] + row["houses_left"] - row["loss_known"], row["houses_left"])


def _interval(low: float, high: float, total: float) -> "pd.Series[float]":
    return pd.Series({"low": 100 * low / total, "high": 100 * high / total})


def _known_only(data: Data, _: Params) -> "pd.Series[float]":
    row = data["houses"].iloc[0]
    return _interval(row["taken"], row["taken"], row["loss_known"])


def _unknown_as_no(data: Data, _: Params) -> "pd.Series[float]":
    row = data["houses"].iloc[0]
    return _interval(row["taken"], row["taken"], row["houses_left"])


def _file_as_known(data: Data, _: Params) -> "pd.Series[float]":
    row = data["houses"].iloc[0]
    return _interval(row["taken"], row["taken"] + row["houses_left"] - row["with_a_file"], row["houses_left"])


def _as_shares(data: Data, params: Params) -> "pd.Series[float]":
    return bounds(data, params) / 100


EXERCISE = Exercise(
    id="service-access/07-land-and-housing",
    domain="land-and-housing",
    load=load,
    questions=(
        Question(
            id="what-was-lost", outcome=1, kind="choose", variable="what_was_lost",
            answer=Choice(),
            expected=lambda data, params: "c",
            misconceptions=(
                Misconception("protected-as-restored", lambda data, params: "a"),
                Misconception("no-title-no-right", lambda data, params: "b"),
            ),
        ),
        Question(
            id="send-back", outcome=2, kind="choose", variable="send_back",
            answer=Labels(options=land_exercise.LETTERS[: land_exercise.SHEET_ROWS]),
            expected=send_back,
            misconceptions=(
                Misconception("informal-too", _informal_too),
                Misconception("open-too", _open_too),
                Misconception("rows-alone", _rows_alone),
                Misconception("one-of-two", _one_of_two),
            ),
        ),
        Question(
            id="read-gaps", outcome=2, kind="read", variable="read_gaps",
            answer=Number(unit="files of each 100", tolerance=2, minimum=0, maximum=100),
            expected=read_gaps,
            misconceptions=(
                Misconception("nothing-only", _nothing_only),
                Misconception("shown-instead", _shown_instead),
                Misconception("other-bar", _other_bar),
            ),
        ),
        Question(
            id="households-back", outcome=3, kind="compute", variable="households_back",
            answer=Number(unit="households", minimum=0),
            expected=households_back,
            misconceptions=(
                Misconception("files", _files_back),
                Misconception("decided", _decided),
                Misconception("carried-out", _carried_out),
            ),
        ),
        Question(
            id="restored-in-time", outcome=3, kind="compute", variable="restored_in_time",
            answer=Number(unit="files of each 100", tolerance=0.3, minimum=0, maximum=100),
            expected=restored_in_time,
            misconceptions=(
                Misconception("decided", _decided_in_time),
                Misconception("no-rival", _no_rival),
                Misconception("all-files", _of_all_files),
            ),
        ),
        Question(
            id="first-four", outcome=4, kind="compute", variable="first_four",
            answer=Labels(options=land_exercise.LETTERS),
            expected=lambda data, params: land_exercise.RULES["right"](data["candidates"]),
            misconceptions=(
                Misconception("equal", lambda data, params: land_exercise.RULES["equal"](data["candidates"])),
                Misconception(
                    "urgency-only", lambda data, params: land_exercise.RULES["urgency-only"](data["candidates"])
                ),
                Misconception("turned", lambda data, params: land_exercise.RULES["turned"](data["candidates"])),
                Misconception("oldest", lambda data, params: land_exercise.RULES["oldest"](data["candidates"])),
            ),
        ),
        Question(
            id="bounds", outcome=5, kind="compute", variable="bounds",
            answer=Column(unit="houses of each 100", index=lambda data, params: ("low", "high"), tolerance=0.3),
            expected=bounds,
            misconceptions=(
                Misconception("known-only", _known_only),
                Misconception("unknown-as-no", _unknown_as_no),
                Misconception("file-as-known", _file_as_known),
                Misconception("as-shares", _as_shares),
            ),
        ),
        Question(
            id="advise", outcome=5, kind="decide", variable="advise",
            answer=Choice(options=("a", "b", "c", "d", "e")),
            expected=lambda data, params: "b",
            misconceptions=(
                Misconception("pattern-as-proof", lambda data, params: "a"),
                Misconception("known-only", lambda data, params: "c"),
                Misconception("no-title", lambda data, params: "e"),
            ),
        ),
    ),
)  # fmt: skip
