"""The rule by which reports are published without a person looking: one row, set at the desk."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PublishingRule(models.Model):
    """Every report it lets through has all cells read, sums that hold, and a certain agency; the rest is a choice."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    enabled = models.BooleanField(_("符合条件的自动发布"), default=False)
    allow_inferred_division = models.BooleanField(_("地区为推断的也发布"), default=False)
    allow_notices = models.BooleanField(_("正文与表格不一致等提示不阻止发布"), default=False)
    allow_blanks = models.BooleanField(_("有未填项的也发布"), default=True)

    class Meta:
        verbose_name = _("自动发布规则")
        verbose_name_plural = _("自动发布规则")
        constraints = (models.CheckConstraint(condition=Q(id=1), name="there_is_one_publishing_rule"),)

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
