"""A whole report around the tables: title, headings, prose, signature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tests.layouts.forms import Printer, Wording
from tests.layouts.grids import Grid, cut

AGENCY = "甲乙县丙丁镇人民政府"
PROSE = (
    "本机关认真贯彻落实条例，坚持以公开为常态、不公开为例外，及时回应社会关切，各项工作有序开展。",
    "一是加强组织领导，调整充实工作领导小组，明确专人负责；二是完善制度，规范流程，强化监督考核。",
    "全年通过门户网站主动公开信息217条，其中公开栏公开56条，微信公众号公开161条，回复率达100%。",
    "下一步将加大培训力度，提高业务人员水平，丰富公开形式，更好地满足群众的知情权、参与权、监督权。",
)
NUMERALS = "一二三四五六"
HEADINGS = ("一、", "（一）", "1、", "1.", "")


@dataclass(frozen=True, slots=True)
class Noise:
    """What stands around and within tables that is no part of them."""

    caption: str = ""
    note: str = ""
    # Tables go on behind a page break; what is printed at the foot of the page.
    breaks: bool = False
    page_mark: str = ""
    heads_again: bool = False


QUIET = Noise()
CAPTIONS = ("", "（单位：件）", "单位：件、万元", "表1 政府信息公开情况统计表", "具体情况见下表：", "见下表。")
NOTES = ("", "注：本表数据统计截止日期为12月31日。", "备注：", "*以上数据均为本机关数据", "（此表由本机关填报）")
PAGE_MARKS = ("", "- 3 -", "— 3 —", "第 3 页 共 8 页", "第3页", "－3－")


def any_noise(rng: Random) -> Noise:
    return Noise(
        rng.choice(CAPTIONS), rng.choice(NOTES), rng.random() < 0.4, rng.choice(PAGE_MARKS), rng.random() < 0.3
    )


@dataclass(frozen=True)
class Report:
    """``parts`` in reading order: paragraphs are strings, tables are grids."""

    title: str
    parts: tuple[str | Grid, ...]
    # The headings among the paragraphs.
    headings: frozenset[str] = field(default=frozenset())

    def grids(self) -> Iterator[Grid]:
        yield from (part for part in self.parts if not isinstance(part, str))


def compose(
    printer: Printer, wording: Wording, year: int, rng: Random, heading: str = "一、", noise: Noise = QUIET
) -> Report:
    title = f"{AGENCY}{year}年政府信息公开工作年度报告"
    parts: list[str | Grid] = []
    headings = set()
    for section in printer.form.sections:
        headed = wording.words(_numbered(heading, section.number) + section.heading)
        headings.add(headed)
        tables = [piece for table in printer.tables(section.number) for piece in _surrounded(table, noise, rng)]
        parts += [headed, *(tables or rng.sample(PROSE, 2))]
    signature = (AGENCY, f"{year + 1}年1月15日")
    return Report(title, (*parts, *signature), frozenset(headings))


def _surrounded(table: Grid, noise: Noise, rng: Random) -> Iterator[str | Grid]:
    pieces = (noise.caption, *_paged(table, noise, rng), noise.note)
    yield from (piece for piece in pieces if piece)


def _paged(table: Grid, noise: Noise, rng: Random) -> Iterator[str | Grid]:
    """Rows of numbers stay whole; long tables break once."""
    first = _first_numbers(table)
    if not noise.breaks or len(table) - first < 4:
        yield table
        return
    upper, lower = cut(table, rng.randint(first + 1, len(table) - 1), say_again=rng.random() < 0.3)
    yield upper
    yield noise.page_mark
    stacked = any(not any(piece.number for piece in line) for line in table[first:])
    yield (*table[:first], *lower) if noise.heads_again and not stacked else lower


def _first_numbers(table: Grid) -> int:
    return next(index for index, line in enumerate(table) if any(piece.number for piece in line))


def _numbered(style: str, number: int) -> str:
    return style.replace("一", NUMERALS[number - 1]).replace("1", str(number))
