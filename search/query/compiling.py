"""From the reader's tree to the engines' tree: words cut, names resolved, numbers asked of the database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from archive import words
from search.engines.base import (
    All,
    Among,
    Contains,
    Either,
    Everything,
    Facet,
    HasSection,
    HasValue,
    Part,
    Query,
    Without,
    Years,
)
from search.query.conditions import number_of, reports_where
from search.query.fields import FIELD_LABELS
from search.query.measures import Measure, Unclear, find_measure
from search.query.places import divisions_named, section_number
from search.query.tree import And, Condition, Field, Filter, Node, Not, Or, Text
from search.query.values import values_named

_PARTS = {Field.TITLE: Part.TITLE, Field.AGENCY: Part.AGENCY}
_FACETS = {Field.KIND: Facet.KIND, Field.OUTCOME: Facet.OUTCOME, Field.FINDING: Facet.FINDING}
_YEARS = re.compile(r"(?P<first>\d{4})?(?P<to>\.\.+|-|~|～|—|至|到)?(?P<last>\d{4})?年?")
# They join words and find nothing; 不, 未 and 无 are no such words.
_PARTICLES = frozenset("的了吗呢和与及")
# What was typed stands above what means the same.
SYNONYM_WEIGHT = 0.2
FIRST_YEAR, LAST_YEAR = 1900, 2200
_FEW_PLACES = 6

Numbers = Callable[[Measure, str, Decimal], frozenset[int]]
# Other texts that mean the same.
Widen = Callable[[str], tuple[str, ...]]


@dataclass
class Compiled:
    """``texts`` are those that hits are shown with; ``synonyms`` tell what was looked for besides what was typed."""

    query: Query = field(default_factory=Everything)
    notices: list[str] = field(default_factory=list)
    texts: dict[str, None] = field(default_factory=dict)
    synonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)


def no_synonyms(text: str) -> tuple[str, ...]:
    return ()


def compile_query(node: Node, *, widen: Widen = no_synonyms, numbers: Numbers = reports_where) -> Compiled:
    compiler = _Compiler(widen, numbers)
    compiler.result.query = compiler.compile(node, None, wanted=True)
    return compiler.result


class _Compiler:
    def __init__(self, widen: Widen, numbers: Numbers) -> None:
        self.result = Compiled()
        self._widen, self._numbers = widen, numbers

    def compile(self, node: Node, section: int | None, *, wanted: bool) -> Query:
        """``section`` is where the words of a bracket are to stand; excluded words are not ``wanted``."""
        match node:
            case And(parts):
                return self._all(parts, section, wanted=wanted)
            case Or(parts):
                return self._either(parts, section, wanted=wanted)
            case Not(part):
                inside = self.compile(part, section, wanted=False)
                return Without(inside) if inside != Everything() else inside
            case Text():
                return self._text(node, section, wanted=wanted)
            case Condition():
                return self._condition(node, section, wanted=wanted)
            case Filter():
                return self._filter(node, section, wanted=wanted)

    def _all(self, parts: Iterable[Node], section: int | None, *, wanted: bool) -> Query:
        """A section named in a bracket is where the bracket's other words must stand."""
        kept = list(parts)
        for part in kept:
            if isinstance(part, Filter) and part.field is Field.SECTION:
                section = section_number(part.value) or section
        found = [self.compile(part, section, wanted=wanted) for part in kept]
        found = [each for each in found if each != Everything()]
        return found[0] if len(found) == 1 else All(tuple(found)) if found else Everything()

    def _either(self, parts: Iterable[Node], section: int | None, *, wanted: bool) -> Query:
        """An alternative that says nothing is none: it would let everything in."""
        found = [self.compile(part, section, wanted=wanted) for part in parts]
        kept = tuple(each for each in found if each != Everything())
        return kept[0] if len(kept) == 1 else Either(kept) if kept else Everything()

    def _say(self, sentence: str, **values: object) -> None:
        told = sentence.format(**values)
        if told not in self.result.notices:
            self.result.notices.append(told)

    # -- words --

    def _text(self, node: Text, section: int | None, *, wanted: bool) -> Query:
        plain = words.normalise(node.text).text.strip("\n ")
        part = _PARTS.get(node.field) if node.field else None
        place = None if part else section
        pieces = [plain] if node.exact else readings(plain)
        if not plain or not pieces:
            self._say(_("“{text}”里没有可以查找的字，没有采用。"), text=node.text.strip("\x00"))
            return Everything()
        found = [self._piece(piece, part, place, exact=node.exact, wanted=wanted) for piece in pieces]
        if len(found) == 1:
            return found[0]
        others = self._others(plain, exact=node.exact, wanted=wanted)
        alike = (Contains(each, ranking_words(each), part, place, SYNONYM_WEIGHT) for each in others)
        return Either((All(tuple(found)), *alike)) if others else All(tuple(found))

    def _others(self, text: str, *, exact: bool, wanted: bool) -> tuple[str, ...]:
        others = self._widen(text) if wanted and not exact else ()
        if others:
            self.result.synonyms[text] = others
            self.result.texts |= dict.fromkeys(others)
        return others

    def _piece(self, text: str, part: Part | None, section: int | None, *, exact: bool, wanted: bool) -> Query:
        if wanted:
            self.result.texts[text] = None
        others = self._others(text, exact=exact, wanted=wanted)
        own = Contains(text, ranking_words(text), part, section)
        alike = (Contains(each, ranking_words(each), part, section, SYNONYM_WEIGHT) for each in others)
        return Either((own, *alike)) if others else own

    # -- names --

    def _filter(self, node: Filter, section: int | None, *, wanted: bool) -> Query:
        found = self._named(node)
        if found is None:
            self._say(_("没有叫“{value}”的{field}，已当作文字查找。"), value=node.value, field=FIELD_LABELS[node.field])
            return self._text(Text(node.value), section, wanted=wanted)
        return found

    def _named(self, node: Filter) -> Query | None:
        match node.field:
            case Field.YEAR:
                return years(node.value)
            case Field.DISTRICT:
                return self._district(node.value)
            case Field.SECTION:
                number = section_number(node.value)
                return HasSection(number) if number else None
            case _:
                values = values_named(_FACETS[node.field], node.value)
                return HasValue(_FACETS[node.field], values) if values else None

    def _district(self, name: str) -> Query | None:
        codes = divisions_named(name)
        if len(codes) > _FEW_PLACES:
            self._say(_("叫“{name}”的地区有 {count} 个，全部包括在内。"), name=name, count=len(codes))
        return HasValue(Facet.DISTRICT, frozenset(codes)) if codes else None

    # -- numbers --

    def _condition(self, node: Condition, section: int | None, *, wanted: bool) -> Query:
        measure, number = find_measure(node.name), number_of(node.number)
        if isinstance(measure, Measure) and number is not None:
            return Among(self._numbers(measure, node.operator, number))
        if isinstance(measure, Unclear):
            self._say(
                _("“{name}”有几种：{names}。请写明是哪一种。"),
                name=node.name,
                names="，".join(measure.names[:_FEW_PLACES]),
            )
            return Everything()
        if number is None:
            self._say(_("“{number}”不是可以比较的数，没有采用。"), number=node.number)
            return Everything()
        self._say(_("没有叫“{name}”的数据项或比率，已当作文字查找。"), name=node.name)
        return self._text(Text(f"{node.name}{node.operator}{node.number}"), section, wanted=wanted)


def readings(plain: str) -> list[str]:
    """The texts that must be found for a run of characters: its words, single characters joined to their neighbours.

    Fewer and longer pieces mean more; a piece of one character would be found nearly everywhere.
    """
    pieces: list[tuple[str, int]] = []
    for word, start, end in words.cut(plain):
        joins = pieces and pieces[-1][1] == start and (len(word) == 1 or len(pieces[-1][0]) == 1)
        if word in _PARTICLES:
            continue
        pieces[-1:] = [(pieces[-1][0] + word, end)] if joins else [*pieces[-1:], (word, end)]
    return list(dict.fromkeys(piece for piece, _ in pieces)) or [plain]


def ranking_words(text: str) -> tuple[str, ...]:
    """The words of a text and those inside them, each once."""
    return tuple(dict.fromkeys(words.words(text)))


def years(value: str) -> Query | None:
    """2023, 2021..2024, 2021.., ..2024; several with commas between."""
    parts = [found for piece in re.split(r"[,，、]", value) if (found := _year_range(piece.strip()))]
    return parts[0] if len(parts) == 1 else Either(tuple(parts)) if parts else None


def _year_range(text: str) -> Years | None:
    found = _YEARS.fullmatch(words.normalise(text).text)
    if found is None or not (found["first"] or found["last"]):
        return None
    if found["to"] is None:
        year = int(found["first"] or found["last"])
        return Years(year, year) if not (found["first"] and found["last"]) else None
    ends = int(found["first"] or FIRST_YEAR), int(found["last"] or LAST_YEAR)
    return Years(min(ends), max(ends))
