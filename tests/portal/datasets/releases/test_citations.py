"""Citations of a number and of a query: as it was, and what it is now."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.test import Client

from archive.cells import Cell, Status
from archive.correcting import correct_cells
from archive.corrections import Correction
from archive.forms import NEWEST
from archive.models import AuditEvent, Report
from archive.publishing import PUBLISH, publish, withdraw
from archive.undoing import undo
from portal.datasets.releases.cited_queries import LONGEST, settled
from portal.models import CitedQuery
from search.building import build
from tests.archive.filled_forms import filled
from tests.archive.readings import reading, source, stored
from tests.search.archived import public

pytestmark = pytest.mark.django_db

CELL = "requests.received.natural"


def number_of(client: Client, report: Report, revision: int = 1, cell: str = CELL) -> str:
    return client.get(f"/datasets/cite/number/{report.pk}/{revision}/{cell}/").content.decode()


def corrected(report: Report, value: int, reviewer: User) -> None:
    assert report.published is not None
    change = {CELL: Correction(value)}
    revision = correct_cells(report, change, actor=reviewer, reason="看错一位", base=report.published)
    publish(report, revision, actor=reviewer, reason="更正")


def test_a_cited_number_is_still_the_published_one(client: Client) -> None:
    page = number_of(client, public(numbers={CELL: 12}))
    assert "<strong>12</strong>" in page
    assert "仍是这个版本" in page


def test_a_cited_number_that_was_corrected_since_shows_both_and_why(client: Client, reviewer: User) -> None:
    report = public(numbers={CELL: 12})
    corrected(report, 21, reviewer)
    page = number_of(client, report)
    assert page.index("<strong>12</strong>") < page.index("<strong>21</strong>") < page.index("看错一位")


def test_a_number_is_cited_with_its_version_address_and_checksum(client: Client) -> None:
    report = public()
    page = number_of(client, report)
    assert report.published is not None
    assert f"https://nianbao.example/datasets/cite/number/{report.pk}/1/{CELL}/" in page
    assert page.count(report.published.source_id) >= 3
    assert "第 1 版" in page


def test_a_number_that_the_public_never_saw_cannot_be_cited(client: Client, reviewer: User) -> None:
    report = public()
    assert report.published is not None
    change = {CELL: Correction(7)}
    correct_cells(report, change, actor=reviewer, reason="还没审", base=report.published)
    hidden, _, _ = stored(reading(year=2022), of=source("未审"))
    for address in (f"{report.pk}/2/{CELL}", f"{hidden.pk}/1/{CELL}", f"{report.pk}/1/no.such.cell"):
        assert client.get(f"/datasets/cite/number/{address}/").status_code == 404


def test_a_number_of_a_withdrawn_report_is_gone_and_says_so(client: Client, reviewer: User) -> None:
    report = public(numbers={CELL: 4711})
    withdraw(report, actor=reviewer, reason="重复")
    answer = client.get(f"/datasets/cite/number/{report.pk}/1/{CELL}/")
    assert answer.status_code == 410
    assert "4711" not in answer.content.decode()
    assert "已经撤回" in answer.content.decode()


def cite(client: Client, query: str) -> str:
    answer = client.post("/datasets/cite/", {"query": query})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_nothing_is_kept_before_somebody_says_so(client: Client) -> None:
    public()
    build()
    page = client.get("/datasets/cite/?q=条例").content.decode()
    assert "现在查到 1 份年报" in page
    assert not CitedQuery.objects.exists()


def test_a_cited_query_shows_what_it_found_and_what_became_of_it(client: Client, reviewer: User) -> None:
    reports = [public(year=year) for year in (2022, 2023, 2024)]
    build()
    address = cite(client, "q=条例")
    corrected(reports[0], 99, reviewer)
    withdraw(reports[1], actor=reviewer, reason="重复")
    page = client.get(address).content.decode()
    assert "查到 3 份年报" in page
    assert "1 份没有变，1 份已更正，1 份已撤回" in page


def test_the_same_query_over_the_same_data_is_one_citation(client: Client) -> None:
    public()
    build()
    first = cite(client, "year=2024&q=条例&page=1")
    assert cite(client, "q=条例&year=2024") == first
    public(agency="淮安市洪泽区教育局", text="本局贯彻条例。")
    build()
    assert cite(client, "q=条例&year=2024") != first
    assert CitedQuery.objects.count() == 2


def test_without_an_index_a_query_waits(client: Client) -> None:
    assert client.get("/datasets/cite/?q=条例").status_code == 503


TELEPHONE = "13800138000"


def test_no_telephone_stands_in_the_reason_of_a_correction(client: Client, reviewer: User) -> None:
    report = public(numbers={CELL: 12})
    assert report.published is not None
    change = {CELL: Correction(21)}
    revision = correct_cells(report, change, actor=reviewer, reason=f"打{TELEPHONE}问过", base=report.published)
    publish(report, revision, actor=reviewer, reason="更正")
    page = number_of(client, report)
    assert "打***********问过" in page
    assert TELEPHONE not in page


def test_a_number_that_was_public_by_mistake_and_taken_back_cannot_be_cited(client: Client, reviewer: User) -> None:
    report = public(numbers={CELL: 12})
    corrected(report, 4711, reviewer)
    event = AuditEvent.objects.filter(action=PUBLISH).latest("id")
    undo(event, actor=reviewer, reason="还没核对")
    assert client.get(f"/datasets/cite/number/{report.pk}/2/{CELL}/").status_code == 404
    assert "仍是这个版本" in number_of(client, report)


def test_a_few_signs_of_a_key_lead_nowhere(client: Client) -> None:
    public()
    build()
    address = cite(client, "q=条例")
    assert client.get(address).status_code == 200
    assert client.get(f"{address[:-3]}/").status_code == 404


def test_what_is_cited_is_what_was_shown_where_a_parameter_is_repeated() -> None:
    assert settled(QueryDict("q=乙&q=甲&year=2024&year=2023")).endswith("&year=2023&year=2024")
    assert QueryDict(settled(QueryDict("q=乙&q=甲"))).getlist("q") == ["甲"]


def test_a_query_that_no_citation_could_print_is_refused(client: Client) -> None:
    public()
    build()
    answer = client.post("/datasets/cite/", {"query": "q=" + "条" * LONGEST})
    assert answer.status_code == 400
    assert "这个查询太长" in answer.content.decode()
    assert not CitedQuery.objects.exists()


def test_an_amount_is_cited_with_its_unit(client: Client) -> None:
    code = "proactive.fees.amount"
    report = public(cells=filled(NEWEST) | {code: Cell(Decimal("12.5"), "12.5", Status.READ, unit="万元")})
    assert "<strong>12.5 万元</strong>" in number_of(client, report, cell=code)
