"""While a reader types: agencies by characters, pinyin or initials; words of the archive; titles.  Only public ones."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from threading import Lock

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from archive import words
from archive.models import Agency, AgencyName, Report
from search.engines.base import Contains, Engine, Order, Part, Request
from search.generations import live_engine
from search.searching import hidden

MOST = 8
LONGEST = 40
# A word that fewer reports have is no help to a person who begins to type.
_FREQUENT = 3
_MAKING = Lock()
_KINDS = {"agency": _("机关"), "phrase": _("常用词"), "title": _("年报")}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``kind`` is agency, phrase or title; ``text`` is what the query becomes."""

    kind: str
    text: str

    @property
    def label(self) -> str:
        return str(_KINDS[self.kind])


def suggest(typed: str, most: int = MOST) -> tuple[Suggestion, ...]:
    plain = words.normalise(typed[:LONGEST]).text.strip()
    if not plain:
        return ()
    found = (*_agencies(plain, most // 2), *_phrases(plain, most // 2), *_titles(plain, most // 2))
    return tuple(islice(dict.fromkeys(found), most))


def _agencies(plain: str, most: int) -> list[Suggestion]:
    """Those with a public report; what begins so comes before what has it inside."""
    public = Exists(Report.objects.filter(agency=OuterRef("pk"), published__isnull=False))
    if plain.isascii():
        letters = plain.replace(" ", "")
        begins = Q(pinyin__startswith=letters) | Q(initials__startswith=letters)
        inside = Q(pinyin__contains=letters) | Q(initials__contains=letters)
    else:
        once = AgencyName.objects.filter(name__contains=plain).values("agency")
        begins, inside = Q(name__startswith=plain), Q(name__contains=plain) | Q(pk__in=once)
    names: dict[str, None] = {}
    for condition in (begins, inside):
        if len(names) < most:
            # Names first: they are read faster than reports are looked up.
            rows = Agency.objects.filter(condition, public).order_by("name").values_list("name", flat=True).distinct()
            names |= dict.fromkeys(rows[:most])
    return [Suggestion("agency", name) for name in islice(names, most)]


def _phrases(plain: str, most: int) -> list[Suggestion]:
    engine = live_engine()
    if engine is None:
        return []
    ordered, counts = frequent_words(engine, size_of(engine))
    first, last = bisect_left(ordered, plain), bisect_left(ordered, plain + "\U0010ffff")
    best = sorted(ordered[first:last], key=lambda word: -counts[word])
    return [Suggestion("phrase", word) for word in best if word != plain][:most]


def size_of(engine: Engine) -> int:
    """The order of magnitude: what is made of the whole vocabulary is made anew when the archive has doubled."""
    return engine.search(Request(stop=0)).total.bit_length()


def frequent_words(engine: Engine, size: int) -> tuple[list[str], dict[str, int]]:
    """In order, for finding by their beginning.  Made once: whoever else asks meanwhile waits."""
    with _MAKING:
        return _frequent_words(engine, size)


@lru_cache(maxsize=2)
def _frequent_words(engine: Engine, size: int) -> tuple[list[str], dict[str, int]]:
    counts = engine.vocabulary(Part.TEXT)
    kept = {word: count for word, count in counts.items() if count >= _FREQUENT and _is_han(word)}
    return sorted(kept), kept


def _is_han(word: str) -> bool:
    return len(word) > 1 and all("\u4e00" <= character <= "\u9fff" for character in word)


def _titles(plain: str, most: int) -> list[Suggestion]:
    engine = live_engine()
    if engine is None or plain.isascii():
        return []
    query = Contains(plain, (), Part.TITLE)
    hits = engine.search(Request(query, hidden=hidden(engine), order=((Order.YEAR, True),), stop=most)).hits
    shown = {hit.report: hit.revision for hit in hits}
    rows = Report.objects.filter(pk__in=shown).select_related("published").order_by("-year", "pk")
    titles = (row.published.title for row in rows if row.published and shown[row.pk] == row.published_id)
    return [Suggestion("title", title) for title in titles]
