from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from archive import guards


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = _("档案")

    def ready(self) -> None:
        pre_migrate.connect(_take_down_guards, sender=self)
        post_migrate.connect(_put_up_guards, sender=self)


def _take_down_guards(*, using: str, **_rest: Any) -> None:
    guards.take_down(connections[using])


def _put_up_guards(*, using: str, **_rest: Any) -> None:
    guards.put_up(connections[using])
