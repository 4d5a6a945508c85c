"""Users and their roles, given by an administrator."""

from __future__ import annotations

import secrets

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models.functions import Lower
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.auditing import changing, record
from portal.desk.gate import DeskRequest, desk
from portal.roles import Role, give, role_of

PASSWORD_BYTES = 12


class NewUserForm(forms.Form):
    username = forms.CharField(label=gettext_lazy("用户名"), max_length=150, validators=[UnicodeUsernameValidator()])
    role = forms.ChoiceField(label=gettext_lazy("角色"), choices=[(role.value, role.label) for role in Role])

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if User.objects.annotate(lower=Lower("username")).filter(lower=name.lower()).exists():
            raise forms.ValidationError(_("已经有这个用户名。"))
        return name


@desk(Role.ADMINISTRATOR, "GET", "POST")
def users(request: DeskRequest) -> HttpResponse:
    form = NewUserForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user, password = _made(request, form.cleaned_data["username"], Role(form.cleaned_data["role"]))
        return _told(request, user, password, status=201)
    found = User.objects.prefetch_related("groups").order_by("-is_active", "username")
    rows = [(user, role_of(user)) for user in found]
    return render(request, "desk/users.html", {"rows": rows, "form": form}, status=400 if form.errors else 200)


def _made(request: DeskRequest, name: str, role: Role) -> tuple[User, str]:
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    with changing():
        user = User.objects.create_user(name, password=password)
        give(user, role)
        summary = _("新建用户“{name}”，角色{role}").format(name=name, role=role.label)
        record("user.create", actor=request.user, obj=user, summary=summary, data={"role": role.value})
    return user, password


def _told(request: DeskRequest, user: User, password: str, *, status: int = 200) -> HttpResponse:
    """On the answer itself and nowhere else: it is shown this once."""
    return render(request, "desk/password_once.html", {"made": user, "password": password}, status=status)


@desk(Role.ADMINISTRATOR, "GET", "POST")
def user(request: DeskRequest, user_id: int) -> HttpResponse:
    found = get_object_or_404(User, pk=user_id)
    if request.method == "POST":
        return _changed(request, found)
    context = {"found": found, "found_role": role_of(found), "roles": [(role.value, role.label) for role in Role]}
    return render(request, "desk/user.html", context)


def _changed(request: DeskRequest, found: User) -> HttpResponse:
    if found == request.user:
        messages.error(request, _("不能改自己的角色和账号；请另一位管理员来改。"))
    elif "password" in request.POST:
        return _told(request, found, _new_password(request, found))
    elif "active" in request.POST:
        _set_active(request, found, active=request.POST["active"] == "1")
    elif request.POST.get("role") in set(Role):
        _set_role(request, found, Role(request.POST["role"]))
    return redirect("desk:user", found.pk)


def _new_password(request: DeskRequest, found: User) -> str:
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    with changing():
        found.set_password(password)
        found.save(update_fields=["password"])
        summary = _("重设“{name}”的密码").format(name=found.get_username())
        record("user.password", actor=request.user, obj=found, summary=summary)
    return password


def _set_active(request: DeskRequest, found: User, *, active: bool) -> None:
    with changing():
        found.is_active = active
        found.save(update_fields=["is_active"])
        words = _("启用用户“{name}”") if active else _("停用用户“{name}”")
        record("user.active", actor=request.user, obj=found, summary=words.format(name=found.get_username()))
    messages.success(request, _("已启用。") if active else _("已停用，立即生效。"))


def _set_role(request: DeskRequest, found: User, role: Role) -> None:
    with changing():
        before = role_of(found)
        found.is_superuser = found.is_staff = False
        found.save(update_fields=["is_superuser", "is_staff"])
        give(found, role)
        summary = _("“{name}”的角色改为{role}").format(name=found.get_username(), role=role.label)
        data = {"before": before.value if before else None, "after": role.value}
        record("user.role", actor=request.user, obj=found, summary=summary, data=data)
    messages.success(request, _("角色已改。"))
