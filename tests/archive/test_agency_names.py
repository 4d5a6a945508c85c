"""One agency, many names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.agency_names import (
    agency_key,
    long_form,
    normalised,
    same_agency,
    without_brackets,
    without_national_prefix,
)
from archive.divisions import Certainty, DivisionMatch, Township

XIAOHONGMEN = Township("110105027", "小红门地区", "小红门")
IN_XIAOHONGMEN = DivisionMatch(Certainty.CERTAIN, "110105", ("北京市", "朝阳区"), XIAOHONGMEN)
IN_HONGZE = DivisionMatch(Certainty.CERTAIN, "320813", ("江苏省", "淮安市", "洪泽区"))
NOWHERE = DivisionMatch(Certainty.UNKNOWN)


@pytest.mark.parametrize(
    "name",
    ["北京市朝阳区小红门地区办事处", "小红门乡人民政府", "朝阳区小红门乡", "小红门地区办事处", "小红门乡政府"],
)
def test_the_office_and_the_government_of_one_township_are_one_agency(name: str) -> None:
    assert agency_key(name, IN_XIAOHONGMEN) == "110105027/government"


@pytest.mark.parametrize("name", ["淮安市洪泽区人民政府", "洪泽区人民政府", "洪泽区", "江苏省淮安市洪泽区政府"])
def test_a_government_is_one_agency_however_much_of_its_path_is_printed(name: str) -> None:
    assert agency_key(name, IN_HONGZE) == "320813/government"


@pytest.mark.parametrize("name", ["洪泽区财政局", "淮安市洪泽区财政局", "区财政局", "洪泽区 财政局"])
def test_so_is_a_department(name: str) -> None:
    assert agency_key(name, IN_HONGZE) == "320813/财政局"


def test_a_township_that_the_list_lacks_goes_by_its_stem() -> None:
    assert agency_key("洪泽区仁和镇人民政府", IN_HONGZE) == agency_key("仁和乡", IN_HONGZE) == "320813/仁和/government"


def test_a_township_that_changed_its_suffix_is_the_one_of_its_stem() -> None:
    assert (
        agency_key("洪泽区岔河乡人民政府", IN_HONGZE)
        == agency_key("岔河镇人民政府", IN_HONGZE)
        == "320813103/government"
    )


def test_a_town_and_a_subdistrict_of_one_stem_in_one_county_are_two_agencies() -> None:
    match = DivisionMatch(Certainty.CERTAIN, "130205", ("河北省", "唐山市", "开平区"))
    assert not same_agency("开平区开平镇人民政府", "开平区开平街道办事处", match)


def test_a_county_is_not_its_township() -> None:
    assert agency_key("朝阳区人民政府", IN_XIAOHONGMEN) == "110105/government"


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("洪泽区人民政府", "洪泽区人民政府办公室"),
        ("洪泽区财政局", "洪泽区教育局"),
        ("洪泽区老子山镇人民政府", "洪泽区人民政府"),
    ],
)
def test_different_bodies_of_one_division_are_different_agencies(name: str, other: str) -> None:
    assert not same_agency(name, other, IN_HONGZE)


def test_names_of_an_unknown_place_keep_what_they_say() -> None:
    assert agency_key("平潭综合实验区管委会", NOWHERE) == "?/平潭综合实验区管理委员会"
    assert same_agency("平潭综合实验区管理委员会", "平潭综合实验区党工委管委会", NOWHERE)


@pytest.mark.parametrize(
    ("name", "long"),
    [
        ("区政府办", "区人民政府办公室"),
        ("洪泽区政府", "洪泽区人民政府"),
        ("洪泽区人民政府办公室", "洪泽区人民政府办公室"),
        ("砲里街办", "砲里街道办事处"),
        ("白云街", "白云街道办事处"),
        ("半淞园路街道办", "半淞园路街道办事处"),
        ("政务服务局", "政务服务局"),
    ],
)
def test_customary_short_words_are_written_in_full(name: str, long: str) -> None:
    assert long_form(name) == long


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("国家税务总局淮安市税务局", "淮安市税务局"),
        ("中华人民共和国上海海关", "上海海关"),
        ("国家统计局淮安调查队", "淮安调查队"),
        ("新疆生产建设兵团第八师石河子市", "石河子市"),
        ("第一师阿拉尔市", "阿拉尔市"),
        ("国家税务总局", "国家税务总局"),
        ("淮安市税务局", "淮安市税务局"),
    ],
)
def test_the_national_prefix_of_vertical_bodies_is_taken_off(name: str, local: str) -> None:
    assert without_national_prefix(name) == local


def test_width_spaces_and_brackets_do_not_matter() -> None:
    assert without_brackets(normalised(" 交通运输局 （港航局）")) == "交通运输局"
    assert without_brackets("(全称)") == "(全称)"


@given(st.text(max_size=40))
def test_any_name_has_a_key(name: str) -> None:
    assert agency_key(name, NOWHERE).startswith("?/")
