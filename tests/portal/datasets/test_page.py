"""The page on which readers build a dataset: what they chose, what they get, with or without scripts."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.forms import NEWEST, all_cells
from archive.models import Report
from archive.publishing import withdraw
from portal.datasets.asking import dataset_from
from portal.datasets.columns import REPORT_COLUMNS, Shape
from search import building
from tests.search.archived import public

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reports() -> list[Report]:
    made = [public("开展培训。" if year > 2022 else "无。", year=year) for year in (2022, 2023, 2024)]
    building.build()
    return made


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/datasets/?{query}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def ticked(html: str, name: str) -> set[str]:
    return set(re.findall(rf'name="{name}" value="([^"]*)" checked', html))


def test_it_tells_how_many_reports_and_columns(client: Client, reports: list[Report]) -> None:
    assert f"3 份年报，{len(REPORT_COLUMNS) + 1 + len(all_cells())} 列" in page(client)


def test_a_long_table_has_a_row_for_each_cell(client: Client, reports: list[Report]) -> None:
    assert "2 份年报 × 7 个数据项 = 14 行" in page(client, "table=long&year=2023,2024&cells=requests.received")


def test_what_was_chosen_stands_ticked(client: Client, reports: list[Report]) -> None:
    html = page(client, "year=2024&cells=requests.received,review&heads=total&about=title")
    assert ticked(html, "year") == {"2024"}
    assert ticked(html, "cells") == {"requests.received", "review"}
    assert ticked(html, "heads") == {"total"}
    assert ticked(html, "about") == {"title"}


def test_every_row_of_every_form_can_be_ticked(client: Client, reports: list[Report]) -> None:
    offered = set(re.findall(r'name="cells" value="([^"]*)"', page(client)))
    assert offered == {spec.row.code for spec in all_cells().values()} | {table.code for table in NEWEST.tables}


def test_downloads_are_of_what_is_shown(client: Client, reports: list[Report]) -> None:
    html = page(client, "q=培训&cells=requests.received")
    links = re.findall(r'href="(/datasets/download\.\w+[^"]*)"', html)
    assert {urlsplit(link).path.rpartition(".")[2] for link in links} == {"csv", "xlsx", "parquet", "jsonl"}
    for link in links:
        asked = dict(parse_qsl(urlsplit(link).query))
        assert (asked["q"], asked["cells"]) == ("培训", "requests.received")
    assert "2 份年报" in html


def test_the_first_rows_are_those_of_the_file(client: Client, reports: list[Report]) -> None:
    first = page(client, "order=oldest&about=year&cells=requests.received&heads=total").partition('class="preview"')[2]
    places = re.findall(r"<td[^>]*>(.*?)</td>", first.partition("</table>")[0])
    assert [places[index : index + 3][1] for index in range(0, 9, 3)] == ["2022", "2023", "2024"]


def test_nothing_is_told_in_words_in_the_first_rows(client: Client) -> None:
    public(numbers={"requests.received.total": None})
    building.build()
    assert '<td class=" quiet">未填</td>' in page(client, "cells=requests.received.total")


def test_the_form_leads_to_the_shortest_address(client: Client, reports: list[Report]) -> None:
    """All boxes about the report stand ticked for a wide table; sent with a long one they mean the usual."""
    boxes = "&".join(f"about={column.name}" for column in REPORT_COLUMNS[1:])
    answer = client.get(
        f"/datasets/?q=&order=newest&table=long&ticked=wide&{boxes}&cells=requests&cells=requests.received"
    )
    assert (answer.status_code, answer["Location"]) == (302, "/datasets/?table=long&cells=requests#result")


def test_an_address_leads_back_to_the_same_dataset() -> None:
    asked = "q=a b&year=2024,2023&table=long&about=title&cells=review&heads=total,other&bom=0&exact=1&order=oldest"
    dataset = dataset_from(asked)
    assert dataset_from(dataset.parameters) == dataset
    assert (dataset.shape, dataset.mark, dataset.statuses) == (Shape.LONG, False, False)


def test_what_makes_no_sense_is_told(client: Client, reports: list[Report]) -> None:
    html = page(client, "table=round&cells=nothing&about=shoe&heads=x")
    assert "没有“round”这种表" in html
    assert "不认识“nothing”" in html
    assert "3 份年报" in html


def test_a_row_without_such_a_column_is_told(client: Client, reports: list[Report]) -> None:
    assert "所选的行没有所选的列" in page(client, "cells=review&heads=natural")


def test_nothing_found_is_no_dead_end(client: Client, reports: list[Report]) -> None:
    html = page(client, "year=2009")
    assert "没有这样的年报" in html
    assert "download.csv" not in html


def test_texts_of_readers_are_texts(client: Client, reports: list[Report]) -> None:
    answer = client.get("/datasets/", {"q": '"><script>alert(1)</script>'})
    assert "<script>alert" not in answer.content.decode()


def test_a_withdrawn_report_is_not_counted(client: Client, reports: list[Report]) -> None:
    withdraw(reports[0], actor=None, reason="误发")
    html = page(client)
    assert "2 份年报" in html
    assert ">2022<" not in html


def test_queries_do_not_grow_with_the_archive(
    client: Client, reports: list[Report], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page(client)
    with django_assert_max_num_queries(40):
        page(client)
