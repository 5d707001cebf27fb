"""The browser lab: JupyterLite with Pyodide, every file of it served by the site itself."""

from ruta.course.lab.build import build
from ruta.course.lab.sources import LabUnavailable

__all__ = ["LabUnavailable", "build"]
