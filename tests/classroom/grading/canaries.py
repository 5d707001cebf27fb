"""What attacks reach for: secrets that nobody may read, places where nobody may write, doors that nobody may knock at.

Attacks that could harm the machine are bounded and guarded: each looks first whether it still sees what only lies
outside of a sandbox. If it does, it leaves a mark and stops. So a hole in the sandbox is a red test and not a dead
machine.
"""

import os
import secrets
import socket
import threading
from dataclasses import dataclass, field
from pathlib import Path

from ruta.practice import checking


@dataclass
class Canaries:
    """Traps around one run of the hostile class; use as a context: ``with Canaries.laid(folder) as canaries``."""

    folder: Path
    """Outside of the class. Nothing of it may be seen in a sandbox."""
    secret: str
    """Text that may stand in no record, report or output."""
    server: socket.socket = field(repr=False)
    knocks: list[str] = field(default_factory=list)
    """Connections that came, by door; must stay empty."""
    _before: dict[str, bytes] = field(default_factory=dict)
    _doors: list[socket.socket] = field(default_factory=list)

    @classmethod
    def laid(cls, folder: Path) -> "Canaries":
        """Lay the traps in a folder that does not exist yet."""
        (folder / "class").mkdir(parents=True)
        token = secrets.token_hex(8)
        laid = cls(folder, f"canary-{token}", socket.create_server(("127.0.0.1", 0)))
        for name in ("secret.txt", "results.jsonl", "class/victim.txt", "exercises-solutions.ipynb"):
            (folder / name).write_text(laid.secret, encoding="utf-8")
        laid._doors = [laid.server, *laid._unix_doors()]
        for door in laid._doors:
            threading.Thread(target=laid._listen, args=(door,), daemon=True).start()
        laid._before = laid._seen()
        return laid

    @property
    def outside(self) -> Path:
        """A file that is there for whoever is outside of a sandbox."""
        return self.folder / "secret.txt"

    @property
    def door(self) -> str:
        """Name of a door that is no file."""
        return self.secret.replace("canary", "door")

    @property
    def mark(self) -> Path:
        """File that an attack writes where it finds no sandbox around it; may lie in no other place."""
        return self.folder / "no-sandbox"

    def violations(self) -> list[str]:
        """Return what happened to the traps: files changed, made or removed, and doors that were knocked at."""
        now = self._seen()
        files = [name for name in sorted({*now, *self._before}) if now.get(name) != self._before.get(name)]
        return files + sorted(self.knocks)

    def values(self) -> dict[str, str]:
        """Return what the attacks' sources name as ``@NAME@``."""
        return {
            "OUTSIDE": str(self.outside),
            "MARK": str(self.mark),
            "FOLDER": str(self.folder),
            "PORT": str(self.server.getsockname()[1]),
            "UNIX": str(self.folder / "door"),
            "ABSTRACT": self.door,
            "UID": str(os.getuid() if hasattr(os, "getuid") else -1),
            "PIDS": _pid_space(),
        }

    def __enter__(self) -> "Canaries":
        return self

    def __exit__(self, *_: object) -> None:
        for door in self._doors:
            door.close()

    def _seen(self) -> dict[str, bytes]:
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return {path.as_posix(): path.read_bytes() for path in (*files, Path(checking.__file__))}

    def _unix_doors(self) -> list[socket.socket]:
        doors = []
        # An address that begins with NUL lies in no folder: only another network namespace hides it.
        for address in (str(self.folder / "door"), f"\0{self.door}"):
            door = socket.socket(socket.AF_UNIX)
            door.bind(address)
            door.listen()
            doors.append(door)
        return doors

    def _listen(self, door: socket.socket) -> None:
        while True:
            try:
                door.accept()[0].close()
            except OSError:
                return
            self.knocks.append(f"door {door.getsockname()!r}")


def _pid_space() -> str:
    try:
        return os.readlink("/proc/self/ns/pid")
    except OSError:
        return "?"
