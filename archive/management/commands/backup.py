"""The whole archive in one file: ``manage.py backup archive.tar``."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archive.backing_up import back_up
from archive.impossible import Impossible


class Command(BaseCommand):
    help = gettext_noop("把整个档案库（数据和原件）备份成一个文件。备份时可以照常使用。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help=_("要写的文件，例如 archive.tar"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            files = back_up(options["path"])
        except (Impossible, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("已备份到 {path}，共 {files} 个文件。").format(path=options["path"], files=files))
