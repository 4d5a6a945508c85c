"""Freezes everything that is published into a numbered release."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from portal.datasets.releases.making import BeingMade, Unchanged, address_of, make_release


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(_("日期写作 2026-01-31，不是“{text}”。").format(text=text)) from error


class Command(BaseCommand):
    help = gettext_noop("把已发布的全部年报定为一个发布版：编号、校验、永久保存。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--date", default="", help=_("发布日期，默认今天"))

    def handle(self, *args: Any, **options: Any) -> None:
        made_on = day(options["date"]) if options["date"] else timezone.localdate()
        try:
            release = make_release(made_on)
        except Unchanged as error:
            raise CommandError(_("自上一发布版以来没有变化，不另作新版。")) from error
        except BeingMade as error:
            raise CommandError(_("另一个进程正在制作发布版，请稍后再试。")) from error
        sentence = _("第 {number} 发布版：{reports} 份年报，{cells} 个数据项。{address}")
        self.stdout.write(
            sentence.format(
                number=release.number,
                reports=release.reports,
                cells=release.cells,
                address=address_of(release.number),
            )
        )
