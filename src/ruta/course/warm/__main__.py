"""Run a command whose kernels are warm: ``python -m ruta.course.warm COMMAND [ARGUMENT …]``."""

import subprocess
import sys

from ruta.course.warm.kernels import kernels


def main() -> int:
    """Run the command and return its exit code."""
    with kernels():
        return subprocess.run(sys.argv[1:], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
