"""A protected table as files that other offices can read: observations, HXL, and a Data Package.

Written with pandas and the standard library only, so that it works in the browser. Three things that look alike in a
spreadsheet stay apart in every file: a **zero**, a **hidden** cell, and a place that **sent nothing**.

Formats: HXL 1.1 (hxlstandard.org, dictionary); Frictionless Data Package (datapackage.org), table schema.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ruta import datasets
from ruta.errors import InputError
from ruta.statistics import release_codes as codes
from ruta.statistics.disclosure import TOTAL, Protected

HIDDEN_MARK = "c"
"""What stands in the Data Package's file in place of a hidden number."""
TAGS = {
    "TIME_PERIOD": "#date",
    "POP_GROUP": "#indicator+group",
    "MEASURE": "#indicator+measure",
    "SEX": "#indicator+sex",
    "AGE": "#indicator+age",
    "CAUSE": "#cause+type",
    "OBS_VALUE": "#affected+idps",
    "OBS_STATUS": "#status+obs",
    "CONF_STATUS": "#status+conf",
    "SOURCE": "#meta+source",
}


def observations(
    protected: Protected,
    *,
    columns: Mapping[str, Mapping[str, str]],
    country: str,
    day: str,
    source: str,
    not_reported: Sequence[str] = (),
) -> pd.DataFrame:
    """Return a protected table as one line per observation, with the codes of `ruta.statistics.release_codes`.

    Parameters
    ----------
    protected
        From `ruta.statistics.disclosure.protect`; rows are codes of places.
    columns
        For each column of the table, the codes of the dimensions that it stands for, such as
        ``{"disaster": {"CAUSE": "DISASTER"}}``. A dimension that is not named is a total (``_T``).
    country
        Code that the total of all places carries as its area.
    day
        Reference date of the stock, ``YYYY-MM-DD``.
    source
        Where the persons were counted, in a few words.
    not_reported
        Places that are in no row because they sent nothing. They get a line without value each, which is neither zero
        nor hidden; **the totals do not contain them**.

    Returns
    -------
    DataFrame
        Columns as `release_codes.COLUMNS`; ``OBS_VALUE`` in persons (Int64), ``<NA>`` where hidden (``OBS_STATUS`` Q,
        ``CONF_STATUS`` C) or not available (O, F). Nothing tells a primary from a complementary suppression.

    Raises
    ------
    InputError
        Where a column of the table has no codes, or a place that sent nothing has a row all the same.
    """
    unknown = [name for name in protected.table.columns if name != TOTAL and name not in columns]
    if unknown:
        raise InputError("statistics.column-without-codes", found=unknown[0], expected=", ".join(columns))
    both = [place for place in not_reported if place in protected.table.index]
    if both:
        raise InputError("statistics.reported-after-all", found=both[0])
    base = {"TIME_PERIOD": day, "POP_GROUP": "A", "MEASURE": "STOCK", "SEX": codes.ALL, "AGE": codes.ALL}
    base |= {"CAUSE": codes.ALL, "SOURCE": source}
    lines: list[dict[str, Any]] = []
    place: Any
    for place, row in protected.table.iterrows():
        for label, value in row.items():
            name = str(label)
            hidden = bool(protected.hidden.at[place, label])
            status = (codes.SUPPRESSED, codes.CONFIDENTIAL) if hidden else (codes.NORMAL, codes.FREE)
            area = country if place == TOTAL else place
            lines.append(base | {"REF_AREA": area, "OBS_VALUE": value} | _status(*status) | dict(columns.get(name, {})))
    for place in not_reported:
        lines.append(base | {"REF_AREA": place, "OBS_VALUE": pd.NA} | _status(codes.NOT_AVAILABLE, codes.FREE))
    frame = pd.DataFrame(lines, columns=list(codes.COLUMNS)).astype("str")
    frame["OBS_VALUE"] = pd.array([line["OBS_VALUE"] for line in lines], dtype="Int64")
    return frame


def _status(observation: str, confidentiality: str) -> dict[str, str]:
    return {"OBS_STATUS": observation, "CONF_STATUS": confidentiality}


def hxl_csv(found: pd.DataFrame, *, country: str, language: str) -> str:
    """Return observations as CSV with headings in the reader's language and the HXL hashtags under them.

    The cell of a hidden or missing value is empty, because HXL expects numbers; ``#status+conf`` and ``#status+obs``
    say which of the two it is. The country's own lines are left out: its code is none of a municipality.

    Parameters
    ----------
    found
        From `observations`.
    country
        Code of the country, as given to `observations`.
    language
        Language of the headings; the hashtags are the same in all.
    """
    found = found[found["REF_AREA"] != country]
    # The hashtag of a place comes from the course's own tables, so that both files can be joined.
    place = {field["name"]: field["hxl"] for field in datasets.schema("municipalities")["fields"]}["municipality"]
    headings = [codes.component_name(name, language=language) for name in found.columns]
    tags = pd.DataFrame([[({"REF_AREA": place} | TAGS)[name] for name in found.columns]], columns=found.columns)
    text = found.astype("object").where(found.notna(), "")
    return pd.concat([tags, text]).to_csv(index=False, header=headings, lineterminator="\n")


def observations_csv(found: pd.DataFrame) -> str:
    """Return observations as the CSV of the Data Package: `HIDDEN_MARK` where a value is hidden, empty where absent."""
    text = found.astype("object").where(found.notna(), "")
    text.loc[found["CONF_STATUS"] == codes.CONFIDENTIAL, "OBS_VALUE"] = HIDDEN_MARK
    return text.to_csv(index=False, lineterminator="\n")


def datapackage_json(
    found: pd.DataFrame, *, name: str, title: str, notes: str, created: str, sources: Sequence[Mapping[str, str]]
) -> str:
    """Return the text of ``datapackage.json`` for `observations_csv`, saved as ``<name>.csv`` beside it.

    Parameters
    ----------
    found
        From `observations`.
    name
        Lower case, digits and hyphens; also the name of the CSV file.
    title, notes
        What the table is, and how it was protected, in the reader's language.
    created
        Day on which it was made, ``YYYY-MM-DD``.
    sources
        ``title`` and, where there is one, ``path`` of each source.
    """
    fields = [_field(column) for column in found.columns]
    schema = {"fields": fields, "primaryKey": list(codes.DIMENSIONS), "missingValues": ["", HIDDEN_MARK]}
    resource = {
        "name": name, "type": "table", "path": f"{name}.csv", "scheme": "file", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
    }  # fmt: skip
    licence = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
    package = {
        "name": name, "title": title, "description": notes, "created": f"{created}T00:00:00Z", "version": "1.0.0",
        "licenses": [licence], "sources": [dict(source) for source in sources], "resources": [resource],
    }  # fmt: skip
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _field(name: str) -> dict[str, Any]:
    described = {
        f"description{suffix}": codes.component_name(name, language=language)
        for suffix, language in (("", "en"), ("_es", "es"))
    }
    rules: dict[str, Any] = {"required": name != codes.VALUE}
    if name in codes.CODES:
        rules["enum"] = list(codes.CODES[name])
    if name == codes.VALUE:
        rules["minimum"] = 0
    kind = {"OBS_VALUE": "integer", "TIME_PERIOD": "date"}.get(name, "string")
    hxl = {} if name == "REF_AREA" else {"hxl": TAGS[name]}
    return {"name": name, "type": kind, **described, **hxl, "constraints": rules}
