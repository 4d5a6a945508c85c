"""Looks whether the archive still is what it was: ``manage.py check_archive``."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archive.inspections import INSPECTIONS


class Command(BaseCommand):
    help = gettext_noop("检查档案：原件、数据、版本、操作记录。有问题时逐条列出，并以 1 结束。")

    def handle(self, *args: Any, **options: Any) -> None:
        problems = sum(self._report(name) for name in INSPECTIONS)
        if problems:
            sys.exit(1)

    def _report(self, name: str) -> int:
        found = 0
        for problem in INSPECTIONS[name]():
            found += 1
            self.stdout.write(f"{name}：{problem}")
        if not found:
            self.stdout.write(_("{name}：没有问题").format(name=name))
        return found
