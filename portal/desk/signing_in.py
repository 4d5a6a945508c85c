"""Logging in, and changing one's own password."""

from __future__ import annotations

from math import ceil
from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.auditing import record
from portal.desk import throttle

THROTTLED = "throttled"


class ThrottledForm(AuthenticationForm):
    """Looks at the password only as long as there were not too many wrong ones."""

    error_messages = {  # noqa: RUF012 (Django's own attribute)
        "invalid_login": gettext_lazy("用户名或密码不对。密码区分大小写。"),
        "inactive": gettext_lazy("这个账号已停用。"),
    }

    def clean(self) -> dict[str, Any]:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not name or not password:
            return self.cleaned_data
        attempt = throttle.begin(name, address_of(self.request))
        if attempt.is_refused:
            raise ValidationError(_wait_words(attempt), code=THROTTLED)
        cleaned: dict[str, Any] = super().clean()
        throttle.succeed(attempt)
        return cleaned


def address_of(request: HttpRequest | None) -> str:
    return request.META.get("REMOTE_ADDR", "") if request else ""


def _wait_words(attempt: throttle.Attempt) -> str:
    minutes = ceil(attempt.wait.total_seconds() / 60)
    return _("失败的次数太多，请等 {minutes} 分钟再登录。").format(minutes=minutes)


class LogIn(LoginView):
    template_name = "registration/login.html"
    authentication_form = ThrottledForm

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 429 if form.has_error("__all__", THROTTLED) else 200
        return response


class ChangePassword(PasswordChangeView):
    template_name = "registration/password.html"
    success_url = reverse_lazy("desk:home")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        user = form.user
        record("user.password", actor=user, obj=user, summary=_("更改自己的密码"))
        messages.success(self.request, _("密码已更改。"))
        return response
