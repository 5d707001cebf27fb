"""The static site: both books, the browser lab, the notebooks to download."""

from ruta.course.site.building import build
from ruta.course.site.serving import serve

__all__ = ["build", "serve"]
