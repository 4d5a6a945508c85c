"""`manage.py reparse`: what another version of the parser would change, shown first; persons' work stays."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from archive.correcting import correct_cells
from archive.corrections import Correction
from archive.models import Batch, Report, Revision, Section
from archive.publishing import publish
from archive.reading import Reading
from archive.storage import place_of, sources_store
from ingest import reparsing, tasks
from ingest.batches import hand_in
from ingest.refusals import Refusal
from ingest.storing import read_source
from tests.variants import REPORTS

CODE = "requests.received.natural"


@pytest.fixture
def report(batch: Batch) -> Report:
    data = (REPORTS / "yizhuang-2023.txt").read_bytes()
    upload = next(iter(hand_in(batch, "年报.txt", io.BytesIO(data))))
    tasks.carry_on(upload.pk)
    return Report.objects.get()


def run(*reports: int, **options: object) -> str:
    out = io.StringIO()
    call_command("reparse", *reports, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def reviewer(db: None) -> User:
    return User.objects.create_user("王审核")


@pytest.fixture
def otherwise(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Reading], Reading]], None]:
    """From now on the parser reads as told."""

    def read(change: Callable[[Reading], Reading]) -> None:
        monkeypatch.setattr(reparsing, "read_source", lambda source: change(read_source(source)))

    return read


def titled(reading: Reading) -> Reading:
    return replace(reading, title="另一个题名")


def counted(reading: Reading) -> Reading:
    cell = reading.cells[CODE]
    return replace(reading, cells={**reading.cells, CODE: replace(cell, value=77, raw="77")})


def test_the_same_parser_changes_nothing(report: Report) -> None:
    assert run() == "共 1 份：不变 1，有变化 0，归属不同 0，不能读取 0\n"


def test_changes_are_shown_and_not_made(report: Report, otherwise: Callable[..., None]) -> None:
    otherwise(lambda reading: counted(titled(reading)))
    said = run()
    assert "    题名：" in said
    assert " → 另一个题名" in said
    assert " → 77" in said
    assert said.splitlines()[-1] == "以上只是预览，没有写入。写入：manage.py reparse --apply"
    assert Revision.objects.count() == 1


def test_applied_they_are_a_revision_that_waits(report: Report, otherwise: Callable[..., None]) -> None:
    otherwise(titled)
    run(apply=True)
    report.refresh_from_db()
    assert report.latest is not None
    assert (report.latest.number, report.latest.by, report.latest.title) == (2, "parser", "另一个题名")
    assert report.latest.reason == "用第 1 版解析程序重新读取"
    assert (report.needs_review, report.published) == (True, None)
    assert not Section.objects.filter(segmenter="").exists()
    assert run(apply=True).startswith("共 1 份：不变 1")


def test_what_is_public_stays_public(report: Report, otherwise: Callable[..., None]) -> None:
    public = report.latest
    assert public is not None
    publish(report, public, actor=None, reason="核对无误")
    otherwise(titled)
    run(apply=True)
    report.refresh_from_db()
    assert report.published == public
    assert report.latest != public


def test_a_persons_correction_outlives_it(report: Report, otherwise: Callable[..., None], reviewer: User) -> None:
    correct_cells(report, {CODE: Correction(5, "原件第 2 页")}, actor=reviewer, reason="核对原件")
    otherwise(lambda reading: counted(titled(reading)))
    run(apply=True)
    report.refresh_from_db()
    assert report.latest is not None
    assert (report.latest.title, report.latest.cells[CODE]["value"]) == ("另一个题名", 5)


def test_a_reading_of_another_agency_is_left_to_a_person(report: Report, otherwise: Callable[..., None]) -> None:
    otherwise(lambda reading: replace(reading, year=2020))
    assert "归属不同　现在读作" in run(apply=True)
    assert Report.objects.count() == 1


def test_what_can_no_longer_be_read_is_said(report: Report, otherwise: Callable[..., None]) -> None:
    def refuse(reading: Reading) -> Reading:
        raise Refusal("damaged", "文件已损坏。")

    otherwise(refuse)
    assert "不能读取　文件已损坏。" in run()


def test_a_source_that_is_gone_is_said(report: Report) -> None:
    sources_store().delete(place_of(report.revisions.get().source_id))
    assert "不能读取　保存的原件缺失或已损坏。" in run()


def test_only_the_chosen_reports_are_read(report: Report) -> None:
    assert run(report.pk + 1).startswith("共 0 份")
