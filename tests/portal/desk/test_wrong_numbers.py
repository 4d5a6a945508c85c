"""What readers say is wrong, at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html
from pytest_django.fixtures import DjangoAssertNumQueries

from archive.models import AuditEvent, Report
from archive.publishing import publish
from portal.desk.wrong_numbers import MESSAGES_A_PAGE
from portal.models import WrongNumber
from tests.archive.readings import reading, stored
from tests.portal.desk.pages import messages_of, text_of

pytestmark = pytest.mark.django_db

CELL = "requests.withheld.state_secret.total"
LIST = "/desk/wrong-numbers/"


@pytest.fixture
def report() -> Report:
    found, revision, _ = stored(reading())
    publish(found, revision, actor=None, reason="好")
    return found


def told(report: Report, **values: Any) -> WrongNumber:
    usual = {"cell": CELL, "shown": "0", "printed": "3", "note": "第二页", "contact": "reader@example.org"}
    return WrongNumber.objects.create(report=report, at=timezone.now(), **(usual | values))


def answer(client: Client, message: WrongNumber, words: str = "原件是 3，已更正。") -> Any:
    return client.post(f"{LIST}{message.pk}/answer/", {"answer": words}, follow=True)


def test_each_says_what_stands_where_and_leads_there(reviewer: Client, report: Report) -> None:
    told(report)
    page = reviewer.get(LIST)
    words = "淮安市洪泽区财政局 2024 · （三）不予公开 · 属于国家秘密 · 总计"
    assert words in text_of(page)
    assert "当时页面上是 0 读者说原件上是 3" in text_of(page)
    assert "联系方式 reader@example.org 第二页" in text_of(page)
    (link,) = html.fromstring(page.content).xpath("//main//h2/a/@href")
    assert link == f"/desk/reports/{report.pk}/?cell={CELL}"
    assert reviewer.get(link).status_code == 200


def test_the_bar_of_rooms_counts_those_that_wait(reviewer: Client, uploader: Client, report: Report) -> None:
    assert "指正 机关" in text_of(reviewer.get("/desk/queue/"))
    told(report)
    assert "指正 1 机关" in text_of(reviewer.get("/desk/queue/"))
    assert "指正" not in text_of(uploader.get("/desk/upload/"))


def test_an_answer_closes_it_forgets_the_contact_and_is_in_the_log(reviewer: Client, report: Report) -> None:
    message = told(report)
    assert messages_of(answer(reviewer, message)) == "已记下答复，读者的联系方式已删除。"
    message.refresh_from_db()
    assert (message.is_open, message.answer, message.contact) == (False, "原件是 3，已更正。", "")
    event = AuditEvent.objects.latest("id")
    assert (event.action, event.object_type, event.object_id) == ("wrong_number.answer", "report", str(report.pk))
    assert event.actor_name == "王审核"
    assert event.summary == "答复读者指正：淮安市洪泽区财政局 2024 （三）不予公开 · 属于国家秘密 · 总计"
    assert "example.org" not in str(event.data)
    assert "原件是 3，已更正。" in text_of(reviewer.get(f"{LIST}?state=answered"))
    assert "没有等着答复的" in text_of(reviewer.get(LIST))


def test_it_stands_in_the_history_of_the_report(reviewer: Client, report: Report) -> None:
    answer(reviewer, told(report))
    assert "答复读者指正" in text_of(reviewer.get(f"/desk/reports/{report.pk}/history/"))


def test_nothing_is_closed_without_a_word(reviewer: Client, report: Report) -> None:
    message = told(report)
    assert messages_of(answer(reviewer, message, "  ")) == "请写下怎么处理的。"
    message.refresh_from_db()
    assert message.is_open


def test_the_first_answer_stands(reviewer: Client, report: Report) -> None:
    message = told(report)
    answer(reviewer, message)
    assert messages_of(answer(reviewer, message, "另一个答复")) == "这一条已经有人答复了。"
    message.refresh_from_db()
    assert message.answer == "原件是 3，已更正。"


def test_nothing_that_a_reader_wrote_is_markup(reviewer: Client, report: Report) -> None:
    attack = '"><img src=x onerror=alert(1)>'
    told(report, cell="", shown=attack, printed=attack, note=attack, contact=attack)
    page = reviewer.get(LIST)
    assert "<img" not in page.content.decode()
    assert text_of(page).count(attack) == 4


def test_a_message_about_no_number_leads_to_the_report(reviewer: Client, report: Report) -> None:
    told(report, cell="")
    assert f'href="/desk/reports/{report.pk}/"' in reviewer.get(LIST).content.decode()


def test_the_oldest_come_first_a_page_at_a_time(reviewer: Client, report: Report) -> None:
    for number in range(MESSAGES_A_PAGE + 1):
        told(report, note=f"第 {number} 条")
    first, second = text_of(reviewer.get(LIST)), text_of(reviewer.get(f"{LIST}?page=2"))
    assert "第 0 条" in first
    assert f"第 {MESSAGES_A_PAGE} 条" not in first
    assert f"第 {MESSAGES_A_PAGE} 条" in second


def test_the_list_takes_few_queries(
    reviewer: Client, report: Report, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(MESSAGES_A_PAGE):
        told(report)
    with django_assert_max_num_queries(6):
        reviewer.get(LIST)
