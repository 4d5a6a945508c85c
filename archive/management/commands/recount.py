"""All published numbers made anew from the revisions: ``manage.py recount``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archive.auditing import changing
from archive.counting import recount


class Command(BaseCommand):
    help = gettext_noop("由发布的版本重算全部数据。check_archive 说数据不符，或格式增加了数据项时使用。")

    def handle(self, *args: Any, **options: Any) -> None:
        with changing():
            rows = recount()
        self.stdout.write(_("已重算 {rows} 份年报的数据。").format(rows=rows))
