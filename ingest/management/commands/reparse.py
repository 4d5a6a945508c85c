"""`manage.py reparse [--apply]`: all reports read by this version of the parser, shown before anything changes."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from archive.cells import Cell, Status
from archive.forms import all_cells
from archive.models import Report
from ingest.reparsing import Reparsed, Verdict, reparse

VERDICTS = {
    Verdict.SAME: "不变",
    Verdict.CHANGED: "有变化",
    Verdict.MOVED: "归属不同",
    Verdict.UNREADABLE: "不能读取",
}
STATUSES = {Status.READ: "", Status.BLANK: "（未填）", Status.UNCERTAIN: "（存疑）"}


class Command(BaseCommand):
    help = "用当前版本的解析程序重新读取年报，列出会有哪些变化；加 --apply 才写入，成为等待审核的新版本"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reports", nargs="*", type=int, metavar="ID", help=_("年报的编号；不写就是全部"))
        parser.add_argument("--apply", action="store_true", help=_("写入新版本（人工的更正和决定保持不变）"))

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = Report.objects.filter(latest__isnull=False).select_related("agency", "latest__source").order_by("id")
        if options["reports"]:
            chosen = chosen.filter(pk__in=options["reports"])
        counts: Counter[Verdict] = Counter()
        for report in chosen.iterator(chunk_size=100):
            result = reparse(report, apply=options["apply"])
            counts[result.verdict] += 1
            for line in _lines(report, result):
                self.stdout.write(line)
        told = "，".join(f"{words} {counts[verdict]}" for verdict, words in VERDICTS.items())
        self.stdout.write(_("共 {count} 份：{told}").format(count=counts.total(), told=told))
        if counts[Verdict.CHANGED] and not options["apply"]:
            self.stdout.write(_("以上只是预览，没有写入。写入：manage.py reparse --apply"))


def _lines(report: Report, result: Reparsed) -> Iterator[str]:
    if result.verdict is Verdict.SAME:
        return
    yield f"{report.pk}　{report.agency} {report.year}　{VERDICTS[result.verdict]}　{result.told}".rstrip()
    yield from (f"    {name}：{before} → {after}" for name, before, after in result.columns)
    for change in result.cells:
        name = all_cells()[change.code].words if change.code in all_cells() else change.code
        yield f"    {name}：{_shown(change.before)} → {_shown(change.after)}"
    yield from (f"    章节“{change.heading_after or change.heading_before}”的文字有变化" for change in result.sections)
    yield from (f"    少了提示：{message}" for message in result.findings_gone)
    yield from (f"    多了提示：{message}" for message in result.findings_new)


def _shown(cell: Cell | None) -> str:
    if cell is None:
        return "没有"
    value = "" if cell.value is None else str(cell.value)
    return f"{value}{STATUSES[cell.status]}" or "空"
