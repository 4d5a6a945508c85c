"""The versions of a report: what was public when, and what changed, without what was taken back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import AuditEvent, Report
from archive.publishing import PUBLISH, publish, restore, withdraw
from archive.undoing import undo
from archive.withholding import withhold
from portal.pages.report_versions import LONGEST_SAME, versions_of
from tests.archive.readings import reading, source, stored
from tests.portal.desk.pages import source_of, text_of
from tests.portal.pages.published import corrected, published

pytestmark = pytest.mark.django_db

CELL = "review.upheld"


@pytest.fixture(autouse=True)
def own_store(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path_factory.mktemp("sources")}}
    settings.STORAGES = {**settings.STORAGES, "sources": options}  # type: ignore[attr-defined]


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("reviewer")


def numbers(report: Report) -> list[int]:
    return [version.revision.number for version in versions_of(report)]


def with_text(report: Report, text: str) -> Report:
    """Another file of the same report, published."""
    _, revision, _ = stored(reading(text=text), of=source(text))
    publish(report, revision, actor=None, reason="好")
    return Report.objects.get(pk=report.pk)


def test_the_first_version_has_nothing_before_it(client: Client) -> None:
    page = text_of(client.get(f"/reports/{published().pk}/versions/"))
    assert "第 1 版 现在公开的" in page
    assert "程序读取 · 理由：上传" in page


def test_a_corrected_number_with_its_reason_and_without_the_name_of_who_did_it(client: Client, person: User) -> None:
    report = corrected(published(), CELL, 3, by=person)
    page = text_of(client.get(f"/reports/{report.pk}/versions/"))
    assert "第 2 版 现在公开的" in page
    assert "人工更正 · 理由：读错了一列" in page
    assert "行政复议 · 结果维持 0 3" in page
    assert "reviewer" not in page


def test_changed_prose_is_shown_where_it_changed(client: Client) -> None:
    report = with_text(published(text="全年公开三条。"), "全年公开五条。")
    page = source_of(client.get(f"/reports/{report.pk}/versions/"))
    assert "全年公开<del>三</del><ins>五</ins>条。" in page


def test_long_prose_that_stayed_the_same_is_cut() -> None:
    report = with_text(published(text="同" * 500 + "。\n三条。"), "同" * 500 + "。\n五条。")
    changes = versions_of(report)[0].changes
    assert changes
    assert len(changes.sections[0].pieces[0].text) == LONGEST_SAME + len("……")


def test_what_was_never_published_is_no_version(person: User) -> None:
    report = published()
    _, waiting, _ = stored(reading(text="未发布"), of=source("未发布"))
    assert waiting.number == 2
    assert numbers(report) == [1]


def test_what_was_withdrawn_for_good_is_not_shown_again() -> None:
    """Whoever withdraws a text must not find it in a comparison."""
    report = published(text="不该公开的话。")
    withdraw(report, actor=None, reason="错")
    assert numbers(with_text(Report.objects.get(pk=report.pk), "可以公开的话。")) == [2]


def test_what_was_withdrawn_and_restored_is_a_version() -> None:
    report = published()
    withdraw(report, actor=None, reason="错")
    restore(Report.objects.get(pk=report.pk), actor=None, reason="没错")
    assert numbers(with_text(Report.objects.get(pk=report.pk), "新的。")) == [2, 1]


def test_a_publication_that_was_undone_is_no_version(person: User) -> None:
    report = corrected(published(), CELL, 3, by=person)
    event = AuditEvent.objects.filter(action=PUBLISH).order_by("-id")[0]
    undo(event, actor=person)
    assert numbers(Report.objects.get(pk=report.pk)) == [1]


def test_a_difference_never_tells_what_the_text_hides(client: Client) -> None:
    report = with_text(published(text="电话 13812345678。"), "电话 13987654321。")
    for revision in report.revisions.all():
        withhold(revision.source, actor=None, reason="号码")
    page = text_of(client.get(f"/reports/{report.pk}/versions/"))
    assert "13812345678" not in page
    assert "13987654321" not in page


def test_a_change_is_masked_if_only_the_older_source_is_held_back(client: Client) -> None:
    report = with_text(published(text="电话 13812345678。"), "没有电话。")
    page = text_of(client.get(f"/reports/{report.pk}/versions/"))
    assert "13812345678" not in page


def test_the_page_takes_few_queries(client: Client, person: User, django_assert_max_num_queries: object) -> None:
    report = published()
    for value in (3, 4, 5):
        report = corrected(report, CELL, value, by=person)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        client.get(f"/reports/{report.pk}/versions/")


def test_no_telephone_stands_in_a_reason(client: Client, person: User) -> None:
    report = corrected(published(), CELL, 3, by=person, reason="打13812345678问过")
    assert "理由：打***********问过" in text_of(client.get(f"/reports/{report.pk}/versions/"))
