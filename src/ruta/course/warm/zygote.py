"""The warm parent: it has imported what lessons import, and forks one kernel for each request.

It is a process of its own (``python -m ruta.course.warm.zygote SOCKET``), with one thread, so that forking is safe. It
listens on a socket in a private folder and ends when its standard input closes: whoever started it is gone then.
"""

import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
from typing import Any

# The order matters little; what counts is that a lesson imports nothing slow after them.
PRELOADED = (
    "pandas", "matplotlib.figure", "matplotlib.backends.backend_agg", "matplotlib.font_manager", "matplotlib.dates",
    "matplotlib_inline.backend_inline", "ipywidgets", "IPython.core.interactiveshell", "IPython.core.completer",
    "ruta.statistics.account", "ruta.early_warning.detection", "ruta.survival",
    "ipykernel.kernelapp", "ipykernel.ipkernel", "IPython.display",
    "ruta.datasets", "ruta.practice",
)  # fmt: skip
LONGEST_REQUEST = 1_000_000
LOOK_EVERY = 1.0
"""Seconds after which it looks whether those who asked for kernels are still there."""


def preload() -> None:
    """Import what every lesson will import, and do once what each would do first: find fonts, draw, show a table."""
    for name in PRELOADED:
        importlib.import_module(name)
    from ruta import datasets, figures

    figure, axes = figures.new_figure()
    axes.plot(["a", "b"], [1, 2], label="á")
    axes.legend()
    figures.figure_html(figure, alt="")
    datasets.table("movements", country="HND").groupby("kind").size().to_frame().to_html()
    # What is here already is never collected, so that children do not copy it only to look at it.
    gc.collect()
    gc.freeze()


def become_kernel(connection_file: str, *, folder: str | None, environment: dict[str, str]) -> None:
    """Turn this forked process into an IPython kernel; it never returns.

    Parameters
    ----------
    connection_file
        File with ports and key, as Jupyter writes it.
    folder
        Working folder of the kernel; the present one where there is none.
    environment
        The whole environment of the kernel.
    """
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    # The kernel ends by itself when its parent does: that is the zygote, not the caller.
    os.environ.update(environment, JPY_PARENT_PID=str(os.getppid()))
    if folder:
        os.chdir(folder)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)

    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance(argv=["-f", connection_file, "--log-level=ERROR"])


def answer(connection: socket.socket, listener: socket.socket) -> tuple[int, int]:
    """Read one request, fork a kernel for it, and send back its process id.

    Returns
    -------
    tuple of int
        Process id of the kernel, and of the process that asked for it.
    """
    with connection:
        request: dict[str, Any] = json.loads(connection.makefile("rb").readline(LONGEST_REQUEST))
        child = os.fork()
        if child == 0:
            listener.close()
            connection.close()
            try:
                become_kernel(request["connection_file"], folder=request["folder"], environment=request["environment"])
            finally:
                os._exit(1)
        connection.sendall(json.dumps({"pid": child}).encode() + b"\n")
    return child, int(request["owner"])


def end_orphans(kernels: dict[int, int]) -> dict[int, int]:
    """End the kernels whose owner was killed before it could end them; return those that are left.

    Parameters
    ----------
    kernels
        Process id of each kernel with that of its owner.
    """
    for kernel, owner in kernels.items():
        if not _alive(owner) and _alive(kernel):
            os.killpg(kernel, signal.SIGKILL)
    return {kernel: owner for kernel, owner in kernels.items() if _alive(kernel)}


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def serve(path: str) -> None:
    """Answer requests until the starter is gone."""
    preload()
    # The kernel of the operating system reaps ended children, so that none stays behind as a zombie.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(path)
        listener.listen(64)
        print("ready", flush=True)
        kernels: dict[int, int] = {}
        while True:
            ready, _, _ = select.select([listener, sys.stdin], [], [], LOOK_EVERY)
            if sys.stdin in ready:
                for kernel in filter(_alive, kernels):
                    os.killpg(kernel, signal.SIGKILL)
                return
            if listener in ready:
                kernel, owner = answer(listener.accept()[0], listener)
                kernels[kernel] = owner
            kernels = end_orphans(kernels)


if __name__ == "__main__":
    serve(sys.argv[1])
