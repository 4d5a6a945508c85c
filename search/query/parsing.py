"""The grammar.  It takes whatever is typed: what makes no sense is left out, and the reader is told.

query   = either
either  = all { "OR" all }
all     = { [ "-" ] ( "(" either ")" | field ":" value | "\"phrase\"" | name ">" number | word ) }
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeGuard

from django.utils.translation import gettext as _

from search.query.fields import FIELD_LABELS, TEXT_FIELDS
from search.query.lexing import Kind, Token, tokens
from search.query.tree import And, Condition, Field, Filter, Node, Not, Or, Parsed, Text

MOST_CHARACTERS = 1000
MOST_PARTS = 60
DEEPEST = 12
EVERYTHING = And(())

# Words that stand in a question and mean nothing alone.
_CONNECTIVES = {"AND", "and", "并且", "且"}


def parse(query: str) -> Parsed:
    notices: list[str] = []
    if len(query) > MOST_CHARACTERS:
        notices.append(_("查询太长，只用了前 {count} 个字。").format(count=MOST_CHARACTERS))
    found = list(tokens(query[:MOST_CHARACTERS]))
    node = _Parser(found, notices).query()
    return Parsed(node, tuple(dict.fromkeys(notices)))


class _Parser:
    def __init__(self, found: list[Token], notices: list[str]) -> None:
        self._tokens, self._notices = found, notices
        self._at = self._parts = self._depth = 0

    def query(self) -> Node:
        parts = [self._either()]
        while self._at < len(self._tokens):
            # A closing bracket without an opening one.
            self._at += 1
            parts.append(self._either())
        return _all(parts)

    def _peek(self) -> Kind | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _either(self) -> Node:
        parts = [self._all()]
        while self._peek() is Kind.OR:
            self._at += 1
            parts.append(self._all())
        return _either(parts)

    def _all(self) -> Node:
        parts: list[Node] = []
        while self._peek() not in {None, Kind.CLOSE, Kind.OR}:
            part = self._part()
            if part is not None:
                parts.append(part)
        return _all(parts)

    def _part(self) -> Node | None:
        token = self._next()
        match token.kind:
            case Kind.NOT:
                return self._negated()
            case Kind.OPEN:
                return self._bracket()
            case Kind.FIELD:
                return self._field(token)
            case _:
                return self._counted(_leaf(token))

    def _negated(self) -> Node | None:
        if self._peek() in {None, Kind.CLOSE, Kind.OR}:
            return None
        part = self._part()
        return None if part is None or part == EVERYTHING else Not(part)

    def _bracket(self) -> Node | None:
        if self._depth >= DEEPEST:
            self._notices.append(_("括号层数太多，里层的括号没有采用。"))
            return None
        self._depth += 1
        inside = self._either()
        self._depth -= 1
        if self._peek() is Kind.CLOSE:
            self._at += 1
        return None if inside == EVERYTHING else inside

    def _field(self, token: Token) -> Node | None:
        """The value is the next word or phrase; a bracket holds several that are alternatives or all required."""
        field = token.field
        if field is None:
            return None
        if self._peek() not in {Kind.WORD, Kind.EXACT, Kind.OPEN, Kind.FIELD, Kind.CONDITION}:
            self._notices.append(_("“{name}:”后面没有内容，没有采用。").format(name=FIELD_LABELS[field]))
            return None
        if self._peek() in {Kind.FIELD, Kind.CONDITION}:
            return self._counted(_leaf(Token(Kind.WORD, token.text)))
        inside = self._part()
        return _within(inside, field) if inside is not None else None

    def _counted(self, leaf: Node | None) -> Node | None:
        if leaf is None:
            return None
        self._parts += 1
        if self._parts > MOST_PARTS:
            self._notices.append(_("查询的词太多，只用了前 {count} 个。").format(count=MOST_PARTS))
            return None
        return leaf


def _leaf(token: Token) -> Node | None:
    if token.condition:
        return Condition(*token.condition)
    if token.kind is Kind.WORD and token.text in _CONNECTIVES:
        return None
    return Text(token.text, exact=token.kind is Kind.EXACT)


def _within(node: Node, field: Field) -> Node:
    """The texts under a field's name are its values."""
    match node:
        case Text(text):
            return replace(node, field=field) if field in TEXT_FIELDS else Filter(field, text)
        case And(parts):
            return And(tuple(_within(part, field) for part in parts))
        case Or(parts):
            return Or(tuple(_within(part, field) for part in parts))
        case Not(part):
            return Not(_within(part, field))
        case _:
            return node


def _all(parts: Iterable[Node]) -> Node:
    kept = [inner for part in parts for inner in (part.parts if _opens(part) else (part,))]
    return kept[0] if len(kept) == 1 else And(tuple(kept))


def _opens(node: Node) -> TypeGuard[And]:
    """A bracket that names a section keeps its words together: only they must stand there."""
    return isinstance(node, And) and not any(
        isinstance(part, Filter) and part.field is Field.SECTION for part in node.parts
    )


def _either(parts: Iterable[Node]) -> Node:
    flat = (inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,)))
    kept = tuple(dict.fromkeys(part for part in flat if part != EVERYTHING))
    return kept[0] if len(kept) == 1 else Or(kept) if kept else EVERYTHING
