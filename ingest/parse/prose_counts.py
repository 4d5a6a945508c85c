"""What the words of a clause count, given what the sentences before were about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from archive.checks.claims import Bound
from archive.forms.spoken import COUNTS
from archive.forms.spoken.counts import Kind
from archive.forms.spoken.documents import DECISION_ASPECTS, DECISIONS, OWN_DOCUMENTS
from archive.forms.spoken.remedies import RESULT_CODES, WHOLE_OF
from archive.forms.spoken.requests import (
    ABOUT_DISCLOSURE,
    ABOUT_REMEDIES,
    ABOUT_REQUESTS,
    AMOUNT,
    ANY_RECEIVED,
    CARRIED,
    CLOSINGS,
)
from ingest.parse.mentions import Mention
from ingest.parse.prose_words import Clause, read_clause

REQUESTS, REMEDIES, OTHER = "requests", "remedies", "other"
_ABOUT = ((REQUESTS, re.compile(ABOUT_REQUESTS)), (REMEDIES, re.compile(ABOUT_REMEDIES)))
_REMEDY = re.compile(ABOUT_REMEDIES)
_DISCLOSURE = re.compile(ABOUT_DISCLOSURE)
# Channels of requests and comparisons leave the subject as it is.
_ASIDE = re.compile(r"申请|较|比|同期|增[长加]|减少|下降")
# What a whole division collects is more than what its reporter does.
_WHOLE = re.compile("全[省市区县旗州盟]")
_DIGITS = re.compile("[0-9]")
_PARTS = re.compile("其中|:")
_OPENS_LIST = re.compile("[,;:]?[(]?(?:其中|包括)|[(]")
_OWN_DOCUMENTS = re.compile(OWN_DOCUMENTS)
_NOUGHTS = ("0", "零")
_DECISIONS = {group.code for group in DECISIONS}
_DECIDED = tuple(aspect.code for aspect in DECISION_ASPECTS)
_PROACTIVE = 2
_CASES = ("件", "宗", "起")
# Items that are public, or may be applied for, are no decisions.
_PUBLISHED = re.compile("信息|事项|公开|公示|发布|申请")
_REMAINDER = re.compile("其余|剩余|余下")
# Behind the number of all reviews; what follows any other way is said of those counted, which need not be all.
_OF_ALL = re.compile(r"[均皆全都]|[0-9(]|\Z")
_OTHERWISE = re.compile("不予[受处]理|补正|撤[回销件]|终止|退回|其[他它](?:处理|情[况形]|[0-9])")
# "行政复议、行政诉讼各1件"
_EACH = re.compile("(?:各|均|都)[有为是]?\\Z")
# Of the requests received, those that were accepted.
_ACCEPTED, _TAKEN = re.compile("受理"), re.compile("收到|接到|接收")

# Alternatives, the likeliest first, each a set of counts that are added together.
Choices = tuple[tuple[str, ...], ...]
# With the year, where the words settle it.
Found = tuple[Choices, int | None]


@dataclass
class Topic:
    """What the sentences so far were about."""

    # What the section is about, and what the sentence at hand is.
    home: str
    about: str
    remedies: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    # Remedies whose number the sentence itself gives, and all that the paragraph names.
    named: dict[str, Bound] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    # The sentence counts some reviews or suits only: those that it names next may be some as well.
    narrowed: bool = False
    # A list of parts belongs to a number of which it is not known what it counts.
    part_of_unknown: bool = False

    @classmethod
    def of(cls, heading: str) -> Topic:
        return cls(subject(heading), subject(heading))

    def open(self, words: str) -> None:
        """The head of a sentence or paragraph names its subject."""
        self.about = subject(words) or self.home

    def next_paragraph(self) -> None:
        self.told = set()
        if self.about == OTHER:
            self.about = self.home

    def next_sentence(self) -> None:
        self.named, self.documents, self.part_of_unknown = {}, (), False
        self.narrowed = False

    def counted(self, code: str) -> None:
        kind = COUNTS[code].kind
        if kind in {Kind.FLOW, Kind.OUTCOME, Kind.APPLICANT}:
            self.about = REQUESTS
        if kind is Kind.FLOW:
            self.part_of_unknown = False

    def unknown(self, text: str, number: Mention) -> None:
        """Another thing is counted: what follows without a name of its own may belong to it."""
        if number.kind != "item":
            return
        if _OPENS_LIST.match(text, number.end):
            self.part_of_unknown = True
        words = number.before + number.after
        if _REMEDY.search(words):
            self.narrowed, self.remedies = True, ()
        if not number.spelled and number.before and not _ASIDE.search(words):
            self.about = OTHER

    def concerns_disclosure(self, context: str, section: int) -> bool:
        """Whether reviews and suits are those of the table: an office of justice handles many others."""
        return self.about in {REQUESTS, REMEDIES} or section == 4 or bool(_DISCLOSURE.search(context))


def subject(words: str) -> str:
    return next((topic for topic, pattern in _ABOUT if pattern.search(words)), "")


def choices_of(clause: Clause, topic: Topic, number: Mention, context: str, section: int) -> Iterator[Found]:
    """``context``: the sentence up to the number."""
    for choices, year in _choices(clause, topic, number, context, section):
        if _EACH.search(number.before):
            yield from ((((code,),), year) for code in choices[0])
        else:
            yield choices, year


def _choices(clause: Clause, topic: Topic, number: Mention, context: str, section: int) -> Iterator[Found]:
    if number.kind == "money" or (clause.of(Kind.MONEY) and number.bound.printed in _NOUGHTS):
        if money := clause.of(Kind.MONEY):
            yield (money,), None
    elif clause.of(Kind.REMEDY) or (clause.aspects and _are_results(clause.aspects)):
        if clause.aspects or _is_total(number):
            yield from _remedies(clause, topic, number, context, section)
    elif clause.documents or clause.aspects:
        yield from _documents(_with_aspect(clause, number, context, section), topic)
    elif items := clause.of(Kind.ITEM):
        topic.about = OTHER
        yield (items[:1],), None
    elif clause.request or (topic.about == REQUESTS and not _REMEDY.search(context)):
        yield from _requests(clause)


def is_partial(code: str, topic: Topic, text: str, number: Mention, start: int, end: int) -> bool:
    """Whether a number counts only some of what its words name; ``start`` and ``end`` bound its sentence."""
    kind = COUNTS[code].kind
    if kind in {Kind.OUTCOME, Kind.APPLICANT}:
        return topic.part_of_unknown
    if kind is Kind.DOCUMENT:
        return bool(_WHOLE.search(number.before) and _OWN_DOCUMENTS.search(text, start, end))
    if kind is Kind.MONEY:
        return bool(_WHOLE.search(text, start, number.start))
    if code in CLOSINGS:
        return bool(_OTHERWISE.search(_PARTS.split(text[number.end : end], maxsplit=1)[0]))
    taken = _ACCEPTED.search(number.before) and _TAKEN.search(text, start, number.clause)
    return code == ANY_RECEIVED and bool(taken)


def _are_results(aspects: tuple[str, ...]) -> bool:
    return all(aspect in RESULT_CODES for aspect in aspects)


def _remedies(clause: Clause, topic: Topic, number: Mention, context: str, section: int) -> Iterator[Found]:
    groups = clause.of(Kind.REMEDY)
    if groups:
        handled_here = clause.of(Kind.FLOW) and not _DISCLOSURE.search(context)
        narrowed = topic.narrowed and not _DISCLOSURE.search(number.before + number.after)
        if handled_here or narrowed or not topic.concerns_disclosure(context, section):
            topic.remedies = ()
            return
        topic.remedies, topic.narrowed = groups, False
        topic.told.update(groups)
    groups = groups or topic.remedies
    if groups and not clause.aspects:
        topic.named |= dict.fromkeys(groups, number.bound)
        yield (groups,), None
    elif len(groups) == 1 and _are_results(clause.aspects):
        topic.named.clear()
        yield tuple(_results(members, clause.aspects) for members in _holders(groups[0], clause, topic)), None


def _results(groups: Iterable[str], aspects: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{group}.{aspect}" for group in groups for aspect in aspects)


def _holders(group: str, clause: Clause, topic: Topic) -> Iterator[tuple[str, ...]]:
    """Whose result it may be: the last group's, or that of all suits, or of all reviews and suits."""
    yield (group,)
    if clause.of(Kind.REMEDY):
        return
    whole = WHOLE_OF.get(group, group)
    if whole != group:
        yield (whole,)
    every = {WHOLE_OF.get(told, told) for told in topic.told}
    if len(every) > 1:
        yield tuple(sorted(every))


def _is_total(number: Mention) -> bool:
    """ "行政复议12件已审结" and "行政复议其余4件" count some of them only."""
    if _REMAINDER.search(number.before):
        return False
    clause = read_clause(_DIGITS.split(number.after, maxsplit=1)[0])
    return bool(_OF_ALL.match(number.after)) or clause.known


def _with_aspect(clause: Clause, number: Mention, context: str, section: int) -> Clause:
    """Beside the table of decisions, "行政处罚7件" are decisions."""
    bare = set(clause.documents) <= _DECISIONS and not clause.aspects and section == _PROACTIVE
    other = _PUBLISHED.search(context + number.after) or not number.bound.printed.endswith(_CASES)
    return clause if not bare or other else clause._replace(aspects=_DECIDED)


def _documents(clause: Clause, topic: Topic) -> Iterator[Found]:
    topic.documents = clause.documents or topic.documents
    if topic.about == REQUESTS and not clause.documents:
        return
    if len(clause.aspects) == 1 and not clause.request and not clause.counts:
        codes = tuple(f"{group}.{clause.aspects[0]}" for group in topic.documents)
        if codes and all(code in COUNTS for code in codes):
            yield (codes,), None


def _requests(clause: Clause) -> Iterator[Found]:
    if outcomes := clause.of(Kind.OUTCOME):
        yield ((outcomes,) if clause.joined else tuple((code,) for code in reversed(outcomes))), None
    elif applicants := clause.of(Kind.APPLICANT):
        yield (applicants,), None
    elif clause.came or clause.went:
        yield from _carried(clause)
    else:
        flows = clause.of(Kind.FLOW)
        flows = tuple(code for code in flows if code != AMOUNT) or flows
        if len(flows) == 1 or not set(flows) & set(CARRIED):
            # "受理并答复": the number is said of each.
            yield from (((((code,),), None)) for code in flows)


def _carried(clause: Clause) -> Iterator[Found]:
    """A year tells in which of two reports a carried request stands where."""
    came, went = CARRIED
    if clause.came:
        yield ((came,),), clause.came + 1
    if clause.went:
        yield ((went,),), clause.went - 1
