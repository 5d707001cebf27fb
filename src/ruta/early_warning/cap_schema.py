"""Hold a message against the OASIS schema itself, where a full Python has the package *lxml*.

The browser has no schema processor; there `cap_structure.complaints` does the same work from a table. The tests hold
the one against the other. Schema: OASIS, *Common Alerting Protocol Version 1.2* (2010), in the folder ``schema``.
"""

import importlib
from importlib.resources import files
from typing import Any

from ruta.early_warning.cap_structure import read_tree
from ruta.errors import InputError


def schema_complaints(text: str) -> list[str]:
    """Return what the OASIS schema refuses in a message, in the processor's own English; empty where it is valid.

    Document types and entities are refused before anything is parsed, and the parser itself may neither resolve an
    entity nor call the network.

    Raises
    ------
    InputError
        The package *lxml* is not there, or the text is refused by `ruta.early_warning.cap_structure.read_tree`.
    """
    read_tree(text)
    try:
        etree: Any = importlib.import_module("lxml.etree")
    except ImportError:
        raise InputError("alerting.no-lxml") from None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    source = files("ruta.early_warning").joinpath("schema", "CAP-v1.2.xsd").read_bytes()
    schema = etree.XMLSchema(etree.fromstring(source, parser))
    document = etree.fromstring(text.strip().encode("utf-8"), parser)
    schema.validate(document)
    return [str(entry.message) for entry in schema.error_log]
