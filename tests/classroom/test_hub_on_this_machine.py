"""A real hub, with the settings of `hosting/`: people come in, work, are stopped, and find their work again."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import websocket

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "tres-palabras-largas"
LESSON = "es/statistics/01-who-is-counted.ipynb"
pytestmark = [pytest.mark.notebooks, pytest.mark.skipif(os.name == "nt", reason="JupyterHub does not run on Windows")]


def free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


class Person:
    """One person at the door of the hub, with a browser's cookies."""

    def __init__(self, door: str, code: str) -> None:
        self.door, self.code, self.browser = door, code, requests.Session()

    def come_in(self, password: str = PASSWORD) -> bool:
        self.browser.get(f"{self.door}/hub/login", timeout=20)
        form = {"username": self.code, "password": password, "_xsrf": self.browser.cookies.get("_xsrf", path="/hub/")}
        answer = self.browser.post(f"{self.door}/hub/login", data=form, timeout=20, allow_redirects=False)
        return answer.status_code == 302 and "login" not in answer.headers["Location"]

    def of_hub(self, method: str, path: str, **more: Any) -> requests.Response:
        mark = self.browser.cookies.get("_xsrf", path="/hub/")
        head = {"X-XSRFToken": mark or "", "Referer": f"{self.door}/hub/home"}
        return self.browser.request(method, f"{self.door}/hub/api/{path}", headers=head, timeout=20, **more)

    def start(self) -> None:
        assert self.of_hub("POST", f"users/{self.code}/server", json={}).status_code in (201, 202)
        self.wait_for(ready=True)
        self.ask_for_key()

    def ask_for_key(self) -> None:
        token = self.of_hub("POST", f"users/{self.code}/tokens", json={"note": "test"}).json()["token"]
        self.key = {"Authorization": f"token {token}"}

    def stop(self) -> None:
        assert self.of_hub("DELETE", f"users/{self.code}/server", json={}).status_code in (202, 204)
        self.wait_for(ready=False)

    def wait_for(self, *, ready: bool) -> None:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            server = self.of_hub("GET", f"users/{self.code}").json()["servers"].get("", {})
            if bool(server.get("ready")) is ready and not server.get("pending"):
                return
            time.sleep(0.2)
        raise AssertionError(f"the server of {self.code} is not {'there' if ready else 'gone'}")

    def of_server(self, method: str, path: str, owner: str = "", **more: Any) -> requests.Response:
        url = f"{self.door}/user/{owner or self.code}/api/{path}"
        return requests.request(method, url, headers=self.key, timeout=30, **more)

    def run(self, code: str) -> str:
        """Run code in a kernel of the person's server, through the hub's door; return what it printed."""
        kernel = self.of_server("POST", "kernels", json={}).json()["id"]
        way = f"ws{self.door[4:]}/user/{self.code}/api/kernels/{kernel}/channels"
        line = websocket.create_connection(way, header=self.key, timeout=40)
        head = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": "execute_request",
            "session": "s",
            "username": "",
            "version": "5.3",
        }
        content = {"code": code, "silent": False, "allow_stdin": False}
        whole = {"header": head, "parent_header": {}, "metadata": {}, "content": content, "buffers": []}
        line.send(json.dumps({**whole, "channel": "shell"}))
        said = ""
        while True:
            message = json.loads(line.recv())
            if message["parent_header"].get("msg_id") != head["msg_id"]:
                continue
            said += message["content"].get("text", "") if message["msg_type"] == "stream" else ""
            said += "\n".join(message["content"].get("traceback", []))
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                line.close()
                return said.strip()


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A running hub: its address and its folder."""
    folder = tmp_path_factory.mktemp("hub")
    for part in ("src", "book", "datasets", "exercises"):
        shutil.copytree(ROOT / part, folder / "course" / part, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (folder / "course").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    (folder / "homes").mkdir()
    (folder / "class.txt").write_text("# Sala 1\nsala1-01\nsala1-02\nsala1-03\nfacilita-1\n", encoding="utf-8")
    inner, door, proxy = free_ports(3)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(folder / "course" / "src"),
        "RUTA_HUB_CLASS": str(folder / "class.txt"),
        "RUTA_HUB_FACILITATORS": "facilita-1",
        "RUTA_HUB_MEMORY": "768M",
        "RUTA_LANGUAGE": "es",
        "RUTA_TEST_CONFIG": str(ROOT / "hosting" / "jupyterhub_config.py"),
        "RUTA_TEST_FOLDER": str(folder),
        "RUTA_TEST_PORTS": f"{inner},{door},{proxy}",
        "RUTA_TEST_START": str(ROOT / "hosting" / "start-course"),
    }
    log = (folder / "hub.log").open("w", encoding="utf-8")
    words = [sys.executable, "-m", "jupyterhub", f"--config={Path(__file__).with_name('local_hub_config.py')}"]
    process = subprocess.Popen(words, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{door}"
    try:
        wait_until_open(address, process, folder / "hub.log")
        yield address, folder
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()
        # So that pytest can clear its folders away.
        for path in (folder / "course").rglob("*"):
            path.chmod(0o755)


def wait_until_open(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until and process.poll() is None:
        try:
            if requests.get(f"{address}/hub/health", timeout=2).ok:
                return
        except requests.ConnectionError:
            pass
        time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8")[-4000:])


@pytest.fixture(scope="module")
def first(hub: tuple[str, Path]) -> Person:
    person = Person(hub[0], "sala1-02")
    assert person.come_in()
    person.start()
    return person


def test_only_the_class_comes_in_and_each_with_the_password_first_chosen(hub: tuple[str, Path], first: Person) -> None:
    assert not Person(hub[0], "sala1-99").come_in(), "nobody signs up"
    assert not Person(hub[0], first.code).come_in("otra-palabra-larga")
    assert Person(hub[0], first.code).come_in()
    assert not Person(hub[0], "sala1-01").come_in("corta"), "a short password is refused"


def test_the_notebooks_of_the_course_lie_in_the_own_folder(first: Person) -> None:
    notebook = first.of_server("GET", f"contents/{LESSON}").json()
    assert notebook["writable"] is True
    assert first.of_server("GET", "contents/es/exercises/statistics").json()["content"]


def test_a_lesson_s_first_lines_run_there(first: Person) -> None:
    said = first.run("from ruta import datasets; print(len(datasets.table('persons', country='HND')))")
    assert int(said) > 1000


def test_the_limits_reach_the_server(first: Person) -> None:
    said = first.run("import os; print(os.environ['MEM_LIMIT'], os.environ['CPU_LIMIT'], os.environ['RUTA_LANGUAGE'])")
    assert said == f"{768 * 2**20} 1.0 es"


def test_the_course_cannot_be_changed(hub: tuple[str, Path], first: Person) -> None:
    catalogue = hub[1] / "course" / "book" / "catalogue.yml"
    said = first.run(f"open({str(catalogue)!r}, 'a')")
    assert "PermissionError" in said


def test_the_work_is_there_after_a_restart(first: Person) -> None:
    written = {"type": "file", "format": "text", "content": "mi respuesta"}
    assert first.of_server("PUT", "contents/es/respuesta.txt", json=written).status_code == 201
    lesson = first.of_server("GET", f"contents/{LESSON}").json()
    lesson["content"]["cells"][0]["source"] = "# Mi nota"
    assert first.of_server("PUT", f"contents/{LESSON}", json=lesson).status_code == 200
    first.stop()
    first.start()
    assert first.of_server("GET", "contents/es/respuesta.txt").json()["content"] == "mi respuesta"
    kept = first.of_server("GET", f"contents/{LESSON}").json()
    assert kept["content"]["cells"][0]["source"] == "# Mi nota", "the start puts no course's version over it"


def test_nobody_of_the_class_sees_the_work_of_another(hub: tuple[str, Path], first: Person) -> None:
    other = Person(hub[0], "sala1-01")
    assert other.come_in()
    other.start()
    assert other.of_server("GET", "contents/es").status_code == 200
    assert other.of_server("GET", "contents/es", owner=first.code).status_code == 403
    assert first.of_server("GET", "contents/es", owner=other.code).status_code == 403
    assert other.of_server("GET", "contents/es/respuesta.txt").status_code == 404


def test_a_facilitator_may_look_and_stop_as_the_page_says(hub: tuple[str, Path], first: Person) -> None:
    facilitator = Person(hub[0], "facilita-1")
    assert facilitator.come_in()
    facilitator.ask_for_key()
    assert facilitator.of_server("GET", f"contents/{LESSON}", owner=first.code).status_code == 200
    assert facilitator.of_hub("DELETE", f"users/{first.code}/server", json={}).status_code in (202, 204)
    first.wait_for(ready=False)


def test_a_forgotten_password_is_chosen_anew_as_the_page_says(hub: tuple[str, Path]) -> None:
    facilitator, person = Person(hub[0], "facilita-1"), Person(hub[0], "sala1-03")
    assert facilitator.come_in()
    assert person.come_in()
    assert facilitator.of_hub("DELETE", f"users/{person.code}", json={}).status_code == 204
    assert facilitator.of_hub("POST", f"users/{person.code}", json={}).status_code == 201
    assert Person(hub[0], person.code).come_in("otra-palabra-larga")
    assert not Person(hub[0], person.code).come_in(PASSWORD)
