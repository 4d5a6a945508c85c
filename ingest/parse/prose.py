"""Prose to claims: which counts of the form a report states in its sentences."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from operator import itemgetter
from typing import Any

from archive.checks.claims import Bound, Claim, CountClaim
from archive.forms.spoken import COUNTS
from archive.forms.spoken.counts import Kind
from archive.forms.spoken.remedies import ALL_ALIKE, ALL_CONCLUDED, PENDING
from archive.forms.spoken.requests import (
    ALL_PERSONS,
    BARE_REQUESTS,
    CARRIED,
    NEWLY_RECEIVED,
    ORGANISATIONS,
    RECEIVINGS,
)
from ingest.parse.mentions import Mention, clause_end, clause_start, find_mentions, sentence_at
from ingest.parse.passages import Passage, Prose, passages
from ingest.parse.prose_counts import REQUESTS, Choices, Topic, choices_of, is_partial
from ingest.parse.prose_denials import DENIAL, denied, read_denial
from ingest.parse.prose_scope import NOBODYS, leading_years, scope_of
from ingest.parse.prose_sums import find_sums
from ingest.parse.prose_words import Clause, read_clause

# Words at the head of a sentence that say what it and the following are about.
_OPENING = re.compile(
    r"[。!?\n](?:(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.]|[一二三四五六七八九十]是|其[一二三四五六])[、.]?(?P<numbered>[^。:,;\n]{0,30})"
    r"|(?P<named>[^。:,;\n]{2,16}?)(?:方面|情况)[,:。])"
)
_CONCLUDED, _ALIKE = re.compile(ALL_CONCLUDED), re.compile(ALL_ALIKE)
_BARE, _MARKS = re.compile(BARE_REQUESTS), re.compile("主动公开|不予公开|公文|文件|收费")
_SUM = re.compile("(?:两[者项]|二者|总)?(?:共计|合计|总计|共有?)")
_EXCEPT = re.compile("除|其余|剩余|余下")
_PERSONS = re.compile(ALL_PERSONS)
_COUNTED = ("申请", "事项", "案件", "件")
# How far back a quoted sentence begins, at most.
_QUOTE = 60
# More numbers than any section has.
_MOST = 5000
# How far back a sentence is looked at.
_CONTEXT = 500


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int


@dataclass
class _Reading:
    """One passage being read: where it is, and what was said before."""

    passage: Passage
    agency: str
    section: int
    topic: Topic
    sentence: _Sentence = _Sentence(0, -1)
    year: int | None = None
    last: Mention | None = None
    # What the last two numbers of the sentence counted.
    flows: tuple[str, str] = ("", "")
    claims: list[CountClaim] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.passage.text

    def context(self, position: int) -> str:
        """The sentence up to a position."""
        return self.text[max(self.sentence.start, position - _CONTEXT) : position]


_Read = Callable[[_Reading, Any], Iterator[CountClaim]]


def find_claims(sections: Sequence[Prose], agency: str = "") -> tuple[Claim, ...]:
    """Every count, sum and share that the prose states for this report's year and agency.

    ``agency``: the reporter's name, so that its short forms ("区政务局") are known for its own.
    """
    found: list[Claim] = []
    for index, passage in enumerate(passages(sections)):
        mentions = tuple(islice(find_mentions(passage.text, passage.breaks), _MOST))
        found.extend(_claims(_Reading(passage, agency, index, Topic.of(passage.heading)), mentions))
        found.extend(find_sums(passage, mentions))
    return tuple(found)


def _claims(reading: _Reading, mentions: Sequence[Mention]) -> Iterator[CountClaim]:
    text, breaks = reading.text, reading.passage.breaks
    openings = deque(
        (found.start(), found["numbered"] or found["named"] or "") for found in _OPENING.finditer("\n" + text)
    )
    years = deque(leading_years(text, breaks))
    for position, read, event in sorted(_events(text, mentions), key=itemgetter(0)):
        sentence = _Sentence(*sentence_at(breaks, position, len(text)))
        if sentence != reading.sentence:
            yield from _beside(reading.claims)
            _enter(reading, sentence, openings, years)
        reading.claims.extend(read(reading, event))
    yield from _beside(reading.claims)


def _events(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, _Read, Mention | re.Match[str]]]:
    for number in mentions:
        yield number.start, _number, number
    for pattern, read in ((DENIAL, _none), (_CONCLUDED, _concluded), (_ALIKE, _alike), (_PERSONS, _persons)):
        for found in pattern.finditer(text):
            yield found.start(), read, found


def _enter(
    reading: _Reading, sentence: _Sentence, openings: deque[tuple[int, str]], years: deque[tuple[int, int]]
) -> None:
    """What stands between the last sentence and this one, and how this one begins."""
    paragraph = reading.text.rfind("\n", reading.sentence.start, sentence.start)
    if paragraph >= 0:
        reading.topic.next_paragraph()
        reading.year = None
    reading.topic.next_sentence()
    while openings and openings[0][0] <= sentence.start:
        reading.topic.open(openings.popleft()[1])
    while years and years[0][0] <= sentence.start:
        at, year = years.popleft()
        if at > paragraph:
            reading.year = year
    reading.sentence, reading.claims, reading.flows = sentence, [], ("", "")


def _beside(claims: list[CountClaim]) -> Iterator[CountClaim]:
    """Counts of one sentence that may or may not be part of each other."""
    carried = tuple(dict.fromkeys(code for claim in claims for code in claim.counts if code in CARRIED))
    for claim in claims:
        flow = COUNTS[claim.counts[0]].kind is Kind.FLOW and claim.counts[0] not in carried
        yield replace(claim, beside=carried) if flow and carried else claim


def _number(reading: _Reading, number: Mention) -> Iterator[CountClaim]:
    if number.kind == "percent":
        return
    number = _unshared(reading, number)
    clause = _counted(number, reading.agency) or _bare(reading, number)
    before, reading.flows = reading.flows, (reading.flows[-1], "")
    if clause is None:
        if joint := _joint(reading, number, before):
            yield joint
        reading.topic.unknown(reading.text, number)
        return
    context = reading.context(number.start)
    found = list(choices_of(clause, reading.topic, number, context, reading.passage.number))
    scope = scope_of(context, reading.agency, reading.year) if found else NOBODYS
    for choices, year in found:
        code = choices[0][0]
        reading.topic.counted(code)
        reading.flows = before[-1], code
        bounds = reading.sentence.start, reading.sentence.end
        if scope.ours and not is_partial(code, reading.topic, reading.text, number, *bounds):
            span = number.clause, number.end + len(number.after)
            yield _claim(reading, choices, number.bound, year or clause.year or scope.year, span)


def _bare(reading: _Reading, number: Mention) -> Clause | None:
    """ "依申请公开0件": nought alone can be no request's mark on a document."""
    if number.bound.exact != 0 or number.after or reading.topic.about != REQUESTS or not _BARE.search(number.before):
        return None
    clause = read_clause(number.before, reading.agency)
    marks = _MARKS.search(reading.context(number.start))
    plain = clause.known and not clause.counting and not clause.denials and not marks
    return clause._replace(counts=(NEWLY_RECEIVED,), request=True) if plain else None


def _joint(reading: _Reading, number: Mention, before: tuple[str, str]) -> CountClaim | None:
    """ "新收5件，上年结转1件，共计6件" """
    came = CARRIED[0]
    codes = {NEWLY_RECEIVED if code in RECEIVINGS else code for code in before}
    if codes != {NEWLY_RECEIVED, came} or number.after or not _SUM.fullmatch(number.before):
        return None
    scope = scope_of(reading.context(number.start), reading.agency, reading.year)
    span = number.clause, number.end
    return _claim(reading, ((NEWLY_RECEIVED, came),), number.bound, scope.year, span) if scope.ours else None


def _unshared(reading: _Reading, number: Mention) -> Mention:
    """The words between two numbers of one clause belong to the first if no others of its do."""
    first, reading.last = reading.last, number
    if not first or first.end != number.clause or not number.before or first.spelled:
        return number
    if read_clause(first.before, reading.agency).counting:
        return number
    theirs, after = read_clause(first.after, reading.agency), read_clause(number.after, reading.agency)
    taken = (theirs.known and theirs.counting) or (after.known and after.counting)
    return number._replace(before="", clause=number.start) if taken else number


def _counted(number: Mention, agency: str) -> Clause | None:
    """The clause of a number, when every word of it is known and one of them counts."""
    before = read_clause(number.before, agency)
    if not before.known or before.denials:
        return None
    if not before.counting:
        whole = read_clause(number.before + number.after, agency)
        return whole if whole.known and whole.counting and not whole.denials else None
    after = read_clause(number.after, agency)
    if number.after.endswith(_COUNTED) and not after.known:
        return None
    if before.of(Kind.REMEDY) and not before.aspects and after.aspects:
        # "行政复议1件维持"
        return before._replace(aspects=after.aspects)
    return before._replace(request=before.request or after.request)


def _claim(
    reading: _Reading, choices: Choices, bound: Bound, year: int | None, span: tuple[int, int], *, of_all: bool = False
) -> CountClaim:
    first = reading.sentence.start
    if span[0] - first > _QUOTE:
        first = clause_start(reading.text, first, span[0] - _QUOTE // 2)
    quote = reading.passage.quote(first, span[1])
    words = quote.text[span[0] - first :] if len(quote.text) == span[1] - first else reading.passage.printed(*span)
    return CountClaim(choices, bound, words, quote, year, of_all=of_all, section=reading.section)


def _none(reading: _Reading, event: re.Match[str]) -> Iterator[CountClaim]:
    """ "未收到政府信息公开申请"、"未发生行政复议、行政诉讼" """
    start, end = event.span()
    first = clause_start(reading.text, reading.sentence.start, start)
    clause = read_denial(reading.text[first:end], reading.agency)
    scope = scope_of(reading.context(start), reading.agency, reading.year)
    section, about = reading.passage.number, reading.topic.about == REQUESTS
    codes = denied(clause, section, about_requests=about) if scope.ours else ()
    if clause.of(Kind.REMEDY) and not reading.topic.concerns_disclosure(reading.context(end), section):
        return
    bound = Bound(0, 0, reading.text[start:end])
    for code in codes:
        reading.topic.counted(code)
        yield _claim(reading, ((code,),), bound, clause.year or scope.year, (first, end))


def _said_of_all(reading: _Reading, event: re.Match[str]) -> int | None:
    """Where the clause begins, if its words are said of all the reviews or suits just counted."""
    first = clause_start(reading.text, reading.sentence.start, event.start())
    context = reading.context(event.start())
    named = reading.last and any(bound is reading.last.bound for bound in reading.topic.named.values())
    plain = not _EXCEPT.search(context) and read_clause(reading.text[first : event.start()]).known
    return first if named and plain and scope_of(context, reading.agency, reading.year).ours else None


def _concluded(reading: _Reading, event: re.Match[str]) -> Iterator[CountClaim]:
    """ "均已结案" after reviews or suits: none is pending."""
    first = _said_of_all(reading, event)
    if first is None:
        return
    start, end = event.span()
    scope = scope_of(reading.context(start), reading.agency, reading.year)
    bound = Bound(0, 0, reading.text[start:end])
    span = first, clause_end(reading.text, end, reading.sentence.end)
    for group in reading.topic.named:
        yield _claim(reading, ((f"{group}.{PENDING}",),), bound, scope.year, span, of_all=True)


def _alike(reading: _Reading, event: re.Match[str]) -> Iterator[CountClaim]:
    """ "均未审结" after reviews or suits: all are pending."""
    first = _said_of_all(reading, event)
    named = reading.topic.named
    if first is None or len({id(bound) for bound in named.values()}) < len(named):
        return
    scope = scope_of(reading.context(event.start()), reading.agency, reading.year)
    (result,) = read_clause(event["result"]).aspects
    for group, bound in named.items():
        yield _claim(reading, ((f"{group}.{result}",),), bound, scope.year, (first, event.end()), of_all=True)


def _persons(reading: _Reading, event: re.Match[str]) -> Iterator[CountClaim]:
    """ "申请人均为自然人": no organisation asked."""
    start, end = event.span()
    scope = scope_of(reading.context(start), reading.agency, reading.year)
    if reading.topic.about == REQUESTS and scope.ours and not reading.topic.part_of_unknown:
        first = clause_start(reading.text, reading.sentence.start, start)
        bound = Bound(0, 0, reading.text[start:end])
        yield _claim(reading, ((ORGANISATIONS,),), bound, scope.year, (first, end))
