"""Divisions: provinces, cities, counties and townships of the vendored list, one row each."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Division(models.Model):
    """``code`` has 2, 4, 6 or 9 digits; a code begins with that of the division above it."""

    code = models.CharField(_("代码"), max_length=9, primary_key=True)
    name = models.CharField(_("名称"), max_length=60)
    # From the province down, without the list's placeholders, as people say it.
    full_name = models.CharField(_("全称"), max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    # Full pinyin and initials of the name: for choosing it at the desk.
    pinyin = models.CharField(_("拼音"), max_length=600, blank=True)
    initials = models.CharField(_("拼音首字母"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("地区")
        verbose_name_plural = _("地区")
        indexes = (
            models.Index(fields=("pinyin",), name="division_pinyin"),
            models.Index(fields=("initials",), name="division_initials"),
        )

    def __str__(self) -> str:
        return self.full_name
