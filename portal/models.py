"""What the portal itself remembers: failed log-ins, so that nobody can try passwords for long."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


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
