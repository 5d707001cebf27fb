"""Bad arguments are refused with one sentence that names what was found and what is expected, in both languages."""

import numpy as np
import pytest

from ruta import datasets
from ruta.datasets import files
from ruta.errors import InputError

BAD = [
    (lambda: datasets.table("persons", country="GTM"), ("GTM", "SLV, HND, MEX, COL")),
    (lambda: datasets.table("person", country="SLV"), ("person", "households, persons")),
    (lambda: datasets.table("onsets", country="SLV"), ("onsets", "municipalities")),
    (lambda: datasets.truth("persons", country="SLV"), ("persons", "onsets, gaps")),
    (lambda: datasets.truth("onsets", country="slv"), ("slv", "SLV")),
    (lambda: datasets.table("persons", country="SLV", seed=-1), ("-1",)),
    (lambda: datasets.table("persons", country="SLV", seed=1.5), ("1.5",)),
    (lambda: datasets.table("persons", country="SLV", seed=True), ("True",)),
    (lambda: datasets.table("persons", country="SLV", size=-5), ("-5", "small")),
    (lambda: datasets.table("persons", country="SLV", size=0), ("0", "small")),
    (lambda: datasets.table("persons", country="SLV", size="huge"), ("huge", "small")),
    (lambda: datasets.fingerprint("XXX"), ("XXX",)),
    (lambda: datasets.schema("nothing"), ("nothing", "iso3166-2")),
    (lambda: datasets.shipped("nothing", country="SLV"), ("nothing", "waits")),
    (lambda: datasets.published("oldest"), ("oldest", "latest", "every")),
    (lambda: datasets.with_hxl(datasets.published(), "nothing"), ("nothing",)),
]


@pytest.mark.parametrize(("call", "named"), BAD)
@pytest.mark.parametrize("language", ["en", "es"])
def test_bad_arguments(call: object, named: tuple[str, ...], language: str) -> None:
    with pytest.raises(InputError) as caught:
        call()  # type: ignore[operator]
    sentence = caught.value.sentence(language)
    assert sentence.count("\n") == 0
    for word in named:
        assert word in sentence


def test_numbers_taken_from_a_table_are_welcome() -> None:
    plain = datasets.table("households", country="SLV", seed=7, size=20)
    assert datasets.table("households", country="SLV", seed=np.int64(7), size=np.int32(20)).equals(plain)  # type: ignore[arg-type]


def test_a_missing_shipped_file_is_named(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "folder", lambda: tmp_path)
    for call, name in (
        (datasets.published, "published-figures.csv"),
        (lambda: datasets.shipped("waits", country="MEX"), "truth/waits.csv"),
    ):
        with pytest.raises(InputError, match=name):
            call()
