"""What programs read: the same reports, texts and numbers as on the pages, page by page."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.forms import all_cells
from archive.models import Report
from archive.publishing import withdraw
from search import building
from search.searching import Ask, find
from tests.portal.api.conftest import CLOSED, RECEIVED, SECRET, content_of, get
from tests.search.archived import public

MOST_QUERIES = 40


def followed(path: str, link: str = "next") -> list[Any]:
    """Everything, page after page."""
    found: list[Any] = []
    while path:
        answer = get(path)
        found += answer["results"] if link == "next" else reversed(answer["results"])
        path = (answer[link] or "").partition("/api/v1/")[2]
    return found


# -- reports --


def test_reports_stand_in_the_order_of_their_numbers(archive: list[Report]) -> None:
    told = get("reports/")["results"]
    assert [each["report"] for each in told] == sorted(report.pk for report in archive)
    assert (told[0]["agency_name"], told[0]["year"], told[0]["division_name"]) == (
        "淮安市洪泽区财政局",
        2023,
        "江苏省淮安市洪泽区",
    )


def test_reports_are_narrowed_as_on_the_search_page(archive: list[Report]) -> None:
    assert [each["report"] for each in get("reports/?q=培训")["results"]] == [archive[2].pk]
    assert len(get("reports/?year=2024,2023&kind=department&district=3208")["results"]) == 3
    assert get("reports/?district=11")["results"] == []


def test_reports_of_an_agency_are_found_by_its_number(archive: list[Report]) -> None:
    told = get(f"reports/?agency={archive[0].agency_id}")["results"]
    assert [each["report"] for each in told] == [archive[0].pk, archive[1].pk]
    assert get(f"reports/?agency={archive[0].agency_id}&q=培训")["results"] == []
    assert get(f"aggregates/?agency={archive[0].agency_id}&year=2023")["rows"][0]["reports"] == 1


def test_pages_lead_to_one_another(archive: list[Report]) -> None:
    first = get("reports/?limit=2")
    second = get(first["next"].partition("/api/v1/")[2])
    assert [len(page["results"]) for page in (first, second)] == [2, 1]
    assert (first["previous"], second["next"]) == (None, None)
    assert get(second["previous"].partition("/api/v1/")[2])["results"] == first["results"]


def test_a_page_names_its_neighbours_in_a_header_too(archive: list[Report]) -> None:
    answer = Client().get("/api/v1/reports/?limit=2")
    assert answer.headers["Link"] == f'<{answer.json()["next"]}>; rel="next"'


@pytest.mark.parametrize("asked", ["reports/?limit=1", "reports/?limit=1&q=条例 OR 培训", "agencies/?limit=1"])
def test_nothing_is_left_out_or_told_twice(archive: list[Report], asked: str) -> None:
    found = followed(asked)
    numbers = [each.get("report") or each["id"] for each in found]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == (2 if "agencies" in asked else 3)


def test_a_page_to_come_is_the_same_when_a_report_goes(archive: list[Report]) -> None:
    following = get("reports/?limit=2")["next"].partition("/api/v1/")[2]
    withdraw(archive[0], actor=None, reason="试")
    assert [each["report"] for each in get(following)["results"]] == [archive[2].pk]


def test_a_report_tells_what_does_not_add_up(archive: list[Report]) -> None:
    told = get(f"reports/{archive[0].pk}/")
    assert told["findings"] == len(told["findings_found"]) > 0
    assert "不符" in told["findings_found"][0]["message"]
    assert told["cells"].endswith(f"/api/v1/cells/?report={archive[0].pk}")


def test_sections_have_the_text_of_the_page(archive: list[Report]) -> None:
    told = get(f"reports/{archive[1].pk}/sections/")
    assert told["sections"][0] == {"number": 1, "heading": "总体情况", "text": "本机关认真贯彻条例。"}


def test_private_numbers_are_masked(archive: list[Report]) -> None:
    report = public("联系人王某，手机13812345678。", agency="淮安市洪泽区教育局", year=2022)
    assert get(f"reports/{report.pk}/sections/")["sections"][0]["text"] == "联系人王某，手机***********。"


# -- cells --


def test_each_cell_has_its_number_its_print_and_its_place(archive: list[Report]) -> None:
    (cell,) = get(f"cells/?report={archive[0].pk}&cell={SECRET}")["results"]
    assert (cell["value"], cell["raw"], cell["status"], cell["unit"]) == (1, "1", "read", "件")
    assert cell["locator"]["table"] == 1
    assert len(cell["source_sha256"]) == 64


def test_zero_and_blank_and_absent_are_three_things(archive: list[Report]) -> None:
    told = {(each["report"], each["cell"]): each for each in followed("cells/?limit=400")}
    assert len(told) == 3 * len(all_cells())
    zero, blank = told[archive[1].pk, RECEIVED], told[archive[2].pk, RECEIVED]
    assert (zero["value"], zero["status"]) == (0, "read")
    assert (blank["value"], blank["status"]) == (None, "blank")
    assert {each["status"] for each in told.values()} == {"read", "blank", "absent"}


def test_cells_of_one_status_are_found_over_all_reports(archive: list[Report]) -> None:
    told = followed("cells/?status=blank&limit=1")
    assert [(each["report"], each["cell"]) for each in told] == [(archive[2].pk, RECEIVED)]


def test_cells_are_read_backwards_as_well(archive: list[Report]) -> None:
    forwards = followed("cells/?status=read&limit=101")
    last = "cells/?status=read&limit=101"
    while following := get(last)["next"]:
        last = following.partition("/api/v1/")[2]
    assert [each["cell"] for each in reversed(followed(last, "previous"))] == [each["cell"] for each in forwards]


# -- sums --


def test_sums_are_those_of_the_cells(archive: list[Report]) -> None:
    (row,) = get(f"aggregates/?cell={RECEIVED},{SECRET}")["rows"]
    assert (row["group"], row["reports"], row["sums"]) == ({}, 3, {RECEIVED: 5, SECRET: 1})


def test_rates_are_sums_divided_by_sums(archive: list[Report]) -> None:
    rows = get(f"aggregates/?by=year&cell={SECRET}&per={CLOSED}")["rows"]
    assert [(row["group"]["year"], row["rates"][SECRET]) for row in rows] == [(2023, 0.166667), (2024, None)]


def test_a_report_with_an_unread_part_is_in_no_rate(archive: list[Report]) -> None:
    public(agency="淮安市洪泽区审计局", year=2023, numbers={SECRET: None, CLOSED: 94})
    (row,) = get(f"aggregates/?year=2023&cell={SECRET},{CLOSED}&per={CLOSED}")["rows"]
    assert row["sums"] == {SECRET: 1, CLOSED: 100}
    assert row["rates"] == {SECRET: 0.166667, CLOSED: 1.0}


def test_without_cells_the_outcomes_are_added_up(archive: list[Report]) -> None:
    (row,) = get("aggregates/?year=2023")["rows"]
    assert (row["sums"]["withheld"], row["rates"]["withheld"]) == (1, 0.166667)


def test_groups_have_names(archive: list[Report]) -> None:
    (row,) = get("aggregates/?by=province&by=kind")["rows"]
    assert row["group"] == {"province": "32", "kind": "department"}
    assert row["names"] == {"province": "江苏省", "kind": "政府部门"}


@pytest.mark.parametrize("narrowed", ["year=2024", "district=320813", "district=32,320813", "q=培训", "finding=sum"])
def test_sums_are_over_what_the_search_finds(archive: list[Report], narrowed: str) -> None:
    (row,) = get(f"aggregates/?{narrowed}")["rows"]
    assert row["reports"] == get(f"search/?{narrowed}")["total"]


def test_too_many_groups_are_refused(archive: list[Report], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.api.aggregates.MOST_GROUPS", 1)
    assert get("aggregates/?by=year", status=400)["title_en"] == "Too many groups"


# -- the rest --


def test_findings_are_told_with_their_report(archive: list[Report]) -> None:
    told = followed("findings/?limit=2")
    assert {each["report"] for each in told} == {archive[0].pk}
    assert get("findings/?q=培训")["results"] == []
    assert len(get("findings/?finding=sum&severity=error")["results"]) > 0


def test_agencies_are_found_by_place_kind_and_name(archive: list[Report]) -> None:
    assert [each["name"] for each in get("agencies/?name=水利")["results"]] == ["淮安市洪泽区水利局"]
    assert [each["reports"] for each in get("agencies/?district=3208&kind=department")["results"]] == [2, 1]
    told = get(f"agencies/{archive[0].agency_id}/")
    assert told["published"] == [{"report": archive[0].pk, "year": 2023}, {"report": archive[1].pk, "year": 2024}]


def test_divisions_count_what_is_within_them(archive: list[Report]) -> None:
    told = {each["code"]: each["reports"] for each in get("divisions/")["results"]}
    assert told == {"32": 3, "3208": 3, "320813": 3}
    assert get("divisions/320813/")["full_name"] == "江苏省淮安市洪泽区"


def test_forms_say_what_the_codes_stand_for(db: None) -> None:
    codes = {cell["code"] for form in get("forms/")["results"] for cell in get(f"forms/{form['code']}/")["cells"]}
    assert codes <= set(all_cells())
    assert {RECEIVED, SECRET} <= codes


@pytest.mark.parametrize("shape", ["wide", "long"])
def test_the_files_are_those_of_the_datasets_page(archive: list[Report], shape: str) -> None:
    name = {"wide": "reports", "long": "cells"}[shape]
    asked = "q=条例&year=2023,2024&order=newest"
    ours = content_of(Client().get(f"/api/v1/{name}.csv?{asked}"))
    theirs = content_of(Client().get(f"/datasets/download.csv?{asked}&table={shape}&bom=0"))
    rows, same = (list(csv.reader(io.StringIO(text))) for text in (ours, theirs))
    assert [row[:-1] for row in rows] == [row[:-1] for row in same]
    assert len(rows) > 2


def test_the_search_is_the_search(archive: list[Report]) -> None:
    told = get("search/?q=条例&order=oldest")
    assert [hit["report"] for hit in told["hits"]] == [archive[0].pk, archive[1].pk]
    assert told["total"] == find(Ask("条例")).total


def test_without_an_index_the_search_says_when_to_come_again(db: None) -> None:
    answer = Client().get("/api/v1/search/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert answer.json()["title"] == "检索暂时不可用"


@pytest.mark.parametrize("address", ["reports/", "cells/?limit=100", "agencies/", "divisions/", "findings/"])
def test_an_answer_takes_few_queries(
    archive: list[Report], address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        public(f"第{number}份。", agency=f"淮安市洪泽区第{number}局")
    building.build()
    with django_assert_max_num_queries(MOST_QUERIES):
        get(address)
