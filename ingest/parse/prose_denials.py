"""What a sentence says there was none of: "未收到任何申请"、"无行政处罚"、"未制发规范性文件"."""

from __future__ import annotations

import re

from archive.forms.spoken import COUNTS
from archive.forms.spoken.counts import Kind
from archive.forms.spoken.documents import DECISION_ASPECTS, DECISIONS, DENIABLE, FEES
from archive.forms.spoken.requests import ANY_BODY, ANY_PERSON, CARRIED, NEWLY_RECEIVED, RECEIVINGS
from ingest.parse.prose_words import Clause, read_clause

DENIAL = re.compile(
    r"[尚从并未没无](?:(?<=[尚从并])未|(?<=没)有|(?<=未)|(?<=无)(?!法|正当|条件|关|需|偿))"
    rf"[^,;:()。\n\d]{{0,40}}?(?:申请|复议|诉讼|依申请公开|结转|{DENIABLE})"
    r"[^,;:()。\n\d]*"
)
_NAME = f"(?:{ANY_PERSON}|{ANY_BODY})"
_ANYBODY = re.compile(f"(?P<any>任何)?(?P<names>{_NAME}(?:(?:以及|或者|[、和或及与]){_NAME})*)?|申请人(?=申请)")
_PERSON, _BODY = re.compile(ANY_PERSON), re.compile(ANY_BODY)
_DECISIONS = {group.code for group in DECISIONS}
_DECIDED = tuple(aspect.code for aspect in DECISION_ASPECTS)
# Where the prose that sums a year up stands, and that beside the table of decisions.
_SUMMARIES, _DOCUMENTS = (1, 2), 2


def read_denial(words: str, agency: str) -> Clause:
    """The clause of a denial; whoever may ask, all named, narrows nothing down."""
    return read_clause(_ANYBODY.sub(_everybody, words), agency)


def _everybody(found: re.Match[str]) -> str:
    names = found["names"] or ""
    everybody = _PERSON.search(names) and _BODY.search(names)
    return "" if everybody or not names else found[0]


def denied(clause: Clause, section: int, *, about_requests: bool) -> tuple[str, ...]:
    """The counts that are nought."""
    if not clause.known or clause.denials != 1 or clause.came or clause.went:
        return ()
    if clause.documents:
        return _documents(clause, section)
    if clause.counts == (FEES.code,) and not clause.aspects and not clause.request:
        return clause.counts if section in _SUMMARIES else ()
    groups, flows = clause.of(Kind.REMEDY), clause.of(Kind.FLOW)
    if clause.aspects or len(groups) + len(flows) < len(clause.counts):
        return ()
    if groups:
        return groups if set(flows) <= RECEIVINGS else ()
    return _requests(flows) if clause.request or about_requests else ()


def _requests(flows: tuple[str, ...]) -> tuple[str, ...]:
    if len(flows) == 1 and flows[0] in CARRIED:
        return flows
    return (NEWLY_RECEIVED,) if set(flows) <= RECEIVINGS else ()


def _documents(clause: Clause, section: int) -> tuple[str, ...]:
    if clause.counts or clause.request or section not in _SUMMARIES:
        return ()
    bare = set(clause.documents) <= _DECISIONS and section == _DOCUMENTS
    aspects = clause.aspects or (_DECIDED if bare else ())
    codes = tuple(f"{group}.{aspect}" for group in clause.documents for aspect in aspects)
    return codes if len(aspects) == 1 and all(code in COUNTS for code in codes) else ()
