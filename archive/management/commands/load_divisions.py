"""Brings the list of divisions into the database, so that they can be chosen by name or pinyin."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from archive.models import Division
from archive.places import LISTED, listed, load


class Command(BaseCommand):
    help = gettext_noop("把行政区划表装入数据库。已经装好时很快结束。")

    def handle(self, *args: Any, **options: Any) -> None:
        if Division.objects.count() < LISTED:
            load(listed())
        if options["verbosity"]:
            self.stdout.write(_("数据库里有 {count} 个地区。").format(count=Division.objects.count()))
