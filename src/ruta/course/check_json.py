"""Say what checks found as JSON for a machine."""

import json
from typing import Any

from ruta.course.check_report import Entry, title
from ruta.course.checking import SCHEMA


def as_json(entries: list[Entry], language: str) -> str:
    """Return everything as JSON for a machine."""
    return json.dumps(
        {"schema": SCHEMA, "notebooks": [_as_dict(entry, language) for entry in entries]}, ensure_ascii=False, indent=1
    )


def _as_dict(entry: Entry, language: str) -> dict[str, Any]:
    if entry.result is None:
        error = entry.error
        return {
            "notebook": str(entry.path),
            "error": {"code": error.code, "text": error.sentence(language)} if error else None,
        }
    result = entry.result
    return {
        "notebook": str(entry.path),
        "exercise": result.exercise,
        "parameters": result.parameters,
        "all_held": result.all_held,
        "questions": [
            {
                "id": each.question,
                "title": title(result, each, language),
                "held": each.held,
                "code": each.code,
                "reason": each.reason,
                "text": each.text,
                "answer": each.answer,
            }
            for each in result.outcomes
        ],
        "notes": [{"code": note.code, "question": note.question} for note in result.notes],
    }
