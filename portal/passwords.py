"""Rules for passwords whose words Django has only in English."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("密码太短，至少要 {length} 个字符。").format(length=self.min_length)

    def get_help_text(self) -> str:
        return _("密码至少要 {length} 个字符。").format(length=self.min_length)
