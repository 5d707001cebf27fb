"""The Data Package: what each shipped file holds, said so that machines and people can check it."""

import dataclasses
import json
from typing import Any

from ruta import messages
from ruta.datasets.fields import Field, Schema
from ruta.datasets.reading import file_of
from ruta.datasets.schemas import EVERY, FACTS

CC_BY = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}
CC_BY_IGO = {
    "name": "CC-BY-3.0-IGO",
    "path": "https://creativecommons.org/licenses/by/3.0/igo/",
    "title": "Creative Commons Attribution 3.0 IGO",
}
SOURCES = {
    "published-figures": [
        {
            "title": "IDMC, Global Internal Displacement Database",
            "path": "https://www.internal-displacement.org/database/",
        },
        {"title": "UNHCR, Refugee Data Finder", "path": "https://www.unhcr.org/refugee-statistics/"},
        {"title": "Every other source is named in the columns source and source_es"},
    ],
    "iso3166-2": [{"title": "ISO 3166-2, codes of subdivisions of countries", "path": "https://www.iso.org/obp/ui/"}],
}
LICENCES = {"published-figures": [CC_BY, CC_BY_IGO]}


def shipped_schema(name: str) -> Schema:
    """Return the schema of a shipped file: that of the table, with a first column that names the country."""
    schema = EVERY[name]
    if any(field.name == "iso3" for field in schema.fields):
        return schema
    country = Field("iso3", "text", "#country+code", pattern="iso3")
    return dataclasses.replace(schema, fields=(country, *schema.fields), key=("iso3", *schema.key))


def _resource(name: str) -> dict[str, Any]:
    described = {
        key: messages.text(f"datasets.{name}", language=language)
        for key, language in (("description", "en"), ("description_es", "es"))
    }
    resource = {
        "name": name,
        "type": "table",
        "path": file_of(name),
        **described,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": shipped_schema(name).frictionless(name),
        "licenses": LICENCES.get(name, [CC_BY]),
    }
    if name in FACTS:
        resource["sources"] = SOURCES[name]
    return resource


def datapackage() -> str:
    """Return the text of datapackage.json."""
    texts = {
        f"{key}{suffix}": messages.text(f"datasets.package-{key}", language=language)
        for key in ("title", "description")
        for suffix, language in (("", "en"), ("_es", "es"))
    }
    package = {
        "name": "ruta-datasets",
        **texts,
        "version": "1.0.0",
        "keywords": ["internal displacement", "synthetic data", "training", "HXL"],
        "licenses": [CC_BY],
        "resources": [_resource(name) for name in EVERY],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"
