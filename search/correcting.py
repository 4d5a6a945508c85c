"""When little was found: what the reader may have meant.  Only what would find something is offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from django.utils.translation import gettext as _
from pypinyin import lazy_pinyin

from search.engines.base import Engine
from search.query import parse, text_of
from search.query.compiling import readings
from search.query.fields import FIELD_LABELS
from search.query.measures import Measure, find_measure
from search.query.tree import And, Condition, Filter, Node, Text, leaves
from search.query.values import label_of
from search.searching import PAGE, Ask, count, ready_engine
from search.suggesting import frequent_words, size_of

MOST = 6
# So many others are tried at most.
_TRIED = 12
_LONGEST_WORD = 10


@dataclass(frozen=True, slots=True)
class Correction:
    """Another question, why it is offered, and how many reports it finds."""

    ask: Ask
    sentence: str
    reports: int


def corrections(ask: Ask) -> tuple[Correction, ...]:
    found: list[Correction] = []
    others = chain(_counted(ask), _sounding_alike(ask), _without_choices(ask), _without_filters(ask))
    for other, sentence in islice(others, _TRIED):
        if len(found) == MOST or any(other == each.ask for each in found):
            continue
        reports = count(other)
        if reports:
            found.append(Correction(other, sentence, reports))
    return tuple(found) if found or not ask.chosen else _without_any_choice(ask)


def _without_any_choice(ask: Ask) -> tuple[Correction, ...]:
    """Only where nothing else helps: a word put right and the choices given up."""
    told = _("{sentence}（不加筛选）")
    return tuple(
        replace(each, sentence=told.format(sentence=each.sentence)) for each in corrections(_anew(ask, chosen={}))
    )


def _anew(ask: Ask, **changes: Any) -> Ask:
    """From its first hit, and with no division opened that is not asked for."""
    return replace(ask, **changes, start=0, stop=PAGE, within="")


# -- names of numbers typed as words --


def _counted(ask: Ask) -> Iterator[tuple[Ask, str]]:
    """The tables are not among the words: a row's name alone finds only those reports that also write about it."""
    node = parse(ask.query).node
    parts = node.parts if isinstance(node, And) else (node,)
    counted = tuple(_more_than_none(part) for part in parts)
    if counted != parts:
        query = text_of(And(counted))
        yield _anew(ask, query=query), _("按表里的数找：“{text}”").format(text=text_of(And(counted), FIELD_LABELS))


def _more_than_none(part: Node) -> Node:
    if isinstance(part, Text) and part.field is None and isinstance(find_measure(part.text), Measure):
        return Condition(part.text, ">", "0")
    return part


# -- words that sound alike --


def _sounding_alike(ask: Ask) -> Iterator[tuple[Ask, str]]:
    engine = ready_engine()
    node = parse(ask.query).node
    for leaf in leaves(node):
        if isinstance(leaf, Text):
            for wrong, right in _replacements(engine, leaf.text):
                query = ask.query.replace(wrong, right)
                if query != ask.query:
                    yield _anew(ask, query=query), _("您要找的是不是“{text}”？").format(text=query)


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
    """One facet less, then all of them."""
    for facet, values in ask.chosen.items():
        rest = {other: kept for other, kept in ask.chosen.items() if other is not facet}
        labels = "、".join(label_of(facet, value) for value in sorted(values))
        yield _anew(ask, chosen=rest), _("去掉筛选“{labels}”").format(labels=labels)
    if len(ask.chosen) > 1:
        yield _anew(ask, chosen={}), _("去掉全部筛选")


def _without_filters(ask: Ask) -> Iterator[tuple[Ask, str]]:
    """One condition of the query less."""
    node = parse(ask.query).node
    if not isinstance(node, And):
        return
    for part in node.parts:
        if isinstance(part, Filter | Condition):
            rest: Node = And(tuple(each for each in node.parts if each is not part))
            yield _anew(ask, query=text_of(rest)), _("去掉“{part}”").format(part=text_of(part, FIELD_LABELS))
