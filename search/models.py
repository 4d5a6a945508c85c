"""What of the archive has changed and may not be in the index yet."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """Written in the transaction of the change itself, so that none is ever lost; the index keeps the last it has.

    The report's number is no foreign key: a change outlives what it is about.
    """

    report_id = models.BigIntegerField(_("年报"))
    at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("待入索引的改动")
        verbose_name_plural = _("待入索引的改动")

    def __str__(self) -> str:
        return f"{self.pk}: {self.report_id}"
