"""The thirteen kinds of query that engines are measured with, each told once for all engines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from heapq import nsmallest

from archive import words
from search.engines.base import All, Contains, Either, Everything, Facet, Order, Query, Request, Without, Word

FACETS = (Facet.DISTRICT, Facet.KIND, Facet.YEAR, Facet.OUTCOME)
HITS = 20


@dataclass(frozen=True, slots=True)
class Kind:
    """Words that must all be there, or any of them, or none of them; a phrase; and what is chosen in facets."""

    label: str
    must: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    phrase: str = ""
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)


def kinds(vocabulary: Mapping[str, int], reports: int) -> tuple[Kind, ...]:
    """With words as frequent in these reports as the kinds say: in all of them, in some, in a handful."""
    every, half, some = (
        ("公开", "政府", "信息"),
        _nearest(vocabulary, reports // 2),
        _nearest(vocabulary, reports // 14),
    )
    rare = _nearest(vocabulary, 6)[:1]
    return (
        Kind("每份都有的一个词", must=every[:1]),
        Kind("每份都有的三个词", must=every),
        Kind("罕见的词", must=rare),
        Kind("两个词", must=some[:2]),
        Kind("两个常见词", must=half[:2]),
        Kind("一半有的短语", phrase="政府信息公开平台"),
        Kind("每份都有的短语", phrase="政府信息公开"),
        Kind("一个词内的短语", phrase=half[2]),
        Kind("五个词之一", either=some),
        Kind("词、地区和年份", must=every[:1], chosen={Facet.DISTRICT: _set("32"), Facet.YEAR: _set("2020")}),
        Kind("词，不要另一个词", must=every[:1], without=half[:1]),
        Kind("词和两种结果", must=half[:1], chosen={Facet.OUTCOME: _set("withheld", "partial")}),
        Kind("全部"),
    )


def _set(*values: str) -> frozenset[str]:
    return frozenset(values)


def _nearest(vocabulary: Mapping[str, int], reports: int) -> tuple[str, ...]:
    """Five words of Chinese characters that about so many reports have."""
    candidates = (word for word in vocabulary if len(word) > 1 and _is_han(word))
    return tuple(nsmallest(5, candidates, key=lambda word: (abs(vocabulary[word] - reports), word)))


def _is_han(word: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in word)


def query(kind: Kind) -> Query:
    parts: list[Query] = [Word(word) for word in kind.must]
    parts += [Without(Word(word)) for word in kind.without]
    if kind.either:
        parts.append(Either(tuple(Word(word) for word in kind.either)))
    if kind.phrase:
        parts.append(Contains(kind.phrase, tuple(dict.fromkeys(words.words(kind.phrase)))))
    return parts[0] if len(parts) == 1 else All(tuple(parts)) if parts else Everything()


def request(kind: Kind) -> Request:
    order = ((Order.SCORE, True),)
    return Request(query(kind), kind.chosen, facets=FACETS, order=order, stop=HITS)
