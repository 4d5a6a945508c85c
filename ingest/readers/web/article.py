"""Which pieces of a page are the report, and which name its agency and date around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby

from lxml import etree

from ingest.readers.web.phrases import (
    CRUMB,
    FACT,
    LINK,
    OWNER,
    PROSE,
    SHORT,
    TABLE,
    WIDGET,
    Role,
    is_date_line,
    is_numbered,
    role_of,
)
from ingest.readers.web.walk import Container, Piece, Walked

# The smallest container with this share of a page's prose and tables is the core of the article.
_SHARE = 0.8
_TABLE_WEIGHT = 200
# A header or footer holds less prose than this; with more, its name misleads.
_CHROME_PROSE = 300
# Hidden content of this weight that nothing visible repeats is shown by a script.
_HIDDEN_PROSE = 300
# Two lines of a signature and what an editor puts between and behind them.
_SIGNATURE = 6
# So many links in a row are a list of the site, not the report's.
_LINK_LIST = 3
_CHROME_TAGS = frozenset(("footer", "nav", "aside"))
_VAGUE_TAGS = frozenset(("header",))
_CHROME_NAMES = frozenset(
    "footer foot copyright nav navbar navigation menu submenu breadcrumb breadcrumbs crumb crumbs weizhi daohang dibu"
    " sidebar share bshare bdshare friendlink friendlinks toolbar pagination pager login qrcode ewm".split()
)
# Words that a report's own parts are named with as well: they count outside the core only.
_VAGUE_NAMES = frozenset("header head top topbar bottom location position links related relevant comments".split())
_WORD = re.compile(r"[a-z]+")
_HEADLINE = 120
# What may stand directly around a report without being the site's.
_CLEAN = frozenset((PROSE, TABLE, SHORT))
_MARGIN = 12
_CRUMB_STEPS = 16
# Paragraphs of this length, this many of them, are no turns of phrase.
_LONG = 30
_REPEATS = 3


@dataclass(frozen=True, slots=True)
class Article:
    body: list[Piece]
    around: list[Piece]


class _Item:
    """A piece with what is known of it so far."""

    __slots__ = ("piece", "role", "usable", "weight")

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.role = role_of(piece)
        self.usable = True
        self.weight = _weight(piece, self.role)


def _weight(piece: Piece, role: Role) -> int:
    if role is TABLE:
        return _TABLE_WEIGHT
    return len(piece.text) - piece.linked if role is PROSE else 0


def find_article(walked: Walked, titles: Sequence[str]) -> Article:
    items = [_Item(piece) for piece in walked.pieces]
    _drop_link_lists(items)
    _drop_hidden(items)
    _drop_chrome(items, walked.containers, _CHROME_TAGS, _CHROME_NAMES)
    core = _widened(*_core(walked.containers, items), walked.containers, items)
    outside = [one for one in walked.containers if not core[0] <= one.start <= one.end <= core[1]]
    _drop_chrome(items, outside, _VAGUE_TAGS, _VAGUE_NAMES)
    start, end = _extent(items, *core)
    chosen = _chosen(items, start, end)
    body = [items[index].piece for index in chosen]
    return Article(body, _around(items, walked.containers, set(chosen), titles))


def _drop_link_lists(items: list[_Item]) -> None:
    for is_link, run in groupby(items, key=lambda item: item.role is LINK):
        links = list(run) if is_link else []
        if len(links) >= _LINK_LIST:
            _forget(links)


def _drop_hidden(items: list[_Item]) -> None:
    """Print versions and share texts go; content that a script will show stays."""
    groups: dict[etree._Element, list[_Item]] = {}
    for item in items:
        if item.piece.hidden is not None:
            groups.setdefault(item.piece.hidden, []).append(item)
    visible = {item.piece.text for item in items if item.piece.hidden is None}
    shown = sum(item.weight for item in items if item.piece.hidden is None)
    for group in groups.values():
        if not _is_shown_later(group, visible, shown):
            _forget(group)


def _is_shown_later(group: list[_Item], visible: set[str], shown: int) -> bool:
    weight = sum(item.weight for item in group)
    repeated = sum(item.weight for item in group if item.piece.text in visible)
    if weight < _HIDDEN_PROSE or repeated * 2 > weight:
        return False
    return weight > shown or sum(is_numbered(item.piece.text) for item in group) > 1


def _forget(items: Iterable[_Item]) -> None:
    for item in items:
        item.usable = False
        item.weight = 0


def _drop_chrome(items: list[_Item], containers: list[Container], tags: frozenset[str], names: frozenset[str]) -> None:
    total = sum(item.weight for item in items)
    for container in containers:
        if container.tag in tags or not names.isdisjoint(_words(container.names)):
            held = items[container.start : container.end]
            if _is_chrome(held, total):
                _forget(held)


@lru_cache(maxsize=4096)
def _words(names: str) -> frozenset[str]:
    return frozenset(_WORD.findall(names.lower()))


def _is_chrome(held: list[_Item], total: int) -> bool:
    weight = sum(item.weight for item in held)
    if weight >= _CHROME_PROSE or weight * 2 > total:
        return False
    return not any(item.role is TABLE or (item.weight and is_numbered(item.piece.text)) for item in held)


def _core(containers: list[Container], items: list[_Item]) -> tuple[int, int]:
    """Containers come innermost first, so the first of the smallest is the tightest."""
    sums = [0, *accumulate(item.weight for item in items)]
    wanted = sums[-1] * _SHARE
    fitting = [(one.end - one.start, one.start) for one in containers if sums[one.end] - sums[one.start] >= wanted]
    if not sums[-1] or not fitting:
        return 0, len(items)
    length, start = min(fitting, key=lambda fit: fit[0])
    return start, start + length


def _widened(start: int, end: int, containers: list[Container], items: list[_Item]) -> tuple[int, int]:
    """The largest container around the core that adds a headline or a signature, but nothing of the site."""
    for one in containers:
        if one.start <= start <= end <= one.end:
            added = items[one.start : start] + items[end : one.end]
            if len(added) > _MARGIN or not all(item.usable and item.role in _CLEAN for item in added):
                break
            start, end = one.start, one.end
    return start, end


def _extent(items: list[_Item], start: int, end: int) -> tuple[int, int]:
    """The core, and prose or tables outside it: a report may be spread over several containers."""
    heavy = [index for index, item in enumerate(items) if item.weight]
    if not heavy:
        return start, end
    last = max(end, heavy[-1] + 1)
    behind = _short_run(items, last)
    if last == end:
        dates = [index for index in behind if is_date_line(items[index].piece.text)]
        behind = range(last, dates[-1] + 1) if dates else range(last, last)
    return min(start, heavy[0]), last + len(behind)


def _short_run(items: list[_Item], start: int) -> range:
    """The lines of a signature or a short last section right behind."""
    end = start
    while end < len(items) and end - start < _SIGNATURE and items[end].usable and items[end].role is SHORT:
        end += 1
    return range(start, end)


def _chosen(items: list[_Item], start: int, end: int) -> list[int]:
    heavy = [index for index in range(start, end) if items[index].weight] or [start, end]
    chosen = []
    for index in range(start, end):
        item = items[index]
        inside = heavy[0] < index < heavy[-1]
        if item.usable and _belongs(item.role, inside=inside):
            chosen.append(index)
    return _without_repeats(items, chosen)


def _belongs(role: Role, *, inside: bool) -> bool:
    """Facts and links stand above and below a report; between its paragraphs they are part of it."""
    if role in (FACT, OWNER, LINK):
        return inside
    return role not in (WIDGET, CRUMB)


def _without_repeats(items: list[_Item], chosen: list[int]) -> list[int]:
    """A second copy of the report (for print, for phones) goes, if it brings nothing of its own."""
    texts = [_whole_text(items[index]) for index in chosen]
    first_seen: dict[str, int] = {}
    repeats = []
    for position, text in enumerate(texts):
        if len(text) >= _LONG and first_seen.setdefault(text, position) < position:
            repeats.append(position)
    if len(repeats) < _REPEATS:
        return chosen
    first, last = repeats[0], repeats[-1]
    if sum(len(text) >= _LONG for text in texts[first : last + 1]) > len(repeats):
        return chosen
    start = first - _alike(texts[:first], texts[: first_seen[texts[first]]], -1)
    end = last + 1 + _alike(texts[last + 1 :], texts[first_seen[texts[last]] + 1 : start], 1)
    return chosen[:start] + chosen[end:]


def _alike(copy: list[str], original: list[str], step: int) -> int:
    """How many texts are the same in both, from the start or (step -1) from the end."""
    count = 0
    for one, other in zip(copy[::step], original[::step], strict=False):
        if one != other:
            break
        count += 1
    return count


def _whole_text(item: _Item) -> str:
    return item.piece.text if item.piece.table is None else "\n".join(item.piece.table.texts())


def _around(items: list[_Item], containers: list[Container], chosen: set[int], titles: Sequence[str]) -> list[Piece]:
    first = min(chosen, default=len(items))
    around = []
    for index, item in enumerate(items):
        if index in chosen or item.piece.hidden is not None:
            continue
        if item.role is CRUMB:
            around.append(_whole_crumb(items, containers, index))
        elif item.role in (FACT, OWNER) or (index < first and _is_headline(item.piece, titles)):
            around.append(item.piece)
    return around


def _is_headline(piece: Piece, titles: Sequence[str]) -> bool:
    if piece.linked or not 4 < len(piece.text) < _HEADLINE:
        return False
    return piece.level in (1, 2, 3) or "报告" in piece.text or any(piece.text in title for title in titles)


def _whole_crumb(items: list[_Item], containers: list[Container], index: int) -> Piece:
    """A breadcrumb set as a list: its steps in one line."""
    for container in containers:
        if container.start <= index < container.end and container.end - container.start > 1:
            if container.end - container.start > _CRUMB_STEPS:
                break
            steps = (item.piece.text for item in items[container.start : container.end])
            return Piece(" > ".join(step for step in steps if step.strip(" >»›/")))
    return items[index].piece
