"""Agencies at the desk: found by what is typed, placed, renamed, joined, followed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.divisions import Candidate, Certainty, DivisionMatch
from archive.models import Agency, AuditEvent, Succession
from archive.places import division_of
from tests.archive.readings import certain, reading, source, stored
from tests.portal.desk.pages import Answer, messages_of, source_of, text_of

pytestmark = pytest.mark.django_db


def agency(name: str = "淮安市洪泽区财政局", year: int = 2024, **values: Any) -> Agency:
    return stored(reading(agency=name, year=year, **values), of=source(f"{name}{year}"))[0].agency


def act(client: Client, of: Agency, what: str, **fields: str) -> Answer:
    return client.post(f"/desk/agencies/{of.pk}/{what}/", fields, follow=True)


# -- finding --


def options(client: Client, what: str, typed: str) -> list[str]:
    return [one["name"] for one in client.get(f"/desk/choose/{what}/", {"q": typed}).json()["options"]]


@pytest.mark.parametrize("typed", ["洪泽区财", "huaianshihongze", "hashzq", "HASHZQ"])
def test_an_agency_is_found_by_characters_pinyin_and_initials(reviewer: Client, typed: str) -> None:
    agency()
    agency("淮安市洪泽区民政局")
    assert "淮安市洪泽区财政局" in options(reviewer, "agencies", typed)


@pytest.mark.parametrize("typed", ["洪泽", "hongze", "hzq"])
def test_so_is_a_division(reviewer: Client, typed: str) -> None:
    division_of("320813")
    assert "江苏省淮安市洪泽区" in options(reviewer, "divisions", typed)


@pytest.mark.parametrize("typed", ["", " ", "%", "没有这个"])
def test_nothing_typed_or_nothing_found_is_an_empty_list(reviewer: Client, typed: str) -> None:
    agency()
    assert options(reviewer, "agencies", typed) == []


def test_without_a_script_there_is_a_page_to_find_them(reviewer: Client) -> None:
    agency()
    page = text_of(reviewer.get("/desk/agencies/?q=洪泽区财政局"))
    assert "淮安市洪泽区财政局 政府部门 江苏省淮安市洪泽区" in page


def test_those_whose_place_is_open_are_listed_first(reviewer: Client) -> None:
    agency()
    agency("郭店镇人民政府", division=DivisionMatch(Certainty.UNKNOWN))
    page = text_of(reviewer.get("/desk/agencies/"))
    assert "郭店镇人民政府" in page
    assert "财政局" not in page


# -- placing --


def open_place() -> Agency:
    candidates = tuple(Candidate(code, certain(code).names, "文中有线索") for code in ("410184", "411426"))
    division_of("410184")
    division_of("411426")
    return agency("郭店镇人民政府", division=DivisionMatch(Certainty.AMBIGUOUS, candidates=candidates))


def test_what_the_file_leaves_open_is_offered_with_its_cue(reviewer: Client) -> None:
    page = text_of(reviewer.get(f"/desk/agencies/{open_place().pk}/"))
    assert "河南省郑州市新郑市 文中有线索" in page
    assert "河南省商丘市夏邑县 文中有线索" in page


def test_one_of_them_is_chosen(reviewer: Client) -> None:
    found = open_place()
    assert messages_of(act(reviewer, found, "place", candidate="410184")) == "地区已核定。"
    found.refresh_from_db()
    assert (found.division_id, found.division_decided) == ("410184", True)


def test_or_written_by_hand(reviewer: Client) -> None:
    found = open_place()
    act(reviewer, found, "place", division_words="河南省郑州市新郑市")
    found.refresh_from_db()
    assert found.division_id == "410184"


def test_words_that_can_be_several_are_asked_about(reviewer: Client) -> None:
    found = open_place()
    page = act(reviewer, found, "place", division_words="河南")
    assert page.status_code == 400
    assert "“河南”有几个，请选一个" in text_of(page)
    assert 'name="candidate"' in source_of(page)


@pytest.mark.parametrize(("words", "said"), [("", "请写一个地区"), ("没有这里", "没有找到“没有这里”")])
def test_words_that_are_none_are_said(reviewer: Client, words: str, said: str) -> None:
    assert said in text_of(act(reviewer, open_place(), "place", division_words=words))


def test_a_body_of_the_whole_country_has_no_division(reviewer: Client) -> None:
    found = open_place()
    act(reviewer, found, "place", nation="1")
    found.refresh_from_db()
    assert (found.division_id, found.division_decided) == (None, True)


# -- describing, joining, following --


def test_a_name_and_a_kind_are_changed_with_a_reason(reviewer: Client) -> None:
    found = agency()
    act(reviewer, found, "describe", name="洪泽区财政局", kind="vertical", reason="按三定方案")
    found.refresh_from_db()
    assert (found.name, found.kind) == ("洪泽区财政局", "vertical")
    assert {"agency.rename", "agency.kind"} <= set(AuditEvent.objects.values_list("action", flat=True))


def test_without_a_reason_it_stays(reviewer: Client) -> None:
    found = agency()
    assert act(reviewer, found, "describe", name="别的", kind="vertical", reason="").status_code == 400
    found.refresh_from_db()
    assert found.name == "淮安市洪泽区财政局"


def test_two_that_are_one_are_joined(reviewer: Client) -> None:
    one, other = agency(), agency("淮安市洪泽区财政服务局", 2023)
    page = act(reviewer, other, "merge", into_words="淮安市洪泽区财政局", reason="同一机关")
    assert messages_of(page) == "已并入“淮安市洪泽区财政局”。"
    assert list(one.reports.order_by("year").values_list("year", flat=True)) == [2023, 2024]
    assert "已并入 淮安市洪泽区财政局" in text_of(reviewer.get(f"/desk/agencies/{other.pk}/"))


def test_joining_needs_a_reason_and_one_agency(reviewer: Client) -> None:
    agency()
    other = agency("淮安市洪泽区财政服务局", 2023)
    assert act(reviewer, other, "merge", into_words="淮安市洪泽区财政局").status_code == 400
    page = act(reviewer, other, "merge", into_words="洪泽区财政", reason="同一机关")
    assert "“洪泽区财政”有几个，请选一个" in text_of(page)
    assert Agency.objects.filter(merged_into__isnull=False).count() == 0


def test_an_agency_is_not_joined_with_itself(reviewer: Client) -> None:
    found = agency()
    assert (
        messages_of(act(reviewer, found, "merge", into=str(found.pk), into_words=found.name, reason="x"))
        == "这是同一个机关。"
    )


def test_who_followed_whom_is_kept(reviewer: Client) -> None:
    new, old = agency(), agency("淮安市洪泽县财政局", 2016)
    page = act(reviewer, new, "succeed", predecessor_words=old.name, year="2017", note="撤县设区")
    assert messages_of(page) == "已登记承继。"
    found = Succession.objects.get()
    assert (found.predecessor, found.successor, found.year) == (old, new, 2017)


@pytest.mark.parametrize("missing", ["year", "note", "predecessor_words"])
def test_a_succession_is_told_in_full(reviewer: Client, missing: str) -> None:
    new, old = agency(), agency("淮安市洪泽县财政局", 2016)
    fields = {"predecessor_words": old.name, "year": "2017", "note": "撤县设区", missing: ""}
    assert act(reviewer, new, "succeed", **fields).status_code == 400
    assert not Succession.objects.exists()
