"""What a run tells us through its pipe, read with limits and believed only as far as its form goes."""

import json
import os
import select
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import fastjsonschema

from ruta.classroom.grading.sandbox.wall import Limits

_EVENT: Callable[[Any], Any] = fastjsonschema.compile(
    {
        "type": "object",
        "properties": {
            "cell": {"type": "string", "maxLength": 100},
            "error": {"type": "string", "maxLength": 300},
            "value": {"type": "object", "required": ["is"], "properties": {"is": {"type": "string"}}},
            "end": {"const": True},
        },
        "additionalProperties": False,
        "minProperties": 1,
    }
)


@dataclass
class Told:
    """What one run told."""

    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Of each check cell, the encoded value of the answer."""
    errors: dict[str, str] = field(default_factory=dict)
    """Of each check cell, the error that the answer above it ended with; empty where there was none."""
    stopped_at: str = ""
    """The cell that was running when the run was ended; empty where it came to its end."""
    why: str = ""
    """``time``, ``memory``, ``died`` or ``told`` (too much or not what a run tells), where it was ended."""


class Reader:
    """Reads what a run tells, within its limits of size and time."""

    def __init__(self, told: Told, checks: set[str], limits: Limits) -> None:
        self.told, self.checks, self.limits = told, checks, limits
        self.running, self.came_to_end = "", False

    def read(self, descriptor: int) -> str:
        """Read to the end; return why the run has to be ended, empty where it ended by itself."""
        held, size = b"", 0
        until = time.monotonic() + self.limits.whole
        while True:
            patience = min(self.limits.seconds, until - time.monotonic())
            ready, _, _ = select.select([descriptor], [], [], max(0.0, patience))
            if not ready:
                return "time"
            piece = os.read(descriptor, 65_536)
            if not piece:
                return ""
            size += len(piece)
            if size > self.limits.told:
                return "told"
            *lines, held = (held + piece).split(b"\n")
            if not all(self._take(line) for line in lines):
                return "told"

    def _take(self, line: bytes) -> bool:
        try:
            event = _EVENT(json.loads(line, parse_constant=_refuse))
        except (ValueError, RecursionError, fastjsonschema.JsonSchemaException):
            return False
        if "end" in event:
            self.came_to_end = True
            return True
        cell = event.get("cell", "")
        if "value" not in event:
            self.running = cell
            return True
        # Said twice, or of no cell of ours: only something that meddles with what is told does that.
        if cell not in self.checks or cell in self.told.values:
            return False
        self.told.values[cell], self.told.errors[cell] = event["value"], event.get("error", "")
        return True


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
