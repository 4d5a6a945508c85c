"""A reader reports a wrong number: without an account, without a script, a few times an hour."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from lxml import html
from pytest_django.fixtures import DjangoAssertNumQueries

from archive.models import AuditEvent, Report
from archive.publishing import publish, withdraw
from portal.models import WrongNumber
from portal.pages.wrong_number import MOST_BYTES
from portal.wrong_numbers import BY_ALL, BY_SENDER, WINDOW, sender_of
from tests.archive.readings import reading, source, stored
from tests.portal.desk.pages import text_of

pytestmark = pytest.mark.django_db

CELL = "requests.received.natural"
TELLS = {"cell": CELL, "printed": "12", "note": "第三页上方的表", "contact": "reader@example.org"}


@pytest.fixture(autouse=True)
def own_store(settings: LazySettings, tmp_path: Path) -> None:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path / "sources"}}
    settings.STORAGES = {**settings.STORAGES, "sources": options}


@pytest.fixture
def report() -> Report:
    found, revision, _ = stored(reading({CELL: 21, "requests.received.total": 21}))
    publish(found, revision, actor=None, reason="好")
    return found


def address(report: Report) -> str:
    return f"/reports/{report.pk}/wrong/"


def tell(client: Client, report: Report, **values: str) -> Any:
    """As a browser posts a form."""
    body = "&".join(f"{name}={value}" for name, value in (TELLS | values).items())
    return client.post(address(report), body, content_type="application/x-www-form-urlencoded")


# -- the form --


def test_the_number_that_the_reader_came_from_is_chosen_and_shown(client: Client, report: Report) -> None:
    page = client.get(f"{address(report)}?cell={CELL}")
    (chosen,) = html.fromstring(page.content).xpath("//option[@selected]")
    assert (chosen.get("value"), chosen.text) == (CELL, "本年新收政府信息公开申请数量 · 自然人")
    assert "“本年新收政府信息公开申请数量 · 自然人”，页面上现在是 21 。" in text_of(page)


def test_every_number_of_the_reports_form_can_be_chosen(client: Client, report: Report) -> None:
    options = html.fromstring(client.get(address(report)).content).xpath("//select//option")
    assert len(options) == 1 + 200
    assert options[0].text == "不是某一个数，或者说不准"


def test_a_report_without_a_form_has_no_numbers_to_choose(client: Client) -> None:
    found, revision, _ = stored(reading(cells={}, year=2012))
    publish(found, revision, actor=None, reason="好")
    assert "哪一个数" not in text_of(client.get(address(found)))
    assert tell(client, found).status_code == 302


@pytest.mark.parametrize("cell", ["nonsense", "'\"><script>alert(1)</script>"])
def test_a_number_that_there_is_not_is_not_chosen(client: Client, report: Report, cell: str) -> None:
    page = client.get(address(report), {"cell": cell})
    assert page.status_code == 200
    assert cell not in page.content.decode().partition("<main")[2]


def test_only_of_what_is_published(client: Client, report: Report) -> None:
    waiting, _, _ = stored(reading(year=2023), of=source("另一份"))
    assert client.get(address(waiting)).status_code == 404
    withdraw(report, actor=None, reason="有误")
    assert client.get(address(report)).status_code == 404
    assert tell(client, report).status_code == 404
    assert not WrongNumber.objects.exists()


def test_the_page_is_kept_by_nobody_and_takes_few_queries(
    client: Client, report: Report, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(2):
        assert "no-store" in client.get(address(report)).headers["Cache-Control"]


# -- what is sent --


def test_what_a_reader_sends_waits_at_the_desk(client: Client, report: Report) -> None:
    answer = tell(client, report)
    assert answer.headers["Location"] == f"{address(report)}?told"
    assert "收到了，谢谢您" in text_of(client.get(answer.headers["Location"]))
    told = WrongNumber.objects.get()
    assert (told.report, told.cell, told.shown, told.printed) == (report, CELL, "21", "12")
    assert (told.note, told.contact, told.is_open) == ("第三页上方的表", "reader@example.org", True)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"printed": " ", "note": ""}, "请写下原件上是什么；写不清的，在“说明”里告诉我们哪里不对。"),
        ({"cell": "no.such.cell"}, "这份年报没有这个数据项，请重新选。"),
        ({"printed": "1" * 201}, "太长了，最多 200 个字；其余的请写在“说明”里。"),
        ({"note": "长" * 2001}, "太长了，最多 2000 个字，现在是 2001 个字。"),
        ({"contact": "长" * 201}, "太长了，最多 200 个字。"),
    ],
)
def test_what_is_wrong_with_it_is_said_and_nothing_is_lost(
    client: Client, report: Report, values: dict[str, str], error: str
) -> None:
    page = tell(client, report, **values)
    assert page.status_code == 400
    assert "还没有交出去，请改好这几处： " in text_of(page)
    assert text_of(page).count(error) == 2
    assert "reader@example.org" in page.content.decode() or "contact" in values
    assert not WrongNumber.objects.exists()


def test_an_error_is_tied_to_its_field(client: Client, report: Report) -> None:
    page = html.fromstring(tell(client, report, cell="no.such.cell").content)
    (field,) = page.xpath("//select[@name='cell']")
    assert field.get("aria-invalid") == "true"
    assert (
        page.get_element_by_id(field.get("aria-describedby").split()[-1]).text == "这份年报没有这个数据项，请重新选。"
    )
    assert page.xpath("//div[@role='alert']//a/@href") == ["#id_cell"]


def test_what_is_typed_comes_back_as_text(client: Client, report: Report) -> None:
    page = tell(client, report, cell="x", note="</textarea><script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_note_without_a_number_will_do(client: Client, report: Report) -> None:
    tell(client, report, cell="", printed="", contact="")
    told = WrongNumber.objects.get()
    assert (told.cell, told.shown, told.note) == ("", "", "第三页上方的表")


def test_halves_of_characters_are_no_harm(client: Client, report: Report) -> None:
    tell(client, report, note="a%ED%A0%80")
    assert WrongNumber.objects.get().note.startswith("a")


def test_what_no_database_keeps_is_refused_in_chinese(client: Client, report: Report) -> None:
    page = tell(client, report, note="%00a")
    assert page.status_code == 400
    assert "不允许" in text_of(page)


# -- machines --


def test_a_machine_that_fills_in_everything_is_thanked_and_not_heard(client: Client, report: Report) -> None:
    assert tell(client, report, website="http://spam.example").headers["Location"] == f"{address(report)}?told"
    assert not WrongNumber.objects.exists()


def test_people_and_their_screen_readers_do_not_meet_the_trap(client: Client, report: Report) -> None:
    (trap,) = html.fromstring(client.get(address(report)).content).xpath("//div[@class='trap']")
    assert trap.get("aria-hidden") == "true"
    assert trap.find("input").get("tabindex") == "-1"


def test_a_form_from_another_site_is_refused_in_words(report: Report) -> None:
    answer = tell(Client(enforce_csrf_checks=True), report)
    assert answer.status_code == 403
    assert "您填的内容没有交出去" in text_of(answer)
    assert not WrongNumber.objects.exists()


def test_the_form_itself_is_let_in(report: Report) -> None:
    client = Client(enforce_csrf_checks=True)
    (token,) = html.fromstring(client.get(address(report)).content).xpath(
        "//main//input[@name='csrfmiddlewaretoken']/@value"
    )
    assert tell(client, report, csrfmiddlewaretoken=token).status_code == 302


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("note=" + "a" * MOST_BYTES, "application/x-www-form-urlencoded"),
        (
            '--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\nc\r\n--x--',
            "multipart/form-data; boundary=x",
        ),
    ],
)
def test_files_and_floods_are_refused_before_anybody_reads_them(
    client: Client, report: Report, body: str, kind: str
) -> None:
    answer = client.post(address(report), body, content_type=kind)
    assert answer.status_code == 413
    assert "请从页面上填写，不要带文件" in text_of(answer)


# -- too many --


def test_after_a_few_the_same_network_waits_and_is_told_how_long(client: Client, report: Report) -> None:
    for _ in range(BY_SENDER):
        assert tell(client, report).status_code == 302
    answer = tell(client, report)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= WINDOW.total_seconds()
    assert "请等 60 分钟再试" in text_of(answer)
    assert WrongNumber.objects.count() == BY_SENDER


def test_another_network_is_heard_meanwhile(report: Report) -> None:
    for _ in range(BY_SENDER):
        tell(Client(REMOTE_ADDR="203.0.113.7"), report)
    assert tell(Client(REMOTE_ADDR="203.0.113.7"), report).status_code == 429
    assert tell(Client(REMOTE_ADDR="203.0.113.8"), report).status_code == 302


def test_after_a_while_one_is_heard_again_and_no_trace_is_left(client: Client, report: Report) -> None:
    for _ in range(BY_SENDER):
        tell(client, report)
    WrongNumber.objects.update(at=timezone.now() - WINDOW)
    assert tell(client, report).status_code == 302
    assert WrongNumber.objects.exclude(sender="").count() == 1


def test_all_together_are_bounded_too(client: Client, report: Report) -> None:
    now = timezone.now()
    WrongNumber.objects.bulk_create(
        WrongNumber(report=report, sender=str(number), at=now - timedelta(minutes=1)) for number in range(BY_ALL)
    )
    assert tell(client, report).status_code == 429


def test_no_address_is_kept_only_a_keyed_digest(client: Client, report: Report, settings: LazySettings) -> None:
    tell(client, report)
    sender = WrongNumber.objects.get().sender
    assert (len(sender), sender) == (64, sender_of("127.0.0.1"))
    settings.SECRET_KEY = "another"
    assert sender_of("127.0.0.1") != sender


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.8", False),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("", "", True),
    ],
)
def test_a_network_of_the_new_kind_counts_as_one(one: str, other: str, same: bool) -> None:
    assert (sender_of(one) == sender_of(other)) is same


def test_the_log_is_not_written_by_readers(client: Client, report: Report) -> None:
    events = AuditEvent.objects.count()
    tell(client, report)
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("length", ["²", "-1", "٣", "lots"])
def test_a_length_that_is_no_number_is_refused(client: Client, report: Report, length: str) -> None:
    answer = client.post(
        address(report), "note=1", content_type="application/x-www-form-urlencoded", CONTENT_LENGTH=length
    )
    assert answer.status_code == 413
