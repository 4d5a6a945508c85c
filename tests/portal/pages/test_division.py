"""A place's page: its government, its parts side by side, its agencies by years, and what is added up."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.publishing import withdraw
from portal.addresses import agency_address
from portal.pages import division_agencies
from tests.town.archived import agency, fill
from tests.town.bodies import JINGNING, LIANDU, SUICHANG

pytestmark = pytest.mark.django_db
MOST_QUERIES = 16


def context(client: Client, code: str, **asked: str) -> Any:
    return client.get(f"/divisions/{code}/", asked).context


def page(client: Client, code: str, **asked: str) -> str:
    return client.get(f"/divisions/{code}/", asked).content.decode()


def ranks(client: Client, **asked: str) -> list[tuple[str, int | None, str]]:
    lines = context(client, "3311", **asked)["ranking"].lines
    return [(line.name, line.rank, line.why) for line in lines if line.name in {LIANDU, SUICHANG, JINGNING}]


def test_the_steps_lead_down_from_the_province(client: Client) -> None:
    fill("遂昌县财政局")
    html = page(client, "331123")
    assert html.index('href="/divisions/33/"') < html.index('href="/divisions/3311/"') < html.index("<h1>遂昌县</h1>")


def test_the_government_is_shown_by_its_own_reports(client: Client) -> None:
    fill("遂昌县人民政府", "遂昌县财政局")
    found = context(client, "331123")
    assert found["government"] == agency("遂昌县人民政府")
    assert [chart.name for chart in found["government_charts"]] == ["government-requests", "government-outcomes"]


def test_sums_tell_how_many_agencies_are_behind_them(client: Client) -> None:
    fill(LIANDU)
    found = context(client, "331102")
    assert found["adding"] == 4
    assert {line.year: line.reports for line in found["sums"]}[2020] == 3
    assert found["sum_charts"][0].behind == (3, 3, 4, 3, 4, 4)


def test_counties_are_ranked_by_their_governments_reports(client: Client) -> None:
    fill("莲都区人民政府", "遂昌县人民政府", "景宁畲族自治县人民政府")
    assert ranks(client, year="2024") == [(LIANDU, 1, ""), (SUICHANG, 2, ""), (JINGNING, 3, "")]


def test_a_county_whose_report_is_missing_has_no_rank(client: Client) -> None:
    fill("莲都区人民政府", "遂昌县人民政府", JINGNING)
    assert ranks(client, year="2023")[-1] == (JINGNING, None, "没有收录")


def test_parts_without_any_report_stand_there_too(client: Client) -> None:
    fill("遂昌县人民政府")
    ranking = context(client, "3311")["ranking"]
    assert (ranking.ranked, len(ranking.lines)) == (1, 9)
    assert "9 个里 1 个有名次" in page(client, "3311")


def test_a_reader_chooses_the_year_and_the_measure(client: Client) -> None:
    fill("莲都区人民政府", "遂昌县人民政府")
    ranking = context(client, "3311", year="2021", by="disclosed")["ranking"]
    assert ranking.year == 2021
    assert [head.current for head in ranking.heads][:2] == [False, True]


@pytest.mark.parametrize(
    "asked", [{"year": "1999"}, {"year": "x"}, {"by": "nonsense"}, {"agencies": "99"}, {"year": "²"}]
)
def test_what_makes_no_sense_is_left_out(client: Client, asked: dict[str, str]) -> None:
    fill("莲都区人民政府", "遂昌县人民政府")
    assert context(client, "3311", **asked)["ranking"].year == 2024


def test_townships_of_a_county_stand_side_by_side(client: Client) -> None:
    fill("沙湾镇", "景宁畲族自治县财政局")
    assert context(client, "331127")["ranking"] is None
    assert "景宁畲族自治县沙湾镇人民政府" in page(client, "331127")


def test_agencies_stand_by_kind_with_their_years(client: Client) -> None:
    fill(LIANDU)
    matrix = context(client, "331102")["matrix"]
    assert matrix.years == tuple(range(2018, 2025))
    assert [(group.kind, len(group.rows)) for group in matrix.groups] == [
        ("县级以上人民政府", 1),
        ("政府部门", 2),
        ("派出机构", 1),
        ("乡镇政府", 1),
    ]
    finance = next(row for group in matrix.groups for row in group.rows if row.name == "丽水市莲都区财政局")
    assert [place.year for place in finance.places if place.address] == [2019, 2021, 2023, 2024]


def test_late_reports_are_marked_but_those_of_townships_are_not(client: Client) -> None:
    fill("莲都区教育局", "碧湖镇")
    rows = {row.name: row for group in context(client, "331102")["matrix"].groups for row in group.rows}
    assert [place.year for place in rows["丽水市莲都区教育局"].places if place.late] == [2021, 2024]
    assert not any(place.late for place in rows["莲都区碧湖镇人民政府"].places)


def test_years_of_a_predecessor_or_successor_are_not_missing(client: Client) -> None:
    fill("遂昌县教育")
    rows = {row.name: row for group in context(client, "331123")["matrix"].groups for row in group.rows}
    assert [place.year for place in rows["遂昌县教育局"].places if place.elsewhere] == [2021, 2022, 2023, 2024]
    assert [place.year for place in rows["遂昌县教育体育局"].places if place.elsewhere] == [2019, 2020]


def test_many_agencies_come_page_by_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(division_agencies, "AGENCIES_A_PAGE", 2)
    fill(SUICHANG)
    assert 'href="?agencies=2#agencies"' in page(client, "331123")
    assert context(client, "331123", agencies="3")["matrix"].before == 2


def test_departments_of_the_country_have_a_page(client: Client) -> None:
    fill("水利部", "碧湖镇")
    found = context(client, "00")
    assert (found["reports"], found["government"], found["ranking"]) == (6, None, None)
    assert f'href="{agency_address(agency("水利部"))}"' in page(client, "00")
    assert "碧湖镇" not in page(client, "00")


def test_a_place_without_reports_says_so(client: Client) -> None:
    html = page(client, "3310")
    assert "本库还没有这里的年报" in html
    assert 'href="/divisions/33/"' in html


def test_what_is_withdrawn_is_gone(client: Client) -> None:
    for report in fill("景宁畲族自治县财政局"):
        withdraw(report, actor=None, reason="试")
    assert "财政局" not in page(client, "331127")


@pytest.mark.parametrize(
    ("code", "place"),
    [("331123001", "331123"), ("1101", "11"), ("441900", "4419")],
    ids=["township", "placeholder", "city that is its own county"],
)
def test_what_has_no_page_leads_to_the_one_above(client: Client, code: str, place: str) -> None:
    answer = client.get(f"/divisions/{code}/")
    assert (answer.status_code, answer.headers.get("Location")) == (301, f"/divisions/{place}/")


@pytest.mark.parametrize("code", ["99", "0", "331199", "abc", "3311230", "999999999"])
def test_what_is_not_on_the_list_is_not_there(client: Client, code: str) -> None:
    assert client.get(f"/divisions/{code}/").status_code == 404


def test_a_charts_data_is_a_file(client: Client) -> None:
    fill("遂昌县财政局")
    answer = client.get("/divisions/331123/", {"chart": "all-outcomes", "format": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_its_queries_are_bounded(client: Client, django_assert_max_num_queries: Any) -> None:
    fill(LIANDU, SUICHANG)
    for code in ("331102", "3311", "33"):
        with django_assert_max_num_queries(MOST_QUERIES):
            page(client, code)
