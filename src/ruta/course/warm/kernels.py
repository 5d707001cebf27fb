"""Turn warm kernels on for a while."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyter_client.provisioning.factory import KernelProvisionerFactory

from ruta import own_data
from ruta.course.warm.provisioner import NAME, SOCKET

FACTORY = KernelProvisionerFactory.default_provisioner_name_env
# Several kernels at once slow each other when each starts a thread per core for linear algebra; and the zygote may
# only fork while it has a single thread.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1")


@contextmanager
def kernels() -> Iterator[bool]:
    """Make every kernel that this process and its children start a forked one, until the block ends.

    Inside another such block, and on a system that cannot fork, nothing changes.

    Yields
    ------
    bool
        Whether kernels are warm now.
    """
    if SOCKET in os.environ:
        yield True
        return
    if not hasattr(os, "fork"):
        yield False
        return
    with tempfile.TemporaryDirectory(prefix="ruta-warm-") as folder:
        path = str(Path(folder) / "zygote")
        with _zygote(path), _settings(path):
            yield True


@contextmanager
def _zygote(path: str) -> Iterator[None]:
    command = [sys.executable, "-m", "ruta.course.warm.zygote", path]
    environment = {**os.environ, **ONE_THREAD}
    # It warms up on synthetic data; each kernel gets the environment of whoever asks for it.
    environment.pop(own_data.VARIABLE, None)
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdout.readline()
        yield
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(timeout=30)


@contextmanager
def _settings(path: str) -> Iterator[None]:
    factory = KernelProvisionerFactory.instance()
    before = factory.default_provisioner_name
    # The environment speaks to child processes, the attribute to this one, which may have read the environment before.
    os.environ[SOCKET], os.environ[FACTORY] = path, NAME
    factory.default_provisioner_name = NAME
    try:
        yield
    finally:
        factory.default_provisioner_name = before
        del os.environ[SOCKET], os.environ[FACTORY]
