"""The review page: tables beside the source, problems lit up, numbers corrected and checked at once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from archive.cells import Cell, Status
from archive.forms import NEWEST
from archive.locators import Locator
from archive.models import Report, Revision
from archive.publishing import publish
from archive.reading import SectionReading
from tests.archive.filled_forms import filled
from tests.archive.readings import reading, source, stored
from tests.portal.desk.pages import Answer, errors_of, messages_of, source_of, text_of

pytestmark = pytest.mark.django_db
FAILING = {"review.upheld": 3}
WHY = {"reason": "看错了一位", "note": "原件第 4 页"}


def put(**values: Any) -> Report:
    return stored(reading(**values), of=source("收到申请\n十二件\n末行"))[0]


def page_of(client: Client, report: Report, query: str = "") -> Answer:
    return client.get(f"/desk/reports/{report.pk}/{query}")


def cell_of(page: str, code: str) -> str:
    """The place of a number, with its own markup."""
    cells: list[str] = re.findall(r"<td [^>]*>.*?</td>", page, re.S)
    return next(one for one in cells if f'"{code}"' in one or f":{code}" in one)


def correct(client: Client, report: Report, do: str = "save", **fields: str) -> Answer:
    report.refresh_from_db()
    return client.post(
        f"/desk/reports/{report.pk}/correct/", {"revision": str(report.latest_id), "do": do, **WHY, **fields}
    )


def with_uncertain() -> Report:
    doubt = Cell(None, "1O", Status.UNCERTAIN, Locator(line=2), proposal=10, reason="分不清是 0 还是 O")
    return put(cells=filled(NEWEST) | {"review.other": doubt, "review.pending": Cell(None, "/", Status.BLANK)})


# -- what is shown --


def test_every_number_leads_to_where_it_was_read(reviewer: Client) -> None:
    page = source_of(page_of(reviewer, put()))
    assert page.count("data-cell=") == len(NEWEST.cells)
    assert 'href="?cell=review.upheld#source"' in cell_of(page, "review.upheld")


def test_the_place_is_marked_in_the_text(reviewer: Client) -> None:
    report = put(
        cells=filled(NEWEST) | {"review.upheld": Cell(12, "十二", Status.READ, Locator(line=2, start=5, end=7))}
    )
    page = source_of(page_of(reviewer, report, "?cell=review.upheld"))
    assert "<p data-here><mark>十二</mark>件</p>" in page
    assert "<p>收到申请</p>" in page


def test_a_place_that_is_not_known_is_said(reviewer: Client) -> None:
    report = put(cells=filled(NEWEST) | {"review.upheld": Cell(12, "12", Status.READ)})
    assert "在原件里的位置不明" in text_of(page_of(reviewer, report, "?cell=review.upheld"))


def test_zero_blank_and_unread_are_told_apart(reviewer: Client) -> None:
    page = source_of(page_of(reviewer, with_uncertain()))
    assert "figure zero" in cell_of(page, "review.upheld")
    assert "未填" in cell_of(page, "review.pending")
    assert "10" in cell_of(page, "review.other")
    assert "存疑，这是建议的读法" in cell_of(page, "review.other")


def test_a_number_that_was_never_printed_is_unread(reviewer: Client) -> None:
    cells = {code: cell for code, cell in filled(NEWEST).items() if not code.startswith(("review", "suit"))}
    page = page_of(reviewer, put(cells=cells))
    assert "未读出" in cell_of(source_of(page), "review.upheld")
    assert "文件里没有读出“政府信息公开行政复议、行政诉讼情况”这张表。" in text_of(page)


def test_problems_are_listed_with_their_reasons(reviewer: Client) -> None:
    page = text_of(page_of(reviewer, with_uncertain()))
    assert "要看的地方 1" in page
    assert "1 个数据项存疑：分不清是 0 还是 O 行政复议 · 其他结果" in page


def test_numbers_that_do_not_add_up_are_lit_with_words(reviewer: Client) -> None:
    page = page_of(reviewer, put(numbers=FAILING))
    assert "结果维持3＋结果纠正0＋其他结果0＋尚未审结0＝3，与总计0不符" in text_of(page)
    assert "failing" in cell_of(source_of(page), "review.total")
    assert "，对不上" in cell_of(source_of(page), "review.total")


def test_a_report_without_problems_says_so(reviewer: Client) -> None:
    assert "没有要看的地方" in text_of(page_of(reviewer, put()))


def test_quotes_lead_to_their_place_too(reviewer: Client) -> None:
    page = source_of(page_of(reviewer, put(numbers=FAILING)))
    link = re.search(r'href="[^"]*(\?finding=\w+&quote=1)#source"', page)
    assert link
    assert text_of(page_of(reviewer, put(numbers=FAILING), link[1])).count("行政复议 · 结果维持：3") == 2


def test_private_data_is_marked_in_the_text(reviewer: Client) -> None:
    page = source_of(page_of(reviewer, put(text="联系人电话 13812345678。")))
    assert "<mark>13812345678</mark>" in page
    assert "手机号码" in page


def test_nothing_of_a_report_becomes_markup(reviewer: Client) -> None:
    evil = "<img src=x onerror=alert(1)>"
    report = stored(
        reading(
            agency=f"甲{evil}局",
            text=evil,
            signed_as=evil,
            warnings=(evil,),
            cells=filled(NEWEST) | {"review.other": Cell(None, evil, Status.UNCERTAIN, reason=evil)},
        ),
        of=source(f"{evil}\n<script>alert(1)</script>"),
    )[0]
    for address in ("", "?cell=review.other", "?edit=1", "history/"):
        raw = page_of(reviewer, report, address).content.decode()
        assert "<img src=x" not in raw
        assert "<script>alert" not in raw


def test_the_page_takes_few_queries(reviewer: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    report = put(numbers=FAILING)
    page_of(reviewer, report)
    with django_assert_max_num_queries(30):
        page_of(reviewer, report)


# -- correcting --


def test_without_a_script_all_numbers_become_fields(reviewer: Client) -> None:
    page = source_of(page_of(reviewer, with_uncertain(), "?edit=1"))
    assert page.count('name="cell:') == len(NEWEST.cells)
    assert 'value="0"' in cell_of(page, "review.upheld")
    assert 'value=""' in cell_of(page, "review.other")
    assert 'placeholder="10"' in cell_of(page, "review.other")


def test_a_correction_becomes_the_next_revision(reviewer: Client) -> None:
    report = put(numbers=FAILING)
    answer = correct(reviewer, report, **{"cell:review.upheld": "0", "cell:review.corrected": "0"})
    assert answer.headers["Location"] == f"/desk/reports/{report.pk}/"
    page = page_of(reviewer, report)
    assert messages_of(page) == "已保存为第 2 版，更正 1 个数据项。"
    assert "没有要看的地方" in text_of(page)
    revision = Revision.objects.get(number=2)
    assert (revision.by, str(revision.author), revision.reason) == ("person", "王审核", "看错了一位")
    assert revision.corrections["review.upheld"]["note"] == "原件第 4 页"


@pytest.mark.parametrize("missing", ["reason", "note"])
def test_reason_and_source_of_a_correction_are_required(reviewer: Client, missing: str) -> None:
    answer = correct(reviewer, put(), **{"cell:review.upheld": "5", missing: " "})
    assert answer.status_code == 400
    assert "请写明更正的理由，和依据原件的哪一处。" in errors_of(answer)
    assert 'value="5"' in cell_of(source_of(answer), "review.upheld")
    assert Revision.objects.count() == 1


def test_what_is_no_number_is_not_saved_and_still_there(reviewer: Client) -> None:
    answer = correct(reviewer, put(), **{"cell:review.upheld": "五", "cell:review.total": "5"})
    assert "有 1 处写的不是数，没有保存。" in errors_of(answer)
    assert 'value="五"' in cell_of(source_of(answer), "review.upheld")
    assert 'value="5"' in cell_of(source_of(answer), "review.total")


def test_sums_are_checked_again_before_anything_is_saved(reviewer: Client) -> None:
    answer = correct(reviewer, put(), "check", **{"cell:review.upheld": "5"})
    assert "与总计0不符" in text_of(answer)
    assert "按没有保存的更正核对" in text_of(answer)
    assert Revision.objects.count() == 1


def test_a_script_gets_the_same_answer_in_pieces(reviewer: Client) -> None:
    report = put(numbers=FAILING)
    told = reviewer.post(
        f"/desk/reports/{report.pk}/correct/",
        {"do": "check", "cell:review.total": "3", "cell:review.other": "x"},
        headers={"accept": "application/json"},
    ).json()
    assert told["count"] == 0
    assert told["failing"] == []
    assert told["texts"] == {"review.total": "3"}
    assert told["errors"] == {"review.other": "“x”不是数。空着没填的写“未填”。"}
    assert told["told"] == "改了 1 个数据项，还没有保存。"


def test_nobody_corrects_what_has_changed_meanwhile(reviewer: Client) -> None:
    report = put()
    answer = correct(reviewer, report, revision="1000", **{"cell:review.upheld": "5"})
    assert "有了更新的版本" in errors_of(answer)


def test_nothing_changed_is_nothing_saved(reviewer: Client) -> None:
    assert "没有改动任何数。" in errors_of(correct(reviewer, put(), **{"cell:review.upheld": "0"}))


# -- two revisions --


def test_a_second_file_is_compared_with_what_is_published(reviewer: Client) -> None:
    report, first, _ = stored(reading(text="共收到 3 件。"))
    publish(report, first, actor=None, reason="好")
    stored(reading(FAILING, text="共收到 5 件。"), of=source("第二份"))
    assert "与已发布的第 1 版比较" in text_of(page_of(reviewer, report))
    page = reviewer.get(f"/desk/reports/{report.pk}/compare/1/2/")
    assert "行政复议 · 结果维持 0 3" in text_of(page)
    assert "共收到 <del>3</del><ins>5</ins> 件。" in source_of(page)


def test_an_older_revision_can_be_looked_at_but_not_corrected(reviewer: Client) -> None:
    report = put(numbers=FAILING)
    correct(reviewer, report, **{"cell:review.upheld": "0"})
    page = page_of(reviewer, report, "?revision=1&edit=1")
    assert "这不是最新的一版（第 2 版），只能看。" in text_of(page)
    assert 'name="cell:' not in source_of(page)
    assert "与总计0不符" in text_of(page)


def test_history_tells_every_revision_and_its_reason(reviewer: Client) -> None:
    report = put(numbers=FAILING)
    correct(reviewer, report, **{"cell:review.upheld": "0"})
    page = text_of(reviewer.get(f"/desk/reports/{report.pk}/history/"))
    assert "第 2 版" in page
    assert "人工 王审核 看错了一位" in page
    assert "与第 1 版比较" in page


def test_an_earlier_revision_is_taken_up_again(reviewer: Client) -> None:
    report = put(numbers=FAILING)
    correct(reviewer, report, **{"cell:review.upheld": "0"})
    reviewer.post(f"/desk/reports/{report.pk}/revert/1/", {"reason": "原来的对"})
    assert Revision.objects.get(number=3).cells["review.upheld"]["value"] == 3


def test_a_report_without_tables_shows_its_text(reviewer: Client) -> None:
    chapters = (SectionReading(1, "概述", "旧式年报。"),)
    report = stored(replace(reading(cells={}), form="pre-2019", sections=chapters))[0]
    page = text_of(page_of(reviewer, report))
    assert "2019年以前的格式" in page
    assert "概述 旧式年报。" in page
