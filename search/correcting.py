"""When little was found: what the reader may have meant.  Only what would find something is offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import gettext as _
from pypinyin import lazy_pinyin

from search.engines.base import Engine
from search.query import parse, text_of
from search.query.compiling import readings
from search.query.tree import And, Condition, Filter, Node, Text, leaves
from search.searching import Ask, count, ready_engine
from search.suggesting import frequent_words, size_of

MOST = 3
_LONGEST_WORD = 10


@dataclass(frozen=True, slots=True)
class Correction:
    """Another question, why it is offered, and how many reports it finds."""

    ask: Ask
    sentence: str
    reports: int


def corrections(ask: Ask) -> tuple[Correction, ...]:
    found: list[Correction] = []
    for other, sentence in (*_sounding_alike(ask), *_without_choices(ask), *_without_filters(ask)):
        reports = count(other)
        if reports and len(found) < MOST:
            found.append(Correction(other, sentence, reports))
    return tuple(found)


# -- words that sound alike --


def _sounding_alike(ask: Ask) -> Iterator[tuple[Ask, str]]:
    engine = ready_engine()
    node = parse(ask.query).node
    for leaf in leaves(node):
        if isinstance(leaf, Text):
            for wrong, right in _replacements(engine, leaf.text):
                query = ask.query.replace(wrong, right)
                if query != ask.query:
                    yield replace(ask, query=query, start=0), _("您要找的是不是“{text}”？").format(text=query)


def _replacements(engine: Engine, text: str) -> Iterator[tuple[str, str]]:
    """For the whole, or for its words, the archive's own word of the same sound."""
    sounds = _by_sound(engine, size_of(engine))
    for piece in dict.fromkeys((text, *readings(text))):
        right = sounds.get(_sound(piece)) if 1 < len(piece) <= _LONGEST_WORD else None
        if right and right != piece:
            yield piece, right


def _sound(text: str) -> str:
    return " ".join(lazy_pinyin(text))


@lru_cache(maxsize=2)
def _by_sound(engine: Engine, size: int) -> dict[str, str]:
    """Sound → the most frequent word that has it."""
    ordered, counts = frequent_words(engine, size)
    return {_sound(word): word for word in sorted(ordered, key=lambda word: counts[word]) if len(word) <= _LONGEST_WORD}


# -- conditions that leave nothing --


def _without_choices(ask: Ask) -> Iterator[tuple[Ask, str]]:
    if ask.chosen:
        yield replace(ask, chosen={}, start=0), _("去掉左侧的筛选")


def _without_filters(ask: Ask) -> Iterator[tuple[Ask, str]]:
    """One condition of the query less."""
    node = parse(ask.query).node
    if not isinstance(node, And):
        return
    for part in node.parts:
        if isinstance(part, Filter | Condition):
            rest: Node = And(tuple(each for each in node.parts if each is not part))
            yield replace(ask, query=text_of(rest), start=0), _("去掉“{part}”").format(part=text_of(part))
