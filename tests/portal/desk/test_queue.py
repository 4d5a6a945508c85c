"""The queue: the most doubtful first, narrowed by filters, a page at a time, in few queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from archive.cells import Cell
from archive.divisions import Certainty, DivisionMatch
from archive.forms import NEWEST
from archive.models import Agency, Batch, Report, Upload
from archive.places import division_of
from archive.publishing import publish
from portal.desk.queue import REPORTS_A_PAGE
from tests.archive.filled_forms import filled, uncertain
from tests.archive.readings import reading, source, stored
from tests.portal.desk.pages import messages_of, source_of, text_of

pytestmark = pytest.mark.django_db
FAILING = {"review.upheld": 3}
UNKNOWN = DivisionMatch(Certainty.UNKNOWN)


def put(year: int, numbers: Mapping[str, int] | None = None, **values: Any) -> Report:
    return stored(reading(numbers, year=year, **values), of=source(f"{year}{values}"))[0]


def doubtful(year: int) -> Report:
    cells: dict[str, Cell] = filled(NEWEST) | {"review.other": uncertain("3O")}
    return put(year, cells=cells)


def shown(client: Client, query: str = "") -> list[int]:
    """Years of the reports on the page, in its order: each test has one report a year."""
    page = source_of(client.get(f"/desk/queue/{query}"))
    rows = page.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in page else ""
    return [int(row.rpartition("</a>")[0][-4:]) for row in rows.split("<tr>")[1:]]


def test_what_is_most_likely_wrong_comes_first(reviewer: Client) -> None:
    put(2021)
    put(2022, FAILING)
    doubtful(2023)
    assert shown(reviewer) == [2022, 2023, 2021]


def test_each_says_why_it_should_be_looked_at(reviewer: Client) -> None:
    put(2021)
    put(2022, FAILING)
    doubtful(2023)
    page = text_of(reviewer.get("/desk/queue/"))
    assert "3 份年报等人来看" in page
    assert "财政局 2022 江苏省淮安市洪泽区 数字不符 1" in page
    assert "财政局 2023 江苏省淮安市洪泽区 存疑 1" in page
    assert "财政局 2021 江苏省淮安市洪泽区 没有疑点" in page


def test_what_is_published_does_not_wait(reviewer: Client) -> None:
    report = put(2021)
    publish(report, report.revisions.get(), actor=None, reason="好")
    assert "都看完了。" in text_of(reviewer.get("/desk/queue/"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?why=errors", [2022]),
        ("?why=uncertain", [2023]),
        ("?why=division", [2024]),
        ("?why=replaces", []),
        ("?year=2022", [2022]),
        ("?kind=department", [2022, 2023, 2021]),
        ("?kind=township", [2024]),
        ("?division_words=江苏省淮安市", [2022, 2023, 2021]),
        ("?division=320813&division_words=江苏省淮安市洪泽区", [2022, 2023, 2021]),
        ("?why=nonsense&year=abc&kind=%27&batch=x&after=1-2-3", [2024, 2022, 2023, 2021]),
    ],
)
def test_filters(reviewer: Client, query: str, found: list[int]) -> None:
    division_of("320813")
    put(2021)
    put(2022, FAILING)
    doubtful(2023)
    put(2024, agency="郭店镇人民政府", division=UNKNOWN)
    assert sorted(shown(reviewer, query)) == sorted(found)


def test_a_division_that_can_be_several_is_asked_about(reviewer: Client) -> None:
    division_of("320813")
    put(2021)
    page = reviewer.get("/desk/queue/?division_words=淮安市")
    assert "“淮安市”有几个，没有按地区筛选" in text_of(page)
    assert "division=320813" in source_of(page)


def test_a_batch_has_its_own_queue(reviewer: Client) -> None:
    report = put(2021)
    put(2022)
    batch = Batch.objects.create(name="一批", through="desk")
    Upload.objects.create(batch=batch, name="a", state="review", report=report, revision=report.latest)
    assert shown(reviewer, f"?batch={batch.pk}") == [2021]


def many(count: int) -> None:
    """Reports as alike as those of a batch."""
    first = put(2003, FAILING)
    for year in range(2004, 2004 + min(count, 90)):
        put(year)
    assert first.latest is not None


def test_further_pages_go_on_where_the_last_ended(reviewer: Client) -> None:
    many(REPORTS_A_PAGE + 3)
    page = source_of(reviewer.get("/desk/queue/"))
    address = page.split('rel="next" href="')[1].split('"')[0]
    seen = shown(reviewer), shown(reviewer, address)
    assert (len(seen[0]), len(seen[1])) == (REPORTS_A_PAGE, 4)
    assert not set(seen[0]) & set(seen[1])


def test_a_page_takes_few_queries_however_many_wait(
    reviewer: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many(REPORTS_A_PAGE + 3)
    reviewer.get("/desk/queue/")
    with django_assert_max_num_queries(9):
        reviewer.get("/desk/queue/")


# -- many at once --


def value(report: Report) -> str:
    return f"{report.pk}-{report.latest_id}"


def test_before_many_are_published_it_is_said_why_each_was_not(reviewer: Client) -> None:
    good, bad = put(2021), put(2022, FAILING)
    page = text_of(reviewer.post("/desk/queue/approve/", {"report": [value(good), value(bad)]}))
    assert "财政局 2022 没有启用自动发布 有 1 处数字不符" in page
    assert "财政局 2021 没有启用自动发布" in page
    assert not Report.objects.filter(published__isnull=False).exists()


def test_those_that_are_confirmed_are_published_with_the_reason(reviewer: Client) -> None:
    good, bad = put(2021), put(2022, FAILING)
    answer = reviewer.post(
        "/desk/queue/approve/", {"report": [value(good)], "confirmed": "1", "reason": "逐份看过"}, follow=True
    )
    assert messages_of(answer) == "已发布 1 份年报。"
    assert shown(reviewer) == [2022]
    assert bad.latest is not None


def test_without_a_reason_nothing_is_published(reviewer: Client) -> None:
    report = put(2021)
    answer = reviewer.post("/desk/queue/approve/", {"report": [value(report)], "confirmed": "1", "reason": " "})
    assert answer.status_code == 400
    assert "请写明为什么可以发布。" in text_of(answer)


def test_what_became_another_revision_since_is_left_out(reviewer: Client) -> None:
    report = put(2021)
    seen = value(report)
    stored(reading(FAILING, year=2021), of=source("新的"))
    answer = reviewer.post("/desk/queue/approve/", {"report": [seen], "confirmed": "1", "reason": "好"}, follow=True)
    assert "有了更新的版本，没有发布" in messages_of(answer)
    assert Agency.objects.count() == 1
