"""The way of an upload: from waiting to a state that a person can see, with its reason."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError

from archive.models import Batch, Report, Revision, Section, Source, Upload
from archive.models.rules import PublishingRule
from archive.publishing import publish
from archive.storage import place_of, sources_store
from archive.words import segmenter_version
from ingest import outcomes, stages
from ingest.batches import hand_in, open_batch
from ingest.limits import MAX_ATTEMPTS
from tests.variants import REPORTS

FIRST = (REPORTS / "zhangjiawan-2024.txt").read_bytes()
# All of it is certain, and every sum holds.
CERTAIN = (REPORTS / "yizhuang-2023.txt").read_bytes()
NO_REPORT = "会议纪要\n今天下雨。\n".encode()
NO_YEAR = "通州区张家湾镇人民政府政府信息公开工作年度报告\n一、总体情况\n本机关认真贯彻条例。\n".encode()


def upload_of(batch: Batch, data: bytes, name: str = "年报.txt") -> Upload:
    return next(iter(hand_in(batch, name, io.BytesIO(data))))


def carried(upload: Upload) -> Upload:
    stages.carry_on(upload.pk)
    return Upload.objects.select_related("report__agency", "revision").get(pk=upload.pk)


def raising(error: BaseException) -> Callable[..., Any]:
    def fail(*args: object, **options: object) -> None:
        raise error

    return fail


def test_a_report_is_stored_segmented_and_left_for_a_person(batch: Batch) -> None:
    upload = carried(upload_of(batch, FIRST))
    assert (upload.state, upload.stage, upload.code) == ("review", "settled", "to-review")
    assert upload.reason.startswith("等待审核：没有启用自动发布；")
    assert upload.report is not None
    assert upload.report.year == 2024
    assert upload.revision == upload.report.latest
    assert upload.revision is not None
    assert upload.revision.reason == "读取“年报.txt”"


def test_every_section_has_its_words_of_heading_and_text(batch: Batch) -> None:
    upload = carried(upload_of(batch, FIRST))
    sections = Section.objects.filter(revision=upload.revision)
    assert {section.segmenter for section in sections} == {segmenter_version()}
    heading, text = sections.get(number=1).tokens.split("\n")
    assert heading.split() == ["一", "总体", "情况"]
    assert {"政务公开", "主动公开", "公开", "依申请公开"} <= set(text.split(" "))


def test_what_the_rule_allows_is_published(batch: Batch) -> None:
    PublishingRule.objects.create(enabled=True, allow_inferred_division=True, allow_notices=True, allow_blanks=True)
    upload = carried(upload_of(batch, CERTAIN))
    assert (upload.state, upload.reason) == ("published", "")
    assert upload.report is not None
    assert upload.report.published == upload.revision


def test_a_sample_that_is_certain_is_published_as_one(db: None) -> None:
    batch = open_batch("样例", through=Batch.Through.SAMPLE, uploader=None)
    assert carried(upload_of(batch, CERTAIN)).state == "published"


def test_a_second_file_for_the_year_is_a_new_revision_that_waits(batch: Batch) -> None:
    first = carried(upload_of(batch, FIRST))
    second = carried(upload_of(batch, FIRST.replace("精心编制而成".encode(), "编制".encode()), "更正.txt"))
    assert (second.state, second.report) == ("review", first.report)
    assert second.revision is not None
    assert (second.revision.number, second.revision.parent) == (2, first.revision)


def test_other_bytes_that_say_the_same_are_a_duplicate(batch: Batch) -> None:
    carried(upload_of(batch, FIRST))
    upload = carried(upload_of(batch, b"\xef\xbb\xbf" + FIRST, "带标记.txt"))
    assert (upload.state, upload.code) == ("duplicate", "same-content")
    assert upload.reason.endswith("的第 1 版相同，没有重复收录。")
    assert Revision.objects.count() == 1


def test_two_rows_of_the_same_bytes_end_as_one_report(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "handed_in_before", lambda source: None)
    uploads = [upload_of(batch, FIRST, name) for name in ("一.txt", "二.txt")]
    assert [carried(upload).state for upload in uploads] == ["review", "duplicate"]


def test_what_is_no_report_is_refused_and_its_bytes_forgotten(batch: Batch) -> None:
    upload = upload_of(batch, NO_REPORT)
    place = place_of(str(upload.source_id))
    upload = carried(upload)
    assert (upload.state, upload.code, upload.source) == ("refused", "not-a-report", None)
    assert not Source.objects.exists()
    assert not sources_store().exists(place)


def test_a_report_without_a_year_is_kept_for_a_person_to_complete(batch: Batch) -> None:
    upload = carried(upload_of(batch, NO_YEAR))
    assert (upload.state, upload.code) == ("refused", "no-year")
    assert upload.source is not None
    Upload.objects.filter(pk=upload.pk).update(state="waiting", attempts=0, given_year=2022)
    again = carried(upload)
    assert again.state == "review"
    assert again.report is not None
    assert again.report.year == 2022


def test_an_agency_that_a_person_gives_stands_for_the_one_read(batch: Batch) -> None:
    upload = upload_of(batch, FIRST)
    Upload.objects.filter(pk=upload.pk).update(given_agency="淮安市洪泽区财政局")
    report = carried(upload).report
    assert report is not None
    assert report.agency.name == "淮安市洪泽区财政局"
    assert report.agency.division_id == "320813"


@pytest.mark.parametrize("stage", ["stored", "segmented"])
def test_an_upload_left_in_the_middle_goes_on_there(batch: Batch, stage: str) -> None:
    upload = carried(upload_of(batch, FIRST))
    Upload.objects.filter(pk=upload.pk).update(state="working", stage=stage)
    assert carried(upload).state == "review"
    assert Revision.objects.count() == 1


def test_what_is_done_is_not_begun_again(batch: Batch) -> None:
    upload = carried(upload_of(batch, FIRST))
    assert carried(upload).attempts == 1


def test_a_file_that_fails_is_tried_again_and_then_set_aside(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "read_source", raising(ValueError("odd")))
    upload = upload_of(batch, FIRST)
    again = [stages.carry_on(upload.pk) for _ in range(MAX_ATTEMPTS)]
    upload.refresh_from_db()
    assert again == [True, True, False]
    assert (upload.state, upload.code) == ("quarantined", "gave-up")
    assert upload.reason == "连续 3 次处理都出错（ValueError），已隔离。请把文件交给维护人员。"


@pytest.mark.parametrize("error", [SoftTimeLimitExceeded(), MemoryError()])
def test_time_and_memory_that_run_out_count_as_attempts(
    batch: Batch, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(stages, "read_source", raising(error))
    upload = upload_of(batch, FIRST)
    for _ in range(MAX_ATTEMPTS):
        stages.carry_on(upload.pk)
    upload.refresh_from_db()
    assert upload.reason.startswith("连续 3 次都没有处理完（程序崩溃、超时或内存不足），已隔离。")


def test_a_file_that_brought_three_processes_down_is_set_aside_unread(batch: Batch) -> None:
    upload = upload_of(batch, FIRST)
    Upload.objects.filter(pk=upload.pk).update(state="working", attempts=MAX_ATTEMPTS)
    assert carried(upload).state == "quarantined"
    assert not Report.objects.exists()


@pytest.mark.parametrize("error", [OperationalError("disk I/O error"), OSError(errno.ENOSPC, "full")])
def test_trouble_of_the_house_is_no_attempt(batch: Batch, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr(stages, "read_source", raising(error))
    upload = upload_of(batch, FIRST)
    assert stages.carry_on(upload.pk) is False
    upload.refresh_from_db()
    assert (upload.state, upload.attempts) == ("waiting", 0)


def test_nothing_is_half_stored_when_it_fails_at_the_end(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "advance", raising(ValueError("late")))
    stages.carry_on(upload_of(batch, FIRST).pk)
    assert (Report.objects.count(), Revision.objects.count()) == (0, 0)


def test_a_source_whose_file_is_gone_is_said_to_be(batch: Batch) -> None:
    upload = upload_of(batch, FIRST)
    sources_store().delete(place_of(str(upload.source_id)))
    upload = carried(upload)
    assert (upload.state, upload.code) == ("quarantined", "damaged-source")


def test_an_older_revision_says_that_a_newer_one_waits(batch: Batch) -> None:
    first, second = (upload_of(batch, data) for data in (FIRST, FIRST.replace("精心".encode(), b"")))
    carried(first)
    carried(second)
    Upload.objects.filter(pk=first.pk).update(state="working", stage="segmented")
    assert carried(first).reason == "等待审核：这份年报已有更新的版本。"


def test_a_revision_that_is_public_already_counts_as_published(batch: Batch) -> None:
    upload = carried(upload_of(batch, FIRST))
    assert upload.report is not None
    assert upload.revision is not None
    publish(upload.report, upload.revision, actor=None, reason="核对无误")
    Upload.objects.filter(pk=upload.pk).update(state="working", stage="segmented")
    assert carried(upload).state == "published"


@pytest.mark.parametrize("path", sorted(REPORTS.glob("*.[thp]*[tlf]")), ids=lambda path: str(path.name))
def test_every_shared_report_comes_in(batch: Batch, path: Any) -> None:
    upload = carried(upload_of(batch, path.read_bytes(), path.name))
    assert upload.state == "review"
