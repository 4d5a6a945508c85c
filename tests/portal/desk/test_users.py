"""Users, their roles, and the rule: what administrators set."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import AuditEvent
from archive.ruling import rule_now
from portal.roles import Role, give, reaches, role_of
from tests.portal.desk.conftest import person
from tests.portal.desk.pages import errors_of, messages_of, text_of

pytestmark = pytest.mark.django_db


def test_a_new_user_gets_a_password_that_is_shown_once(administrator: Client) -> None:
    answer = administrator.post("/desk/users/", {"username": "新人", "role": "reviewer"})
    found = re.search(r"<code>(.+?)</code>", answer.content.decode())
    assert found
    user = User.objects.get(username="新人")
    assert user.check_password(found[1])
    assert role_of(user) is Role.REVIEWER
    assert found[1] not in administrator.get("/desk/users/").content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert AuditEvent.objects.get(action="user.create").summary == "新建用户“新人”，角色审核员"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"username": "李四", "role": "reviewer"}, "已经有这个用户名"),
        ({"username": "ZHANG", "role": "reviewer"}, "已经有这个用户名"),
        ({"username": "a b", "role": "reviewer"}, "用户名"),
        ({"username": "新人", "role": "god"}, "选择"),
        ({}, "必填"),
    ],
)
def test_a_user_that_cannot_be_is_refused(administrator: Client, fields: dict[str, str], said: str) -> None:
    person("李四", None)
    person("zhang", None)
    answer = administrator.post("/desk/users/", fields)
    assert answer.status_code == 400
    assert said in errors_of(answer)


def test_a_role_is_changed_and_holds_at_once(administrator: Client, reviewer: Client) -> None:
    user = User.objects.get(username="王审核")
    administrator.post(f"/desk/users/{user.pk}/", {"role": "uploader"})
    assert reviewer.get("/desk/queue/").status_code == 403
    assert AuditEvent.objects.get(action="user.role").data == {"before": "reviewer", "after": "uploader"}


def test_an_administrator_made_by_command_can_lose_the_role(administrator: Client) -> None:
    user = User.objects.create_superuser("root")
    administrator.post(f"/desk/users/{user.pk}/", {"role": "reviewer"})
    user.refresh_from_db()
    assert (user.is_superuser, user.is_staff, role_of(user)) == (False, False, Role.REVIEWER)


def test_an_account_is_switched_off_and_on(administrator: Client, reviewer: Client) -> None:
    user = User.objects.get(username="王审核")
    administrator.post(f"/desk/users/{user.pk}/", {"active": "0"})
    assert reviewer.get("/desk/queue/").status_code == 302
    administrator.post(f"/desk/users/{user.pk}/", {"active": "1"})
    user.refresh_from_db()
    assert user.is_active


def test_a_new_password_ends_the_old_sessions(administrator: Client, reviewer: Client) -> None:
    user = User.objects.get(username="王审核")
    answer = administrator.post(f"/desk/users/{user.pk}/", {"password": "1"})
    assert "只显示这一次" in text_of(answer)
    assert reviewer.get("/desk/queue/").status_code == 302


def test_nobody_changes_his_own_role(administrator: Client) -> None:
    user = User.objects.get(username="赵管理")
    for fields in ({"role": "uploader"}, {"active": "0"}, {"password": "1"}):
        answer = administrator.post(f"/desk/users/{user.pk}/", fields, follow=True)
        assert "不能改自己的角色和账号" in messages_of(answer)
    user.refresh_from_db()
    assert role_of(user) is Role.ADMINISTRATOR


def test_one_role_at_a_time_each_with_all_of_the_one_before(db: None) -> None:
    user = person("某人", Role.ADMINISTRATOR)
    give(user, Role.UPLOADER)
    assert role_of(user) is Role.UPLOADER
    assert [reaches(Role.REVIEWER, needed) for needed in Role] == [True, True, False]
    give(user, None)
    assert role_of(user) is None


def test_the_rule_is_set_and_in_the_log(administrator: Client) -> None:
    page = administrator.post("/desk/rule/", {"enabled": "on", "allow_notices": "on"}, follow=True)
    rule = rule_now()
    assert (rule.enabled, rule.allow_notices, rule.allow_blanks) == (True, True, False)
    assert messages_of(page) == "规则已更改。"
    assert AuditEvent.objects.get(action="rule.set").actor_name == "赵管理"


def test_the_same_rule_again_is_no_change(administrator: Client) -> None:
    administrator.post("/desk/rule/", {"enabled": "on"}, follow=True)
    assert messages_of(administrator.post("/desk/rule/", {"enabled": "on"}, follow=True)) == "规则没有变。"
    assert AuditEvent.objects.filter(action="rule.set").count() == 1
