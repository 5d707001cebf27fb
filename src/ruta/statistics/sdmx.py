"""The illustrative Data Structure Definition as SDMX-ML 3.0, and observations as SDMX-CSV 2.0 and SDMX-ML 3.0.

Dimensions identify an observation, attributes qualify it, code lists fix the values (SDMX 3.0, ISO 17369). Written with
the standard library; the tests validate the files against the official schemas.
"""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

import pandas as pd

from ruta.messages import LANGUAGES
from ruta.statistics import release_codes as codes

AGENCY, VERSION = "RUTA", "1.0"
DSD, FLOW, CONCEPTS = "DSD_IDP", "DF_IDP", "CS_IDP"
ROOT = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
SPACES = {"mes": f"{ROOT}/message", "str": f"{ROOT}/structure", "com": f"{ROOT}/common"}
URN = "urn:sdmx:org.sdmx.infomodel"
DSD_URN = f"{URN}.datastructure.DataStructure={AGENCY}:{DSD}({VERSION})"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def structure_xml(places: Mapping[str, str], *, prepared: str) -> str:
    """Return the structure message: code lists, concepts, the Data Structure Definition and a dataflow.

    Parameters
    ----------
    places
        Name of each place by its code, the country included; names are the same in both languages.
    prepared
        When it was made, ``YYYY-MM-DDTHH:MM:SS``.
    """
    for prefix, space in SPACES.items():
        ET.register_namespace(prefix, space)
    root = ET.Element(_tag("mes:Structure"))
    _header(root, prepared, "STRUCTURE_IDP")
    structures = _add(root, "mes:Structures")
    flows = _artefact(_add(structures, "str:Dataflows"), "str:Dataflow", FLOW, "DSD")
    _add(flows, "str:Structure").text = DSD_URN
    lists = _add(structures, "str:Codelists")
    named = {code: dict.fromkeys(LANGUAGES, name) for code, name in places.items()}
    _items(_artefact(lists, "str:Codelist", "CL_REF_AREA", "REF_AREA"), "str:Code", named)
    for component, values in codes.CODES.items():
        names = {code: {lang: codes.code_name(component, code, language=lang) for lang in LANGUAGES} for code in values}
        _items(_artefact(lists, "str:Codelist", f"CL_{component}", component), "str:Code", names)
    scheme = _artefact(_add(structures, "str:ConceptSchemes"), "str:ConceptScheme", CONCEPTS, "CONCEPTS")
    names = {name: {lang: codes.component_name(name, language=lang) for lang in LANGUAGES} for name in codes.COLUMNS}
    _items(scheme, "str:Concept", names)
    dsd = _artefact(_add(structures, "str:DataStructures"), "str:DataStructure", DSD, "DSD")
    _components(_add(dsd, "str:DataStructureComponents"))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def data_csv(found: pd.DataFrame) -> str:
    """Return observations as SDMX-CSV 2.0: a hidden value is an empty cell, with its two statuses beside it.

    Parameters
    ----------
    found
        From `ruta.statistics.exports.observations`.
    """
    lead = {"STRUCTURE": "datastructure", "STRUCTURE_ID": f"{AGENCY}:{DSD}({VERSION})", "ACTION": "I"}
    frame = found.astype("object").where(found.notna(), "")
    for place, (name, value) in enumerate(lead.items()):
        frame.insert(place, name, value)
    return frame.to_csv(index=False, lineterminator="\n")


def data_xml(found: pd.DataFrame, *, prepared: str) -> str:
    """Return observations as structure-specific SDMX-ML 3.0: a hidden value has no ``OBS_VALUE`` at all.

    Parameters
    ----------
    found
        From `ruta.statistics.exports.observations`.
    prepared
        When it was made, ``YYYY-MM-DDTHH:MM:SS``.
    """
    # The namespace of the data is made from the structure's own name, so this message is written as text.
    space = f"{DSD_URN}:ObsLevelDim:AllDimensions"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<mes:StructureSpecificData xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:mes="{SPACES["mes"]}" '
        f'xmlns:ss="{ROOT}/data/structurespecific" xmlns:com="{SPACES["com"]}" xmlns:ns1="{space}">',
        "  <mes:Header>",
        "    <mes:ID>DATA_IDP</mes:ID>",
        "    <mes:Test>true</mes:Test>",
        f"    <mes:Prepared>{prepared}</mes:Prepared>",
        f'    <mes:Sender id="{AGENCY}"/>',
        f'    <mes:Structure structureID="{DSD}" namespace="{DSD_URN}" dimensionAtObservation="AllDimensions">',
        f"      <com:Structure>{DSD_URN}</com:Structure>",
        "    </mes:Structure>",
        "  </mes:Header>",
        f'  <mes:DataSet ss:structureRef="{DSD}" xsi:type="ns1:DataSetType" action="Information">',
    ]
    for row in found.to_dict("records"):
        said = " ".join(f"{name}={quoteattr(str(value))}" for name, value in row.items() if not pd.isna(value))
        lines.append(f"    <Obs {said}/>")
    return "\n".join([*lines, "  </mes:DataSet>", "</mes:StructureSpecificData>", ""])


def _components(parent: ET.Element) -> None:
    dimensions = _add(parent, "str:DimensionList")
    for place, name in enumerate((name for name in codes.DIMENSIONS if name != "TIME_PERIOD"), start=1):
        _represented(_add(dimensions, "str:Dimension", id=name, position=str(place)), name, enumeration=f"CL_{name}")
    _represented(_add(dimensions, "str:TimeDimension", id="TIME_PERIOD"), "TIME_PERIOD", text="ObservationalTimePeriod")
    attributes = _add(parent, "str:AttributeList")
    for name in codes.ATTRIBUTES:
        attribute = _add(attributes, "str:Attribute", id=name, usage="mandatory")
        coded = name in codes.CODES
        _represented(attribute, name, enumeration=f"CL_{name}" if coded else "", text="" if coded else "String")
        _add(_add(attribute, "str:AttributeRelationship"), "str:Observation")
        _add(_add(attribute, "str:MeasureRelationship"), "str:Measure").text = codes.VALUE
    measure = _add(_add(parent, "str:MeasureList"), "str:Measure", id=codes.VALUE, usage="optional")
    _represented(measure, codes.VALUE, text="Integer")


def _represented(component: ET.Element, name: str, *, enumeration: str = "", text: str = "") -> None:
    concept = f"{URN}.conceptscheme.Concept={AGENCY}:{CONCEPTS}({VERSION}).{name}"
    _add(component, "str:ConceptIdentity").text = concept
    local = _add(component, "str:LocalRepresentation")
    if enumeration:
        _add(local, "str:Enumeration").text = f"{URN}.codelist.Codelist={AGENCY}:{enumeration}({VERSION})"
    else:
        _add(local, "str:TextFormat", textType=text)


def _header(root: ET.Element, prepared: str, name: str) -> None:
    header = _add(root, "mes:Header")
    for tag, text in (("ID", name), ("Test", "true"), ("Prepared", prepared)):
        _add(header, f"mes:{tag}").text = text
    _add(header, "mes:Sender", id=AGENCY)


def _artefact(parent: ET.Element, tag: str, name: str, said: str) -> ET.Element:
    found = _add(parent, tag, id=name, version=VERSION, agencyID=AGENCY)
    _name(found, {lang: codes.component_name(said, language=lang) for lang in LANGUAGES})
    return found


def _items(parent: ET.Element, tag: str, names: Mapping[str, Mapping[str, str]]) -> None:
    for code, said in names.items():
        _name(_add(parent, tag, id=code), said)


def _name(parent: ET.Element, said: Mapping[str, str]) -> None:
    for language, name in said.items():
        _add(parent, "com:Name").set(LANG, language)
        parent[-1].text = name


def _tag(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{SPACES[prefix]}}}{local}"


def _add(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, _tag(tag), attributes)
