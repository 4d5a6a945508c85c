"""What a reader's query says, before any engine is thought of."""

from __future__ import annotations

from collections.abc import Iterator
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


def text_of(node: Node) -> str:
    """The query as it was understood; parsing it gives the same tree."""
    match node:
        case And(parts):
            return " ".join(_bracketed(part, And, Or) for part in parts)
        case Or(parts):
            return " OR ".join(_bracketed(part, And) for part in parts)
        case Not(part):
            return f"-{_bracketed(part, And, Or)}"
        case Filter(field, value):
            return f"{field.value}:{_quoted(value)}"
        case Condition(name, operator, number):
            return f"{name}{operator}{number}"
        case Text(text, exact, field):
            typed = f'"{text}"' if exact else text
            return f"{field.value}:{typed}" if field else typed


def _bracketed(node: Node, *kinds: type[And | Or]) -> str:
    return f"({text_of(node)})" if isinstance(node, kinds) else text_of(node)


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
