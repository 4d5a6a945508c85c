"""Sources: the files as received, their bytes kept once under their SHA-256."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    sha256 = models.CharField(_("SHA-256"), max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField(_("字节数"))
    # As its content shows, never as its name says: text, html, docx, pdf, doc, rtf …
    format = models.CharField(_("文件类型"), max_length=12)
    name = models.CharField(_("文件名"), max_length=300)
    origin_url = models.URLField(_("来源网址"), max_length=1000, blank=True)
    retrieved_on = models.DateField(_("取得日期"), null=True, blank=True)
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="sources"
    )
    received_at = models.DateTimeField(_("收到时间"), auto_now_add=True)
    # Held back from the public because of what stands in it (see archive.privacy).
    withheld = models.BooleanField(_("原件不公开"), default=False)
    # A person chose whether it is: no later reading changes it.
    withheld_decided = models.BooleanField(_("是否公开已核定"), default=False)

    class Meta:
        verbose_name = _("原件")
        verbose_name_plural = _("原件")

    def __str__(self) -> str:
        return self.name
