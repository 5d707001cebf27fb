"""Jupyter's way to a forked kernel: nbclient, papermill and nbval all start their kernels through a provisioner."""

import json
import os
import signal
import socket
import time
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

SOCKET = "RUTA_WARM_SOCKET"
NAME = "ruta-warm"


class ForkedKernel:
    """A kernel that is a child of the zygote, with the few methods of ``subprocess.Popen`` that Jupyter calls.

    Parameters
    ----------
    pid
        Its process id.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return ``None`` while it runs. How it ended is known to its parent only, so the code is always 0."""
        if self.returncode is None:
            try:
                os.kill(self.pid, 0)
            except ProcessLookupError:
                self.returncode = 0
        return self.returncode

    def wait(self) -> int:
        """Wait until it has ended."""
        while self.poll() is None:
            time.sleep(0.01)
        return 0

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel by asking the zygote to fork one; other kernels than IPython's start as ever."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel that a command line asks for."""
        path = os.environ.get(SOCKET)
        if path is None or "-f" not in cmd or not any("ipykernel_launcher" in word for word in cmd):
            return await super().launch_kernel(cmd, **kwargs)
        request = {
            "connection_file": cmd[cmd.index("-f") + 1],
            "folder": kwargs.get("cwd"),
            "environment": dict(kwargs.get("env") or os.environ),
            "owner": os.getpid(),
        }
        self.pid = _ask(path, request)
        self.process = ForkedKernel(self.pid)  # type: ignore[assignment]
        self.pgid = self.pid
        return self.connection_info


def _ask(path: str, request: dict[str, Any]) -> int:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(path)
        connection.sendall(json.dumps(request).encode() + b"\n")
        return int(json.loads(connection.makefile("rb").readline())["pid"])
