"""The words around a number in prose: what a clause counts, and whether nothing else stands in it.

A clause is taken up only when every word of it is known.  Whatever is not known may narrow down what is counted
("通过网络收到", "县公安局受理"), and a number that counts less than the table's cell contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from archive.forms.spoken import COUNTS, WORDED
from archive.forms.spoken.counts import Kind
from archive.forms.spoken.documents import DECISION_ASPECTS, DECISIONS, DOCUMENT_ASPECTS, DOCUMENTS
from archive.forms.spoken.remedies import RESULT_ASPECTS
from archive.forms.spoken.requests import ABOUT_DISCLOSURE, CARRIED_FROM_YEAR, CARRIED_TO_YEAR, REQUEST

# Bodies, by the last characters of their names; "我局", "全区" and the like are the reporter itself.
_BODY = (
    "省|自治区|市|区|县|旗|镇|乡|街道|地区|办事处|局|委员会|委|办公室|办|厅|院|署|中心|单位|机关|部门|会|校|所|站|处|府|"
    "管委会|新区|开发区|高新区|园区|集团|公司|盟|州|团|师|关|支队|大队|分局|行政机关"
)
# Those whose counts make up the whole: "全区各职能部门、镇街".
_MEMBERS = (
    "(?:各级|各|行政机关|政府机关|政府|机关|职能部门|工作部门|部门|单位|"
    "县区|县市区|市县|区县|乡镇|镇街|街道|园区|[、和及])*"
)
# What may stand in a clause without narrowing down what it counts.
_PATTERNS = (
    "20[0-9][0-9]年(?:度|内|底|末|来|以来|全年|年度)?|[本全当今]年(?:度|内|底|以来)?",
    "1?[0-9]月(?:[0-9]{1,2}日|底|末)?|截[至止]到?",
    f"(?:[我本](?:{_BODY})|全(?:省|市|区|县|旗|镇|乡|街道|州|盟|局|委))(?:范围内)?{_MEMBERS}",
    "各级(?:各部门|行政机关|政府(?:部门)?)?|代表[省市区县]政府",
    '[共总合]计|[均皆]?[为是系]|达到?|[“”"]',
)
_WORDS = (
    "一年来 年内 全年 报告期 报告期内 统计期内 自 从 起 至 到 止 期间 期内 以来 暂 "
    "总共 一共 共 累计 总数 总数量 数量 件数 总量 量 有 计 均 皆 都 全部 全 各 "
    "其中 包括 包含 含 另外 另有 另 还有 以及 并且 并 且 而 后 被 以 就 由 对 向 在 因 故 剩余 剩 其余 余下 仅 只 "
    "已经 已 了 过 所 的 地 之 前 时 按照 按 依照 依据 根据 依法依规 依法 依规 规定 法定 时限 期限 时间 程序 要求 "
    "按时 按期 如期 限期 及时 准时 严格 认真 妥善 规范 积极 高效 顺利 有效 正式 实际 完成 "
    "作出 做出 出具 给予 予以 进行 实施 收取 也 亦 "
    "政府信息公开 政务信息公开 信息公开 政务公开 政府信息 政务信息 信息 工作 事宜 相关 有关 关于 涉及 针对 "
    "因为 由于 原因 引起 引发 导致 产生 提起 提出 提交 申请人 当事人 群众 公众 社会 他人 发生 出现 存在 形成 经 "
    "方面 情况 情形 现象 问题 类别 类 类型 等 各类 各种 案件 案 事项 内容 结果 办理结果 处理结果 告知 件 中 主体 "
    "属于 属 涉 项 个 及 和 与 或 、"
).split()
# No clause that is known is longer.
_LONGEST = 120
_NOT = "尚未|从未|并未|未曾|没有|未|没|无"
_AND = re.compile("[和及与、或]")


def _counts() -> Iterable[tuple[str, str]]:
    for index, count in enumerate(WORDED):
        yield f"c{index}", "|".join(count.words)


def _named(prefix: str, things: Iterable[tuple[str, tuple[str, ...]]]) -> Iterable[tuple[str, str]]:
    for index, (_, words) in enumerate(things):
        yield f"{prefix}{index}", "|".join(words)


_DOCUMENTS = tuple((group.code, group.words) for group in (*DOCUMENTS, *DECISIONS))
_ASPECTS = tuple((aspect.code, aspect.words) for aspect in (*RESULT_ASPECTS, *DOCUMENT_ASPECTS, *DECISION_ASPECTS))
# The commonest fillers, tried first: no other word begins as they do.
_COMMONEST = "其中|全年|[的已共、和及与达含]|20[0-9][0-9]年(?!度?(?:结转|转入|顺延))(?:度|内|底|末)?"
_FILLER_NAMES = frozenset({"common", "filler"})
_TOKENS = (
    ("common", _COMMONEST),
    ("came", CARRIED_FROM_YEAR),
    ("went", CARRIED_TO_YEAR),
    *_counts(),
    ("request", "|".join(REQUEST)),
    *_named("a", _ASPECTS),
    *_named("d", _DOCUMENTS),
    ("no", _NOT),
    ("filler", "|".join((*_PATTERNS, *sorted(_WORDS, key=len, reverse=True)))),
)
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _TOKENS))
# What the name of a token stands for, by the field of a clause that it goes into.
_MEANINGS: dict[str, tuple[str, str]] = {
    **{f"c{index}": ("counts", count.code) for index, count in enumerate(WORDED)},
    **{f"a{index}": ("aspects", code) for index, (code, _) in enumerate(_ASPECTS)},
    **{f"d{index}": ("documents", code) for index, (code, _) in enumerate(_DOCUMENTS)},
}
_YEAR = re.compile("20[0-9][0-9]")
_DISCLOSURE = re.compile(ABOUT_DISCLOSURE)


class Clause(NamedTuple):
    """What the words beside a number say.  ``known``: there is no other word among them."""

    known: bool
    counts: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    # The clause itself says that requests for information are meant.
    request: bool = False
    denials: int = 0
    # Counts that are named together: "予以公开和部分公开".
    joined: bool = False
    # Years in "2022年结转的" and "结转至2024年".
    came: int | None = None
    went: int | None = None
    year: int | None = None

    @property
    def counting(self) -> bool:
        return bool(self.counts or self.aspects or self.documents or self.came or self.went)

    def of(self, *kinds: Kind) -> tuple[str, ...]:
        return tuple(code for code in self.counts if COUNTS[code].kind in kinds)


_UNKNOWN = Clause(known=False)
_EMPTY = Clause(known=True)


def _is_own(name: str, agency: str) -> bool:
    """Whether a short name is the agency's: its characters in their order.

    "市政府" may be the whole city or its government alone, so it is nobody's.
    """
    if name.endswith("政府") and agency.endswith("政府") and not agency.endswith(("镇人民政府", "乡人民政府")):
        return False
    rest = iter(agency)
    return len(name) > 1 and all(character in rest for character in name)


_NAME = re.compile(f"[\u4e00-\u9fff]{{1,20}}?(?:{_BODY}|政府)")


def own_name(text: str, start: int, agency: str) -> int:
    """Where the agency's own name that begins at ``start`` ends; ``start`` where none begins."""
    end = start
    if text[start : start + 1] in agency:
        while found := _NAME.match(text, end):
            if not _is_own(text[start : found.end()], agency):
                break
            end = found.end()
    return end


@lru_cache(maxsize=4096)
def read_clause(text: str, agency: str = "") -> Clause:
    if not text:
        return _EMPTY
    if len(text) > _LONGEST:
        return _UNKNOWN
    tokens: list[tuple[str, str]] = []
    position = own_name(text, 0, agency)
    while position < len(text):
        if token := _TOKEN.match(text, position):
            tokens.append((token.lastgroup or "", token[0]))
            position = token.end()
        elif (after := own_name(text, position, agency)) > position:
            position = after
        else:
            return _UNKNOWN
    return _clause(tokens, text)


def _clause(tokens: list[tuple[str, str]], text: str) -> Clause:
    found: dict[str, dict[str, None]] = {"counts": {}, "aspects": {}, "documents": {}}
    years: dict[str, int] = {}
    denials = 0
    for name, word in tokens:
        if name in _MEANINGS:
            field, code = _MEANINGS[name]
            found[field][code] = None
        elif name == "no":
            denials += 1
        elif "20" in word:
            years["year" if name in _FILLER_NAMES else name] = int(_YEAR.findall(word)[-1])
    return Clause(
        known=True,
        counts=tuple(found["counts"]),
        aspects=tuple(found["aspects"]),
        documents=tuple(found["documents"]),
        request=bool(_DISCLOSURE.search(text)),
        denials=denials,
        joined=bool(_AND.search(text)),
        came=years.get("came"),
        went=years.get("went"),
        year=years.get("year"),
    )
