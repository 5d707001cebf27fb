"""The wall itself, probed from inside: what a run sees, may do, and leaves behind."""

import os
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from ruta.classroom.grading import values
from ruta.classroom.grading.sandbox import client, command, seccomp, wall
from ruta.course import notebooks, paths

pytestmark = pytest.mark.notebooks
LIMITS = wall.Limits(seconds=3, whole=8, memory=400_000_000)
TREE = paths.find_tree(Path(__file__))
JOB = client.Job(key="probe", head=[("setup", "opened = 1")], tables={"t": pd.DataFrame({"a": [1]})}, parameters={},
                 variables={"check-q": "answer", "check-r": "second"})  # fmt: skip


@pytest.fixture(scope="module")
def sandbox() -> Iterator[client.Sandbox]:
    assert command.reason_against() == "", "no sandbox here: install bubblewrap, allow user namespaces"
    made = client.Sandbox(TREE, number=7, limits=LIMITS)
    yield made
    made.close()


def ran(sandbox: client.Sandbox, source: str) -> client.Told:
    cells = [
        notebooks.code_cell("setup", "opened = 1", tags=["setup"]),
        notebooks.code_cell("answer-q", source, tags=["answer"]),
        notebooks.code_cell("check-q", "check", tags=["check"]),
        notebooks.code_cell("answer-r", "second = 2", tags=["answer"]),
        notebooks.code_cell("check-r", "check", tags=["check"]),
    ]
    return sandbox.run(JOB, notebooks.from_cells([dict(cell) for cell in cells]))


def answer(sandbox: client.Sandbox, source: str) -> Any:
    told = ran(sandbox, source)
    assert told.why == "", (told, source)
    return (
        values.decode(told.values["check-q"]) if told.values["check-q"] != {"is": "missing"} else told.errors["check-q"]
    )


def error(sandbox: client.Sandbox, source: str) -> str:
    told = ran(sandbox, source)
    assert values.decode(told.values["check-r"]) == 2
    return told.errors["check-q"].partition(":")[0]


def test_an_honest_answer_comes_out(sandbox: client.Sandbox) -> None:
    assert answer(sandbox, "answer = opened + 1") == 2


def test_nothing_of_the_machine_is_to_be_seen(sandbox: client.Sandbox) -> None:
    roots = (
        str(command.PACKAGE),
        str(TREE.root / "datasets"),
        *command._interpreter(),
        wall.PRIVATE,
        "/usr",
        "/dev",
        "/etc/fonts",
        "/etc/alternatives",
    )
    walk = f"""
import os
answer = []
for folder, below, files in os.walk("/"):
    below[:] = [name for name in below if os.path.join(folder, name) not in {roots!r}]
    answer += [os.path.join(folder, name) for name in files]
"""
    assert set(answer(sandbox, walk)) <= {"/etc/ld.so.cache"}


def test_no_question_and_no_item_is_to_be_seen(sandbox: client.Sandbox) -> None:
    walk = "import os, ruta\nroot = os.path.dirname(ruta.__file__)\n"
    for folder in command.COVERED:
        assert answer(sandbox, f"{walk}answer = os.listdir(root + '/{folder}')") == []
    assert error(sandbox, "import ruta.practice.exercises.waiting") == "ModuleNotFoundError"
    loaded = answer(
        sandbox, "import sys\nanswer = [n for n in sys.modules if n.startswith('ruta.practice.exercises.')]"
    )
    assert loaded == []
    assert answer(sandbox, f"import os\nanswer = os.path.exists({str(TREE.root / 'exercises')!r})") is False


def test_it_is_alone_and_nobody(sandbox: client.Sandbox) -> None:
    assert answer(sandbox, "import os\nanswer = [os.getpid(), os.getppid(), len(os.listdir('/proc'))]") == [1, 0, 0]
    assert answer(sandbox, "import os\nanswer = os.getuid()") != 0
    assert error(sandbox, "import os\nos.setuid(0)") in {"PermissionError", "OSError"}


def test_it_holds_no_file_of_ours_but_the_pipe(sandbox: client.Sandbox) -> None:
    probe = """
import os, stat
answer = []
for number in range(3, 60):
    try:
        mode = os.fstat(number).st_mode
    except OSError:
        continue
    answer.append("fifo" if stat.S_ISFIFO(mode) else "socket" if stat.S_ISSOCK(mode) else str(os.lseek(number, 0, 2)))
"""
    found = answer(sandbox, probe)
    assert "socket" not in found
    assert found.count("fifo") == 1


@pytest.mark.parametrize(
    "source",
    [
        "import socket\nsocket.create_connection(('127.0.0.1', 9))",
        "import socket\nsocket.socket(socket.AF_UNIX)",
        "import socket\nsocket.getaddrinfo('example.org', 80)",
    ],
)
def test_there_is_no_network(sandbox: client.Sandbox, source: str) -> None:
    assert error(sandbox, source) in {"PermissionError", "gaierror"}


def test_the_kernel_is_asked_for_nothing_unusual(sandbox: client.Sandbox) -> None:
    probe = """
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
def refused(result):
    return result == -1 and ctypes.get_errno() in (errno.EPERM, errno.EACCES)
answer = [
    refused(libc.unshare(0x10000000)),
    refused(libc.unshare(0x00020000)),
    refused(libc.mount(b"none", b"/private", b"tmpfs", 0, None)),
    refused(libc.umount2(b"/proc", 2)),
    refused(libc.ptrace(0, 0, 0, 0)),
    refused(libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0)),
    refused(libc.syscall(425, 1, 0)),
    refused(libc.chroot(b"/private")),
]
"""
    assert answer(sandbox, probe) == [True] * 8


def test_it_writes_only_into_its_own_folder_and_not_much(sandbox: client.Sandbox) -> None:
    probe = """
import os
answer = []
for folder in [os.path.dirname(__import__("ruta").__file__), "/usr", "/", "/tmp", "/etc", "/dev", "/proc"]:
    try:
        open(folder + "/left", "w").close()
        answer.append(folder)
    except OSError:
        pass
open("mine", "w").write("x")
"""
    assert answer(sandbox, probe) == []
    assert answer(sandbox, "import os\nanswer = [n for n in os.listdir('.') if n == 'mine']") == []
    assert error(sandbox, "open('big', 'wb').write(bytes(30_000_000))") in {"OSError", "MemoryError"}
    fill = "for n in range(9):\n    with open(str(n), 'wb') as f: f.write(bytes(15_000_000))"
    assert error(sandbox, fill) == "OSError"


def test_nothing_stays_for_the_next_run(sandbox: client.Sandbox) -> None:
    spoil = """
import builtins, json, pandas, ruta.practice
builtins.len = json.dumps = pandas.Series = ruta.practice.start = None
import os
if os.fork() == 0:
    while True: pass
secret = "left behind"
"""
    ran(sandbox, spoil)
    assert answer(sandbox, "import json, pandas\nanswer = [len('ab'), json.dumps(1), 'secret' in globals()]") == [
        2,
        "1",
        False,
    ]


DEAF = """
import signal
for number in range(1, 30):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True: pass
"""
KILL = """
import os, signal
for who in (-1, 0, 1):
    try:
        os.kill(who, signal.SIGKILL)
    except OSError:
        pass
os._exit(9)
"""
MEMORY = """
import os, time
for _ in range(12):
    if os.fork() == 0:
        held = bytearray(90_000_000)
        time.sleep(60)
time.sleep(60)
"""
TELL = """
import os
for number in range(3, 60):
    try:
        os.write(number, {line!r})
    except OSError:
        pass
"""
FORGED = TELL.format(line=b'{"cell": "check-r", "value": {"is": "truth", "value": true}}\n')
NONSENSE = TELL.format(line=b"nonsense\n") + "import time; time.sleep(60)"
FLOOD = "while True:\n" + textwrap.indent(TELL.format(line=b"x" * 60_000), "    ")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        pytest.param("while True: pass", "time", id="loop"),
        pytest.param("import time; time.sleep(60)", "time", id="sleep"),
        pytest.param(DEAF, "time", id="deaf"),
        pytest.param("import os; os._exit(0)", "died", id="exit"),
        pytest.param(KILL, "died", id="kill"),
        pytest.param("import ctypes; ctypes.string_at(0)", "died", id="crash"),
        pytest.param(MEMORY, "memory", id="memory"),
        pytest.param(FORGED, "told", id="forged"),
        pytest.param(NONSENSE, "told", id="nonsense"),
        pytest.param(FLOOD, "told", id="flood"),
    ],
)
def test_what_stops_a_run_is_named_with_its_cell(sandbox: client.Sandbox, source: str, why: str) -> None:
    told = ran(sandbox, source)
    assert told.why == why
    assert told.stopped_at in {"answer-q", "answer-r"}
    assert answer(sandbox, "answer = 'still here'") == "still here"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("x = bytearray(3_000_000_000)", "MemoryError"),
        ("import numpy\nnumpy.ones(10**9)", "MemoryError"),
        ("import numpy\nnumpy.ones((10**5, 10**5))", "MemoryError"),
        ("while True: print('x' * 10_000)", "PrintedTooMuch"),
        ("def f(): return f()\nf()", "RecursionError"),
        ("exit()", "SystemExit"),
        ("raise SystemExit", "SystemExit"),
        ("import os, time\nwhile True:\n    if os.fork() == 0:\n        time.sleep(60)", "BlockingIOError"),
    ],
)
def test_what_fails_is_named_and_the_rest_goes_on(sandbox: client.Sandbox, source: str, name: str) -> None:
    assert error(sandbox, source) == name


def test_a_setup_that_fails_is_told_and_the_sandbox_goes_on(sandbox: client.Sandbox) -> None:
    broken = client.Job(key="broken", head=[("setup", "1 / 0")], tables={}, parameters={}, variables={})
    with pytest.raises(client.InputError) as refused:
        sandbox.run(broken, notebooks.from_cells([]))
    assert refused.value.code == "grading.not-opened"
    assert answer(sandbox, "answer = 1") == 1


def test_every_step_of_the_filter_leads_somewhere() -> None:
    for machine in ("x86_64", "aarch64"):
        code = seccomp.program(machine)
        steps = [code[place : place + 8] for place in range(0, len(code), 8)]
        assert len(code) % 8 == 0
        for place, step in enumerate(steps):
            assert place + 1 + max(step[2], step[3]) < len(steps) or step[0] == seccomp._RETURN
        assert steps[-1][0] == seccomp._RETURN


def test_it_ends_with_us() -> None:
    made = client.Sandbox(TREE, number=8, limits=LIMITS)
    process = made._process.pid
    made.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
