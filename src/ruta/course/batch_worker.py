"""Runs of a batch, one after the other: ``python -m ruta.course.batch_worker``, each job as a line of JSON on stdin.

The result appears whole or not at all: papermill writes to a temporary file that is renamed at the end.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Run each job and write what became of it as a line of JSON on stdout."""
    # A notebook program that prints must not speak between our lines.
    told, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), file=told, flush=True)


def run(job: dict[str, Any]) -> dict[str, str]:
    """Execute one notebook.

    Parameters
    ----------
    job
        ``source``, ``target``, ``parameters``, ``inputs`` (hash) and ``cell_timeout`` in seconds.

    Returns
    -------
    dict
        ``error``: empty, or the cell that failed and how. What ran is then kept as ``<name>.failed.ipynb``.
    """
    from papermill.exceptions import PapermillExecutionError
    from papermill.execute import execute_notebook

    target = Path(job["target"])
    failed = target.with_suffix(".failed.ipynb")
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.stem}.{os.getpid()}.tmp.ipynb")
    try:
        execute_notebook(
            job["source"], str(temporary), parameters=job["parameters"], kernel_name="python3", progress_bar=False,
            execution_timeout=job["cell_timeout"], start_timeout=120, cwd=str(Path(job["source"]).parent),
        )  # fmt: skip
        _sign(temporary, job["inputs"])
        temporary.replace(target)
        failed.unlink(missing_ok=True)
    except PapermillExecutionError as error:
        temporary.replace(failed)
        return {"error": f"[{error.exec_count}] {error.ename}: {error.evalue}"[:300]}
    # A timeout, a dead kernel, a full disk: whatever it is, the other runs go on.
    except Exception as error:
        return {"error": f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error) else ''}"[:300]}
    finally:
        temporary.unlink(missing_ok=True)
    return {"error": ""}


def _sign(path: Path, inputs: str) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    content["metadata"].setdefault("ruta", {})["inputs"] = inputs
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
