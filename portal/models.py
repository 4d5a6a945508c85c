"""What the portal itself remembers: failed log-ins, so that nobody can try passwords for long; what readers correct."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models import Report


class FailedLogin(models.Model):
    """``account`` is the name that was typed, whether there is such a user or not."""

    account = models.CharField(_("用户名"), max_length=150)
    address = models.CharField(_("地址"), max_length=45)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("失败的登录")
        verbose_name_plural = _("失败的登录")
        indexes = (
            models.Index(fields=("account", "at"), name="failed_login_account"),
            models.Index(fields=("address", "at"), name="failed_login_address"),
            models.Index(fields=("at",), name="failed_login_at"),
        )

    def __str__(self) -> str:
        return f"{self.account} {self.address}"


class WrongNumber(models.Model):
    """A reader says that something in a report was read wrongly: waits at the desk until somebody answers."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="wrong_numbers")
    # Empty where it is about no number in particular.
    cell = models.CharField(_("数据项"), max_length=80, blank=True)
    # What our page showed there, and what the reader sees in the source.
    shown = models.CharField(_("页面上是"), max_length=40, blank=True)
    printed = models.CharField(_("原件上是"), max_length=200, blank=True)
    note = models.CharField(_("说明"), max_length=2000, blank=True)
    # Forgotten with the answer.
    contact = models.CharField(_("联系方式"), max_length=200, blank=True)
    # A keyed digest of the address, forgotten when it no longer counts against anybody (portal.wrong_numbers).
    sender = models.CharField(_("来自"), max_length=64, blank=True)
    at = models.DateTimeField(_("时间"))
    answer = models.CharField(_("答复"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("答复人")
    )

    class Meta:
        verbose_name = _("读者指正")
        verbose_name_plural = _("读者指正")
        indexes = (
            models.Index(fields=("at",), name="wrong_number_at"),
            models.Index(fields=("sender", "at"), name="wrong_number_sender", condition=~Q(sender="")),
            models.Index(fields=("id",), name="wrong_number_open", condition=Q(answered_at__isnull=True)),
        )

    def __str__(self) -> str:
        return f"{self.report} {self.cell}"

    @classmethod
    def longest(cls, column: str) -> int:
        """How many characters a column takes."""
        return getattr(cls._meta.get_field(column), "max_length", None) or 0

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


class Release(models.Model):
    """A numbered edition of everything that is published; its files lie in a folder of that number, for ever."""

    number = models.PositiveIntegerField(_("编号"), primary_key=True)
    made_on = models.DateField(_("日期"))
    # Of the tables that it was made of: equal data make no new release.
    data = models.CharField(_("数据指纹"), max_length=64)
    reports = models.PositiveIntegerField(_("年报数"))
    cells = models.PositiveIntegerField(_("数据项数"))
    # Since the release before: how many reports were added and withdrawn, how many cells changed.
    changes = models.JSONField(_("变化"), default=dict)
    # Name, size and SHA-256 of each file.
    files = models.JSONField(_("文件"), default=list)
    # Of the file that has all others in it.
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("发布版")
        verbose_name_plural = _("发布版")

    def __str__(self) -> str:
        return str(self.number)


class CitedQuery(models.Model):
    """What a query found when it was cited: revisions never change, so its numbers can always be shown again."""

    # A digest of everything below but the time: the same query over the same data is one citation.
    key = models.CharField(_("标识"), max_length=64, primary_key=True)
    # As an address has them, in a settled order.
    parameters = models.CharField(_("查询"), max_length=2000)
    understood = models.CharField(_("查询的含义"), max_length=2000)
    # Number of each report and of its revision.
    found = models.JSONField(_("查到的年报"), default=list)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("引用的查询")
        verbose_name_plural = _("引用的查询")

    def __str__(self) -> str:
        return self.parameters
