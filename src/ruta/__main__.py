"""``python -m ruta``: the same as the command ``ruta``, where scripts cannot be put on the path."""

import sys

from ruta.cli import main

if __name__ == "__main__":
    sys.exit(main())
