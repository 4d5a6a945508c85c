"""Comparing: two to four reports, agencies, divisions or years side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from lxml import html
from pytest_django.fixtures import DjangoAssertNumQueries

from archive.cells import Cell, Status
from archive.forms import FORMS, NEWEST
from archive.models import Report, Source
from archive.publishing import withdraw
from archive.reading import SectionReading
from portal.pages.compare_cells import difference, printed_order
from tests.archive.filled_forms import filled
from tests.archive.readings import AGENCY, reading
from tests.portal.pages.published import published

pytestmark = pytest.mark.django_db

WATER = "淮安市洪泽区水利局"
AMOUNT, PAID = "proactive.procurement.amount", "政府集中采购 · 采购总金额（元）"
MOST_QUERIES = 24


def report(
    year: int = 2024,
    agency: str = AGENCY,
    received: int | None = 10,
    text: str = "本机关认真贯彻条例。",
    numbers: Mapping[str, int] | None = None,
) -> Report:
    told = {"requests.received.total": received, "requests.disclosed.total": 4, "requests.closed.total": 8}
    return published(like=reading(told | dict(numbers or {}), agency=agency, year=year, text=text))


def old_report(year: int = 2020, agency: str = AGENCY) -> Report:
    told = reading(agency=agency, year=year, cells=filled(FORMS["2019"], {"requests.received.total": 5}))
    return published(like=type(told)(**{name: getattr(told, name) for name in told.__slots__} | {"form": "2019"}))


def page(client: Client, *keys: str, more: str = "") -> html.HtmlElement:
    query = "&".join(f"{letter}={key}" for letter, key in zip("abcd", keys, strict=False))
    answer = client.get(f"/compare/?{query}{more}")
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def line(found: html.HtmlElement, name: str) -> list[str]:
    """The first row of that name, its numbers with what stands below them."""
    (row, *_rest) = found.xpath(f"//tbody/tr[th[@scope='row' and starts-with(normalize-space(), '{name}')]]")
    return [" ".join(cell.text_content().split()) for cell in row.xpath("td")]


def said(found: html.HtmlElement) -> str:
    return " ".join(found.xpath("string(//main)").split())


def problems(found: html.HtmlElement) -> list[str]:
    return [one.text_content() for one in found.xpath("//p[@class='compare-problem']")]


def chosen(found: html.HtmlElement) -> list[str]:
    path = "//ul[@class='compare-chosen']//span[@class='compare-name']"
    return [" ".join(one.text_content().split()) for one in found.xpath(path)]


# -- numbers --


def test_reports_stand_side_by_side_with_their_difference(client: Client) -> None:
    one, other = report(received=10), report(agency=WATER, received=15)
    found = page(client, f"report:{one.pk}", f"report:{other.pk}")
    assert chosen(found) == [f"{AGENCY} 2024 年度", f"{WATER} 2024 年度"]
    assert line(found, "一、本年新收") == ["10", "15 +5（+50.0%）"]


def test_all_are_compared_with_the_first(client: Client) -> None:
    keys = [f"report:{report(year, received=received).pk}" for year, received in ((2021, 10), (2022, 5), (2023, 10))]
    assert line(page(client, *keys), "一、本年新收") == ["10", "5 −5（−50.0%）", "10 相同"]


def test_an_agency_is_compared_with_itself_in_another_year(client: Client) -> None:
    agency = report(2022, received=3).agency_id
    report(2024, received=6)
    found = page(client, f"agency:{agency}@2022", f"agency:{agency}")
    assert chosen(found) == [f"{AGENCY} 2022 年度", f"{AGENCY} 2024 年度"]
    assert line(found, "一、本年新收") == ["3", "6 +3（+100.0%）"]


def test_divisions_are_sums_of_their_agencies(client: Client) -> None:
    report(received=3)
    report(agency=WATER, received=4)
    found = page(client, "division:320813", "division:32@2024")
    assert line(found, "一、本年新收") == ["7", "7 相同"]
    assert "2 份年报的合计" in said(found)
    assert "未填和未读出的没有计入" in said(found)


def test_rates_show_what_was_divided_and_differ_in_points(client: Client) -> None:
    one, other = report(), report(agency=WATER, numbers={"requests.disclosed.total": 6})
    found = page(client, f"report:{one.pk}", f"report:{other.pk}")
    assert line(found, "公开率") == ["50.0% 4/8", "75.0% 6/8 +25.0 个百分点"]


def test_blank_unread_and_zero_are_told_apart(client: Client) -> None:
    blank = report(2022, received=None)
    cells = filled(NEWEST) | {"requests.received.total": Cell(None, "l0", Status.UNCERTAIN)}
    unread = published(like=reading(year=2023, cells=cells))
    zero = report(2024, received=0)
    found = page(client, *(f"report:{one.pk}" for one in (blank, unread, zero)))
    assert line(found, "一、本年新收") == ["未填", "未读出", "0"]


def test_what_only_one_form_has_is_said(client: Client) -> None:
    new, old = report(2021), old_report(2020)
    found = page(client, f"report:{old.pk}", f"report:{new.pk}")
    assert line(found, "规章 · 本年制发件数") == ["此格式无此项", "0"]
    assert line(found, "（六）其他处理") == ["0", "此格式无此项"]
    assert f"{AGENCY} 2020 年度：2019年格式（试行）" in said(found)


def test_reports_of_one_form_need_no_word_about_forms(client: Client) -> None:
    one, other = report(2022), report(2023)
    assert not page(client, f"report:{one.pk}", f"report:{other.pk}").xpath("//div[@class='compare-forms']")


def test_columns_of_applicants_are_shown_when_asked_for(client: Client) -> None:
    keys = [f"report:{report(year).pk}" for year in (2022, 2023)]
    short, long = page(client, *keys), page(client, *keys, more="&details=1")
    name = "一、本年新收政府信息公开申请数量 · 自然人"
    assert not short.xpath(f"//th[text()='{name}']")
    assert line(long, name) == ["0", "0 相同"]


def test_reports_without_tables_have_only_prose_to_compare(client: Client) -> None:
    keys = [f"report:{published(like=reading(year=year, cells={})).pk}" for year in (2017, 2018)]
    found = page(client, *keys)
    assert "这几份都没有统一表格的数字，只能比较正文。" in said(found)
    assert "100% 字句相同" in said(found)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (10, 15, "+5（+50.0%）"),
        (3, 1, "−2（−66.7%）"),
        (100_000, 100_001, "+1（+0.0%）"),
        (1, 10**27 + 1, f"+{10**27:,}（+{10**29:,}.0%）"),
        (0, 7, "+7"),
        (-3, 2, "+5"),
        (4, 4, "相同"),
        (None, 4, ""),
        (4, None, ""),
    ],
)
def test_a_difference_in_words(before: int | None, after: int | None, words: str) -> None:
    assert difference(before, after) == words


def test_the_newest_form_is_printed_in_its_own_order() -> None:
    order = [spec.code for spec in printed_order()]
    assert [code for code in order if code in NEWEST.cells] == list(NEWEST.cells)
    assert set(order) >= {code for form in FORMS.values() for code in form.cells}


def with_amount(value: int | Decimal, unit: str, year: int) -> Report:
    amount = Cell(value, f"{value}{unit}", Status.READ, unit=unit)
    told = reading(agency=AGENCY, year=year, cells=filled(FORMS["2019"]) | {AMOUNT: amount})
    return published(like=replace(told, form="2019"))


def test_amounts_are_compared_in_one_unit(client: Client) -> None:
    one, other = with_amount(Decimal("12.5"), "万元", 2019), with_amount(125_000, "元", 2020)
    found = page(client, f"report:{one.pk}", f"report:{other.pk}")
    assert line(found, PAID) == ["125,000", "125,000 相同"]


def test_an_amount_of_unknown_unit_is_not_compared(client: Client) -> None:
    one, other = with_amount(12, "万元", 2019), with_amount(12, "", 2020)
    assert line(page(client, f"report:{one.pk}", f"report:{other.pk}"), PAID) == ["120,000", "未读出"]


# -- prose --


def test_prose_shows_what_was_copied_and_what_is_new(client: Client) -> None:
    one = report(2022, text="认真落实条例。收到申请12件。")
    other = report(2023, text="认真落实条例。收到申请15件。新设了查阅点。")
    found = page(client, f"report:{other.pk}", f"report:{one.pk}")
    (text, *_rest) = found.xpath("//div[@class='compare-text']")
    assert [(piece.tag, piece.text) for piece in text] == [
        ("span", "认真落实条例。收到申请"),
        ("del", "12"),
        ("ins", "15"),
        ("span", "件。"),
        ("ins", "新设了查阅点。"),
    ]
    assert "2023 年度的正文，与淮安市洪泽区财政局 2022 年度的正文对照。" in said(found)
    assert "62% 字句相同（24 字中的 15 字）。" in said(found)


def test_prose_is_compared_for_two_reports_only(client: Client) -> None:
    keys = [f"report:{report(year).pk}" for year in (2022, 2023, 2024)]
    assert not page(client, *keys).xpath("//section[@class='compare-prose']")
    assert not page(client, keys[0], "division:32").xpath("//section[@class='compare-prose']")


def test_no_text_of_a_report_breaks_out_of_the_page(client: Client) -> None:
    keys = [f"report:{report(year, text=f'<script>alert({year})</script>').pk}" for year in (2022, 2023)]
    assert not page(client, *keys).xpath("//section//script")


def test_what_is_held_back_stays_masked(client: Client) -> None:
    one = report(2022, text="联系人张三，身份证号110101199003070011。")
    other = report(2023)
    assert one.published is not None
    Source.objects.filter(pk=one.published.source_id).update(withheld=True)
    assert "110101199003070011" not in said(page(client, f"report:{one.pk}", f"report:{other.pk}"))


def test_a_heading_is_masked_too(client: Client) -> None:
    one = published(sections={"一、张三110101199003070011": "年度工作"}, year=2022)
    other = report(2023)
    found = said(page(client, f"report:{one.pk}", f"report:{other.pk}"))
    assert "110101199003070011" not in found


def test_texts_beyond_reason_are_not_compared(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.pages.compare_prose.LONGEST", 10)
    keys = [f"report:{report(year).pk}" for year in (2022, 2023)]
    assert "两份正文太长，没有逐句对照。" in said(page(client, *keys))


def test_sections_of_one_number_are_paired_in_turn(client: Client) -> None:
    sections = (SectionReading(6, "其他", "甲。"), SectionReading(6, "附件", "乙。"))
    keys = []
    for year in (2022, 2023):
        told = reading(year=year)
        named = {name: getattr(told, name) for name in told.__slots__} | {"sections": sections}
        keys.append(f"report:{published(like=type(told)(**named)).pk}")
    heads = page(client, *keys).xpath("//section//h3/text()")
    assert [head.strip() for head in heads] == ["其他", "附件"]


# -- choosing --


def test_nothing_chosen_asks_what_to_compare(client: Client) -> None:
    found = page(client)
    assert found.xpath("//label[@for='compare-find']/text()") == ["先找一个机关或地区"]


@pytest.mark.parametrize("typed", ["洪泽", "hongze", "hzq"])
def test_agencies_and_divisions_are_found_by_name_or_letters(client: Client, typed: str) -> None:
    report(2023)
    report(2024)
    found = page(client, more=f"&find={typed}")
    names = found.xpath("//ul[@class='compare-offers']//span[@class='compare-name']/text()")
    assert "江苏省淮安市洪泽区" in names
    (years,) = found.xpath("//ul[@class='compare-offers']/li[1]//span[@class='compare-years']")
    assert [(link.text, link.get("href")) for link in years] == [
        ("2024", "/compare/?a=division:320813@2024"),
        ("2023", "/compare/?a=division:320813@2023"),
    ]


def test_what_is_found_is_added_to_what_is_there(client: Client) -> None:
    first = report(2024)
    water = report(2023, agency=WATER)
    found = page(client, f"report:{first.pk}", more="&find=水利")
    links = found.xpath("//ul[@class='compare-offers']//a/@href")
    assert links == [f"/compare/?a=report:{first.pk}&b=agency:{water.agency_id}@2023"]


def test_what_has_no_public_report_is_not_offered(client: Client) -> None:
    withdraw(report(2024), actor=None, reason="撤")
    assert "没有找到有年报的机关或地区叫“洪泽”" in said(page(client, more="&find=洪泽"))


def test_one_can_be_dropped_or_seen_in_another_year(client: Client) -> None:
    first = report(2023)
    report(2024)
    water = report(2024, agency=WATER)
    found = page(client, f"agency:{first.agency_id}@2023", f"report:{water.pk}")
    assert found.xpath("//a[@class='compare-drop']/@href") == [
        f"/compare/?a=report:{water.pk}",
        f"/compare/?a=agency:{first.agency_id}@2023",
    ]
    assert found.xpath("//ul[@class='compare-chosen']//span[@class='compare-years']/a/@href") == [
        f"/compare/?a=agency:{first.agency_id}@2024&b=report:{water.pk}"
    ]


def test_four_are_enough(client: Client) -> None:
    keys = [f"report:{report(year).pk}" for year in range(2021, 2025)]
    found = page(client, *keys)
    assert "最多比较四项" in said(found)
    assert not found.xpath("//input[@name='find']")


# -- what makes no sense --


def test_what_is_wrong_is_said_and_the_rest_is_compared(client: Client) -> None:
    one = report(2024)
    found = page(client, "nonsense", f"report:{one.pk}", "report:99999", f"agency:{one.agency_id}@1999")
    assert problems(found) == [
        "“nonsense”不是可以比较的东西。",
        "没有编号是 99999 的已发布年报。",
        f"{AGENCY}没有 1999 年度的年报，有的是 2024 年度。",
    ]
    assert chosen(found) == [f"{AGENCY} 2024 年度"]


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("agency:99999", "没有编号是 99999 的机关。"),
        ("division:99", "没有代码是 99 的地区。"),
        ("division:320813001", "没有代码是 320813001 的地区。"),
        ("division:11", "北京市还没有已发布的年报。"),
        ("report:9999999999", "“report:9999999999”不是可以比较的东西。"),
        ("<b>", "“<b>”不是可以比较的东西。"),
    ],
)
def test_every_mistake_has_its_sentence(client: Client, key: str, problem: str) -> None:
    assert problems(page(client, key)) == [problem]


def test_an_agency_without_a_public_report_has_nothing_to_compare(client: Client) -> None:
    one = report(2024)
    withdraw(one, actor=None, reason="撤")
    assert problems(page(client, f"agency:{one.agency_id}", f"report:{one.pk}")) == [
        f"没有编号是 {one.agency_id} 的机关。",
        f"没有编号是 {one.pk} 的已发布年报。",
    ]


def test_the_same_twice_is_shown_once(client: Client) -> None:
    one = report(2024)
    found = page(client, f"report:{one.pk}", f"report:{one.pk}")
    assert problems(found) == [f"{AGENCY} 2024 年度选了两次，只列一次。"]


def test_a_page_asks_the_database_few_things(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one, other = report(2023), report(2024, agency=WATER)
    keys = (f"report:{one.pk}", f"agency:{other.agency_id}", "division:32", "division:320813@2023")
    with django_assert_max_num_queries(MOST_QUERIES):
        page(client, *keys)
    with django_assert_max_num_queries(MOST_QUERIES):
        page(client, *keys[:2], more="&find=洪泽")
