"""Linkage: against Splink on the same pairs, cases worked by hand, and what holds for every register."""

import logging
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
import splink
from hypothesis import given, settings
from hypothesis import strategies as st

from ruta.errors import InputError
from ruta.statistics import linkage, linkage_persons, linkage_register, linkage_splink, names
from ruta.statistics import linkage_weights as lw

RULES = (("born",), ("surname_a", "surname_b"), ("first", "surname_a"), ("first", "surname_b"))
SQL_RULES = (
    "l.day = r.day",
    "l.surname_a = r.surname_a AND l.surname_b = r.surname_b",
    "l.first = r.first AND l.surname_a = r.surname_a",
    "l.first = r.first AND l.surname_b = r.surname_b",
)


@pytest.fixture(scope="module")
def keys() -> pd.DataFrame:
    return names.keys(linkage_register.register(country="SLV", seed=2026))


@pytest.fixture(scope="module")
def levels(keys: pd.DataFrame) -> pd.DataFrame:
    return linkage.compare(keys, linkage.all_pairs(len(keys)))


@pytest.fixture(scope="module")
def model(levels: pd.DataFrame) -> lw.Model:
    return lw.learn(lw.patterns(levels), lw.first_guess(levels, prior=1 / 2_000))[0]


def test_pairs_levels_weights_and_probabilities_are_those_of_splink(keys: pd.DataFrame, model: lw.Model) -> None:
    table = splink.DuckDBAPI().register(linkage_splink.table(keys))
    linker = splink.Linker(table, linkage_splink.settings(model, rules=SQL_RULES), log_level=logging.ERROR)
    scored = linker.inference.predict().as_pandas_dataframe()
    sides = scored[["unique_id_l", "unique_id_r"]]
    scored = scored.assign(left=sides.min(axis="columns"), right=sides.max(axis="columns"))
    scored = scored.sort_values(["left", "right"]).reset_index(drop=True)

    pairs = linkage.candidate_pairs(keys, rules=RULES)
    ours = linkage.compare(keys, pairs)
    weights = lw.weigh(ours, model)
    assert scored[["left", "right"]].to_numpy().tolist() == pairs.to_numpy().tolist()
    for field in linkage.LEVELS:
        assert scored[f"gamma_{field}"].tolist() == ours[field].tolist(), field
    assert scored["match_weight"].to_numpy() == pytest.approx(weights.to_numpy(), abs=1e-9)
    assert scored["match_probability"].to_numpy() == pytest.approx(lw.probability(weights).to_numpy(), abs=1e-9)

    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        linker.inference.predict(), threshold_match_weight=0
    ).as_pandas_dataframe()
    found = linkage_persons.persons(len(keys), pairs[weights >= 0])
    same = linkage_persons.score(clusters.sort_values("unique_id")["cluster_id"], found)
    assert (same.extra, same.erased) == (0, 0)


def test_learning_without_labels_comes_where_splink_comes(
    keys: pd.DataFrame, levels: pd.DataFrame, model: lw.Model
) -> None:
    start = lw.first_guess(levels, prior=1 / 2_000)
    table = splink.DuckDBAPI().register(linkage_splink.table(keys))
    linker = splink.Linker(table, linkage_splink.settings(start, rules=SQL_RULES), log_level=logging.ERROR)
    linker.training.estimate_parameters_using_expectation_maximisation(
        "1=1",
        fix_u_probabilities=True,
        record_sample_proportion=1.0,
        populate_probability_two_random_records_match_from_trained_values=True,
    )
    theirs = linkage_splink.model(linker.misc.save_model_to_json())
    # Splink stops when no parameter moves by more than 0.0001.
    assert theirs.table["m"].to_numpy() == pytest.approx(model.table["m"].to_numpy(), abs=1e-3)
    assert theirs.prior == pytest.approx(model.prior, rel=1e-2)


def small(prior: float = 0.2) -> lw.Model:
    m = {"sex": np.array([0.1, 0.9]), "municipality": np.array([0.4, 0.6])}
    return lw.parameters(m, {"sex": np.array([0.5, 0.5]), "municipality": np.array([0.9, 0.1])}, prior=prior)


def test_a_weight_worked_by_hand() -> None:
    # Odds 1/4 × (0.9 / 0.5) × (0.6 / 0.1) = 2.7: probability 2.7 / 3.7; with the second field blank, 0.45 / 1.45.
    levels = pd.DataFrame({"sex": [1, 1], "municipality": [1, -1]})
    weights = lw.weigh(levels, small())
    assert weights.tolist() == pytest.approx([np.log2(2.7), np.log2(0.45)])
    assert lw.probability(weights).tolist() == pytest.approx([2.7 / 3.7, 0.45 / 1.45])


def test_one_round_of_em_worked_by_hand() -> None:
    # Patterns (1, 1): odds 2.7; (0, 0): odds 1/4 × 0.2 × 4/9 = 1/45. Ten pairs of each.
    seen = pd.DataFrame({"sex": [1, 0], "municipality": [1, 0], "pairs": [10, 10]})
    after, rounds = lw.learn(seen, small(), fix_u=False, rounds=1)
    high, low = 2.7 / 3.7, (1 / 45) / (1 + 1 / 45)
    assert rounds == 1
    assert after.prior == pytest.approx((high + low) / 2)
    assert after.of("sex", "m").tolist() == pytest.approx([low / (high + low), high / (high + low)])
    assert after.of("sex", "u")[1] == pytest.approx((1 - high) / (2 - high - low))


def expected_patterns(prior: float) -> tuple[pd.DataFrame, lw.Model]:
    """Return how often a known model shows each pattern among a million pairs, without chance."""
    m = {"given": [0.1, 0.2, 0.7], "surnames": [0.05, 0.15, 0.8], "sex": [0.02, 0.98], "municipality": [0.4, 0.6]}
    u = {"given": [0.96, 0.03, 0.01], "surnames": [0.9, 0.08, 0.02], "sex": [0.5, 0.5], "municipality": [0.85, 0.15]}
    truth = lw.parameters(
        {name: np.array(values) for name, values in m.items()},
        {name: np.array(values) for name, values in u.items()},
        prior=prior,
    )
    sizes = [range(len(values)) for values in m.values()]
    rows = pd.MultiIndex.from_product(sizes, names=list(m)).to_frame(index=False)
    one = np.prod([truth.of(name, "m")[rows[name]] for name in m], axis=0)
    two = np.prod([truth.of(name, "u")[rows[name]] for name in m], axis=0)
    return rows.assign(pairs=1e6 * (prior * one + (1 - prior) * two)), truth


@pytest.mark.parametrize("fix_u", [True, False])
def test_em_finds_the_model_that_made_the_patterns(fix_u: bool) -> None:
    seen, truth = expected_patterns(0.05)
    guess = {name: lw.GUESS[len(linkage.LEVELS[name])] for name in seen.columns if name != "pairs"}
    u = {name: truth.of(name, "u") if fix_u else np.flip(guess[name]) for name in guess}
    start = lw.parameters(guess, u, prior=0.01)
    found, _ = lw.learn(seen, start, fix_u=fix_u, rounds=20_000, tolerance=1e-10)
    assert found.prior == pytest.approx(0.05, abs=1e-4)
    assert found.table["m"].to_numpy() == pytest.approx(truth.table["m"].to_numpy(), abs=1e-3)
    assert found.table["u"].to_numpy() == pytest.approx(truth.table["u"].to_numpy(), abs=1e-3)


def likelihood(seen: pd.DataFrame, model: lw.Model) -> float:
    fields = [name for name in seen.columns if name != "pairs"]
    one = np.prod([model.of(name, "m")[seen[name]] for name in fields], axis=0)
    two = np.prod([model.of(name, "u")[seen[name]] for name in fields], axis=0)
    return float((seen["pairs"] * np.log(model.prior * one + (1 - model.prior) * two)).sum())


def test_every_round_of_em_explains_the_pairs_better() -> None:
    seen, _ = expected_patterns(0.02)
    guess = {name: lw.GUESS[len(linkage.LEVELS[name])] for name in seen.columns if name != "pairs"}
    model = lw.parameters(guess, {name: np.flip(values) for name, values in guess.items()}, prior=0.3)
    before = likelihood(seen, model)
    for _ in range(12):
        model, _ = lw.learn(seen, model, fix_u=False, rounds=1)
        assert likelihood(seen, model) >= before - 1e-6
        before = likelihood(seen, model)


def test_counting_is_a_share_and_half_a_pair_is_added() -> None:
    levels = pd.DataFrame({"sex": [1, 1, 0, 1, 0, -1]})
    model = lw.count(levels, np.array([True, True, True, False, False, True]), prior=0.5)
    assert model.of("sex", "m").tolist() == [1.5 / 4, 2.5 / 4]
    assert model.of("sex", "u").tolist() == [1.5 / 3, 1.5 / 3]


@pytest.mark.parametrize("labels", [[True, True], [False, False]])
def test_labels_of_one_kind_only_are_refused(labels: list[bool]) -> None:
    with pytest.raises(InputError) as refused:
        lw.count(pd.DataFrame({"sex": [1, 0]}), np.array(labels), prior=0.5)
    assert refused.value.code == "linkage.labels"


@pytest.mark.parametrize("prior", [0.0, 1.0, -0.1])
def test_a_share_that_is_none_is_refused(prior: float) -> None:
    with pytest.raises(InputError) as refused:
        small(prior)
    assert refused.value.code == "linkage.prior"


def register(*rows: tuple[object, ...]) -> pd.DataFrame:
    columns = ["given_names", "surname_1", "surname_2", "sex", "birth_date", "municipality"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(birth_date=pd.to_datetime(table["birth_date"]))


def test_the_levels_of_a_pair() -> None:
    table = register(
        ("María Elena", "Peña", "López", "F", "1990-05-31", "A"),
        ("Ma. Elena", "LOPEZ", "PENA", "F", "1990-06-01", "B"),
        ("María", "Peña", None, None, None, "A"),
        ("Elena", "Soto", None, "M", "1990-05-31", "A"),
        ("Elena", "Vega", "Soto", "M", "1991-05-31", "A"),
    )
    pairs = pd.DataFrame([(0, 1), (0, 2), (0, 3), (3, 4), (2, 3)], columns=["left", "right"])
    found = linkage.compare(names.keys(table), pairs)
    assert found.to_numpy().tolist() == [
        [2, 2, 1, 1, 0],
        [1, 1, -1, -1, 1],
        [0, 0, 2, 0, 1],
        [2, 1, 0, 1, 1],
        [0, 0, -1, -1, 1],
    ]


def test_blocking_finds_each_pair_once_and_blanks_find_nobody() -> None:
    keys = pd.DataFrame({"born": ["1", "1", "1", None, None], "surname_a": ["X", "X", "Y", "", ""]})
    pairs = linkage.candidate_pairs(keys, rules=[["born"], ["surname_a"], ["born", "surname_a"]])
    assert pairs.to_numpy().tolist() == [[0, 1], [0, 2], [1, 2]]
    assert pairs.dtypes.tolist() == [np.int64, np.int64]


def test_a_rule_on_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        linkage.candidate_pairs(pd.DataFrame({"born": ["1"]}), rules=[["street"]])
    assert refused.value.code == "linkage.rule"


LINKS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1]), max_size=14)
LABELS = st.lists(st.integers(0, 5), min_size=12, max_size=12)


def frame(links: list[tuple[int, int]]) -> pd.DataFrame:
    return pd.DataFrame(links, columns=["left", "right"], dtype="int64")


@given(LINKS)
def test_the_persons_are_the_closure_of_the_links(links: list[tuple[int, int]]) -> None:
    reach = np.eye(12, dtype=bool)
    for one, other in links:
        reach[one, other] = reach[other, one] = True
    for _ in range(12):
        reach = reach @ reach
    found = linkage_persons.persons(12, frame(links))
    assert all((found[a] == found[b]) == reach[a, b] for a, b in combinations(range(12), 2))


@given(LINKS, st.randoms(use_true_random=False))
def test_neither_the_order_of_links_nor_of_records_changes_the_persons(links: list, random) -> None:  # type: ignore[no-untyped-def,type-arg]
    order = list(range(12))
    random.shuffle(order)
    moved = [(order[a], order[b]) for a, b in links]
    random.shuffle(moved)
    before, after = linkage_persons.persons(12, frame(links)), linkage_persons.persons(12, frame(moved))
    assert all((before[a] == before[b]) == (after[order[a]] == after[order[b]]) for a, b in combinations(range(12), 2))


@given(LABELS, LABELS)
def test_the_count_is_off_by_one_error_less_the_other(found: list[int], truth: list[int]) -> None:
    got = linkage_persons.score(found, truth)
    assert got.error == got.counted - got.true == got.extra - got.erased
    joined = [(found[a] == found[b], truth[a] == truth[b]) for a, b in combinations(range(12), 2)]
    assert got.right_links == joined.count((True, True))
    assert got.false_links == joined.count((True, False))
    assert got.missed_links == joined.count((False, True))


def test_precision_and_recall_of_a_case_worked_by_hand() -> None:
    # Truth: 4 records of A, 1 of B. Found: {A, A, B} and {A, A}. Two right pairs of four made; two of six real ones.
    got = linkage_persons.score(["x", "x", "x", "y", "y"], ["A", "A", "B", "A", "A"])
    assert (got.right_links, got.false_links, got.missed_links) == (2, 2, 4)
    assert (got.precision, got.recall) == (0.5, 2 / 6)
    assert (got.counted, got.true, got.extra, got.erased) == (2, 2, 1, 1)


def test_nothing_joined_is_precise_and_finds_nothing() -> None:
    got = linkage_persons.score([1, 2], ["A", "A"])
    assert (got.precision, got.recall) == (1.0, 0.0)


@settings(max_examples=30)
@given(st.floats(-12, 20), st.floats(-12, 20))
def test_a_higher_threshold_never_adds_a_link_nor_takes_a_person(one: float, other: float) -> None:
    pairs = frame([(0, 1), (1, 2), (3, 4), (0, 2), (5, 6), (4, 5)])
    weights = pd.Series([-3.0, 2.5, 7.0, 0.0, -8.0, 11.0])
    table = linkage_persons.by_threshold(pairs, weights, list("AABCCDDE"), thresholds=sorted((one, other)))
    low, high = table.iloc[0], table.iloc[1]
    assert high["counted"] >= low["counted"]
    assert high["erased"] <= low["erased"]
    assert high["extra"] >= low["extra"]


@pytest.mark.parametrize("country", ["SLV", "HND", "MEX", "COL"])
def test_the_register_is_that_of_the_declarations_and_its_numbers_are_nobodys(country: str) -> None:
    table = linkage_register.register(country=country, seed=2026)
    truth = linkage_register.true_persons(country=country, seed=2026)
    assert len(table) == len(truth)
    assert truth.notna().all()
    assert table.equals(linkage_register.register(country=country, seed=2026))
    written = table["number"].dropna()
    assert written.str.fullmatch(r"X\d{8}-\d").all()
    assert 0.4 < len(written) / len(table) < 0.8
    # Whoever writes a number without a slip writes the same one each time: no number is of two persons.
    assert truth[written.index].groupby(written).nunique().max() == 1


@pytest.mark.parametrize("country", ["SLV", "HND", "MEX", "COL"])
def test_weights_count_better_than_the_rules_of_thumb(country: str) -> None:
    table = linkage_register.register(country=country, seed=2026)
    truth = linkage_register.true_persons(country=country, seed=2026)
    keys = names.keys(table)
    levels = linkage.compare(keys, linkage.all_pairs(len(keys)))
    model, _ = lw.learn(lw.patterns(levels), lw.first_guess(levels, prior=1 / 2_000))
    pairs = linkage.candidate_pairs(keys, rules=RULES)
    linked = linkage_persons.persons(len(keys), pairs[lw.weigh(linkage.compare(keys, pairs), model) >= 0])
    by_weight = linkage_persons.score(linked, truth)
    first = pd.Series(list(zip(keys["first"], table["surname_1"].map(names.surname_key), strict=True)))
    thumb = linkage_persons.score(first, truth)
    assert by_weight.precision > 0.95 > thumb.precision
    assert by_weight.recall > thumb.recall
