"""What the prose says of numbers, as JSON and back.  Each object carries the name of its class."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from archive.checks.claims import Bound, Claim, CountClaim, PartsClaim, ShareClaim
from archive.findings import Quote
from archive.locators import Locator
from archive.texts import storable

KIND = "is"
CLAIMS = (CountClaim, PartsClaim, ShareClaim)
_CLASSES: dict[str, Any] = {kind.__name__: kind for kind in (*CLAIMS, Bound, Quote, Locator)}
_DECIMAL = Decimal.__name__


def claims_to_json(claims: Iterable[Claim]) -> list[Any]:
    return [_to_json(claim) for claim in claims]


def _to_json(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        said = {field.name: getattr(value, field.name) for field in fields(value)}
        usual = {field.name: field.default for field in fields(value)}
        return {KIND: type(value).__name__} | {name: _to_json(said[name]) for name in said if said[name] != usual[name]}
    if isinstance(value, tuple):
        return [_to_json(inner) for inner in value]
    if isinstance(value, Decimal):
        return {KIND: _DECIMAL, "value": str(value)}
    return storable(value) if isinstance(value, str) else value


def claims_from_json(data: Iterable[Any]) -> tuple[Claim, ...]:
    """A claim that an earlier version wrote and this one cannot read is left out: it is no longer checked."""
    return tuple(claim for said in data if isinstance(claim := _from_json(said), CLAIMS))


def _from_json(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_from_json, value))
    if not isinstance(value, dict):
        return value
    if value.get(KIND) == _DECIMAL:
        return Decimal(value["value"])
    return _object(value)


def _object(data: dict[str, Any]) -> Any:
    """None where the class is gone or wants what is not there."""
    kind = _CLASSES.get(data[KIND])
    if kind is None:
        return None
    given = {field.name: _from_json(data[field.name]) for field in fields(kind) if field.name in data}
    try:
        return kind(**given)
    except TypeError:
        return None
