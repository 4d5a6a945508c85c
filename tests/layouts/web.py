"""Web pages: every way of marking up tables that sites and their editors were seen to use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from random import Random

from tests.layouts.cases import Case
from tests.layouts.grids import Grid, Piece, broken, cut, placed
from tests.layouts.reports import Report

CellWriter = Callable[[Piece, Random], str]
TableWriter = Callable[["WebLayout", Grid, Random], str]
PageWriter = Callable[[str, str], str]


@dataclass(frozen=True)
class WebLayout:
    """``spans`` says what becomes of rowspan and colspan; the rest how cells, tables and the page are written."""

    name: str
    spans: Callable[[Grid, Random], Grid]
    cell: CellWriter
    table: TableWriter
    page: PageWriter
    encoding: str = "utf-8"
    # Cells that spans cover have lost their places.
    loses_places: bool = False

    def is_certain(self, case: Case) -> bool:
        return not (self.loses_places and case.is_bare)

    def misleads(self, case: Case) -> bool:
        return False

    def write(self, report: Report, rng: Random) -> bytes:
        parts = [self._part(part, rng) for part in report.parts]
        return self.page(escape(report.title), "\n".join(parts)).encode(self.encoding)

    def _part(self, part: str | Grid, rng: Random) -> str:
        return f"<p>{escape(part)}</p>" if isinstance(part, str) else self.table(self, part, rng)

    def rows(self, grid: Grid, rng: Random, tag: str = "td") -> str:
        lines = ("".join(_cell(piece, self.cell(piece, rng), tag) for piece in line) for line in grid)
        return "".join(f"<tr>{line}</tr>" for line in lines)


def _cell(piece: Piece, inner: str, tag: str) -> str:
    rowspan = f' rowspan="{piece.rowspan}"' if piece.rowspan > 1 else ""
    colspan = f' colspan="{piece.colspan}"' if piece.colspan > 1 else ""
    return f"<{tag}{rowspan}{colspan}>{inner}</{tag}>"


# -- what becomes of spans --


def _kept(grid: Grid, rng: Random) -> Grid:
    return grid


def _missing(grid: Grid, rng: Random) -> Grid:
    return tuple(tuple(replace(piece, rowspan=1, colspan=1) for piece in line) for line in grid)


def _padded(grid: Grid, rng: Random) -> Grid:
    """Covered places are empty cells of their own."""
    return tuple(
        tuple(Piece(place.piece.text if place.own else "", number=place.piece.number) for place in row)
        for row in placed(grid)
    )


def _said_again(grid: Grid, rng: Random) -> Grid:
    return tuple(tuple(replace(place.piece, rowspan=1, colspan=1) for place in row) for row in placed(grid))


def _rows_missing(grid: Grid, rng: Random) -> Grid:
    """Only rowspan is lost: rows below begin too far to the left."""
    return tuple(tuple(replace(piece, rowspan=1) for piece in line) for line in grid)


def _wrong(grid: Grid, rng: Random) -> Grid:
    """Groups span a row too many or too few, as after rows were added by hand."""
    return tuple(tuple(_off(piece, rng) for piece in line) for line in grid)


def _off(piece: Piece, rng: Random) -> Piece:
    return replace(piece, rowspan=piece.rowspan + rng.choice((-1, 0, 1))) if piece.rowspan > 3 else piece


def _too_wide(grid: Grid, rng: Random) -> Grid:
    return tuple(
        tuple(replace(p, colspan=99) if p.colspan > 3 and len(line) == 1 else p for p in line) for line in grid
    )


# -- cells --


def _plain(piece: Piece, rng: Random) -> str:
    return escape(piece.text)


def _word_html(piece: Piece, rng: Random) -> str:
    """As pasted from Word: a paragraph, spans in spans, every character in its own now and then."""
    spelled = "".join(f"<span>{escape(character)}</span>" for character in piece.text)
    inner = spelled if rng.random() < 0.3 else f'<span style="font-size:10.5pt">{escape(piece.text)}</span>'
    return f'\n  <p class="MsoNormal" align="center">\n {inner}<span><o:p></o:p></span></p>\n'


def _spaced(piece: Piece, rng: Random) -> str:
    return f"&nbsp;{escape(piece.text)}&nbsp;\r\n\t"


def _broken(piece: Piece, rng: Random) -> str:
    """Labels are broken by hand."""
    text = escape(broken(piece, "\n", rng) or piece.text)
    return f"<p>{text.replace(chr(10), rng.choice(('<br>', '<br/>', '</p><p>')))}</p>"


# -- tables --


def _one(layout: WebLayout, grid: Grid, rng: Random) -> str:
    return f'<table border="1"><tbody>{layout.rows(layout.spans(grid, rng), rng)}</tbody></table>'


def _headed(layout: WebLayout, grid: Grid, rng: Random) -> str:
    body = layout.spans(grid, rng)
    first = next(index for index, line in enumerate(body) if any(piece.number for piece in line))
    heads, rest = layout.rows(body[:first], rng, "th"), layout.rows(body[first:], rng)
    columns = "<caption>表</caption><colgroup><col><col></colgroup>"
    return f"<table>{columns}<thead>{heads}</thead><tbody>{rest}</tbody></table>"


def _split(layout: WebLayout, grid: Grid, rng: Random) -> str:
    """A table for every page of the Word file it came from."""
    first = next(index for index, line in enumerate(grid) if any(piece.number for piece in line))
    if len(grid) - first < 4:
        return _one(layout, grid, rng)
    upper, lower = cut(grid, rng.randint(first + 1, len(grid) - 1))
    return f"{_one(layout, upper, rng)}<p>&nbsp;</p>{_one(layout, lower, rng)}"


def _nested(layout: WebLayout, grid: Grid, rng: Random) -> str:
    inner = _one(layout, grid, rng)
    return f"<table><tr><td><div><table width='100%'><tr><td>{inner}</td></tr></table></div></td></tr></table>"


def _joined(layout: WebLayout, grid: Grid, rng: Random) -> str:
    """Old markup: capital letters, nothing closed."""
    rows = layout.rows(layout.spans(grid, rng), rng).replace("<tr>", "<TR>").replace("<td", "<TD")
    return f"<TABLE>{rows.replace('</tr>', '').replace('</td>', '')}</TABLE>"


# -- pages --

_HEAD = '<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}</title></head>'
_MENU = "".join(
    f'<li><a href="/{name}">{name}</a></li>' for name in ("首页", "机构职能", "政务公开", "政务服务", "互动交流")
)
_FOOT = '<div class="footer"><p>主办：甲乙县人民政府办公室　网站标识码：1234567890</p><p>ICP备12345678号</p></div>'


def _bare(title: str, body: str) -> str:
    return f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


def _site(title: str, body: str, charset: str = "utf-8") -> str:
    head = _HEAD.format(charset=charset, title=f"{title}_甲乙县人民政府")
    crumbs = "<div class='crumb'>当前位置：<a href='/'>首页</a> &gt; <a href='/nb/'>政府信息公开年报</a></div>"
    dates = "<td>发布日期：</td><td>2024-01-15</td>"
    meta = f"<table class='meta'><tr><td>索引号：</td><td>123-45/2024-00012</td>{dates}</tr></table>"
    article = f"<div class='article'><h1>{title}</h1>{meta}<div id='zoom'>{body}</div></div>"
    side = f"<ul class='side'>{_MENU * 3}</ul>"
    return f"{head}<body><ul>{_MENU * 8}</ul>{crumbs}{side}{article}{_FOOT}</body></html>"


def _gb_site(title: str, body: str) -> str:
    return _site(title, body, charset="gb2312")


def _laid_out(title: str, body: str) -> str:
    """The whole page in layout tables."""
    menu = f"<tr><td colspan='2'><table><tr><td>{_MENU}</td></tr></table></td></tr>"
    article = f"<table><tr><td>{title}</td></tr><tr><td>{body}</td></tr></table>"
    content = f"<tr><td width='180'>{_MENU}</td><td>{article}</td></tr>"
    head = _HEAD.format(charset="utf-8", title=title)
    return f"{head}<body><table>{menu}{content}</table>{_FOOT}</body></html>"


LAYOUTS = (
    WebLayout("html", _kept, _plain, _one, _bare),
    WebLayout("html-site", _kept, _word_html, _one, _site),
    WebLayout("html-gb2312", _kept, _spaced, _one, _gb_site, encoding="gb18030"),
    WebLayout("html-thead", _kept, _broken, _headed, _site),
    WebLayout("html-split", _kept, _word_html, _split, _site),
    WebLayout("html-split-padded", _padded, _plain, _split, _bare),
    WebLayout("html-nested", _kept, _spaced, _nested, _site),
    WebLayout("html-layout-table", _kept, _word_html, _one, _laid_out),
    WebLayout("html-unclosed", _kept, _plain, _joined, _bare),
    WebLayout("html-spans-missing", _missing, _plain, _one, _site, loses_places=True),
    WebLayout("html-rowspan-missing", _rows_missing, _spaced, _one, _bare, loses_places=True),
    WebLayout("html-spans-padded", _padded, _word_html, _headed, _site, loses_places=True),
    WebLayout("html-spans-again", _said_again, _plain, _one, _bare),
    WebLayout("html-spans-wrong", _wrong, _spaced, _one, _site),
    WebLayout("html-too-wide", _too_wide, _broken, _one, _laid_out),
)
