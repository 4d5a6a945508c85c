"""Who may do what at the desk: three roles, each with all that the one before it has."""

from __future__ import annotations

from enum import StrEnum

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, User
from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """Uploaders hand files in, reviewers decide what is published, administrators decide who may."""

    UPLOADER = "uploader"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        return str(LABELS[self])


LABELS = {
    Role.UPLOADER: _("上传员"),
    Role.REVIEWER: _("审核员"),
    Role.ADMINISTRATOR: _("管理员"),
}
# Names of the groups in the database: they stay, whatever language a page is in.
GROUPS = {"上传员": Role.UPLOADER, "审核员": Role.REVIEWER, "管理员": Role.ADMINISTRATOR}
_RANK = {role: rank for rank, role in enumerate(Role)}


def role_of(user: AbstractBaseUser | AnonymousUser) -> Role | None:
    """None: may not enter.  Whoever was made by ``createsuperuser`` is an administrator."""
    if not isinstance(user, User) or not user.is_active:
        return None
    if user.is_superuser:
        return Role.ADMINISTRATOR
    held = [GROUPS[name] for name in user.groups.values_list("name", flat=True) if name in GROUPS]
    return max(held, key=_RANK.__getitem__, default=None)


def reaches(role: Role | None, needed: Role) -> bool:
    return role is not None and _RANK[role] >= _RANK[needed]


def give(user: User, role: Role | None) -> None:
    """The one role that a user has from now on."""
    user.groups.remove(*Group.objects.filter(name__in=GROUPS))
    if role is not None:
        name = next(name for name, of in GROUPS.items() if of is role)
        user.groups.add(Group.objects.get_or_create(name=name)[0])
