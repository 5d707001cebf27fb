"""The lists of files that JupyterLite reads in place of a server's answers."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def write(lab: Path) -> None:
    """Write one list for each folder below ``files/``."""
    root = lab / "files"
    for folder in [root, *(path for path in sorted(root.rglob("*")) if path.is_dir())]:
        place = folder.relative_to(root)
        content = [_model(path, root) for path in sorted(folder.iterdir())]
        target = lab / "api/contents" / place / "all.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(_model(folder, root, content=content)), encoding="utf-8")


def _model(path: Path, root: Path, content: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    place = "" if path == root else path.relative_to(root).as_posix()
    kind = "directory" if path.is_dir() else "notebook"
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat().replace("+00:00", "Z")
    return {
        "name": path.name if place else "", "path": place, "type": kind, "content": content,
        "format": "json" if content is not None else None, "mimetype": None, "writable": True,
        "created": changed, "last_modified": changed, "hash": None, "hash_algorithm": None,
        "size": None if kind == "directory" else path.stat().st_size,
    }  # fmt: skip
