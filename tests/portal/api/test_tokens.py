"""How much may be asked for, and tokens: for reading more, and for handing in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from archive.models import AuditEvent, Report
from portal.api.throttling import AnonymousVisits, TokenVisits
from portal.api.tokens import READERS
from portal.roles import Role, give

pytestmark = pytest.mark.django_db
Tokens = Callable[[Role | None], dict[str, str]]


@pytest.fixture
def two_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AnonymousVisits, "rate", "2/min", raising=False)
    monkeypatch.setattr(TokenVisits, "rate", "4/min", raising=False)


def statuses(times: int, **headers: str) -> list[int]:
    client = Client()
    return [client.get("/api/v1/forms/", headers=headers).status_code for _ in range(times)]


def token() -> str:
    """As a reader gets one."""
    page = Client().post("/api/token/").content.decode()
    return page.partition('aria-label="令牌">')[2].partition("<")[0]


def test_who_asks_too_often_is_told_when_to_come_again(two_a_minute: None) -> None:
    assert statuses(3) == [200, 200, 429]
    answer = Client().get("/api/v1/forms/")
    assert 0 < int(answer.headers["Retry-After"]) <= 61
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["title"] == "请求太频繁"
    assert "免费令牌" in answer.json()["detail"]


def test_another_address_is_another_reader(two_a_minute: None) -> None:
    assert statuses(3) == [200, 200, 429]
    assert Client(REMOTE_ADDR="192.0.2.7").get("/api/v1/forms/").status_code == 200


def test_nobody_is_another_reader_by_saying_so(two_a_minute: None) -> None:
    answers = [Client().get("/api/v1/forms/", headers={"x-forwarded-for": f"192.0.2.{n}"}) for n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]


def test_a_token_raises_the_limit(two_a_minute: None) -> None:
    assert statuses(5, authorization=f"Bearer {token()}") == [200, 200, 200, 200, 429]


def test_only_a_digest_of_a_token_is_kept() -> None:
    given = token()
    kept = AuthToken.objects.get()
    assert given not in (kept.digest, kept.token_key)
    assert (len(given), len(kept.digest), kept.user.username) == (64, 128, READERS)


@pytest.mark.parametrize("given", ["Bearer nonsense", "Bearer", "Bearer a b", "Bearer \xff\xfe"])
def test_a_wrong_token_is_refused(given: str) -> None:
    answer = Client().get("/api/v1/forms/", headers={"authorization": given})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json()["title"] == "令牌无效"


def test_a_token_ends() -> None:
    given = token()
    AuthToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    assert statuses(1, authorization=f"Bearer {given}") == [401]


def test_a_token_ends_with_its_account(token_of: Tokens) -> None:
    headers = token_of(Role.UPLOADER)
    User.objects.update(is_active=False)
    assert statuses(1, **headers) == [401]


def test_nobody_gets_tokens_without_end(settings: LazySettings) -> None:
    answers = [Client().post("/api/token/") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [201] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 60


def test_a_token_is_shown_once_and_kept_by_nobody_on_the_way() -> None:
    answer = Client().post("/api/token/")
    assert "no-store" in answer.headers["Cache-Control"]


def test_no_other_site_gets_one_for_somebody() -> None:
    assert Client(enforce_csrf_checks=True).post("/api/token/").status_code == 403


def test_a_readers_token_hands_nothing_in(archive: list[Report]) -> None:
    give(User.objects.get_or_create(username=READERS)[0], Role.UPLOADER)
    headers = {"authorization": f"Bearer {token()}"}
    assert Client().get("/api/v1/uploads/", headers=headers).status_code == 403


def test_staff_get_tokens_of_their_own_and_end_them() -> None:
    user = User.objects.create_user("李上传")
    give(user, Role.UPLOADER)
    client = Client()
    client.force_login(user)
    given = client.post("/api/token/").content.decode().partition('aria-label="令牌">')[2].partition("<")[0]
    headers = {"authorization": f"Bearer {given}"}
    assert Client().get("/api/v1/uploads/", headers=headers).status_code == 200
    assert AuthToken.objects.get().user == user
    assert client.post("/api/token/", {"revoke": AuthToken.objects.get().token_key}).status_code == 302
    assert Client().get("/api/v1/uploads/", headers=headers).status_code == 401
    assert list(AuditEvent.objects.order_by("id").values_list("action", flat=True)) == ["token.issue", "token.revoke"]


def test_nobody_ends_the_tokens_of_others(token_of: Tokens) -> None:
    token_of(Role.UPLOADER)
    other = User.objects.create_user("别人")
    give(other, Role.ADMINISTRATOR)
    client = Client()
    client.force_login(other)
    client.post("/api/token/", {"revoke": AuthToken.objects.get().token_key})
    assert AuthToken.objects.count() == 1
