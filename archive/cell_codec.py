"""Cells, findings and claims as JSON, and back.  What is left out has its usual value."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from archive.cells import Cell, Number, Status
from archive.checks.quoting import amount
from archive.findings import Finding, Quote, Severity
from archive.locators import Locator
from archive.reading import IndicatorReading
from archive.texts import storable

Json = dict[str, Any]

# Two decimals of a point are finer than anybody can see.
BOX_DIGITS = 2


def number_to_json(value: Number | None) -> int | str | None:
    """Decimals as text: a JSON number may lose its last digits on the way."""
    return f"{value:f}" if isinstance(value, Decimal) else value


def number_from_json(value: int | str | None) -> Number | None:
    return Decimal(value) if isinstance(value, str) else value


def locator_to_json(locator: Locator | None) -> Json | None:
    if locator is None:
        return None
    data = locator.as_json()
    if locator.box is not None:
        data["box"] = [round(edge, BOX_DIGITS) for edge in locator.box]
    return data


def locator_from_json(data: Json | None) -> Locator | None:
    if data is None:
        return None
    box = data.get("box")
    return Locator(**{**data, "box": tuple(box) if box else None})


def cell_to_json(cell: Cell) -> Json:
    full = {
        "value": number_to_json(cell.value),
        "raw": None if cell.raw == _usual_raw(cell) else storable(cell.raw),
        "status": None if cell.status is Status.READ else cell.status.value,
        "locator": locator_to_json(cell.locator),
        "unit": cell.unit or None,
        "proposal": number_to_json(cell.proposal),
        "reason": storable(cell.reason) or None,
    }
    return {key: value for key, value in full.items() if value is not None}


def _usual_raw(cell: Cell) -> str:
    return "" if cell.value is None else f"{cell.value:f}" if isinstance(cell.value, Decimal) else str(cell.value)


def cell_from_json(data: Json) -> Cell:
    value = data.get("value")
    return Cell(
        value=number_from_json(value),
        raw=data.get("raw", "" if value is None else str(value)),
        status=status_of(data),
        locator=locator_from_json(data.get("locator")),
        unit=data.get("unit", ""),
        proposal=number_from_json(data.get("proposal")),
        reason=data.get("reason", ""),
    )


def status_of(data: Json) -> Status:
    """Of a cell as JSON, without the rest of it."""
    return Status(data.get("status", Status.READ))


def cells_to_json(cells: Mapping[str, Cell]) -> dict[str, Json]:
    return {code: cell_to_json(cell) for code, cell in cells.items()}


def cells_from_json(data: Mapping[str, Json]) -> dict[str, Cell]:
    return {code: cell_from_json(cell) for code, cell in data.items()}


def quote_to_json(quote: Quote) -> Json:
    full = {
        "text": storable(quote.text),
        "section": storable(quote.section) or None,
        "locator": locator_to_json(quote.locator),
    }
    return {key: value for key, value in full.items() if value is not None}


def quote_from_json(data: Json) -> Quote:
    return Quote(data["text"], data.get("section", ""), locator_from_json(data.get("locator")))


def finding_to_json(finding: Finding) -> Json:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": storable(finding.message),
        "cells": list(finding.cells),
        "quotes": [quote_to_json(quote) for quote in finding.quotes],
    }


def finding_from_json(data: Json) -> Finding:
    return Finding(
        data["rule"],
        Severity(data["severity"]),
        data["message"],
        tuple(data["cells"]),
        tuple(quote_from_json(quote) for quote in data["quotes"]),
    )


def indicator_to_json(indicator: IndicatorReading) -> Json:
    return {
        "name": storable(indicator.name),
        "unit": storable(indicator.unit),
        "values": [number_to_json(value) for value in indicator.values],
        "raw": [storable(raw) for raw in indicator.raw],
        "columns": [storable(column) for column in indicator.columns],
        "locator": locator_to_json(indicator.locator),
    }


def indicator_from_json(data: Json) -> IndicatorReading:
    return IndicatorReading(
        data["name"],
        data["unit"],
        tuple(number_from_json(value) for value in data["values"]),
        tuple(data["raw"]),
        tuple(data["columns"]),
        locator_from_json(data["locator"]),
    )


def digest(said: object) -> str:
    """A SHA-256 of JSON that is equal wherever the JSON is."""
    return hashlib.sha256(
        json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def fingerprint(content: Mapping[str, object], findings: Iterable[Finding]) -> str:
    """Of what a revision says: the same content is never stored twice in a row."""
    return digest([content, [finding_to_json(finding) for finding in findings]])


def finding_key(finding: Finding, cells: Mapping[str, Cell]) -> str:
    """The same as long as rule, cells and what is printed there are: a decision on it outlives any re-parsing."""
    printed = [[code, _printed(cells.get(code))] for code in sorted(set(finding.cells))]
    return digest([finding.rule, printed, sorted("".join(quote.text.split()) for quote in finding.quotes)])


def _printed(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return storable(cell.raw) if cell.value is None else amount(cell.value)
