"""What the hub is told, and what it would start for a person, without a hub and without a container engine."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import AsyncMock

import docker
import pytest
import yaml
from dockerspawner import DockerSpawner
from firstuseauthenticator import FirstUseAuthenticator
from hypothesis import given
from hypothesis import strategies as st
from jupyterhub.app import JupyterHub
from jupyterhub.traitlets import ByteSpecification
from traitlets.config import Config

from ruta.classroom import hub_settings
from ruta.errors import InputError
from ruta.messages import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
HOSTING = ROOT / "hosting"


def refused(code: str, **environment: str) -> dict[str, object]:
    with pytest.raises(InputError) as caught:
        hub_settings.read(environment)
    assert caught.value.code == code
    for language in LANGUAGES:
        assert caught.value.sentence(language)
    return caught.value.params


@pytest.fixture
def class_list(tmp_path: Path) -> Path:
    return tmp_path / "class.txt"


def with_list(path: Path, text: str, **environment: str) -> hub_settings.HubSettings:
    path.write_text(text, encoding="utf-8")
    return hub_settings.read({"RUTA_HUB_CLASS": str(path), **environment})


def test_nothing_set_gives_every_setting_its_usual_value() -> None:
    settings = hub_settings.read({})
    assert (settings.memory, settings.cpu, settings.people, settings.language) == ("2G", 1.0, 40, "es")
    assert hub_settings.read({"RUTA_HUB_CPU": ""}) == settings, "set to nothing is not set"


@given(st.integers(1, 999), st.sampled_from("MG"))
def test_a_size_means_what_jupyterhub_reads_in_it(number: int, unit: str) -> None:
    text = f"{number}{unit}"
    assert hub_settings.memory_bytes(text) == ByteSpecification().validate(None, text)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RUTA_HUB_MEMORY", "2GB"),
        ("RUTA_HUB_MEMORY", "2"),
        ("RUTA_HUB_MEMORY", "64M"),
        ("RUTA_HUB_CPU", "0"),
        ("RUTA_HUB_CPU", "1,5"),
        ("RUTA_HUB_CPU", "nan"),
        ("RUTA_HUB_PEOPLE", "0"),
        ("RUTA_HUB_PEOPLE", "thirty"),
        ("RUTA_HUB_IDLE_MINUTES", "1.5"),
        ("RUTA_LANGUAGE", "fr"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_its_setting(name: str, value: str) -> None:
    params = refused("hosting.bad-setting", **{name: value})
    assert (params["name"], params["found"]) == (name, value)


def test_the_list_of_the_class_is_codes_and_notes(class_list: Path) -> None:
    settings = with_list(class_list, "\ufeff# Sala 1\nsala1-01\n\n  sala1-02 \n", RUTA_HUB_FACILITATORS="sala1-01")
    assert hub_settings.class_codes(settings) == {"sala1-01", "sala1-02"}
    assert settings.facilitators == {"sala1-01"}


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("# nobody\n", "hosting.empty-class-list", {}),
        ("a1\nMaría López\n", "hosting.bad-code", {"row": 2, "found": "María López"}),
        ("a1\n../b\n", "hosting.bad-code", {"row": 2, "found": "../b"}),
        ("a1\nb2\n\na1\n", "hosting.code-twice", {"row": 4, "found": "a1", "first": 1}),
    ],
)
def test_a_line_that_is_no_code_is_named_with_its_row(
    class_list: Path, text: str, code: str, named: dict[str, object]
) -> None:
    with pytest.raises(InputError) as caught:
        hub_settings.class_codes(with_list(class_list, text))
    assert caught.value.code == code
    assert named.items() <= caught.value.params.items()


def test_a_facilitator_stands_in_the_list_too(class_list: Path) -> None:
    with pytest.raises(InputError) as caught:
        hub_settings.class_codes(with_list(class_list, "a1\n", RUTA_HUB_FACILITATORS="a1, b2"))
    assert caught.value.code == "hosting.facilitator-not-listed"
    assert caught.value.params["found"] == "b2"


def test_a_list_that_is_missing_or_no_text_is_said(class_list: Path) -> None:
    for content in (None, b"\xff\xfe\x00a"):
        if content is not None:
            class_list.write_bytes(content)
        with pytest.raises(InputError) as caught:
            hub_settings.class_codes(hub_settings.read({"RUTA_HUB_CLASS": str(class_list)}))
        assert caught.value.code == "hosting.no-class-list"


@pytest.fixture
def hub(class_list: Path, monkeypatch: pytest.MonkeyPatch) -> JupyterHub:
    """The hub as `hosting/jupyterhub_config.py` makes it, not started."""
    class_list.write_text("a1\nb2\n", encoding="utf-8")
    monkeypatch.setenv("RUTA_HUB_CLASS", str(class_list))
    monkeypatch.setenv("RUTA_HUB_FACILITATORS", "b2")
    monkeypatch.setenv("RUTA_HUB_MEMORY", "1G")
    monkeypatch.setenv("RUTA_HUB_CPU", "0.5")
    JupyterHub.clear_instance()
    app = JupyterHub()
    # What is no setting of JupyterHub or of a part of it is an error here, not a warning in a log.
    app.raise_config_file_errors = True
    app.load_config_file(str(HOSTING / "jupyterhub_config.py"))
    return app


def container(config: Config) -> dict[str, Any]:
    """Return what would be asked of the container engine for the person a-1."""
    DockerSpawner._client = docker.APIClient(base_url="unix:///nowhere.sock", version="1.43")
    user = SimpleNamespace(name="a-1", url="/user/a-1/", escaped_name="a-1", settings={"base_url": "/"}, id=1)
    place = SimpleNamespace(
        base_url="/hub/", api_url="http://hub:8081/hub/api", public_host="", routespec="/hub/", url="http://hub:8081/hub/",
        host="http://hub:8081",
    )  # fmt: skip
    spawner = DockerSpawner(config=config, user=user, hub=place)
    spawner.get_env = lambda: {**spawner.environment}  # type: ignore[method-assign]
    asked = AsyncMock(return_value={"Id": "0" * 12})
    spawner.docker = asked
    asyncio.run(spawner.create_object())
    return dict(asked.await_args.kwargs)


def test_what_would_be_started_for_a_person(hub: JupyterHub) -> None:
    made = container(hub.config)
    host = made["host_config"]
    assert made["image"] == "ruta-course:0.1.0"
    assert made["command"][0] == "start-course"
    assert host["Memory"] == host["MemorySwap"] == 2**30
    assert host["CpuQuota"] / host["CpuPeriod"] == 0.5
    assert host["Binds"] == ["ruta-work-a-1:/home/trainee:rw"], "the work of a person, and nothing of the machine"
    assert host["NetworkMode"] == "ruta-people"
    assert not host.get("PortBindings"), "only the hub's door leads to it"
    assert host["ReadonlyRootfs"] is True
    assert host["CapDrop"] == ["ALL"]
    assert host["SecurityOpt"] == ["no-new-privileges"]
    assert host["PidsLimit"] == 512
    assert not host.get("Privileged")


def test_every_setting_is_one_that_the_hub_knows(hub: JupyterHub) -> None:
    """JupyterHub only warns in its log of a setting with a wrong name."""
    door = FirstUseAuthenticator
    parts = {"JupyterHub": JupyterHub, "Spawner": DockerSpawner, "DockerSpawner": DockerSpawner,
             "Authenticator": door, "FirstUseAuthenticator": door}  # fmt: skip
    unknown = {f"{part}.{name}" for part, names in hub.config.items() for name in names
               if name not in parts[part].class_traits(config=True)}  # fmt: skip
    chart = yaml.safe_load((HOSTING / "values.yaml").read_text(encoding="utf-8"))["hub"]["config"]
    parts["KubeSpawner"] = DockerSpawner.__mro__[1]
    unknown |= {f"{part}.{name}" for part, names in chart.items() for name in names
                if name not in parts[part].class_traits(config=True)}  # fmt: skip
    assert unknown == set()


def test_only_the_class_may_come_in(hub: JupyterHub) -> None:
    door = hub.authenticator_class(config=hub.config)
    assert door.allowed_users == {"a1", "b2"}
    assert door.admin_users == {"b2"}
    assert (door.create_users, door.allow_all) == (False, False)


def test_an_idle_server_is_stopped_with_no_more_power_than_that(hub: JupyterHub) -> None:
    (service,), (role,) = hub.services, hub.load_roles
    assert "--timeout=3600" in service["command"]
    assert not any(scope.startswith("admin") or scope == "access:servers" for scope in role["scopes"])


def test_a_bad_setting_ends_the_hub_with_a_sentence(class_list: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUTA_HUB_CLASS", str(class_list))
    monkeypatch.setenv("RUTA_LANGUAGE", "en")
    app = JupyterHub()
    app.raise_config_file_errors = True
    with pytest.raises(SystemExit) as ended:
        app.load_config_file(str(HOSTING / "jupyterhub_config.py"))
    assert "list of the class" in str(ended.value)


def test_kubernetes_has_the_same_settings(hub: JupyterHub) -> None:
    values = yaml.safe_load((HOSTING / "values.yaml").read_text(encoding="utf-8"))
    usual, person = hub_settings.read({}), values["singleuser"]
    assert person["memory"]["limit"] == usual.memory
    assert person["cpu"]["limit"] == usual.cpu
    assert f"{person['image']['name']}:{person['image']['tag']}" == usual.image
    assert person["storage"]["homeMountPath"] == hub_settings.HOME
    assert values["hub"]["activeServerLimit"] == usual.people
    assert values["cull"] == {"enabled": True, "timeout": usual.idle_minutes * 60, "every": 300, "users": False}
    assert person["cmd"] == hub.config.Spawner.cmd
    assert person["extraEnv"]["RUTA_LANGUAGE"] == usual.language
    closed = person["networkPolicy"]["egressAllowRules"]
    assert {name for name, open_ in closed.items() if open_} == {"dnsPortsKubeSystemNamespace", "dnsPortsPrivateIPs"}
    door = values["hub"]["config"]
    assert door["JupyterHub"]["authenticator_class"] == hub.config.JupyterHub.authenticator_class
    assert door["FirstUseAuthenticator"]["create_users"] is hub.config.FirstUseAuthenticator.create_users
