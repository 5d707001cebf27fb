"""Kernels that start in a fraction of a second, and notebooks executed side by side with them."""

from ruta.course.warm.executing import Failure, execute
from ruta.course.warm.kernels import kernels

__all__ = ["Failure", "execute", "kernels"]
