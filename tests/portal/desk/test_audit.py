"""The log on the page and as a table: the same filters, and no formula in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from archive.auditing import record
from archive.models import Batch
from portal.desk.audit import EVENTS_A_PAGE
from portal.desk.audit_words import ACTIONS
from portal.neutral import neutral_words as neutral
from tests.portal.desk.pages import Answer, source_of, text_of

pytestmark = pytest.mark.django_db
Happen = Callable[..., None]


@pytest.fixture
def happen(db: None) -> Happen:
    batch = Batch.objects.create(name="批次", through="desk")

    def happened(summary: str, action: str = "batch.open", who: str = "王审核") -> None:
        user = User.objects.filter(username=who).first() or User.objects.create_user(who)
        record(action, actor=user, obj=batch, summary=summary)

    return happened


def table(client: Client, query: str = "") -> list[list[str]]:
    answer: Answer = client.get(f"/desk/audit.csv{query}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_who_did_what_and_when_the_newest_first(reviewer: Client, happen: Happen) -> None:
    happen("先做的")
    happen("后做的", who="李上传")
    page = text_of(reviewer.get("/desk/audit/"))
    assert page.index("后做的") < page.index("先做的")
    assert "李上传 上传 后做的" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?actor=李上传", ["乙"]),
        ("?action=report.publish", ["丙"]),
        ("?object_type=batch", ["丙", "乙", "甲"]),
        ("?object_type=report", []),
        ("?words=甲", ["甲"]),
        ("?actor=王审核&action=batch.open", ["甲"]),
        ("?since=nonsense&until=2023-99-99", ["丙", "乙", "甲"]),
    ],
)
def test_filters_hold_on_the_page_and_in_the_table(
    reviewer: Client, happen: Happen, query: str, found: list[str]
) -> None:
    happen("甲")
    happen("乙", who="李上传")
    happen("丙", action="report.publish")
    page = source_of(reviewer.get(f"/desk/audit/{query}"))
    assert [name for name in "丙乙甲" if f'<td class="name">{name}' in page] == found
    assert [row[7] for row in table(reviewer, query)[1:]] == found


def test_days_are_those_of_the_archive(reviewer: Client, happen: Happen) -> None:
    happen("甲")
    today = timezone.localdate()
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    assert len(table(reviewer, f"?since={today}&until={today}")) == 2
    assert len(table(reviewer, f"?until={yesterday}")) == 1
    assert len(table(reviewer, f"?since={tomorrow}")) == 1


def test_the_table_has_everything_not_the_first_page_only(reviewer: Client, happen: Happen) -> None:
    for number in range(EVENTS_A_PAGE + 5):
        happen(f"第 {number} 件")
    assert len(table(reviewer)) == 1 + EVENTS_A_PAGE + 5
    page = source_of(reviewer.get("/desk/audit/"))
    assert "第 4 件<" not in page
    older = page.split('rel="next" href="')[1].split('"')[0]
    assert "第 4 件" in source_of(reviewer.get(f"/desk/audit/{older}"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_text_is_a_formula_in_a_spreadsheet(reviewer: Client, happen: Happen, start: str) -> None:
    happen(f"{start}HYPERLINK(1)")
    assert table(reviewer)[1][7].startswith("'")
    assert neutral(f"{start}1") == f"'{start}1"


def test_plain_text_stays_as_it_is() -> None:
    assert neutral("发布 2024 年报") == "发布 2024 年报"


def test_names_in_the_log_are_no_markup(reviewer: Client, happen: Happen) -> None:
    happen("<script>alert(1)</script>")
    assert "<script>alert" not in reviewer.get("/desk/audit/").content.decode()


def test_every_action_has_its_word() -> None:
    assert all(str(word) and not str(word).isascii() for word in ACTIONS.values())
