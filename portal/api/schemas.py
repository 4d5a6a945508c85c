"""What the answers look like: JSON Schema, one component for each kind of thing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from archive.kinds import Kind as AgencyKind
from archive.models import Upload
from portal.api.problems import KINDS
from portal.datasets.columns import REPORT_COLUMNS, DataColumn, Status, Type, long_columns
from search.engines.base import Facet

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def several(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def thing(**properties: Schema) -> Schema:
    """All members are always there."""
    return {"type": "object", "required": list(properties), "properties": properties, "additionalProperties": False}


def page(of: Schema) -> Schema:
    return thing(next=null(ADDRESS), previous=null(ADDRESS), results=several(of))


def by_name(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


PROBLEM: Schema = {"schema": ref("Problem")}
_TYPES = {
    Type.INTEGER: WHOLE,
    Type.NUMBER: NUMBER,
    Type.TEXT: TEXT,
    Type.CATEGORY: TEXT,
    Type.DATE: DAY,
}


def _column(column: DataColumn) -> Schema:
    """Only a report's number is never empty."""
    schema = _TYPES[column.type] if column.name == "report" else null(_TYPES[column.type])
    return schema | {"description": f"{column.label} — {column.english}"}


def columns(*of: DataColumn) -> dict[str, Schema]:
    return {column.name: _column(column) for column in of}


def _cell() -> Schema:
    properties = columns(*long_columns())
    return thing(**properties | {"status": {"type": "string", "enum": list(Status)}, "locator": null(_locator())})


def _locator() -> Schema:
    whole = ("page", "table", "row", "column", "block", "line", "start", "end")
    box = {"type": "array", "items": NUMBER, "minItems": 4, "maxItems": 4}
    return {"type": "object", "properties": dict.fromkeys(whole, WHOLE) | {"box": box}}


def _place(**others: Schema) -> Schema:
    return thing(code=TEXT, name=TEXT, full_name=TEXT, **others)


def _value() -> Schema:
    return thing(value=TEXT, label=TEXT, reports=WHOLE, requests=WHOLE, chosen=FLAG)


def _search() -> Mapping[str, Schema]:
    facet = thing(label=TEXT, values=several(_value()))
    query = thing(typed=TEXT, understood=TEXT, notices=several(TEXT), synonyms=by_name(several(TEXT)), exactly=FLAG)
    return {
        "SearchAnswer": thing(
            query=query,
            total=WHOLE,
            start=WHOLE,
            hits=several(ref("Hit")),
            facets=thing(**{each.value: facet for each in Facet}),
            suggestions=several(thing(query=TEXT, sentence=TEXT, reports=WHOLE, chosen=FLAG)),
            milliseconds=NUMBER,
        ),
        "Hit": thing(
            report=WHOLE,
            title=TEXT,
            agency=TEXT,
            kind=TEXT,
            district=null(TEXT),
            year=WHOLE,
            score=NUMBER,
            snippet=null(
                thing(section=WHOLE, heading=TEXT, start=WHOLE, pieces=several(thing(text=TEXT, marked=FLAG)))
            ),
        ),
        "Suggestions": thing(suggestions=several(thing(kind=TEXT, label=TEXT, text=TEXT))),
    }


def _reports() -> Mapping[str, Schema]:
    row = columns(*REPORT_COLUMNS)
    return {
        "Report": thing(**row),
        "ReportPage": page(ref("Report")),
        "ReportDetail": thing(
            **row, published_at=MOMENT, findings_found=several(ref("ReportFinding")), sections=ADDRESS, cells=ADDRESS
        ),
        "Section": thing(number=WHOLE, heading=TEXT, text=TEXT),
        "Sections": thing(report=WHOLE, revision=WHOLE, sections=several(ref("Section"))),
        "Cell": _cell(),
        "CellPage": page(ref("Cell")),
        "ReportFinding": thing(**_finding()),
        "Finding": thing(id=WHOLE, report=WHOLE, agency=WHOLE, year=WHOLE, **_finding()),
        "FindingPage": page(ref("Finding")),
    }


def _finding() -> dict[str, Schema]:
    quote = thing(text=TEXT, section=TEXT)
    severity = {"type": "string", "enum": ["error", "notice"]}
    return {"rule": TEXT, "severity": severity, "message": TEXT, "cells": several(TEXT), "quotes": several(quote)}


def _directory() -> Mapping[str, Schema]:
    agency = {
        "id": WHOLE,
        "name": TEXT,
        "kind": {"type": "string", "enum": [kind.value for kind in AgencyKind]},
        "kind_label": TEXT,
        "division": null(TEXT),
        "division_name": null(TEXT),
        "reports": WHOLE,
    }
    name = thing(name=TEXT, first_year=null(WHOLE), last_year=null(WHOLE))
    return {
        "Agency": thing(**agency),
        "AgencyPage": page(ref("Agency")),
        "AgencyDetail": thing(
            **agency,
            names=several(name),
            published=several(thing(report=WHOLE, year=WHOLE)),
            before=several(WHOLE),
            after=several(WHOLE),
        ),
        "Division": _place(parent=null(TEXT), reports=WHOLE),
        "DivisionPage": page(ref("Division")),
    }


def _sums() -> Mapping[str, Schema]:
    group = {"type": "object", "additionalProperties": {"type": ["string", "integer", "null"]}}
    return {
        "SumRow": thing(
            group=group, names=by_name(TEXT), reports=WHOLE, sums=by_name(null(NUMBER)), rates=by_name(null(NUMBER))
        ),
        "Aggregates": thing(by=several(TEXT), rows=several(ref("SumRow"))),
    }


def _form() -> Mapping[str, Schema]:
    form = {
        "code": TEXT,
        "title": TEXT,
        "english": TEXT,
        "basis": TEXT,
        "first_year": WHOLE,
        "last_year": null(WHOLE),
    }
    cell = thing(code=TEXT, table=TEXT, row=TEXT, column=TEXT, words=TEXT, english=TEXT, unit=TEXT, outcome=null(TEXT))
    rule = thing(code=TEXT, left=several(TEXT), right=several(TEXT), basis=TEXT)
    return {
        "Form": thing(**form),
        "Forms": thing(results=several(ref("Form"))),
        "FormDetail": thing(**form, cells=several(cell), sums=several(rule)),
    }


def _releases() -> Mapping[str, Schema]:
    release = {
        "number": WHOLE,
        "made_on": DAY,
        "reports": WHOLE,
        "cells": WHOLE,
        "changes": by_name(WHOLE),
        "sha256": TEXT,
        "address": ADDRESS,
    }
    file = thing(name=TEXT, address=ADDRESS, media_type=TEXT, size=WHOLE, sha256=TEXT)
    return {
        "Release": thing(**release),
        "Releases": thing(results=several(ref("Release"))),
        "ReleaseDetail": thing(**release, files=several(file)),
    }


def _uploads() -> Mapping[str, Schema]:
    return {
        "Upload": thing(
            id=WHOLE,
            batch=WHOLE,
            name=TEXT,
            state={"type": "string", "enum": list(Upload.State.values)},
            is_final=FLAG,
            code=TEXT,
            reason=TEXT,
            report=null(WHOLE),
            sha256=null(TEXT),
            received_at=MOMENT,
        ),
        "UploadPage": page(ref("Upload")),
        "HandedIn": thing(batch=WHOLE, uploads=several(ref("Upload"))),
    }


def _problem() -> Schema:
    others = {"parameters": several(TEXT)}
    known = thing(
        type=ADDRESS,
        title=TEXT,
        title_en=TEXT,
        status=WHOLE | {"enum": sorted({kind.status for kind in KINDS.values()})},
        detail=TEXT,
        detail_en=TEXT,
        instance=TEXT,
    )
    return known | {"properties": {**known["properties"], **others}}


@cache
def components() -> dict[str, Schema]:
    return {
        **_search(),
        **_reports(),
        **_sums(),
        **_directory(),
        **_form(),
        **_releases(),
        **_uploads(),
        "Problem": _problem(),
    }
