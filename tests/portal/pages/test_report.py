"""A published report as everybody sees it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.cells import Cell, Status
from archive.forms import NEWEST
from archive.models import Report, Source
from archive.publishing import publish
from archive.storage import keep
from tests.archive.filled_forms import filled
from tests.archive.readings import reading, source, stored
from tests.portal.desk.pages import source_of, text_of

pytestmark = pytest.mark.django_db


def published(of: Source | None = None, **values: Any) -> Report:
    report, revision, _ = stored(reading(**values), of=of)
    publish(report, revision, actor=None, reason="好")
    return report


@pytest.fixture(autouse=True)
def own_store(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path_factory.mktemp("sources")}}
    settings.STORAGES = {**settings.STORAGES, "sources": options}  # type: ignore[attr-defined]


def page_of(client: Client, report: Report) -> str:
    return text_of(client.get(f"/reports/{report.pk}/"))


def test_what_it_is_and_its_tables_as_printed(client: Client) -> None:
    page = page_of(client, published(numbers={"requests.received.natural": 1284, "requests.received.total": 1284}))
    assert "淮安市洪泽区财政局2024年政府信息公开工作年度报告" in page
    assert "淮安市洪泽区财政局 · 2024 年度 · 江苏省淮安市洪泽区" in page
    assert "一、本年新收政府信息公开申请数量 1,284 0 0 0 0 0 1,284" in page


def test_what_nobody_is_sure_of_is_never_shown_as_a_number(client: Client) -> None:
    doubt = Cell(None, "4711", Status.UNCERTAIN, proposal=4711)
    page = page_of(client, published(cells=filled(NEWEST) | {"review.upheld": doubt}))
    assert "4711" not in page
    assert "未读出" in page


def test_what_is_not_published_is_not_there(client: Client) -> None:
    assert client.get(f"/reports/{stored()[0].pk}/").status_code == 404


def test_the_origin_is_shown_only_for_hosts_that_are_known(client: Client) -> None:
    good = keep(b"1", name="a", format="text", origin_url="https://www.hongze.gov.cn/a.html")[0]
    bad = keep(b"2", name="b", format="text", origin_url="https://gov.cn.evil.example/a.html")[0]
    assert 'href="https://www.hongze.gov.cn/a.html"' in source_of(client.get(f"/reports/{published(good).pk}/"))
    assert "evil" not in source_of(client.get(f"/reports/{published(bad, year=2023).pk}/"))


def test_private_data_in_a_title_is_masked_while_its_source_is_held_back(client: Client) -> None:
    report = published(source("某"), agency="联系13812345678财政局", text="电话 13812345678")
    assert "13812345678" not in source_of(client.get(f"/reports/{report.pk}/")).split("subtitle")[0]


def test_the_page_takes_few_queries(client: Client, django_assert_max_num_queries: object) -> None:
    report = published()
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        client.get(f"/reports/{report.pk}/")


def test_reading_it_sets_no_cookie(client: Client) -> None:
    assert not client.get(f"/reports/{published().pk}/").cookies


def test_the_first_page_leads_to_what_is_published_and_to_nothing_else(client: Client) -> None:
    shown = published()
    waits, _, _ = stored(reading(year=2023))
    first = source_of(client.get("/"))
    assert f'href="/reports/{shown.pk}/"' in first
    assert f"/reports/{waits.pk}/" not in first
