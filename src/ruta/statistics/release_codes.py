"""The codes of the illustrative structure: dimensions, attributes and what every code is called.

**This structure is an illustration of the course, not an agreed one.** No Data Structure Definition for statistics on
internal displacement is known to us; an office uses the one that its statistical system agrees on. The codes of sex
and age, and the codes of the observation and confidentiality status, follow the habits of the cross-domain code lists
of SDMX (to be confirmed in their current versions).
"""

from ruta import messages

DIMENSIONS = ("REF_AREA", "TIME_PERIOD", "POP_GROUP", "MEASURE", "SEX", "AGE", "CAUSE")
ATTRIBUTES = ("OBS_STATUS", "CONF_STATUS", "SOURCE")
VALUE = "OBS_VALUE"
COLUMNS = (*DIMENSIONS, VALUE, *ATTRIBUTES)

ALL = "_T"
CODES: dict[str, tuple[str, ...]] = {
    "POP_GROUP": ("A", "A1", "A2", "A3", "C"),
    "MEASURE": ("STOCK", "FLOW_IN", "FLOW_OUT"),
    "SEX": ("F", "M", ALL),
    "AGE": ("Y_LT12", "Y12T17", "Y18T59", "Y_GE60", ALL),
    "CAUSE": ("VIOLENCE_THREAT", "GENERALISED_VIOLENCE", "DISASTER", "OTHER", "NOT_RECORDED", ALL),
    "OBS_STATUS": ("A", "Q", "O"),
    "CONF_STATUS": ("F", "C"),
}
"""Codes of every coded dimension and attribute but ``REF_AREA``, whose codes are the places of the country."""

NORMAL, SUPPRESSED, NOT_AVAILABLE = "A", "Q", "O"
FREE, CONFIDENTIAL = "F", "C"


def code_name(component: str, code: str, *, language: str) -> str:
    """Return what a code means, in the reader's language."""
    return messages.text(f"release.{component}.{code}", language=language)


def component_name(component: str, *, language: str) -> str:
    """Return what a dimension, an attribute or the value is called, in the reader's language."""
    return messages.text(f"release.{component}", language=language)


def cause_code(cause: str) -> str:
    """Return the code of a cause of the register, such as ``VIOLENCE_THREAT`` for ``violence-threat``."""
    return cause.upper().replace("-", "_")
