"""Whose count a sentence gives, and of which year: only the reporter's own, of a whole year, can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.parse.mentions import sentence_at
from ingest.parse.prose_words import own_name

# The year that a clause opens with, or that a range begins with.
_YEAR = re.compile(
    r"(?:^|(?<=[,;:(。\n、)]))(?:\w{0,2}截[至止]到?|自|从|在|到)?(?P<year>20\d\d)年(?!度?(?:结转|转入|顺延))"
)
_PLAIN_YEAR = re.compile(r"20[0-9][0-9]年")
_CLAUSE = re.compile("[,;:]")
_FIRST_CLAUSE = 60
# Words behind which a count is of a part of the year, of several years or of another one.
_OTHER_TIME = re.compile(
    r"目前|至今|迄今|历年|历史|[上下]半年|季度|(?<!一)年来|自.{0,14}(?:以来|起)(?!至)"
    r"|(?<!\d)(?:[2-9]|1[01])月|(?<!\d)1月(?!1日)|[二三四五六七八九十]月份?"
    r"|(?:^|[,;:(])(?:而|在|与)?(?:去年|上一?年度?|往年|同期)(?!.{0,4}(?:结转|转结|转入|顺延|接转))"
    r"|计划|预计|力争"
)
_WHOLE_YEAR = re.compile(
    r"自?(?:20\d\d年)?1月1日起?(?:至|到|-|—|~)(?:20\d\d年)?12月31日(?:止|期间)?|(?:今|本|20\d\d)年以来"
)
_PART = re.compile(
    r"(?:^|[,;:(。])(?:其中,?)?(?:20\d\d年度?,?)?"
    r"(?:[省市区县]?本级|[省市区县][级直]|[各某](?:乡镇|镇街|街道|县区|区县|市县|部门|单位|科室))"
)
_WHOLE = re.compile(r"全[省市区县旗州盟]")
_GOVERNMENT = re.compile(r"(?:政府|管委会|管理委员会)\Z")
# A body as the subject of a sentence: what follows its name goes on about it.
_BODY = re.compile(
    r"(?:局|厅|署|委|委员会|管委会|办公室|政府办|街道办?|办事处|[镇乡区县市]政府|镇|乡|中心|大队|支队|公司|医院|学校|法院|检察院|人民政府)"
    r"(?=[,、:]|\d{4}年|全年|[今本]年|共|新?收|受理|接[到收]|办[理结]|答复|代表|依法|依规|"
    r"根据|按照|严格|认真|积极|高度|坚持|深入|全面|持续|不断|切实|始终|围绕|聚焦|进一步)"
)
_BEFORE_BODY = re.compile("[\u4e00-\u9fff]{1,20}\\Z")
_OURS = re.compile(r"[我本全]")
# "布局", "城镇": a suffix inside another word.
_NO_NAME = re.compile(r"[全布格当结大]局\Z|乡镇\Z|城[镇乡]\Z|重中心\Z")


@dataclass(frozen=True, slots=True)
class Scope:
    ours: bool
    year: int | None


NOBODYS = Scope(ours=False, year=None)


def leading_years(text: str, breaks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Sentences whose first clause opens with a year: where they begin, and the year."""
    for year in _PLAIN_YEAR.finditer(text):
        start, _ = sentence_at(breaks, year.start(), len(text))
        near = year.start() - start <= _FIRST_CLAUSE
        if near and not _CLAUSE.search(text, start, year.start()) and years_of(text[start : year.end()]):
            yield start, int(year[0][:4])


def years_of(text: str) -> int | None:
    """The year that governs a text: the last that one of its clauses opens with."""
    found = _YEAR.findall(text) if "20" in text else []
    return int(found[-1]) if found else None


def scope_of(context: str, agency: str, year: int | None) -> Scope:
    """``context``: the sentence up to a number; ``year``: the one that an earlier sentence set."""
    names_year = "1月1日" in context or "年以来" in context
    plain = _WHOLE_YEAR.sub("", context) if names_year else context
    ours = not (_OTHER_TIME.search(plain) or _PART.search(plain) or _foreign(plain, agency))
    return Scope(ours, years_of(context) or year)


def _foreign(text: str, agency: str) -> bool:
    if agency and _WHOLE.search(text) and not _GOVERNMENT.search(agency):
        return True
    return any(not _is_ours(text, body, agency) for body in _BODY.finditer(text))


def _is_ours(text: str, body: re.Match[str], agency: str) -> bool:
    before = _BEFORE_BODY.search(text, 0, body.start())
    name = (before.group() if before else "") + body.group()
    if not before or _OURS.search(name) or _NO_NAME.search(name):
        return True
    return any(own_name(name, start, agency) == len(name) for start in range(len(name)))
