"""Ruta: an independent training course on internal displacement, built on public documents."""

__version__ = "0.1.0"
