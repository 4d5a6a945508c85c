"""The search index: built, looked at, repaired, made small again."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archive.models import Report
from search.building import Progress, build
from search.engines.base import Busy
from search.generations import live_engine, live_folder, made, unfinished
from search.reconciling import reconcile
from search.writing import NoIndex, waiting

ACTIONS = ("build", "status", "reconcile", "optimize")


class Command(BaseCommand):
    help = gettext_noop("检索索引：重建（build）、状态（status）、与档案核对并修复（reconcile）、压缩（optimize）。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=ACTIONS, help=_("要做的事"))

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            # What is old is left behind by building anew: while it goes on, the live index answers.
            {"build": self._build, "optimize": self._build, "status": self._status, "reconcile": self._reconcile}[
                action
            ]()
        except Busy as error:
            raise CommandError(_("另一个进程正在写索引，请稍后再试。")) from error
        except NoIndex as error:
            raise CommandError(_("还没有索引。请先运行：manage.py search_index build")) from error

    def _build(self) -> None:
        reports = build(tell=self._tell)
        self.stdout.write(_("索引已建好并启用，共 {count} 份年报。").format(count=reports))

    def _tell(self, progress: Progress) -> None:
        self.stdout.write(_("已写入 {done} / {total} 份").format(done=progress.done, total=progress.total))
        self.stdout.flush()

    def _reconcile(self) -> None:
        found = reconcile()
        sentence = _("补入 {missing} 份，清除 {ghosts} 份。")
        self.stdout.write(sentence.format(missing=len(found.missing), ghosts=len(found.ghosts)))

    def _status(self) -> None:
        folder, engine = live_folder(), live_engine()
        if folder is None or engine is None:
            raise NoIndex
        told = made(folder)
        public = Report.objects.filter(published__isnull=False).count()
        lines = [
            _("索引：{name}，{size:.1f} MiB").format(name=folder.name, size=_size(folder) / (1 << 20)),
            _("年报：索引中 {there} 份，已发布 {public} 份").format(there=len(engine.revisions()), public=public),
            _("待写入的改动：{count} 条").format(count=len(waiting(engine))),
            _("分词和结构：最新") if told and told.fits() else _("分词或结构已更新，需要重建"),
        ]
        if (other := unfinished()) is not None:
            lines.append(_("另有一个未建完的索引：{name}，再次运行 build 会接着建").format(name=other.name))
        self.stdout.write("\n".join(lines))


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
