import subprocess
import time
from pathlib import Path

import pytest

from ruta.course import batch, batch_report, catalogue, notebooks
from ruta.course.batch import Run
from ruta.course.batch_pool import Done, Pool
from ruta.course.paths import Tree
from ruta.errors import InputError
from tests.course.toy import LESSON, edit


def planned(
    course: Tree, *, countries: tuple[str, ...] = (), languages: tuple[str, ...] = ("en", "es"), **parameters: object
) -> list[Run]:
    return batch.plan(
        course, catalogue.load(course).lessons, countries=list(countries), languages=list(languages), seeds=[7],
        parameters=dict(parameters),
    )  # fmt: skip


def quiet(done: Done, number: int, total: int, left: float) -> None:
    assert f"[{number}/{total}]" in batch_report.line(done, number, total, left, "es")


def test_every_combination_is_planned(course: Tree) -> None:
    assert [run.name for run in planned(course)] == [
        f"{language}/{country}/7/{LESSON}" for language in ("en", "es") for country in ("SLV", "HND")
    ]
    assert [run.name for run in planned(course, countries=("HND", "MEX"), languages=("es",))] == [f"es/HND/7/{LESSON}"]


def test_what_cannot_run_is_refused_before_anything_runs(course: Tree) -> None:
    with pytest.raises(InputError, match="contry"):
        planned(course, contry="HND")
    with pytest.raises(InputError, match="XXX"):
        planned(course, countries=("XXX",))
    with pytest.raises(InputError, match="fr"):
        planned(course, languages=("fr",))
    with pytest.raises(InputError) as caught:
        planned(course, countries=("MEX",))
    assert caught.value.code == "course.batch.nothing"
    course.lesson(LESSON, "es").unlink()
    with pytest.raises(InputError, match="01-toy"):
        planned(course)


@pytest.mark.parametrize(
    ("text", "value"), [("a=1", ("a", 1)), ("b=x=y", ("b", "x=y")), ("c='1'", ("c", "1")), ("d=", ("d", ""))]
)
def test_parameters_are_read(text: str, value: tuple[str, object]) -> None:
    assert batch.named_value(text) == value


@pytest.mark.parametrize("text", ["a", "=1", "a b=1", ""])
def test_what_is_no_parameter_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        batch.named_value(text)


def test_inputs_follow_what_the_result_depends_on(course: Tree) -> None:
    before = planned(course)[0].inputs
    assert planned(course)[0].inputs == before
    (course.root / "datasets").mkdir()
    (course.root / "datasets" / "x.csv").write_text("a\n", encoding="utf-8")
    after = planned(course)[0].inputs
    assert after != before
    edit(course.lesson(LESSON, "en"), {"title": "# Another"})
    assert planned(course)[0].inputs != after


@pytest.mark.notebooks
def test_a_batch_goes_on_after_a_failure_and_resumes(course: Tree, tmp_path: Path) -> None:
    edit(course.lesson(LESSON, "en"), {"figure": 'if country == "SLV":\n    raise KeyError("no data")'})
    out = tmp_path / "out"
    pool = Pool(out, jobs=2, timeout=60)
    results = pool.carry_out(planned(course), quiet)
    assert {done.run.name: done.state for done in results} == {
        f"en/SLV/7/{LESSON}": "failed", f"en/HND/7/{LESSON}": "done",
        f"es/SLV/7/{LESSON}": "done", f"es/HND/7/{LESSON}": "done",
    }  # fmt: skip
    assert batch_report.exit_code(results) == 1
    assert "KeyError" in batch_report.summary(results, "es")
    assert (out / "en/SLV/7" / f"{LESSON}.failed.ipynb").is_file()
    assert not (out / "en/SLV/7" / f"{LESSON}.ipynb").exists()
    assert not list(out.rglob("*.tmp.ipynb"))
    result = notebooks.read(out / "es/HND/7" / f"{LESSON}.ipynb")
    assert any("HND" in str(cell.get("outputs")) for cell in result.cells) or "HND" in str(result.cells)

    edit(course.lesson(LESSON, "en"), {"figure": "pass"})
    again = pool.carry_out(planned(course), quiet)
    assert [done.state for done in again] == ["done", "done", "kept", "kept"]
    assert batch_report.exit_code(again) == 0
    assert not list(out.rglob("*.failed.ipynb"))


@pytest.mark.notebooks
def test_a_run_that_never_ends_is_ended_with_its_kernel(course: Tree, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    endless = f"import os, pathlib\npathlib.Path({str(pid)!r}).write_text(str(os.getpid()))\nwhile True:\n    pass"
    edit(course.lesson(LESSON, "es"), {"method": endless})
    runs = planned(course, countries=("HND",), languages=("es",))
    done = Pool(tmp_path / "out", timeout=8).carry_out(runs, quiet)
    assert [each.state for each in done] == ["timeout"]
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    kernel = pid.read_text()
    for _ in range(100):
        if subprocess.run(["ps", "-p", kernel], capture_output=True).returncode:
            return
        time.sleep(0.1)
    pytest.fail("the kernel outlived its run")


def test_a_torn_result_is_not_taken_for_done(course: Tree, tmp_path: Path) -> None:
    run = planned(course)[0]
    target = run.target(tmp_path)
    target.parent.mkdir(parents=True)
    for text in ("", "{", "[]", '{"metadata": {}}', '{"metadata": {"ruta": {"inputs": "old"}}}'):
        target.write_text(text, encoding="utf-8")
        assert not run.is_done(tmp_path)
    target.write_text(f'{{"metadata": {{"ruta": {{"inputs": "{run.inputs}"}}}}}}', encoding="utf-8")
    assert run.is_done(tmp_path)


@pytest.mark.notebooks
def test_an_interruption_ends_what_runs_and_keeps_what_is_done(course: Tree, tmp_path: Path) -> None:
    edit(course.lesson(LESSON, "es"), {"method": "import time\ntime.sleep(60)"})
    runs = planned(course, countries=("HND",))
    out = tmp_path / "out"
    pool = Pool(out, jobs=2, timeout=100)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        pool.carry_out(runs, interrupt)
    assert time.monotonic() - begun < 30
    assert [path.relative_to(out).as_posix() for path in out.rglob("*.ipynb")] == [f"{runs[0].name}.ipynb"]
    assert [done.state for done in Pool(out).carry_out(runs[:1], quiet)] == ["kept"]
