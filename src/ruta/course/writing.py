"""Writing files whole or not at all."""

import os
from collections.abc import Mapping
from pathlib import Path


def write(files: Mapping[Path, bytes]) -> list[Path]:
    """Write several files together: every one is on the disk under another name before the first takes its place.

    A full disk or a folder without permission thus leaves what was there as it was.

    Parameters
    ----------
    files
        Content by path; folders that are absent are made.

    Returns
    -------
    list[Path]
        The paths, in the order given.

    Raises
    ------
    OSError
        Where one cannot be written.
    """
    waiting = {path: path.with_name(f".{path.name}.{os.getpid()}.tmp") for path in files}
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting[path].write_bytes(content)
        for path, temporary in waiting.items():
            temporary.replace(path)
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)
    return list(files)
