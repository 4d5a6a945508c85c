"""Logging in: wrong passwords are counted by account and address, in the database, for everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from archive.models import AuditEvent
from portal.desk import throttle
from portal.models import FailedLogin
from portal.roles import Role
from tests.portal.desk.conftest import PASSWORD, person
from tests.portal.desk.pages import Answer, errors_of

pytestmark = pytest.mark.django_db
WRONG = "用户名或密码不对"
WAIT = "请等 15 分钟再登录"


def log_in(name: str, password: str, address: str = "192.0.2.1") -> Answer:
    return Client(REMOTE_ADDR=address).post("/desk/login/", {"username": name, "password": password})


def fail(times: int, name: str = "王审核", address: str = "192.0.2.1") -> None:
    for _ in range(times):
        log_in(name, "wrong", address)


def test_the_right_password_opens_the_desk() -> None:
    person("王审核", Role.REVIEWER)
    answer = log_in("王审核", PASSWORD)
    assert answer.headers["Location"] == "/desk/"


def test_a_wrong_password_is_said_in_chinese_and_tells_no_more() -> None:
    person("王审核", Role.REVIEWER)
    assert WRONG in errors_of(log_in("王审核", "wrong"))
    assert WRONG in errors_of(log_in("nobody", "wrong"))


def test_after_five_wrong_ones_even_the_right_one_waits() -> None:
    person("王审核", Role.REVIEWER)
    fail(5)
    answer = log_in("王审核", PASSWORD)
    assert answer.status_code == 429
    assert WAIT in errors_of(answer)


def test_the_same_name_written_otherwise_is_the_same_account() -> None:
    fail(5, "Admin")
    assert log_in(" ADMIN ", "wrong").status_code == 429


def test_names_that_do_not_exist_wait_as_well() -> None:
    fail(5, "nobody")
    assert log_in("nobody", "wrong").status_code == 429


def test_the_owner_at_another_address_is_not_locked_out() -> None:
    person("王审核", Role.REVIEWER)
    fail(5)
    assert log_in("王审核", PASSWORD, "192.0.2.2").status_code == 302


def test_an_address_that_tries_many_accounts_waits() -> None:
    person("王审核", Role.REVIEWER)
    for number in range(throttle.BY_ADDRESS):
        log_in(f"user{number}", "wrong")
    assert log_in("王审核", PASSWORD).status_code == 429


def test_an_account_that_is_tried_from_many_addresses_waits() -> None:
    person("王审核", Role.REVIEWER)
    for number in range(throttle.BY_ACCOUNT):
        log_in("王审核", "wrong", f"198.51.100.{number}")
    assert log_in("王审核", PASSWORD, "203.0.113.9").status_code == 429


def test_waiting_ends_and_trying_meanwhile_does_not_make_it_longer() -> None:
    person("王审核", Role.REVIEWER)
    fail(5)
    fail(3)
    FailedLogin.objects.update(at=timezone.now() - throttle.WINDOW - timedelta(seconds=1))
    assert log_in("王审核", PASSWORD).status_code == 302


def test_the_right_password_makes_up_for_the_wrong_ones_before() -> None:
    person("王审核", Role.REVIEWER)
    fail(4)
    log_in("王审核", PASSWORD)
    fail(4)
    assert log_in("王审核", PASSWORD).status_code == 302


def test_many_attempts_at_once_cannot_slip_through() -> None:
    attempts = [throttle.begin("王审核", "192.0.2.1") for _ in range(8)]
    assert [attempt.is_refused for attempt in attempts] == [False] * 5 + [True] * 3


def test_old_failures_are_forgotten() -> None:
    FailedLogin.objects.create(account="a", address="192.0.2.1", at=timezone.now() - timedelta(days=1))
    fail(1)
    assert FailedLogin.objects.count() == 1


def test_it_does_not_lead_to_another_site() -> None:
    person("王审核", Role.REVIEWER)
    answer = Client().post(
        "/desk/login/?next=https://example.org/", {"username": "王审核", "password": PASSWORD, "next": "//example.org"}
    )
    assert answer.headers["Location"] == "/desk/"


# -- one's own password --


def change(client: Client, new: str, old: str = PASSWORD) -> Answer:
    return client.post("/desk/password/", {"old_password": old, "new_password1": new, "new_password2": new})


@pytest.mark.parametrize(
    ("new", "said"),
    [("short7", "至少要 10 个字符"), ("12345678901", "只包含数字"), ("password123", "常见"), ("王审核的密码", "太短")],
)
def test_a_weak_password_is_refused_with_the_reason(reviewer: Client, new: str, said: str) -> None:
    assert said in errors_of(change(reviewer, new))


def test_a_changed_password_holds_and_is_in_the_log(reviewer: Client) -> None:
    assert change(reviewer, "another horse 8 battery").status_code == 302
    assert log_in("王审核", "another horse 8 battery").status_code == 302
    assert AuditEvent.objects.get(action="user.password").actor_name == "王审核"


def test_whoever_leaves_is_out(reviewer: Client) -> None:
    reviewer.post("/desk/logout/")
    assert reviewer.get("/desk/queue/").status_code == 302


def test_the_session_is_kept_from_scripts_and_other_sites(reviewer: Client) -> None:
    person("李上传", Role.UPLOADER)
    cookie = log_in("李上传", PASSWORD).cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert User.objects.count() == 2
