"""A pillar's bank of items as a package in QTI 2.1: a zip with a manifest and a file for each item.

Source: IMS Global Learning Consortium (2012), *IMS Question & Test Interoperability Overview, Version 2.1 Final*,
and *IMS Content Packaging, Version 1.1* for the manifest.
"""

import io
import zipfile
from collections.abc import Iterable
from xml.etree import ElementTree

from ruta.classroom.qti_item import INSTANCE, QTI, QTI_SCHEMA, document, identifier, qti_item
from ruta.practice.bank import Item, Pair

PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
PACKAGE_SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
MANIFEST = "imsmanifest.xml"
ITEM_TYPE = "imsqti_item_xmlv2p1"
START_OF_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold: every entry has it, so that the same bank gives the same bytes."""


def qti_package(pairs: Iterable[Pair], *, language: str, pillar: str) -> bytes:
    """Return a bank as a package: ``imsmanifest.xml`` at its root and the items below ``items/``.

    Parameters
    ----------
    pairs
        The bank.
    language
        Language of the questions.
    pillar
        Name of the pillar's folder, for the id of the package.

    Returns
    -------
    bytes
        A zip, the same bytes each time.
    """
    items = [item for pair in pairs for item in pair.items]
    files = {MANIFEST: _manifest(items, f"ruta-{pillar}-{language}")}
    files.update({_path(item): qti_item(item, language=language) for item in items})
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, START_OF_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # The system of the maker would stand in the zip and differ between computers.
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return whole.getvalue()


def _path(item: Item) -> str:
    return f"items/{identifier(item)}.xml"


def _manifest(items: Iterable[Item], name: str) -> bytes:
    root = ElementTree.Element("manifest", {
        "xmlns": PACKAGE, "xmlns:xsi": INSTANCE,
        "xsi:schemaLocation": f"{PACKAGE} {PACKAGE_SCHEMA} {QTI} {QTI_SCHEMA}", "identifier": name,
    })  # fmt: skip
    about = ElementTree.SubElement(root, "metadata")
    ElementTree.SubElement(about, "schema").text = "QTIv2.1 Package"
    ElementTree.SubElement(about, "schemaversion").text = "1.0.0"
    ElementTree.SubElement(root, "organizations")
    resources = ElementTree.SubElement(root, "resources")
    for item in items:
        path = _path(item)
        resource = ElementTree.SubElement(
            resources, "resource", {"identifier": f"resource-{identifier(item)}", "type": ITEM_TYPE, "href": path}
        )
        ElementTree.SubElement(resource, "file", {"href": path})
    return document(root)
