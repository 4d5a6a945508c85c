"""`manage.py ingest PATH…`: files, folders and ZIPs into the archive, through the worker."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import sleep
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from archive.models import Batch, Upload
from ingest.batches import hand_in, open_batch, refuse_unreadable
from ingest.folders import Found, files_of
from ingest.progress import Progress, not_taken, summary, unfinished
from ingest.queueing import queue_next

SECONDS_BETWEEN_LOOKS = 0.5


class Command(BaseCommand):
    help = "把年报文件收进档案：文件、文件夹或 ZIP 压缩包。可以中断，也可以重复运行：相同的文件不会重复收录"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help=_("文件、文件夹或 ZIP 压缩包"))
        parser.add_argument("--name", default="", help=_("批次的名称，默认为第一个路径"))
        parser.add_argument("--wait", action="store_true", help=_("等到每个文件都有结果"))

    def handle(self, *args: Any, **options: Any) -> None:
        paths: list[Path] = options["paths"]
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            raise CommandError(_("找不到：{paths}").format(paths="、".join(missing)))
        found = list(files_of(paths))
        if not found:
            raise CommandError(_("没有找到任何文件。"))
        batch = open_batch(options["name"] or paths[0].name, through=Batch.Through.COMMAND, uploader=None)
        try:
            queued = self._hand_in_all(batch, found)
            if options["wait"]:
                self._wait(batch)
        except KeyboardInterrupt:
            raise CommandError(_("已中断。收下的文件会继续处理；再次运行会收下其余的文件。"), returncode=130) from None
        self._tell(batch, queued=queued)
        if batch.uploads.filter(state__in=(Upload.State.REFUSED, Upload.State.QUARANTINED)).exists():
            sys.exit(1)

    def _hand_in_all(self, batch: Batch, found: Sequence[Found]) -> bool:
        """Whether the worker knows of all of them."""
        progress, queued = Progress(_("收件"), len(found), self.stderr), True
        for number, each in enumerate(found, start=1):
            for upload in _rows(batch, each):
                queued = queued and queue_next(upload)
            progress.reach(number)
        progress.end()
        return queued

    def _wait(self, batch: Batch) -> None:
        total = batch.uploads.count()
        progress = Progress(_("处理"), total, self.stderr)
        while left := unfinished(batch):
            progress.reach(total - left)
            sleep(SECONDS_BETWEEN_LOOKS)
        progress.reach(total)
        progress.end()

    def _tell(self, batch: Batch, *, queued: bool) -> None:
        for line in not_taken(batch):
            self.stdout.write(line)
        self.stdout.write(_("批次 {id}：{summary}").format(id=batch.pk, summary=summary(batch)))
        if not queued:
            self.stdout.write(_("处理程序现在没有运行；文件已经收下，make run 启动后会自动处理。"))


def _rows(batch: Batch, found: Found) -> Iterator[Upload]:
    """Pipes and devices are never opened: they could keep us waiting for ever."""
    if not found.path.is_file():
        yield refuse_unreadable(batch, found.label)
        return
    try:
        file = found.path.open("rb")
    except OSError:
        yield refuse_unreadable(batch, found.label)
        return
    with file:
        yield from hand_in(batch, found.label, file)
