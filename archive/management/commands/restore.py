"""A backup into an empty archive: ``manage.py restore archive.tar``."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archive.backing_up import restore
from archive.impossible import Impossible


class Command(BaseCommand):
    help = gettext_noop("把备份恢复到空的档案库，逐个文件核对校验。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help=_("备份文件"))

    def handle(self, *args: Any, **options: Any) -> None:
        if not connection.introspection.table_names():
            call_command("migrate", verbosity=0)
        try:
            files = restore(options["path"])
        except Impossible as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("已恢复 {files} 个文件，校验全部相符。").format(files=files))
