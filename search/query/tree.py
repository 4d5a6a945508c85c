"""What a reader's query says, before any engine is thought of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    TITLE = "title"
    AGENCY = "agency"
    SECTION = "section"
    YEAR = "year"
    DISTRICT = "district"
    KIND = "kind"
    OUTCOME = "outcome"
    FINDING = "finding"


ENGLISH: Mapping[Field, str] = {field: field.value for field in Field}


@dataclass(frozen=True, slots=True)
class Text:
    """Characters that are looked for; ``exact`` when they stood in quotes."""

    text: str
    exact: bool = False
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    field: Field
    value: str


@dataclass(frozen=True, slots=True)
class Condition:
    """``name`` is that of a number as the reader typed it."""

    name: str
    operator: str
    number: str


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


Node = Text | Filter | Condition | And | Or | Not


@dataclass(frozen=True, slots=True)
class Parsed:
    """``notices`` tell the reader what was left out or taken otherwise than typed."""

    node: Node
    notices: tuple[str, ...] = ()


def leaves(node: Node) -> Iterator[Text | Filter | Condition]:
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield node


def text_of(node: Node, names: Mapping[Field, str] = ENGLISH) -> str:
    """The query as it was understood; parsing it gives the same tree.  ``names`` are what its fields are called."""
    match node:
        case And(parts):
            return " ".join(_bracketed(part, names, And, Or) for part in parts)
        case Or(parts):
            return " OR ".join(_bracketed(part, names, And) for part in parts)
        case Not(part):
            return f"-{_bracketed(part, names, And, Or)}"
        case Filter(field, value):
            return f"{names[field]}:{_quoted(value)}"
        case Condition(name, operator, number):
            return f"{name}{operator}{number}"
        case Text(text, exact, field):
            typed = f'"{text}"' if exact else text
            return f"{names[field]}:{typed}" if field else typed


def _bracketed(node: Node, names: Mapping[Field, str], *kinds: type[And | Or]) -> str:
    return f"({text_of(node, names)})" if isinstance(node, kinds) else text_of(node, names)


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
