"""Whose report it is, of which year, and when it was published and signed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from ingest.document import Document, Paragraph, Table
from ingest.parse.dates import YEAR, Periods, find_periods, first_date, read_year
from ingest.parse.imprint import CLEAR, Signature, find_signature, published_date, source_name
from ingest.parse.names import as_name
from ingest.parse.normalise import squeeze
from ingest.parse.sections import split_sections
from ingest.parse.title import PrintedTitle, Title, find_title, read_title, title_lines

# How far from the top a title, a date line, or a sentence about the report itself may stand.
_TITLE_LINES = 40
_TOP_PARAGRAPHS = 14
_TOP_CHARACTERS = 400
_TOP_TABLES = 2
_TOP_CELLS = 40
# How many lines at the end may tell the day of publication.
_BOTTOM_PARAGRAPHS = 5
_BOTTOM_CHARACTERS = 60

_PUBLISHED_AS = re.compile(
    r"(?:公布|发布|编制|公开|制作|撰写|形成)[了的]?《?(?P<title>[^,。;:、《》()]{4,50}?公开[^,。;:、《》()]{0,12}?(?:报告|年报))"
)
_REASON = r"(?:要求|规定|精神|条例》|》),?"
_COMPILE = "(?:特此|特|现|组织)?(?:编制|编写|制作|撰写|公布|向社会)"
_COMPILED_BY = re.compile(
    r"(?:报告|年报)(?:是)?由(?P<by>[^,。;:、()]{3,40}?)(?:根据|依据|按照|依照|遵照|负责|编制|制作|撰写|结合)"
    rf"|{_REASON}(?:现)?由(?P<from>[^,。;:、()]{{3,40}}?){_COMPILE}"
    rf"|{_REASON}(?P<of>[^,。;:、()]{{3,40}}?){_COMPILE}"
    rf"|(?:公布|发布|公开)了?(?P<about>[^,。;:、()]{{3,40}}?){YEAR}(?:年度|年)[^,。;:]{{0,12}}公开"
)
_OPENS_WITH_YEAR = re.compile(f"(?P<year>{YEAR})年")

_AGENCY_FROM = {
    "signature": "落款",
    "byline": "题名下的署名",
    "prose": "正文的说明",
    "source": "网页的来源",
}
_YEAR_FROM = {"period": "统计期限", "opening": "第一章首句"}


@dataclass(frozen=True, slots=True)
class Identity:
    """What the report says of itself.

    ``printed_agency`` is the name as printed at ``agency_source``; ``year_source`` is title, period or
    opening, "" where no year was read; ``body_start`` is the first block after the title.
    """

    title: str
    printed_agency: str
    agency_source: str
    year: int | None
    year_source: str
    published: date | None
    signed: date | None
    signed_as: str
    warnings: tuple[str, ...]
    body_start: int


def find_identity(document: Document) -> Identity:
    paragraphs = [(i, block) for i, block in enumerate(document.blocks) if isinstance(block, Paragraph)]
    periods = find_periods("\n".join(paragraph.text for _, paragraph in paragraphs))
    body = _title_in_body(document, paragraphs)
    top = _top(document, paragraphs)
    title, title_warning = _choose(_headline(document), body.title if body else None, periods)
    told = _title_in_prose(top) if title is None or not title.agency else None
    start = _body_start(body)
    signature = find_signature([(i, paragraph) for i, paragraph in paragraphs if i >= start])
    agency, agency_source = _agency(document, title, body, told, signature, top)
    named = title or told
    year, year_source = _year(document, named, periods, start)
    published = _published(document, top, _bottom(paragraphs)) or (signature.signed if signature else None)
    warnings = (
        *title_warning,
        *_title_warnings(title, told),
        *_agency_warnings(agency, agency_source),
        *_year_warnings(named, year, year_source, periods, published),
    )
    return Identity(
        title=named.text if named else "",
        printed_agency=agency,
        agency_source=agency_source,
        year=year,
        year_source=year_source,
        published=published,
        signed=signature.signed if signature else None,
        signed_as=signature.name if signature else "",
        warnings=warnings,
        body_start=start,
    )


def _title_in_body(document: Document, paragraphs: Sequence[tuple[int, Paragraph]]) -> PrintedTitle | None:
    """Among the first lines, or else in the tables that stand above the report."""
    found = find_title(title_lines(((i, p.text) for i, p in paragraphs if p.text), _TITLE_LINES))
    if found:
        return found
    tables = islice(((i, b) for i, b in enumerate(document.blocks) if isinstance(b, Table)), _TOP_TABLES)
    cells = ((i, cell.text) for i, table in tables for cell in islice(table.cells(), _TOP_CELLS))
    return find_title(title_lines(cells, _TITLE_LINES))


def _body_start(body: PrintedTitle | None) -> int:
    if body is None:
        return 0
    return body.last.block + body.last.whole


def _top(document: Document, paragraphs: Sequence[tuple[int, Paragraph]]) -> tuple[str, ...]:
    """What is printed first: lines of the tables above the report, and the first paragraphs."""
    tables = islice((block for block in document.blocks[:_TOP_PARAGRAPHS] if isinstance(block, Table)), _TOP_TABLES)
    rows = (" ".join(cell.text for cell in row) for table in tables for row in table.rows[:_TOP_CELLS])
    printed = (paragraph.text[:_TOP_CHARACTERS] for _, paragraph in paragraphs if paragraph.text.strip())
    return (*rows, *islice(printed, _TOP_PARAGRAPHS))


def _headline(document: Document) -> Title | None:
    """The title of the web page; a file's own title is often left over from a template."""
    if document.format != "html":
        return None
    texts = chain((document.metadata.get("title", ""),), (paragraph.text for paragraph in document.surroundings))
    titles = filter(None, (read_title(text) for text in texts if "公" in text and len(text) < 160))
    return max(titles, key=lambda title: title.rank, default=None)


def _choose(headline: Title | None, body: Title | None, periods: Periods) -> tuple[Title | None, tuple[str, ...]]:
    """Headline or title in the body: the one that tells more, then the headline."""
    if headline is None or body is None:
        return headline or body, ()
    if headline.year and body.year and headline.year != body.year:
        fits = body if body.year in periods.stated and headline.year not in periods.stated else headline
        return fits, (f"网页标题与正文题名的年份不一致：标题为{headline.year}年，题名为{body.year}年",)
    return (body if body.rank > headline.rank else headline), ()


def _title_in_prose(top: Sequence[str]) -> Title | None:
    """The title as a first sentence quotes it: 现公布某局2023年政府信息公开工作年度报告."""
    for text in top:
        for match in _PUBLISHED_AS.finditer(squeeze(text)):
            title = read_title(match["title"])
            if title and title.agency and title.years and as_name(title.agency):
                return title
    return None


def _agency(
    document: Document,
    title: Title | None,
    body: PrintedTitle | None,
    told: Title | None,
    signature: Signature | None,
    top: Sequence[str],
) -> tuple[str, str]:
    if title and title.agency:
        return title.agency, "title"
    if signature and signature.name:
        return signature.name, "signature"
    if body and body.byline:
        return body.byline, "byline"
    prose = told.agency if told else _compiler(top)
    if prose:
        return prose, "prose"
    source = _source(document, top)
    return (source, "source") if source else ("", "")


def _compiler(top: Sequence[str]) -> str:
    for text in top:
        for match in _COMPILED_BY.finditer(squeeze(text)):
            name = as_name(match[match.lastgroup or 0])
            if name:
                return name
    return ""


def _source(document: Document, top: Sequence[str]) -> str:
    lines = (*(paragraph.text for paragraph in document.surroundings), *top)
    named = (as_name(document.metadata.get(name, "")) for name in ("source", "author"))
    return source_name(lines) or next(filter(None, named), "")


def _year(document: Document, title: Title | None, periods: Periods, start: int) -> tuple[int | None, str]:
    if title and title.year:
        return title.year, "title"
    for years in (periods.stated, periods.mentioned):
        if len(years) == 1:
            return next(iter(years)), "period"
        if years:
            return None, ""
    opening = next(_opening_years(document, start), None)
    return opening, "opening" if opening else ""


def _opening_years(document: Document, start: int) -> Iterator[int]:
    """The year with which the first chapter opens."""
    first = next((section for section in split_sections(document, body_start=start) if section.number), None)
    for paragraph in first.paragraphs[:1] if first else ():
        match = _OPENS_WITH_YEAR.match(squeeze(paragraph.text[:40]))
        if match:
            yield read_year(match["year"])


def _bottom(paragraphs: Sequence[tuple[int, Paragraph]]) -> Iterator[str]:
    """The short lines at the end of the report."""
    printed = (paragraph.text.strip() for _, paragraph in reversed(paragraphs))
    last = islice(filter(None, printed), _BOTTOM_PARAGRAPHS)
    return (line for line in last if len(line) <= _BOTTOM_CHARACTERS)


def _published(document: Document, top: Sequence[str], bottom: Iterable[str]) -> date | None:
    around = published_date(paragraph.text for paragraph in document.surroundings)
    stated = document.metadata.get("published", "") if document.format == "html" else ""
    return around or (first_date(stated) if stated else None) or published_date(top) or published_date(bottom, CLEAR)


def _title_warnings(title: Title | None, told: Title | None) -> Iterator[str]:
    if title is None:
        yield "没有读到题名，题名取自正文的说明" if told else "没有读到题名"


def _agency_warnings(agency: str, source: str) -> Iterator[str]:
    if not agency:
        yield "没有读到机关名称"
    elif source != "title":
        yield f"题名中没有机关名称，机关名称取自{_AGENCY_FROM[source]}：{agency}"


def _year_warnings(
    title: Title | None, year: int | None, source: str, periods: Periods, published: date | None
) -> Iterator[str]:
    if year is None:
        yield "没有读到报告年份"
    elif source != "title":
        several = "、".join(map(str, title.years)) if title else ""
        without = f"题名中有几个年份（{several}）" if several else "题名中没有年份"
        yield f"{without}，年份取自{_YEAR_FROM[source]}：{year}年"
    elif periods.stated and periods.stated != {year}:
        stated = "、".join(f"{other}年" for other in sorted(periods.stated))
        yield f"题名年份与统计期限不一致：题名为{year}年，统计期限为{stated}"
    if year and published and published < date(year, 12, 1):
        yield f"公布日期早于报告年度结束：报告年份为{year}年，公布于{published.isoformat()}"
