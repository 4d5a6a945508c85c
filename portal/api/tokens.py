"""Tokens: knox keeps only their SHA-512, so a copy of the database opens nothing.

Anybody gets one: it raises the limit of reading and does nothing else.  All of these belong to one account that
has no role and no password.  Whoever works at the desk gets one of his own, which may do at the API what he may there.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from knox.crypto import hash_token
from knox.models import AuthToken
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from archive.auditing import changing, record
from portal.roles import Role, reaches, role_of

READERS = "api-readers"
STAFF_DAYS = timedelta(days=90)
# So much of a token tells it from others.
SHOWN = 8


class Bearer(TokenAuthentication):  # type: ignore[misc]
    """One look-up by the digest; knox's own reads every token of the account at each request."""

    def authenticate_credentials(self, token: bytes) -> tuple[User, AuthToken]:
        digest = hash_token(token.decode("utf-8", errors="replace"))
        found = AuthToken.objects.select_related("user").filter(digest=digest, expiry__gt=timezone.now()).first()
        if found is None or not found.user.is_active:
            raise AuthenticationFailed
        return found.user, found


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = Bearer
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "免费令牌，见 /api/token/。A free token."}


class MayUpload(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        user = request.user
        return isinstance(user, User) and user.username != READERS and reaches(role_of(user), Role.UPLOADER)


def issue(user: User | AnonymousUser) -> str:
    """The token, told this once.  It belongs to the person where he works at the desk, to all readers otherwise."""
    AuthToken.objects.filter(expiry__lt=timezone.now()).delete()
    if isinstance(user, User) and role_of(user) is not None:
        return _issue_to_staff(user)
    readers, _new = User.objects.get_or_create(username=READERS, defaults={"password": "!"})
    return str(AuthToken.objects.create(user=readers)[1])


def _issue_to_staff(user: User) -> str:
    with changing():
        _row, token = AuthToken.objects.create(user=user, expiry=STAFF_DAYS)
        record("token.issue", actor=user, obj=user, summary=_("领取接口令牌 {key}……").format(key=token[:SHOWN]))
    return str(token)


def tokens_of(user: User) -> QuerySet[AuthToken]:
    rows: QuerySet[AuthToken] = AuthToken.objects.filter(user=user, expiry__gt=timezone.now()).order_by("-created")
    return rows


def revoke(user: User, key: str) -> None:
    with changing():
        if AuthToken.objects.filter(user=user, token_key=key).delete()[0]:
            record("token.revoke", actor=user, obj=user, summary=_("作废接口令牌 {key}……").format(key=key[:SHOWN]))
