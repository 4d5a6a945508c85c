"""How to search: lessons whose examples run.  Names of rows and columns come from the forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.forms.rows import APPLICANTS, CARRIED_OUT, DISCLOSED, PARTIAL, RECEIVED
from archive.kinds import KIND_LABELS, Kind
from search.query.fields import FIELD_LABELS
from search.query.measures import outcome_labels
from search.query.tree import Field
from search.query.values import FINDING_NAMES

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Example:
    query: str
    says: Words
    exact: bool = False

    @property
    def address(self) -> str:
        return f"{reverse('search_page')}?" + urlencode({"q": self.query} | ({"exact": "1"} if self.exact else {}))


@dataclass(frozen=True, slots=True)
class Lesson:
    title: Words
    says: Words
    examples: tuple[Example, ...]


@cache
def lessons() -> tuple[Lesson, ...]:
    return (_WORDS, _choices(), _fields(), _values(), _numbers(), _TOLERANCE)


_WORDS = Lesson(
    _("想找什么就写什么"),
    _("写词、写句子都可以，几个词之间空一格，年报里每个都要有。机关名称和标题里的词排在前面。"),
    (
        Example("棚户区改造", _("正文里写到棚户区改造的年报")),
        Example("平潭 财政", _("两个词都有的年报，先后不论")),
        Example('"业务培训"', _("放在引号里：一字不差，连在一起")),
        Example("培训 -疫情", _("减号后面的词不要")),
    ),
)

_TOLERANCE = Lesson(
    _("不用讲究写法"),
    _("全角半角、简体繁体都一样；常见的不同叫法也一起找，结果页会说明。"),
    (
        Example("財政局", _("用繁体字找简体的年报")),
        Example("２０２３ 街道", _("全角数字")),
        Example("棚改", _("也找棚户区改造")),
        Example("棚改", _("只找这两个字，不找别的叫法"), exact=True),
    ),
)


def _choices() -> Lesson:
    return Lesson(
        _("两样都行"),
        _("OR 或者“或者”，前后各空一格；和别的词一起写时用括号括起来。"),
        (
            Example("信访 OR 投诉", _("有其中一个就行")),
            Example("(街道 OR 镇) 培训", _("街道或者镇的年报里写到培训的")),
        ),
    )


def _fields() -> Lesson:
    title, agency, section = (FIELD_LABELS[field] for field in (Field.TITLE, Field.AGENCY, Field.SECTION))
    return Lesson(
        _("只在一处找"),
        _("写上在哪里找，加冒号，中英文冒号都可以。"),
        (
            Example(f"{title}:2023", _("标题里有 2023")),
            Example(f"{agency}:财政局", _("机关名称里有“财政局”，从前的名称也算")),
            Example(f"{section}:五 人员", _("第五章，也就是谈问题和改进的那一章里，写到人员的")),
        ),
    )


def _values() -> Lesson:
    year, district, kind, outcome, finding = (
        FIELD_LABELS[field] for field in (Field.YEAR, Field.DISTRICT, Field.KIND, Field.OUTCOME, Field.FINDING)
    )
    partial = outcome_labels()[PARTIAL.outcome]
    prose = FINDING_NAMES["prose"][0]
    return Lesson(
        _("按年份、地区、类型和结果"),
        _("也可以先检索，再在结果旁边选；两种办法可以一起用。"),
        (
            Example(f"{year}:2021..2024", _("2021 到 2024 年度，哪一头都可以不写")),
            Example(f"{district}:北京市 {year}:2023", _("北京市各机关的 2023 年度年报")),
            Example(f"{kind}:{KIND_LABELS[Kind.TOWNSHIP]}", _("只看这一类机关")),
            Example(f"{outcome}:{partial}", _("办理结果里有这一项的年报")),
            Example(f"{finding}:{prose}", _("核对时发现这种情况的年报")),
        ),
    )


def _numbers() -> Lesson:
    withheld, disclosed = (outcome_labels()[code] for code in ("withheld", DISCLOSED.outcome))
    natural = APPLICANTS[0].label
    return Lesson(
        _("按表里的数"),
        _("行的名称后面写大于、小于、等于和数；比率可以写百分数。读得不准的数不参加比较。"),
        (
            Example(f"{withheld}>0", _("这一类结果的总数大于 0")),
            Example(f"{disclosed}>=10", _("这一行的总计不少于 10")),
            Example(f"{RECEIVED.core}{natural}>=5", _("一行和一列交叉处的那个数")),
            Example("公开率>=50%", _("办结的申请里，给了全部或者一部分的占一半以上")),
            Example(f"{CARRIED_OUT.core}>0 {FIELD_LABELS[Field.YEAR]}:2023", _("条件可以和别的一起写")),
        ),
    )
