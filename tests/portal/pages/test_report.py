"""A published report as everybody sees it."""

from __future__ import annotations

import gzip
import json
import random
import re
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.cells import Cell, Status
from archive.correcting import decide
from archive.forms import NEWEST
from archive.models import FindingDecision, Report
from archive.publishing import withdraw
from archive.selectors import judged_findings
from archive.storage import keep
from portal.addresses import report_address
from tests.archive.filled_forms import filled, row
from tests.archive.readings import reading, source, stored
from tests.portal.desk.pages import source_of, text_of
from tests.portal.pages.published import published

pytestmark = pytest.mark.django_db

# A page without charts: HTML, styles, scripts, all compressed.
MOST_BYTES = 100 * 1000


@pytest.fixture(autouse=True)
def own_store(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path_factory.mktemp("sources")}}
    settings.STORAGES = {**settings.STORAGES, "sources": options}  # type: ignore[attr-defined]


def page_of(client: Client, report: Report, query: str = "") -> str:
    return text_of(client.get(f"/reports/{report.pk}/{query}"))


def explained(report: Report, note: str) -> None:
    """The first finding of a report has its explanation."""
    revision = report.published
    assert revision
    key = judged_findings(report, revision)[0].key
    person = User.objects.create_user("reviewer")
    decide(report, key, FindingDecision.Verdict.EXPLAINED, note, actor=person)


# -- what it is --


def test_what_it_is_and_its_tables_as_printed(client: Client) -> None:
    numbers = {**row("received", 1284, 0, 0, 0, 0, 0, 1284), **row("carried_out", 1284, 0, 0, 0, 0, 0, 1284)}
    page = page_of(client, published(numbers=numbers))
    assert "淮安市洪泽区财政局2024年政府信息公开工作年度报告" in page
    assert "淮安市洪泽区财政局 · 2024 年度 · 江苏省 淮安市 洪泽区" in page
    assert "一、本年新收政府信息公开申请数量 1,284 0 0 0 0 0 1,284" in page


def test_where_it_comes_from(client: Client) -> None:
    file = keep(b"1", name="洪泽财政.docx", format="docx", origin_url="https://www.hongze.gov.cn/a.html")[0]
    page = page_of(client, published(file))
    for words in ("洪泽财政.docx", "DOCX", file.sha256, "https://www.hongze.gov.cn/a.html", "第 1 版", "2021年格式"):
        assert words in page


def test_what_nobody_is_sure_of_is_never_shown_as_a_number(client: Client) -> None:
    doubt = Cell(None, "4711", Status.UNCERTAIN, proposal=4711)
    page = page_of(client, published(cells=filled(NEWEST) | {"review.upheld": doubt}))
    assert "4711" not in page
    assert "未读出" in page


def test_an_amount_has_the_unit_that_is_printed(client: Client) -> None:
    cells = filled(NEWEST) | {"proactive.fees.amount": Cell(7, "7", Status.READ, unit="元")}
    assert re.search(r"行政事业性收费\s+7 元", page_of(client, published(cells=cells)))


def test_every_number_leads_to_its_place_in_the_source(client: Client) -> None:
    report = published()
    page = source_of(client.get(f"/reports/{report.pk}/"))
    for code in NEWEST.cells:
        assert f'href="/reports/{report.pk}/source/?cell={code}#here"' in page


def test_the_origin_is_shown_only_for_hosts_that_are_known(client: Client) -> None:
    good = keep(b"1", name="a", format="text", origin_url="https://www.hongze.gov.cn/a.html")[0]
    bad = keep(b"2", name="b", format="text", origin_url="https://gov.cn.evil.example/a.html")[0]
    assert 'href="https://www.hongze.gov.cn/a.html"' in source_of(client.get(f"/reports/{published(good).pk}/"))
    assert "evil" not in source_of(client.get(f"/reports/{published(bad, year=2023).pk}/"))


# -- addresses --


def test_the_readable_tail_and_no_tail_are_the_same_page_with_one_canonical_address(client: Client) -> None:
    report = published()
    for address in (f"/reports/{report.pk}/", report_address(report)):
        answer = client.get(address)
        assert answer.status_code == 200
        assert f'<link rel="canonical" href="http://testserver/reports/{report.pk}/">' in source_of(answer)


def test_another_tail_leads_to_the_right_one_with_the_question(client: Client) -> None:
    report = published()
    answer = client.get(f"/reports/{report.pk}/former-name/?q=公开")
    assert answer.status_code == 302
    assert unquote(answer["Location"]) == f"/reports/{report.pk}/淮安市洪泽区财政局-2024/?q=公开"


def test_what_is_not_published_is_not_there(client: Client) -> None:
    report, _, _ = stored()
    for page in ("", "source/", "source/file/", "source/1.png", "versions/", "cite/"):
        assert client.get(f"/reports/{report.pk}/{page}").status_code == 404


def test_what_was_withdrawn_is_said_to_be_gone_and_nothing_more(client: Client) -> None:
    report = published()
    withdraw(report, actor=None, reason="机关要求")
    for page in ("", "x/", "source/", "source/file/", "versions/", "cite/"):
        answer = client.get(f"/reports/{report.pk}/{page}")
        assert answer.status_code == 410
        assert "这份年报已撤回" in text_of(answer)
        assert "洪泽" not in text_of(answer)
        assert "机关要求" not in text_of(answer)


def test_a_report_that_went_into_another_leads_there(client: Client) -> None:
    report, _, _ = stored(reading(year=2023))
    Report.objects.filter(pk=report.pk).update(folded_into=published(), needs_review=False)
    answer = client.get(f"/reports/{report.pk}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/reports/{report.pk + 1}/")


def test_only_looking_is_possible(client: Client) -> None:
    report = published()
    assert client.head(f"/reports/{report.pk}/").content == b""
    assert client.post(f"/reports/{report.pk}/").status_code == 405


# -- findings and rates --


def test_a_finding_stands_beside_its_sum_and_is_explained_below_the_table(client: Client) -> None:
    report = published(numbers={"review.upheld": 3, "review.total": 4})
    answer = client.get(f"/reports/{report.pk}/")
    assert "有 1 处核对提示 核对提示 ①" in text_of(answer)
    assert '<a class="sign" href="#finding-1"><span class="sr">对不上</span>①</a>' in source_of(answer)
    assert "对不上 ：“行政复议”：结果维持3＋" in text_of(answer)
    assert 'href="#cell-review.upheld"' in source_of(answer)
    assert source_of(answer).count('class="sign" href="#finding-1"') == 2


def test_what_a_person_explained_is_said_so(client: Client) -> None:
    report = published(numbers={"review.upheld": 3, "review.total": 4})
    explained(report, "另有一件是上年的")
    page = page_of(client, report)
    assert "其中 1 处已有解释" in page
    assert "人工核对：可以解释。另有一件是上年的" in page
    assert 'class="sign settled" href="#finding-1"' in source_of(client.get(f"/reports/{report.pk}/"))


def test_where_everything_adds_up_it_is_said(client: Client) -> None:
    assert "没有对不上的" in page_of(client, published())


def test_rates_show_what_was_divided_by_what(client: Client) -> None:
    numbers = {
        **row("received", 8, 0, 0, 0, 0, 0, 8),
        **row("disclosed", 2, 0, 0, 0, 0, 0, 2),
        **row("withheld.internal", 6, 0, 0, 0, 0, 0, 6),
        **row("closed", 8, 0, 0, 0, 0, 0, 8),
    }
    page = page_of(client, published(numbers=numbers))
    assert "公开率 25% 8 件中 2 件 予以公开、部分公开 ÷ 办结总数" in page
    assert "行政复议纠错率" not in page


def test_a_rate_of_which_a_part_is_not_read_cannot_be_worked_out(client: Client) -> None:
    doubt = Cell(None, "?", Status.UNCERTAIN)
    page = page_of(client, published(cells=filled(NEWEST) | {"requests.closed.total": doubt}))
    assert "公开率 算不出 有的数未填或未读出" in page


def test_a_rate_of_a_number_below_nothing_is_not_worked_out(client: Client) -> None:
    page = page_of(client, published(numbers={"review.corrected": -3, "review.upheld": 5}))
    assert "行政复议纠错率 算不出 -3 不在 0 与 2 之间" in page


# -- private data --


def test_private_data_is_masked_everywhere_while_its_source_is_held_back(client: Client) -> None:
    """In the title, the agency's name, the prose, the file's name, what is for programs, how it is cited."""
    file = keep(b"1", name="13812345678.txt", format="text")[0]
    report = published(file, agency="联系13812345678财政局", text="电话 13812345678。", signed_as="张 13812345678")
    for page in ("", "?q=13812345678", "source/", "source/?cell=review.total", "versions/", "cite/"):
        answer = client.get(f"/reports/{report.pk}/{page}")
        assert answer.status_code == 200
        # What the reader typed is shown to that reader; addresses have the agency's name as a tail.
        body = re.sub(r'(?:href|value)="/[^"]*"|“13812345678”', "", source_of(answer))
        assert "13812345678" not in body, page


def test_a_source_that_is_held_back_is_not_linked(client: Client) -> None:
    report = published(text="电话 13812345678。")
    page = source_of(client.get(f"/reports/{report.pk}/"))
    assert "没有公开" in page
    assert "/source/" not in page


# -- for programs --


def metadata_of(client: Client, report: Report) -> dict[str, object]:
    page = client.get(f"/reports/{report.pk}/").content.decode()
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    data: dict[str, object] = json.loads(found)
    return data


def test_it_tells_programs_what_it_is(client: Client) -> None:
    data = metadata_of(client, report := published())
    assert data["@type"] == "Report"
    assert data["url"] == f"http://testserver/reports/{report.pk}/"
    assert data["author"] == {"@type": "GovernmentOrganization", "name": "淮安市洪泽区财政局"}
    assert data["temporalCoverage"] == "2024"
    assert data["spatialCoverage"] == {"@type": "AdministrativeArea", "name": "江苏省淮安市洪泽区"}


HOSTILE = "</script></title><script>alert(1)</script><img src=x onerror=alert(2)>\"'"


def test_nothing_of_a_report_becomes_markup(client: Client) -> None:
    file = keep(b"1", name=f"{HOSTILE}.txt", format="text", origin_url='https://a.gov.cn/"><script>alert(3)</script>')[
        0
    ]
    report = published(file, agency=f"{HOSTILE}局", sections={HOSTILE: HOSTILE, "二": HOSTILE}, signed_as=HOSTILE)
    for page in ("", "?q=alert", "?q=%3Cscript%3E", "source/", "versions/", "cite/"):
        body = client.get(f"/reports/{report.pk}/{page}").content.decode()
        assert "<script>alert" not in body
        assert "<img src=x" not in body
    assert metadata_of(client, report)["author"] == {"@type": "GovernmentOrganization", "name": f"{HOSTILE}局"}


# -- what it costs --


def test_the_page_takes_few_queries(client: Client, django_assert_max_num_queries: object) -> None:
    report = published(numbers={"review.upheld": 3, "review.total": 4})
    for year in range(2019, 2024):
        published(year=year)
    published(agency="淮安市洪泽区教育局", numbers={"review.upheld": 3, "review.total": 4})
    explained(report, "是")
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        client.get(f"/reports/{report.pk}/?q=公开")


def test_a_long_report_is_no_heavy_page(client: Client) -> None:
    """A hundred thousand bytes of prose in which a word is marked everywhere."""
    characters = random.Random(7)
    lines = ("".join(chr(characters.randrange(0x4E00, 0x5600)) for _ in range(160)) + "公开" for _ in range(200))
    report = published(text="\n".join(lines))
    page = client.get(f"/reports/{report.pk}/?q=公开").content
    assert len(gzip.compress(page)) < MOST_BYTES


def test_reading_it_sets_no_cookie(client: Client) -> None:
    assert not client.get(f"/reports/{published().pk}/").cookies


def test_the_same_file_again_is_the_same_page(client: Client) -> None:
    report = published(source("同"))
    assert client.get(f"/reports/{report.pk}/").content == client.get(f"/reports/{report.pk}/").content
