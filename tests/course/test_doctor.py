import socket
from pathlib import Path

import pytest

from ruta.course import doctor
from ruta.course.doctor import Sign
from ruta.course.paths import Tree


def test_every_sign_reads_in_both_languages(course: Tree) -> None:
    signs = list(doctor.examine(course))
    assert [sign.name for sign in signs] == [
        "python", "packages", "disk", "writing", "catalogues", "port", "chromium", "lab",
    ]  # fmt: skip
    for sign in signs:
        for language in ("en", "es"):
            assert "{" not in sign.line(language)


@pytest.mark.parametrize(
    ("version", "state"), [((3, 10), "problem"), ((3, 11), "ok"), ((3, 13), "ok"), ((3, 99), "warning")]
)
def test_python_version(version: tuple[int, int], state: str) -> None:
    assert doctor.python_version(version).state == state


def test_packages_that_differ_are_named(tmp_path: Path) -> None:
    pins = tmp_path / "constraints.txt"
    assert doctor.packages(pins).state == "warning"
    pins.write_text("# pins\nnot-a-package-of-anybody==1.0\n", encoding="utf-8")
    assert doctor.packages(pins).state == "ok"
    pins.write_text("pytest==0.1\n", encoding="utf-8")
    assert "pytest" in doctor.packages(pins).line("es")


def test_a_full_disk(tmp_path: Path) -> None:
    assert doctor.disk(tmp_path, usage=lambda _: (10, 9, 1_000_000)).state == "problem"
    assert doctor.disk(tmp_path, usage=lambda _: (10, 9, 10**11)).state == "ok"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    assert doctor.writable(tmp_path) == Sign("writing", "ok")
    assert doctor.writable(tmp_path / "none").state == "problem"


def test_catalogues_that_are_not_compiled(tmp_path: Path) -> None:
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "x.po").write_text("", encoding="utf-8")
    assert "x.po" in doctor.catalogues(tmp_path).line("en")
    (folder / "x.mo").write_bytes(b"")
    assert doctor.catalogues(tmp_path).state == "ok"


def test_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert str(port) in doctor.free_port(port).line("es")
    assert doctor.free_port(port).state == "ok"


def test_chromium_and_the_files_of_the_lab(tmp_path: Path) -> None:
    assert doctor.chromium(lambda name: None).state == "warning"
    assert doctor.chromium(lambda name: f"/bin/{name}").state == "ok"
    assert doctor.lab_cache(tmp_path).state == "warning"
