"""Serve the built site on this machine only."""

import errno
import functools
import http.server
from collections.abc import Callable
from pathlib import Path

from ruta.errors import InputError

HOST = "127.0.0.1"
LAST_PORT = 65535


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without a line for each request; a browser may keep what has not changed."""

    extensions_map = {  # noqa: RUF012 - the base class declares it so
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".wasm": "application/wasm", ".mjs": "text/javascript", ".js": "text/javascript", ".whl": "application/zip",
    }  # fmt: skip

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def serve(folder: Path, *, port: int = 0, report: Callable[[str], None] = print) -> None:
    """Serve a folder on 127.0.0.1 until interrupted.

    Parameters
    ----------
    folder
        The built site.
    port
        Port; 0 takes a free one.
    report
        Called with the address once it answers.

    Raises
    ------
    InputError
        Where the port is taken or not allowed, or the folder holds no site.
    """
    if not (folder / "index.html").is_file():
        raise InputError("site.nothing-to-serve", folder=folder)
    handler = functools.partial(Quiet, directory=str(folder))
    try:
        server = http.server.ThreadingHTTPServer((HOST, port), handler)
    except OverflowError as error:
        raise InputError("site.port-range", port=port) from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise InputError("site.port-taken", port=port, other=port + 1 if port < LAST_PORT else port - 1) from error
        raise InputError("site.port", port=port, reason=error.strerror or error) from error
    with server:
        report(f"http://{HOST}:{server.server_port}/")
        server.serve_forever()
