"""How a release describes itself to programs: Data Package, CSV on the Web, DCAT with schema.org, CITATION.cff."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.datasets.columns import DataColumn, Type
from portal.datasets.releases.packing import Packed
from portal.datasets.releases.resources import PARQUETS, RESOURCES, Resource

Json = dict[str, Any]

TITLE = "公开年报：政府信息公开工作年度报告数据集"
ENGLISH = "Gongkai Nianbao: counts of China's government information disclosure reports"
PUBLISHER = "公开年报"
KEYWORDS = ("政府信息公开", "年度报告", "依申请公开", "freedom of information", "China")
LICENSE = {"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/", "title": "CC0 1.0"}
PROFILE = "https://datapackage.org/profiles/2.0/"

_FRICTIONLESS = {
    Type.INTEGER: "integer",
    Type.NUMBER: "number",
    Type.TEXT: "string",
    Type.CATEGORY: "string",
    Type.DATE: "date",
}
_XSD = _FRICTIONLESS | {Type.NUMBER: "decimal"}
_MEDIA = {
    ".csv": "text/csv",
    ".gz": "application/gzip",
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".cff": "application/yaml",
    ".md": "text/markdown",
    ".zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Edition:
    """What a release is called, when it was made and where it is."""

    number: int
    made_on: date
    address: str
    reports: int

    @property
    def version(self) -> str:
        return f"{self.number}.0.0"

    def address_of(self, file: str) -> str:
        return f"{self.address}{file}"


def media_type(name: str) -> str:
    return _MEDIA.get(name[name.rfind(".") :], "text/plain")


def as_text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def data_package(edition: Edition, files: Mapping[str, Packed]) -> Json:
    return {
        "$schema": f"{PROFILE}datapackage.json",
        "name": "gongkai-nianbao",
        "id": edition.address,
        "title": TITLE,
        "description": ENGLISH,
        "homepage": edition.address,
        "version": edition.version,
        "created": f"{edition.made_on.isoformat()}T00:00:00Z",
        "keywords": list(KEYWORDS),
        "licenses": [LICENSE],
        "contributors": [{"title": PUBLISHER, "roles": ["publisher"]}],
        "resources": [_table(resource, files) for resource in RESOURCES],
    }


def _table(resource: Resource, files: Mapping[str, Packed]) -> Json:
    file = files[resource.file]
    packed = {"compression": "gz"} if resource.file.endswith(".gz") else {}
    typed = [_alternate(files[PARQUETS[resource.name]])] if resource.name in PARQUETS else []
    return {
        "name": resource.name,
        "type": "table",
        "$schema": f"{PROFILE}dataresource.json",
        "title": str(resource.title),
        "description": resource.english,
        "path": resource.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **packed,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": _schema(resource),
        # The standard has no word for the same table in another format; programs leave what they do not know.
        **({"alternates": typed} if typed else {}),
    }


def _alternate(file: Packed) -> Json:
    return {
        "path": file.name,
        "format": "parquet",
        "mediatype": media_type(file.name),
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }


def _schema(resource: Resource) -> Json:
    keys = [
        {"fields": [each.column], "reference": {"resource": each.resource, "fields": [each.field]}}
        for each in resource.references
    ]
    return {
        "$schema": f"{PROFILE}tableschema.json",
        "fields": [_field(column) for column in resource.columns],
        "missingValues": [""],
        "primaryKey": list(resource.key),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(column: DataColumn) -> Json:
    return {
        "name": column.name,
        "type": _FRICTIONLESS[column.type],
        "title": str(column.label),
        "description": column.english,
    }


def csv_on_the_web(edition: Edition) -> Json:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "@id": edition.address,
        "dc:title": [{"@value": TITLE, "@language": "zh"}, {"@value": ENGLISH, "@language": "en"}],
        "dc:issued": {"@value": edition.made_on.isoformat(), "@type": "xsd:date"},
        "dc:license": {"@id": LICENSE["path"]},
        "tables": [_web_table(resource) for resource in RESOURCES if resource.file.endswith(".csv")],
    }


def _web_table(resource: Resource) -> Json:
    return {
        "url": resource.file,
        "dc:title": str(resource.title),
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [
                {
                    "name": column.name.replace(".", "_"),
                    "titles": column.name,
                    "dc:description": [
                        {"@value": str(column.label), "@language": "zh"},
                        {"@value": column.english, "@language": "en"},
                    ],
                    "datatype": _XSD[column.type],
                    "null": "",
                }
                for column in resource.columns
            ],
            "primaryKey": [name.replace(".", "_") for name in resource.key],
        },
    }


def catalogue(edition: Edition, files: Sequence[Packed]) -> Json:
    """One thing in both words: schema.org's, which search engines read, and DCAT's, which data portals read."""
    return {
        "@context": {
            "@vocab": "https://schema.org/",
            "dcat": "http://www.w3.org/ns/dcat#",
            "spdx": "http://spdx.org/rdf/terms#",
        },
        "@type": ["Dataset", "dcat:Dataset"],
        "@id": edition.address,
        "name": [{"@value": TITLE, "@language": "zh"}, {"@value": ENGLISH, "@language": "en"}],
        "version": edition.version,
        "datePublished": edition.made_on.isoformat(),
        "license": LICENSE["path"],
        "isAccessibleForFree": True,
        "inLanguage": ["zh", "en"],
        "keywords": list(KEYWORDS),
        "publisher": {"@type": "Organization", "name": PUBLISHER},
        "distribution": [_distribution(edition, file) for file in files],
    }


def _distribution(edition: Edition, file: Packed) -> Json:
    return {
        "@type": ["DataDownload", "dcat:Distribution"],
        "name": file.name,
        "contentUrl": edition.address_of(file.name),
        "encodingFormat": media_type(file.name),
        "contentSize": str(file.size),
        "sha256": file.sha256,
    }


def citation_file(edition: Edition) -> str:
    """YAML, of which JSON's strings are a part."""
    said = {
        "cff-version": "1.2.0",
        "message": "引用本数据集请用以下信息。If you use this dataset, please cite it as below.",
        "type": "dataset",
        "title": TITLE,
        "version": edition.version,
        "date-released": edition.made_on.isoformat(),
        "url": edition.address,
        "license": LICENSE["name"],
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()]
    return "\n".join([*lines, "authors:", f"  - name: {json.dumps(PUBLISHER, ensure_ascii=False)}", ""])
