"""Batches: what became of every file, and what a person can do for one."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from archive.models import AuditEvent, Batch, Source, Upload
from tests.archive.readings import source, stored
from tests.portal.desk.pages import messages_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch() -> Batch:
    return Batch.objects.create(name="各区县 2024", through="desk", uploader=User.objects.first())


def put(batch: Batch, name: str, state: str, *, of: Source | None = None, **values: Any) -> Upload:
    return Upload.objects.create(batch=batch, name=name, state=state, source=of, **values)


def refused(batch: Batch, code: str = "no-agency", **values: Any) -> Upload:
    return put(batch, "无名.txt", "refused", of=source("无名"), code=code, reason="没有读出机关。", **values)


def test_every_file_has_its_state_and_its_reason(uploader: Client, batch: Batch) -> None:
    report, revision, _ = stored()
    put(batch, "甲.txt", "review", report=report, revision=revision, reason="等待审核：有 1 处数字不符。")
    put(batch, "乙.png", "refused", reason="这是PNG 图片。")
    page = text_of(uploader.get(f"/desk/batches/{batch.pk}/"))
    assert "2 个文件，2 个已有结果" in page
    assert "甲.txt 待审核 淮安市洪泽区财政局 2024 等待审核：有 1 处数字不符。" in page
    assert "乙.png 拒收 这是PNG 图片。" in page


def test_only_reviewers_get_a_link_to_the_review(uploader: Client, reviewer: Client, batch: Batch) -> None:
    report, revision, _ = stored()
    put(batch, "甲.txt", "review", report=report, revision=revision)
    link = f'href="/desk/reports/{report.pk}/"'
    assert link not in uploader.get(f"/desk/batches/{batch.pk}/").content.decode()
    assert link in reviewer.get(f"/desk/batches/{batch.pk}/").content.decode()


def test_the_page_looks_again_by_itself_only_while_there_is_work(uploader: Client, batch: Batch) -> None:
    upload = put(batch, "甲.txt", "waiting")
    address = f"/desk/batches/{batch.pk}/"
    assert '<noscript><meta http-equiv="refresh"' in uploader.get(address).content.decode()
    Upload.objects.filter(pk=upload.pk).update(state="refused", reason="空的")
    assert "refresh" not in uploader.get(address).content.decode()


def test_progress_tells_a_script_the_same(uploader: Client, batch: Batch) -> None:
    waiting = put(batch, "甲.txt", "waiting")
    put(batch, "乙.txt", "refused", reason="空的")
    told = uploader.get(f"/desk/batches/{batch.pk}/progress/").json()
    assert (told["done"], told["total"]) == (1, 2)
    assert told["uploads"][0] == {"id": waiting.pk, "state": "waiting", "label": "排队中", "stage": "received"}


def test_a_thousand_files_take_no_more_queries_than_one(
    uploader: Client, batch: Batch, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Upload.objects.bulk_create(Upload(batch=batch, name=f"{number}.txt") for number in range(1000))
    with django_assert_max_num_queries(10):
        page = uploader.get(f"/desk/batches/{batch.pk}/")
    assert "1000 个文件，0 个已有结果" in text_of(page)
    assert page.content.decode().count("data-upload=") == 200


def test_files_can_be_narrowed_to_a_state(uploader: Client, batch: Batch) -> None:
    put(batch, "甲.txt", "waiting")
    put(batch, "乙.txt", "refused", reason="空的")
    page = text_of(uploader.get(f"/desk/batches/{batch.pk}/?state=refused"))
    assert "乙.txt" in page
    assert "甲.txt" not in page


def test_the_list_counts_what_became_of_each_batch(uploader: Client, batch: Batch) -> None:
    put(batch, "甲.txt", "waiting")
    put(batch, "乙.txt", "refused", reason="空的")
    assert "处理中 1 拒收 1" in text_of(uploader.get("/desk/batches/"))


def test_a_file_in_quarantine_gets_its_attempts_once_more(uploader: Client, batch: Batch, queued: list[int]) -> None:
    upload = put(batch, "毒.pdf", "quarantined", of=source("毒"), reason="连续 3 次都没有处理完。", attempts=3)
    uploader.post(f"/desk/uploads/{upload.pk}/retry/")
    upload.refresh_from_db()
    assert (upload.state, upload.attempts, upload.reason) == ("waiting", 0, "")
    assert queued == [upload.pk]
    assert AuditEvent.objects.get(action="upload.retry").summary == "重试“毒.pdf”"


def test_a_file_that_is_not_in_quarantine_is_left_alone(uploader: Client, batch: Batch, queued: list[int]) -> None:
    upload = put(batch, "甲.txt", "waiting", of=source())
    answer = uploader.post(f"/desk/uploads/{upload.pk}/retry/", follow=True)
    assert messages_of(answer) == "这个文件不在隔离中，不用重试。"
    assert queued == []


def test_agency_and_year_are_supplied_where_the_file_has_none(
    uploader: Client, batch: Batch, queued: list[int]
) -> None:
    upload = refused(batch)
    assert "补充后再处理" in text_of(uploader.get(f"/desk/batches/{batch.pk}/"))
    uploader.post(f"/desk/uploads/{upload.pk}/complete/", {"agency": "新郑市郭店镇人民政府", "year": "2023"})
    upload.refresh_from_db()
    assert (upload.given_agency, upload.given_year, upload.state) == ("新郑市郭店镇人民政府", 2023, "waiting")
    assert queued == [upload.pk]


def test_what_was_supplied_before_is_kept_when_only_the_rest_is(
    uploader: Client, batch: Batch, queued: list[int]
) -> None:
    upload = refused(batch, "no-year", given_agency="新郑市郭店镇人民政府")
    uploader.post(f"/desk/uploads/{upload.pk}/complete/", {"year": "2023"})
    upload.refresh_from_db()
    assert (upload.given_agency, upload.given_year) == ("新郑市郭店镇人民政府", 2023)


@pytest.mark.parametrize("given", [{}, {"year": "1999"}, {"year": "abc"}, {"agency": "甲" * 121}])
def test_what_cannot_be_supplied_is_said(
    uploader: Client, batch: Batch, queued: list[int], given: dict[str, str]
) -> None:
    upload = refused(batch)
    answer = uploader.post(f"/desk/uploads/{upload.pk}/complete/", given, follow=True)
    assert "请填写机关名称或年份（2003 至 2100）" in messages_of(answer)
    assert queued == []


def test_a_file_that_misses_neither_cannot_be_renamed(uploader: Client, batch: Batch, queued: list[int]) -> None:
    upload = refused(batch, "not-a-report")
    answer = uploader.post(f"/desk/uploads/{upload.pk}/complete/", {"agency": "甲"}, follow=True)
    assert "不缺机关和年份" in messages_of(answer)
