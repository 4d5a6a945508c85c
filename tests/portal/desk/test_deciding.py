"""What a reviewer decides: findings, publishing, the source; each in the log, each to be undone."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from archive.models import AuditEvent, FindingDecision, Report
from archive.publishing import publish
from tests.archive.readings import reading, source, stored
from tests.portal.desk.pages import Answer, messages_of, source_of, text_of

pytestmark = pytest.mark.django_db
FAILING = {"review.upheld": 3}


@pytest.fixture
def report(db: None) -> Report:
    return stored(reading(FAILING))[0]


def act(client: Client, report: Report, what: str, **fields: str) -> Answer:
    report.refresh_from_db()
    data = {"revision": str(report.latest_id), **fields}
    answer = client.post(f"/desk/reports/{report.pk}/{what}/", data, follow=True)
    report.refresh_from_db()
    return answer


def key_on(client: Client, report: Report) -> str:
    found = re.search(r'name="key" value="(\w+)"', source_of(client.get(f"/desk/reports/{report.pk}/")))
    assert found
    return found[1]


def decide(client: Client, report: Report, verdict: str, note: str = "") -> Answer:
    return act(client, report, "decide", key=key_on(client, report), verdict=verdict, note=note)


# -- findings --


def test_a_finding_that_is_explained_asks_for_nobodys_eyes_any_more(reviewer: Client, report: Report) -> None:
    page = decide(reviewer, report, "explained", "总计栏没有填")
    assert "要看的地方 0" in text_of(page)
    assert "可以解释：总计栏没有填（王审核，" in text_of(page)
    assert "failing" not in source_of(page).split("<form")[-1]


def test_a_confirmed_finding_stays_lit(reviewer: Client, report: Report) -> None:
    page = decide(reviewer, report, "confirmed")
    assert "要看的地方 1" in text_of(page)
    assert FindingDecision.objects.get().verdict == "confirmed"


def test_an_explanation_needs_its_words(reviewer: Client, report: Report) -> None:
    assert "请写下解释" in messages_of(decide(reviewer, report, "explained"))
    assert not FindingDecision.objects.exists()


def test_a_decision_can_be_taken_back(reviewer: Client, report: Report) -> None:
    decide(reviewer, report, "dismissed")
    decide(reviewer, report, "")
    assert not FindingDecision.objects.exists()


@pytest.mark.parametrize("fields", [{"key": "x", "verdict": "confirmed"}, {"key": "a" * 64, "verdict": "maybe"}])
def test_what_is_no_decision_is_not_taken(reviewer: Client, report: Report, fields: dict[str, str]) -> None:
    assert "没有选怎么决定" in messages_of(act(reviewer, report, "decide", **fields))


# -- publishing --


def test_published_it_is_visible_to_everybody(reviewer: Client, report: Report) -> None:
    assert Client().get(f"/reports/{report.pk}/").status_code == 404
    page = act(reviewer, report, "publish")
    assert messages_of(page) == "已发布：淮安市洪泽区财政局 2024"
    assert Client().get(f"/reports/{report.pk}/").status_code == 200
    assert AuditEvent.objects.get(action="report.publish").actor_name == "王审核"


def test_published_one_after_the_other(reviewer: Client, report: Report) -> None:
    other = stored(reading(year=2023), of=source("另一年"))[0]
    page = act(reviewer, report, "publish", onward="1")
    assert page.redirect_chain[-1][0] == f"/desk/reports/{other.pk}/"


def test_only_the_revision_that_was_seen_is_published(reviewer: Client, report: Report) -> None:
    page = act(reviewer, report, "publish", revision="1000")
    assert "有了更新的版本" in messages_of(page)
    assert report.published is None


def test_withdrawn_and_restored(reviewer: Client, report: Report) -> None:
    act(reviewer, report, "publish")
    assert "公众看不到" in messages_of(act(reviewer, report, "withdraw", reason="机关要求核对"))
    assert Client().get(f"/reports/{report.pk}/").status_code == 410
    assert "已恢复发布" in messages_of(act(reviewer, report, "restore", reason="核对无误"))
    assert Client().get(f"/reports/{report.pk}/").status_code == 200


def test_set_aside_it_no_longer_waits(reviewer: Client, report: Report) -> None:
    act(reviewer, report, "set-aside", reason="不是年报")
    assert "都看完了" in text_of(reviewer.get("/desk/queue/"))


@pytest.mark.parametrize("what", ["withdraw", "restore", "set-aside", "hold", "revert/1"])
def test_every_such_change_needs_its_reason(reviewer: Client, report: Report, what: str) -> None:
    before = AuditEvent.objects.count()
    assert messages_of(act(reviewer, report, what)) == "请写明理由。"
    assert AuditEvent.objects.count() == before


def test_what_cannot_be_done_is_said(reviewer: Client, report: Report) -> None:
    assert messages_of(act(reviewer, report, "withdraw", reason="x")) == "这份年报没有发布，不用撤回。"


# -- undoing --


def undo_last(client: Client, back: str = "") -> Answer:
    event = AuditEvent.objects.order_by("id").last()
    assert event
    return client.post(f"/desk/audit/{event.pk}/undo/", {"next": back}, follow=True)


def test_a_change_is_undone_from_where_it_is_shown(reviewer: Client, report: Report) -> None:
    act(reviewer, report, "publish")
    page = undo_last(reviewer, f"/desk/reports/{report.pk}/")
    assert "已撤销：发布淮安市洪泽区财政局 2024第 1 版" in messages_of(page)
    assert page.redirect_chain[-1][0] == f"/desk/reports/{report.pk}/"
    assert Report.objects.get().published is None


def test_undone_once_it_cannot_be_undone_again(reviewer: Client, report: Report) -> None:
    act(reviewer, report, "publish")
    event = AuditEvent.objects.get(action="report.publish")
    undo_last(reviewer)
    again = reviewer.post(f"/desk/audit/{event.pk}/undo/", follow=True)
    assert messages_of(again) == "这项操作已经撤销过。"


def test_undoing_leads_to_no_other_site(reviewer: Client, report: Report) -> None:
    act(reviewer, report, "publish")
    assert undo_last(reviewer, "https://example.org/").redirect_chain[-1][0] == "/desk/audit/"


def test_what_only_an_administrator_may_do_only_an_administrator_undoes(
    reviewer: Client, administrator: Client
) -> None:
    administrator.post("/desk/rule/", {"enabled": "on"})
    assert undo_last(reviewer).status_code == 403
    assert undo_last(administrator).status_code == 200


# -- private data --


def test_a_source_with_private_data_is_held_back_until_somebody_decides(reviewer: Client) -> None:
    report = stored(reading(text="电话 13812345678。"))[0]
    assert "原件现在不公开，公开的文字会遮住它们" in text_of(reviewer.get(f"/desk/reports/{report.pk}/"))
    page = act(reviewer, report, "hold", release="1", reason="是办公电话")
    assert "原件可以公开" in messages_of(page)
    assert "原件现在可以公开" in text_of(page)
    page = act(reviewer, report, "hold", reason="其实是私人电话")
    assert "原件不公开" in messages_of(page)


def test_next_in_the_queue_is_offered(reviewer: Client, report: Report) -> None:
    other = stored(reading(year=2023), of=source("另一年"))[0]
    assert f'href="/desk/reports/{other.pk}/" id="following"' in source_of(reviewer.get(f"/desk/reports/{report.pk}/"))
    publish(other, other.revisions.get(), actor=None, reason="好")
    assert 'id="following"' not in source_of(reviewer.get(f"/desk/reports/{report.pk}/"))
