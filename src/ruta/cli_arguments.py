"""What each command of ``ruta`` takes. Its help is in the catalogue ``cli``."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ruta import cli_calendar, cli_certificate, cli_classroom, cli_grade, cli_inspect, cli_own, cli_report
from ruta import cli_commands as commands
from ruta.messages import LANGUAGES

PORT = 8000


@dataclass(frozen=True)
class Command:
    """One command."""

    name: str
    """The word after ``ruta``."""
    run: Callable[[argparse.Namespace], int]
    """What it does; returns the exit code."""
    arguments: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Its arguments, as `argparse` takes them."""


_FLAG = {"action": "store_true"}
_PORT = {"--port": {"type": int, "default": PORT}}
_CHECK = {"--check": _FLAG}

COMMANDS = (
    Command("course", commands.course, _PORT),
    Command("build", commands.build),
    Command("serve", commands.serve, _PORT),
    Command("lab", commands.lab, {"--folder": {"default": "workspace"}, "--port": {"type": int}, "--no-open": _FLAG}),
    Command("release", commands.release, {"lessons": {"nargs": "*", "metavar": "LESSON"}, **_CHECK}),
    Command(
        "check",
        commands.check,
        {
            "notebooks": {"nargs": "+", "metavar": "NOTEBOOK"},
            "--json": _FLAG,
            "--timeout": {"type": float, "default": 30.0},
        },
    ),
    Command(
        "batch",
        commands.batch,
        {
            "--lessons": {"nargs": "+", "default": [], "metavar": "LESSON"},
            "--countries": {"nargs": "+", "default": [], "metavar": "ISO3"},
            "--languages": {"nargs": "+", "default": list(LANGUAGES), "metavar": "en|es"},
            "--seeds": {"nargs": "+", "type": int, "default": [2026], "metavar": "N"},
            "--parameter": {"action": "append", "default": [], "metavar": "NAME=VALUE"},
            "--jobs": {"type": int, "default": 1},
            "--timeout": {"type": float, "default": 600.0},
            "--out": {"default": "_build/batch"},
        },
    ),
    Command(
        "translate",
        commands.translate,
        {
            "action": {"choices": ("status", "accept")},
            "file": {"nargs": "?", "metavar": "NOTEBOOK"},
            "--cell": {"metavar": "ID"},
        },
    ),
    Command(
        "cells",
        commands.cells,
        {"action": {"choices": ("rename",)}, "notebook": {"metavar": "NOTEBOOK"}, "old": {"metavar": "OLD"},
         "new": {"metavar": "NEW"}},
    ),
    Command("toc", commands.toc, _CHECK),
    Command("doctor", commands.doctor, _PORT),
    Command("new", commands.new, {"lesson": {"metavar": "PILLAR/NN-NAME"}, "--title-en": {"required": True},
                                  "--title-es": {"required": True}}),
    Command("glossary", commands.glossary, _CHECK),
    Command("datasets", commands.datasets),
    Command("calendar", cli_calendar.calendar, {"file": {"nargs": "?", "metavar": "FILE"},
                                                "--out": {"default": "calendar", "metavar": "FOLDER"},
                                                "--edition": {"type": int, "default": 0, "metavar": "N"},
                                                "--example": {"metavar": "NEW.csv"}}),
    Command("certificate", cli_certificate.certificate,
            {"action": {"choices": cli_certificate.ACTIONS}, "files": {"nargs": "*", "metavar": "FILE"},
             "--name": {"metavar": "NAME"}, "--issuer": {"metavar": "issuer.json"}, "--key": {"metavar": "KEY.pem"},
             "--out": {"metavar": "FOLDER"}, "--revoked": {"metavar": "LIST.txt"}}),
    Command("inspect", cli_inspect.inspect, {"file": {"metavar": "FILE"},
                                             "--country": {"required": True, "metavar": "ISO3"},
                                             "--until": {"metavar": "YYYY-MM-DD"}, "--out": {"metavar": "REPORT.csv"}}),
    Command("own", cli_own.own, {"action": {"choices": ("lessons", "suggest", "check", "run")},
                                 "files": {"nargs": "*", "metavar": "FILE"},
                                 "--mapping": {"nargs": "+", "default": [], "metavar": "MAPPING.json"},
                                 "--country": {"metavar": "ISO3"}, "--table": {"metavar": "TABLE"},
                                 "--encoding": {"default": "utf-8", "choices": ("utf-8", "windows-1252")},
                                 "--lessons": {"nargs": "+", "default": [], "metavar": "LESSON"},
                                 "--until": {"metavar": "YYYY-MM-DD"}, "--leave-out": _FLAG,
                                 "--out": {"metavar": "PLACE"}}),
    Command(
        "report",
        cli_report.report,
        {
            "--countries": {"nargs": "+", "default": [], "metavar": "ISO3"},
            "--languages": {"nargs": "+", "default": list(LANGUAGES), "metavar": "en|es"},
            "--seed": {"type": int, "default": 2026, "metavar": "N"},
            "--date": {"default": "", "metavar": "YYYY-MM-DD"},
            "--recommendations": {"metavar": "FILE.csv"},
            "--jobs": {"type": int, "default": 1},
            "--timeout": {"type": float, "default": 300.0},
            "--out": {"default": "_build/reports", "metavar": "FOLDER"},
            "--example": {"metavar": "NEW.csv"},
        },
    ),
    Command("results", cli_classroom.results, {"folder": {"metavar": "FOLDER"},
                                               "--out": {"required": True, "metavar": "FOLDER"}}),
    Command("grade", cli_grade.grade, {"submissions": {"metavar": "FOLDER|ZIP"},
                                       "--out": {"required": True, "metavar": "FOLDER"},
                                       "--class-list": {"metavar": "CSV"}, "--force": _FLAG, "--no-sandbox": _FLAG,
                                       "--jobs": {"type": int, "default": 0}, "--dask": {"metavar": "ADDRESS"},
                                       "--timeout": {"type": float, "default": 10.0}}),
    Command("items", cli_classroom.items, {"action": {"choices": ("export",)}, "pillar": {"metavar": "PILLAR"},
                                           "--format": {"required": True, "choices": ("moodle", "qti")},
                                           "--out": {"required": True, "metavar": "FILE"}}),
)  # fmt: skip
