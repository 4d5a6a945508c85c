"""When a report was published, and who signed it when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from ingest.document import Paragraph
from ingest.parse.dates import find_dates, first_date, words_beside_date
from ingest.parse.names import as_name
from ingest.parse.normalise import fold

_LABEL = re.compile("时间|日期|時間")
_AFTER_LABEL = re.compile(r"\s*[:：\]】|]?\s*(?=[\d二(（\[])")
# What stands before 时间 or 日期, by how clearly it names the day of publication; other words name other days.
_CLEARNESS = {
    **dict.fromkeys("发布 发表 公开 公布 上网 发稿 發布 發表 公開".split(), 0),
    "": 1,
    **dict.fromkeys("信息 生成 录入 更新 成文 发文 印发 制发".split(), 2),
}
CLEAR, _UNCLEAR = 0, 2
_NO_WORD = re.compile(".*[^㐀-鿿]", re.S)
_SOURCE = re.compile(
    r"(?:信息来源|稿件来源|文章来源|来源|发布机构|发布单位|发文机关|发文单位|公开机构|责任部门|作者|所属机构)(?:\s*[:|]|\s*\n)\s*(?P<name>[^\s:|]+)"
)
_DATE_REACH = 24
_MOST_LABELS = 40
_MOST_DATED_LINES = 200
# Ends like a date: 日, or 2018.01.25.
_DATED = re.compile(r"[日号]\W*$|(?:19|20|１９|２０)\S\S?[-./．]\S+$")
_WORD_ENDS = re.compile(r"[\s。；;]+")
_LONGEST_SIGNATURE = 70
_SHORTEST_SIGNATURE = 8


@dataclass(frozen=True, slots=True)
class Signature:
    """``block`` is where the date, or else the name, stands."""

    name: str
    signed: date | None
    block: int


def published_date(lines: Iterable[str], least_clear: int = _UNCLEAR) -> date | None:
    """The date that the lines around a report give most clearly as the day of its publication."""
    text = "\n".join(lines)
    dates = (_labelled_date(text, label) for label in islice(_LABEL.finditer(text), _MOST_LABELS))
    clearest = min(filter(None, dates), key=lambda found: found[0], default=None)
    return clearest[1] if clearest and clearest[0] <= least_clear else None


def _labelled_date(text: str, label: re.Match[str]) -> tuple[int, date] | None:
    clearness = _CLEARNESS.get(_NO_WORD.sub("", text[max(0, label.start() - 2) : label.start()]))
    after = _AFTER_LABEL.match(text, label.end()) if clearness is not None else None
    day = first_date(text[after.end() : after.end() + _DATE_REACH]) if after else None
    return (clearness, day) if clearness is not None and day else None


def source_name(lines: Iterable[str]) -> str:
    """The body that the page names as its source or publisher."""
    names = (as_name(found["name"]) for found in islice(_SOURCE.finditer(fold("\n".join(lines))), _MOST_LABELS))
    return next(filter(None, names), "")


def find_signature(paragraphs: Sequence[tuple[int, Paragraph]]) -> Signature | None:
    """The last date that stands alone or beside a name, with the name beside, above or below it."""
    long_enough = (at for at, item in enumerate(paragraphs) if len(item[1].text) >= _SHORTEST_SIGNATURE)
    last = (at for at in reversed(tuple(long_enough)) if _may_be_signature(paragraphs[at][1].text))
    for at in islice(last, _MOST_DATED_LINES):
        block, paragraph = paragraphs[at]
        found = words_beside_date(paragraph.text)
        name = as_name(found[1]) if found else ""
        if found and (name or not found[1]):
            return Signature(name or _name_near(paragraphs, at), found[0].value, block)
    return _signature_at_end(paragraphs)


def _may_be_signature(text: str) -> bool:
    return len(text.strip()) <= _LONGEST_SIGNATURE and bool(_DATED.search(text))


def _name_near(paragraphs: Sequence[tuple[int, Paragraph]], at: int) -> str:
    above = next((p.text for _, p in reversed(paragraphs[max(0, at - 4) : at]) if p.text.strip()), "")
    below = next((p.text for _, p in paragraphs[at + 1 : at + 4] if p.text.strip()), "")
    return as_name(above) or as_name(below)


def _signature_at_end(paragraphs: Sequence[tuple[int, Paragraph]]) -> Signature | None:
    """Without a date on a line of its own: the last words of the last paragraph."""
    last = next((item for item in reversed(paragraphs) if item[1].text.strip()), None)
    if last is None:
        return None
    words = _WORD_ENDS.split(last[1].text[-_LONGEST_SIGNATURE:])
    name, day = "", None
    for word in reversed(words[1:] if len(last[1].text) > _LONGEST_SIGNATURE else words):
        found = tuple(find_dates(word))
        if found and day is None and fold(word).startswith(found[0].printed):
            day = found[0].value
            continue
        name = as_name(word)
        break
    return Signature(name, day, last[0]) if name or day else None
