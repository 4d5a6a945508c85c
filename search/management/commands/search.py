"""A search for a person at a terminal."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from search.correcting import corrections
from search.engines.base import Facet
from search.query.fields import FIELD_LABELS
from search.query.tree import Field
from search.searching import Ask, Found, NotReady, Results, explain, find
from search.snippets import Snippet

_MARK, _DIM, _BOLD, _PLAIN = "\x1b[31m", "\x1b[2m", "\x1b[1m", "\x1b[0m"
MOST_VALUES = 6


class Command(BaseCommand):
    help = gettext_noop("检索已发布的年报，例如：manage.py search '信息公开 年份:2021..2024 不予公开>50'")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", nargs="+", help=_("要找的词和条件"))
        parser.add_argument("--top", type=int, default=10, help=_("显示前几份，默认 10"))
        parser.add_argument("--exact", action="store_true", help=_("不用同义词"))
        parser.add_argument("--why", action="store_true", help=_("说明每份的得分"))

    def handle(self, *args: Any, query: list[str], top: int, exact: bool, why: bool, **options: Any) -> None:
        ask = Ask(" ".join(query), exactly=exact, stop=max(0, top))
        try:
            results = find(ask)
        except NotReady as error:
            raise CommandError(_("还没有索引。请先运行：manage.py search_index build")) from error
        lines = [*_head(results), *(line for found in results.found for line in _hit(ask, found, why=why))]
        lines += (
            _facets(results) if results.total else [f"  {each.sentence}（{each.reports}）" for each in corrections(ask)]
        )
        text = "\n".join(lines)
        self.stdout.write(text if self.stdout.isatty() else _without_colour(text))


def _head(results: Results) -> Iterator[str]:
    yield _("{bold}找到 {count} 份年报{plain}").format(bold=_BOLD, count=results.total, plain=_PLAIN)
    yield from results.notices
    for text, others in results.synonyms.items():
        yield _("“{text}”也按同义词查找：{others}（加 --exact 只找原词）").format(text=text, others="、".join(others))


def _hit(ask: Ask, found: Found, *, why: bool) -> Iterator[str]:
    report = found.report
    yield f"{_BOLD}{found.title}{_PLAIN}  {_DIM}#{report.pk} {found.score:.2f}{_PLAIN}"
    if found.snippet:
        yield f"    {_DIM}{found.snippet.heading}{_PLAIN} {_shown(found.snippet)}"
    if why:
        for weight in explain(ask, report.pk):
            yield f"      {weight.score:6.2f}  {weight.word} × {weight.times}（{weight.part.value}）"


def _shown(snippet: Snippet) -> str:
    return "".join(f"{_MARK}{piece.text}{_PLAIN}" if piece.marked else piece.text for piece in snippet.pieces)


def _facets(results: Results) -> Iterator[str]:
    for facet, values in results.facets.items():
        shown = sorted((value for value in values if value.reports), key=lambda value: -value.reports)[:MOST_VALUES]
        if shown:
            told = "，".join(
                f"{value.label} {value.reports}"
                + (_("（{count} 件）").format(count=value.requests) if facet is Facet.OUTCOME else "")
                for value in shown
            )
            yield f"{_DIM}{FIELD_LABELS[Field(facet.value)]}{_PLAIN}  {told}"


def _without_colour(text: str) -> str:
    for code in (_MARK, _DIM, _BOLD, _PLAIN):
        text = text.replace(code, "")
    return text
