"""An agency's page: all years, what is missing, what was carried over, who it was before."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.cell_codec import finding_key
from archive.merging import merge
from archive.models import FindingDecision, Report
from archive.neighbours import year_findings
from archive.publishing import withdraw
from archive.selectors import cells_of
from portal.addresses import agency_address
from tests.search.archived import public
from tests.town.archived import agency, fill

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def page(client: Client, name: str) -> str:
    return client.get(agency_address(agency(name))).content.decode()


def context(client: Client, name: str) -> Any:
    return client.get(agency_address(agency(name))).context


def test_every_year_links_to_its_report(client: Client) -> None:
    reports = fill("遂昌县财政局")
    html = page(client, "遂昌县财政局")
    assert all(f'href="/reports/{report.pk}/' in html for report in reports)


def test_missing_years_are_said_without_blame(client: Client) -> None:
    fill("莲都区财政局")
    assert context(client, "丽水市莲都区财政局")["missing"] == [2020, 2022]
    assert "没有收录不等于没有公布" in page(client, "丽水市莲都区财政局")


def test_years_after_the_last_report_are_missing_as_well(client: Client) -> None:
    fill("景宁畲族自治县财政局", "景宁畲族自治县公安局")
    assert context(client, "景宁畲族自治县财政局")["missing"] == [2024]


def test_what_came_out_after_its_date_is_marked(client: Client) -> None:
    fill("莲都区教育局")
    assert [one.year for one in context(client, "丽水市莲都区教育局")["covered"] if one.late] == [2024, 2021]
    assert page(client, "丽水市莲都区教育局").count("晚于法定的 1月31日") == 2


def test_of_a_township_nothing_is_late_by_law(client: Client) -> None:
    fill("碧湖镇")
    assert not any(one.late for one in context(client, "莲都区碧湖镇人民政府")["covered"])
    assert "这里不说早晚" in page(client, "莲都区碧湖镇人民政府")


def test_a_broken_carry_is_lit_up_in_both_years(client: Client) -> None:
    fill("妙高")
    ledger = {one.year: one for one in context(client, "遂昌县妙高镇人民政府")["ledger"]}
    assert [year for year, one in ledger.items() if one.broken_in] == [2022]
    assert [year for year, one in ledger.items() if one.broken_out] == [2021]
    assert not ledger[2019].compared
    assert 'id="carried-2022"' in page(client, "遂昌县妙高镇人民政府")


def test_what_a_person_dismissed_is_not_lit_up(client: Client) -> None:
    fill("妙高")
    report = Report.objects.select_related("published").get(agency=agency("遂昌县妙高镇人民政府"), year=2022)
    assert report.published is not None
    by = User.objects.create_user("王审核")
    for finding in year_findings(report, public=True):
        key = finding_key(finding, cells_of(report.published))
        FindingDecision.objects.create(report=report, key=key, verdict=FindingDecision.Verdict.DISMISSED, by=by)
    assert "carried-2022" not in page(client, "遂昌县妙高镇人民政府")


def test_names_are_told_with_their_years(client: Client) -> None:
    fill("妙高")
    names = [(one.name, one.first, one.last) for one in context(client, "遂昌县妙高镇人民政府")["names"]]
    assert names == [("遂昌县妙高街道办事处", 2021, 2024), ("遂昌县妙高镇人民政府", 2019, 2020)]


def test_a_successor_has_its_predecessors_years_and_says_whose_they_are(client: Client) -> None:
    fill("遂昌县教育")
    covered = context(client, "遂昌县教育体育局")["covered"]
    assert [(one.year, one.other) for one in covered[-2:]] == [(2020, "遂昌县教育局"), (2019, "遂昌县教育局")]
    assert f'href="{agency_address(agency("遂昌县教育局"))}"' in page(client, "遂昌县教育体育局")


def test_of_a_body_that_ended_later_years_are_not_missing(client: Client) -> None:
    fill("遂昌县教育")
    assert context(client, "遂昌县教育局")["missing"] == []
    assert f'href="{agency_address(agency("遂昌县教育体育局"))}"' in page(client, "遂昌县教育局")


def test_a_merged_agency_leads_to_what_it_became(client: Client) -> None:
    fill("碧湖镇", "妙高")
    old, new = agency("莲都区碧湖镇人民政府"), agency("遂昌县妙高镇人民政府")
    merge(old, new, actor=User.objects.create_user("王审核"), reason="试")
    answer = client.get(agency_address(old))
    assert (answer.status_code, answer["Location"]) == (301, agency_address(new))


def test_an_agency_without_a_published_report_is_not_there(client: Client) -> None:
    (report,) = fill("景宁畲族自治县财政局")[-1:]
    for each in Report.objects.all():
        withdraw(each, actor=None, reason="试")
    assert client.get(agency_address(report.agency)).status_code == 404


def test_a_successor_that_has_nothing_published_is_not_told(client: Client) -> None:
    fill("遂昌县教育")
    for report in Report.objects.filter(agency=agency("遂昌县教育体育局")):
        withdraw(report, actor=None, reason="试")
    assert "教育体育局" not in page(client, "遂昌县教育局")


def test_each_chart_has_its_table_and_its_data(client: Client) -> None:
    fill("遂昌县财政局")
    address = agency_address(agency("遂昌县财政局"))
    charts = client.get(address).context["charts"]
    assert [chart.name for chart in charts] == ["requests", "outcomes"]
    data = client.get(address, {"chart": "outcomes", "format": "csv"}).content.decode("utf-8-sig")
    assert [line.partition(",")[0] for line in data.splitlines()[1:7]] == [str(year) for year in range(2019, 2025)]


def test_the_charts_break_where_the_form_changed(client: Client) -> None:
    fill("莲都区人民政府")
    charts = context(client, "丽水市莲都区人民政府")["charts"]
    assert [gap.before for gap in charts[0].breaks] == ["2019", "2021"]


def test_a_missing_year_is_a_gap_in_the_charts(client: Client) -> None:
    fill("莲都区财政局")
    chart = context(client, "丽水市莲都区财政局")["charts"][0]
    assert [year for year, value in zip(chart.categories, chart.lines[0].values, strict=True) if value is None] == [
        "2020",
        "2022",
    ]


def test_what_is_blank_is_not_shown_as_nothing(client: Client) -> None:
    fill("沙湾镇")
    first, *_others = context(client, "景宁畲族自治县沙湾镇人民政府")["ledger"][-1].entries
    assert (first.text, first.is_number) == ("未填", False)


def test_machines_read_what_it_is_and_where(client: Client) -> None:
    fill("遂昌县财政局")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(client, "遂昌县财政局"), re.S)
    assert found
    data = json.loads(found[1])
    assert data["about"]["@type"] == "GovernmentOrganization"
    assert [step["name"] for step in data["breadcrumb"]["itemListElement"]] == [
        "浙江省",
        "丽水市",
        "遂昌县",
        "遂昌县财政局",
    ]


def test_a_hostile_name_stays_text(client: Client) -> None:
    report = public(agency="</script><script>alert(1)</script>局")
    html = client.get(agency_address(report.agency)).content.decode()
    assert "<script>alert" not in html
    assert "\\u003C/script\\u003E" in html


def test_its_queries_are_bounded(client: Client, django_assert_max_num_queries: Any) -> None:
    fill("遂昌县教育", "莲都区人民政府")
    for name in ("遂昌县教育体育局", "丽水市莲都区人民政府"):
        with django_assert_max_num_queries(MOST_QUERIES):
            page(client, name)


def test_a_number_that_no_agency_can_have_is_not_found(client: Client) -> None:
    assert client.get(f"/agencies/{10**30}/").status_code == 404
