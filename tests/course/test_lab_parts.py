"""Parts of the browser lab that need neither network nor browser: pins, sources, repacking, lists of files."""

import gzip
import hashlib
import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from ruta.course.lab import bundles, contents, listing, pins, repack, skeleton, sources, wheel
from ruta.course.lab.pins import Pin, Pins
from ruta.course.lab.sources import LabUnavailable, fetch
from ruta.errors import InputError
from ruta.messages import LANGUAGES

CONTENT = b"bytes that were agreed on"
GOOD = hashlib.sha256(CONTENT).hexdigest()


def wanted(digest: str = GOOD, origin: str = "a-package==1") -> Pins:
    known = pins.load()
    return Pins(known.info, known.carrier, (Pin("a.whl", digest, origin),), Pin("b.whl", GOOD, origin), ())


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RUTA_CACHE", str(tmp_path / "cache"))
    return sources.cache_folder()


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """A package index that answers every download with the same two files; returns the calls."""
    calls: list[list[str]] = []

    def answer(command: list[str], **_: object) -> "subprocess.CompletedProcess[str]":
        calls.append(command)
        folder = Path(command[command.index("--dest") + 1])
        for name in ("a.whl", "b.whl"):
            (folder / name).write_bytes(CONTENT)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", answer)
    return calls


def test_the_pins_name_versions_and_hashes_and_no_server() -> None:
    text = (Path(pins.__file__).parent / "pins.json").read_text(encoding="utf-8")
    assert "//" not in text
    assert all(len(pin.sha256) == 64 for pin in pins.load().files())
    versions = {package.name: package.version for package in pins.load().packages}
    assert (versions["pandas"], versions["numpy"], versions["matplotlib"]) == ("3.1.1", "2.0.2", "3.8.4")


def test_every_package_that_is_needed_is_pinned() -> None:
    names = {package.name.lower().replace("_", "-") for package in pins.load().packages}
    needed = {name.lower().replace("_", "-") for package in pins.load().packages for name in package.depends}
    assert needed <= names


def test_what_was_fetched_once_is_not_fetched_again(cache: Path, index: list[list[str]]) -> None:
    assert fetch(wanted(), report=lambda line: None) == cache
    assert len(index) == 1
    fetch(wanted(), report=lambda line: None)
    assert len(index) == 1


def test_a_kept_file_that_was_changed_is_fetched_again(cache: Path, index: list[list[str]]) -> None:
    fetch(wanted(), report=lambda line: None)
    (cache / "a.whl").write_bytes(b"something else")
    fetch(wanted(), report=lambda line: None)
    assert (cache / "a.whl").read_bytes() == CONTENT


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_hash_stops_with_a_sentence_and_keeps_nothing(
    cache: Path, index: list[list[str]], language: str
) -> None:
    with pytest.raises(InputError) as refused:
        fetch(wanted(digest="0" * 64), report=lambda line: None)
    sentence = refused.value.sentence(language)
    assert "a.whl" in sentence
    assert GOOD in sentence
    assert not (cache / "a.whl").exists()


def test_without_an_answer_the_lab_is_unavailable(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = subprocess.CompletedProcess([], 1, "", "no network")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: refusal)
    with pytest.raises(LabUnavailable):
        fetch(wanted(), report=lambda line: None)
    assert list(cache.iterdir()) == []


def test_a_source_without_the_file_is_no_source(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = subprocess.CompletedProcess([], 0, "", "")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: empty)
    with pytest.raises(LabUnavailable):
        fetch(wanted(), report=lambda line: None)


def test_a_cache_that_cannot_be_written_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("RUTA_CACHE", str(tmp_path / "file"))
    with pytest.raises(InputError) as refused, sources.cache_errors():
        fetch(wanted(), report=lambda line: None)
    assert "RUTA_CACHE" in refused.value.sentence("es")


def test_repacking_leaves_out_tests_and_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    source = tmp_path / "source.whl"
    with zipfile.ZipFile(source, "w") as archive:
        for name in ("p/__init__.py", "p/tests/test_p.py", "p/data.csv", "p/core.pyi"):
            archive.writestr(name, "value = 1\n")
    made = [tmp_path / "one.whl", tmp_path / "two.whl"]
    for target in made:
        repack.repack(str(source), str(target), compiled=False)
    assert zipfile.ZipFile(made[0]).namelist() == ["p/__init__.py", "p/data.csv"]
    assert made[0].read_bytes() == made[1].read_bytes()


def test_a_bundle_is_one_zip_in_a_gzip_whose_files_the_worker_reads_as_they_lie(tmp_path: Path) -> None:
    for name in ("one", "two"):
        with zipfile.ZipFile(tmp_path / f"{name}.whl", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{name}/__init__.py", "value = 1\n")
    bundles.merge([tmp_path / "one.whl", tmp_path / "two.whl"], tmp_path / "both.zip.gz")
    plain = io.BytesIO(gzip.decompress((tmp_path / "both.zip.gz").read_bytes()))
    merged = zipfile.ZipFile(plain)
    assert merged.namelist() == ["one/__init__.py", "two/__init__.py"]
    assert {member.compress_type for member in merged.infolist()} == {zipfile.ZIP_STORED}
    assert merged.comment == b""


def test_every_package_has_a_bundle_that_the_worker_unpacks() -> None:
    worker = (Path(pins.__file__).parent / "pages/warm-worker.js").read_text(encoding="utf-8")
    assert {package.bundle for package in pins.load().packages} == set(bundles.NAMES)
    assert all(f'"{name}"' in worker for name in (*bundles.NAMES, "ruta"))


def test_byte_code_replaces_source_and_a_template_stays() -> None:
    assert repack.compiled_member("p/core.py", b"value = 1\n")[0] == "p/core.pyc"
    assert repack.compiled_member("p/template.py", b"{{ not python }") == ("p/template.py", b"{{ not python }")


def test_the_wheel_holds_the_subject_and_the_data_but_not_the_tools(root: Path, tmp_path: Path) -> None:
    names = zipfile.ZipFile(wheel.build(root, tmp_path)).namelist()
    assert "ruta/practice/__init__.py" in names
    assert "ruta/locale/es/LC_MESSAGES/practice.mo" in names
    assert any(name.startswith("ruta/datasets/shipped/") and name.endswith(".csv") for name in names)
    assert not [name for name in names if name.startswith(("ruta/course", "ruta/classroom", "ruta/cli"))]


def test_the_lab_holds_every_lesson_and_exercise_without_outputs(root: Path, tmp_path: Path) -> None:
    found = contents.collect(root, tmp_path / "files", LANGUAGES)
    assert "es/service-access/03-waiting.ipynb" in found
    assert "en/exercises/service-access/03-waiting.ipynb" in found
    assert not [place for place in found if "solutions" in place.split("/")]
    for place in found:
        notebook = json.loads((tmp_path / "files" / place).read_text(encoding="utf-8"))
        assert notebook["metadata"]["kernelspec"]["name"] == "python"
        assert not [cell for cell in notebook["cells"] if cell.get("outputs")]
    listing.write(tmp_path)
    listed = json.loads((tmp_path / "api/contents/es/service-access/all.json").read_text(encoding="utf-8"))
    assert "03-waiting.ipynb" in [entry["name"] for entry in listed["content"]]


def test_the_settings_ask_nobody_else() -> None:
    kernel = skeleton.settings()["jupyter-config-data"]["litePluginSettings"][skeleton._PLUGIN]
    assert kernel["pyodideUrl"].startswith("./static/")
    assert kernel["disablePyPIFallback"] is True
