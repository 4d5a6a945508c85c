"""The title of a report, and the agency and year that are printed in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.agency_names import without_national_prefix
from archive.divisions import read_path
from ingest.parse.dates import YEAR, read_year
from ingest.parse.names import as_name
from ingest.parse.normalise import fold_in_place, tidy

_YEAR = f"{YEAR}(?:年度|年|度)?"
_YEARS = re.compile(f"[(\\[]?(?P<year>{YEAR})(?:年度|年|度)?[)\\]]?")
_NOUN = "(?:政府信息|政务信息|政务|信息)公开"
# No two of these can stand for the same words: such a choice, repeated, would take for ever.
_MIDDLE = f"(?:工作|情况|进展|[年度的和与及暨()]|(?:政府信息|政务)公开|{YEAR}){{0,16}}?"
_TAIL = "(?:总结报告|报告表?|年报表?|总结|年度报$)"
_TITLE = re.compile(f"(?P<before>[^。;!?,:>|=]{{0,70}}?)(?P<noun>{_NOUN}){_MIDDLE}{_TAIL}")

# What is printed in front of a title without being part of it.
_PREFIX = re.compile(
    r"(?:\[bookmark:[^\]]*\]|附件\d{0,2}[:.、]?|附:|[(\[【]?图解[)\]】:]?|[《(\[【](?:示例|样例|范例|样式|参考)[》)\]】]|(?:信息|文件)?(?:标题|名称|题名):"
    r"|[#*<《〈「『\"'“‘]|\d{1,2}[、.](?!\d))+"
)
_CLOSING = "》〉」』\"'”’*#>"
_NOTICE = "的?(?:公示|公告|通知|通告|函|请示)"
_ASIDE = re.compile(r"[(—]+(?P<name>[^()—]{3,40})[)]?")
# What may follow the title's last word on its line: words that belong to it, then what does not.
_AFTER = re.compile(
    rf"(?P<kept>[{_CLOSING}]?(?:[(\[]?{_YEAR}[)\]]?|(?P<notice>{_NOTICE})|{_ASIDE.pattern}|[及和暨](?:{_YEAR})?(?:下一步)?工作(?:计划|打算|安排)){{0,3}})"
    rf"(?:[{_CLOSING}]|[(\[【](?:图解|全文)[)\]】]|\.(?:docx?|wps|pdf|txt|html?|rtf)|[_|].*|-+[^-].*)*"
)
_LEAD = re.compile("^(?:[-—_、.《<]|现将|公开|公布|发布|印发|报送|上报|呈报|公示|做好|编制)*")
_TRAIL = re.compile(r"(?:开展|推进|(?<=海关)关区|[的年度—_、.(\[【-])+$")
_NO_AGENCY = re.compile(
    r"^(?:我|本(?!溪)|各|该|全[省市州县区旗镇乡局]|此|根据|按照)|公开(?!办|领导|工作办|中心)"
    r"|\d{3}(?!\d*(?:团|医院|中学|厂|[大支]?队))"
)
_NO_TITLE = re.compile("首页|位置|栏目|中华人民共和国$|格式|指南|目录|[—-]$")
_YEAR_ALONE = re.compile(f"[(\\[]?{_YEAR}[)\\]]?")
# Names that want the line above them to be a name.
_TORSO = re.compile("(?:人民政府)?(?:办公室|办公厅)?|(?:管理)?委员会|办事处|管理局")
# Names that are no agency without the divisions above them; lines that are nothing but a division.
_OWN_LEVEL = re.compile("[省市区县旗州盟](?=..)")
_NATIONAL = ("国家", "中国", "中华", "新疆生产")
_DIVISION = re.compile("(?![本全我各该])[㐀-鿿]{1,4}(?:[省市县旗盟]|自治[州县])")
# What a government's own bodies, other than its departments, are named after it.
_OF_GOVERNMENT = re.compile(".*(?:办公室|办公厅|办事处|研究室|参事室|国有资产监督管理委员会)")
# A line longer than this is no part of a title, but may begin with one.
_LONGEST = 80
_MOST_LINES = 4
_MOST_ABOVE = 3
# Without these no words are a title's.
_TAIL_HINT = re.compile("[报報总總]")


@dataclass(frozen=True, slots=True)
class Title:
    """``text`` is as printed, on one line and without spaces; of several ``years`` none is certain."""

    text: str
    agency: str
    years: tuple[int, ...]
    # The words of a notice stand around the title of the report.
    notice: bool
    # Where the words 政府信息公开 begin in the line as given.
    noun_at: int

    @property
    def year(self) -> int | None:
        return self.years[0] if len(self.years) == 1 else None

    @property
    def rank(self) -> int:
        """How much the title tells."""
        return 4 * bool(self.agency) + 2 * bool(self.years) + (not self.notice)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that may be part of a title: printed without spaces, in a block that may hold more."""

    printed: str
    block: int
    whole: bool = True


@dataclass(frozen=True, slots=True)
class PrintedTitle:
    """A title and the lines it stands on."""

    title: Title
    first: Line
    last: Line
    # The name on a line of its own below the title.
    byline: str = ""


def read_title(text: str) -> Title | None:
    """The title that a line consists of, apart from what converters, sites and notices put around it."""
    if not _TAIL_HINT.search(text):
        return None
    printed = "".join(tidy(text).split())
    folded = fold_in_place(printed)
    prefix = _PREFIX.match(folded)
    start = prefix.end() if prefix else 0
    match = _TITLE.match(folded, start)
    after = _AFTER.fullmatch(folded, match.end()) if match else None
    if match is None or after is None or _NO_TITLE.search(match["before"]):
        return None
    end = after.end("kept")
    agency = _agency(printed[start : match.end("before")], match["noun"]) or _aside(printed[match.end() : end])
    if not agency and match["before"] and not _is_year_or_verb(match["before"]):
        return None
    years = _years(folded[start : match.end()]) or _years(folded[match.end() : end])
    return Title(_unwrapped(printed[start:end]), agency, years, _is_notice(match, after), match.start("noun"))


def _years(folded: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(read_year(found["year"]) for found in _YEARS.finditer(folded)))


def _is_notice(title: re.Match[str], after: re.Match[str]) -> bool:
    return bool(after["notice"]) or title["before"].startswith("关于")


def _is_year_or_verb(before: str) -> bool:
    """Nothing but a year, or words such as 关于公布, stands before the title's first word."""
    return not _without_year(before) or bool(_NO_AGENCY.search(_without_year(before)))


def _without_year(words: str) -> str:
    rest = _YEARS.sub("", words).replace("关于", "")
    return _TRAIL.sub("", _LEAD.sub("", rest))


def _unwrapped(printed: str) -> str:
    """A closing bracket whose opening one was left out goes, too."""
    inside = printed.rstrip(_CLOSING) if "《" not in printed else printed
    return inside or printed


def _agency(before: str, noun: str) -> str:
    """The agency among the words printed before 政府信息公开."""
    words = "".join(_cut_years(before))
    head, _, tail = words.rpartition("关于")
    name = _trimmed(tail) or _trimmed(head)
    if name.endswith("人民") and noun.startswith("政府"):
        name += "政府"
    return "" if len(name) < 2 or _NO_AGENCY.search(name) else name


def _cut_years(printed: str) -> Iterable[str]:
    at = 0
    for found in _YEARS.finditer(fold_in_place(printed)):
        yield printed[at : found.start()]
        at = found.end()
    yield printed[at:]


def _trimmed(words: str) -> str:
    return _TRAIL.sub("", _LEAD.sub("", words))


def _aside(printed: str) -> str:
    """An agency named behind the title, in brackets or after a dash."""
    for found in _ASIDE.finditer(fold_in_place(printed)):
        name = as_name(printed[found.start("name") : found.end("name")])
        if name:
            return name
    return ""


def title_lines(paragraphs: Iterable[tuple[int, str]], most: int) -> tuple[Line, ...]:
    """Lines that may hold a title; of a long paragraph, the words at its beginning."""
    lines: list[Line] = []
    for block, text in paragraphs:
        words = tidy(text[: 4 * _LONGEST]).split()
        printed = "".join(words)
        if printed and len(printed) <= _LONGEST:
            lines.append(Line(printed, block))
        else:
            lines.extend(Line(word, block, whole=False) for word in words[:16] if len(word) <= _LONGEST)
        if len(lines) >= most:
            break
    return tuple(lines)


def find_title(lines: Sequence[Line]) -> PrintedTitle | None:
    """The title that tells most; of equals, the first."""
    best: PrintedTitle | None = None
    for index, line in enumerate(lines):
        found = _title_at(lines, index) if "政" in line.printed or "信" in line.printed else None
        if found and (best is None or found.title.rank > best.title.rank):
            best = found
    return best


def _title_at(lines: Sequence[Line], index: int) -> PrintedTitle | None:
    """A title whose words 政府信息公开 begin on this line, with the lines around it that belong to it."""
    words = ""
    for last in range(index, min(index + _MOST_LINES, len(lines))):
        words += lines[last].printed
        title = read_title(words) if len(words) <= _LONGEST else None
        if title and title.noun_at < len(lines[index].printed):
            return _extended(lines, index, last, words, title)
    return None


def _extended(lines: Sequence[Line], first: int, last: int, words: str, title: Title) -> PrintedTitle:
    if not title.years and last + 1 < len(lines) and _YEAR_ALONE.fullmatch(fold_in_place(lines[last + 1].printed)):
        last += 1
        words += lines[last].printed
        title = read_title(words) or title
    for _ in range(_MOST_ABOVE):
        above = _with_line_above(lines, first, words, title)
        if above is None:
            break
        first, words, title = first - 1, lines[first - 1].printed + words, above
    byline = as_name(lines[last + 1].printed) if not title.agency and last + 1 < len(lines) else ""
    return PrintedTitle(title, lines[first], lines[last], byline)


def _with_line_above(lines: Sequence[Line], first: int, words: str, title: Title) -> Title | None:
    """The title with the line above it, where that line has the agency or the year that it lacks."""
    above = lines[first - 1].printed if first else ""
    if not above or not (_lacks(title, above) or _begins_name(above, title.agency)):
        return None
    longer = read_title(above + words)
    return longer if longer and len(longer.years) <= max(1, len(title.years)) else None


def _lacks(title: Title, above: str) -> bool:
    """Whether the line above has the agency, the beginning of its name, or the year that the title is without."""
    if _TORSO.fullmatch(title.agency) and read_path(above).codes and as_name(above + title.agency):
        return not above.endswith("政府") or not title.agency.startswith("人民政府")
    if title.years and title.agency and not _TORSO.fullmatch(title.agency):
        return False
    is_year = _YEAR_ALONE.fullmatch(fold_in_place(above)) is not None and not title.years
    return is_year or bool(as_name("".join(_cut_years(above))))


def _begins_name(above: str, agency: str) -> bool:
    """Whether a name that seems whole goes on from the line above: 国家税务总局, 海淀区, 大足区人民政府."""
    if not agency or _OWN_LEVEL.match(agency):
        return False
    if without_national_prefix(f"{above}某") == "某":
        return not agency.startswith(_NATIONAL)
    path, own = read_path(above), read_path(agency)
    if path.end == len(above) > 0 or _DIVISION.fullmatch(above):
        return not own.codes or read_path(above + agency).end == len(above) + own.end
    of_government = above.endswith("政府") and _OF_GOVERNMENT.fullmatch(agency) and not agency.startswith("政府")
    return bool(of_government and not own.codes and as_name(above))
