"""A register as an office really sends it: what is wrong with the file, row by row, and nothing repaired in silence."""

from ruta.datasets.intake.findings import KINDS, NOTES, Finding, Inspection
from ruta.datasets.intake.inspection import examine, examine_bytes

__all__ = ["KINDS", "NOTES", "Finding", "Inspection", "examine", "examine_bytes"]
