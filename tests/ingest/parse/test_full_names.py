"""Names of agencies completed: only with words of the file, or with what the law calls a bare 镇 or 区."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parse.cues import Cues
from ingest.parse.full_names import complete_agency

REPORTS = Path(__file__).resolve().parents[2] / "reports"
PRINTED_IN_FULL = [
    expected
    for path in sorted(REPORTS.glob("*.expected.json"))
    if "agency_as_printed" not in (expected := json.loads(path.read_text(encoding="utf-8")))
]


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("郭店镇", "郭店镇人民政府"),
        ("川主乡", "川主乡人民政府"),
        ("巴彦胡舒苏木", "巴彦胡舒苏木人民政府"),
        ("建章路街道", "建章路街道办事处"),
        ("白云街", "白云街道办事处"),
        ("砲里街办", "砲里街道办事处"),
        ("小红门地区", "小红门地区办事处"),
        ("洪泽区", "洪泽区人民政府"),
        ("淮安市", "淮安市人民政府"),
        ("阿克苏地区", "阿克苏地区行政公署"),
        ("兴安盟", "兴安盟行政公署"),
        ("洪泽区政府", "洪泽区人民政府"),
        ("郭店镇政府", "郭店镇人民政府"),
        ("沙塘鎮", "沙塘镇人民政府"),
    ],
)
def test_a_bare_division_stands_for_its_government(printed: str, full: str) -> None:
    name, note = complete_agency(printed)
    assert name == full
    assert note or printed == "沙塘鎮"


@pytest.mark.parametrize(
    "printed",
    [
        "淮安市人民政府",
        "通州区张家湾镇人民政府",
        "北京市朝阳区小红门地区办事处",
        "平潭县财政局",
        "平潭综合实验区管委会",
        "平潭综合实验区",
        "上海市人民政府办公厅",
        "国家税务总局",
        "景德镇",
        "财政局",
        "交通运输局（港航局）",
        "",
    ],
)
def test_nothing_is_invented(printed: str) -> None:
    assert complete_agency(printed) == (printed, "")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("由平潭综合实验区管委会办公室编制", "文中写作“平潭综合实验区管委会”"),
        ("区管委会及区直各部门", "文中写作“区管委会”"),
    ],
)
def test_a_zone_takes_the_body_that_the_file_names(text: str, note: str) -> None:
    assert complete_agency("平潭综合实验区", Cues(text=text)) == ("平潭综合实验区管委会", note)


def test_the_author_of_the_page_names_the_body_too() -> None:
    cues = Cues(surroundings=("翠湖新区管理委员会",))
    assert complete_agency("翠湖新区", cues)[0] == "翠湖新区管理委员会"


@pytest.mark.parametrize(
    ("printed", "text", "full"),
    [
        ("洪泽区人民政府", "本报告由淮安市洪\n泽区人民政府办公室编制", "淮安市洪泽区人民政府"),
        ("洪泽区财政局", "请与江苏省淮安市洪泽区财政局联系", "江苏省淮安市洪泽区财政局"),
        ("张家湾镇人民政府", "通州区张家湾镇人民政府", "通州区张家湾镇人民政府"),
        ("郭店镇", "新郑市郭店镇公开信息", "新郑市郭店镇人民政府"),
        ("杨柳镇", "由宣州区杨柳镇编制，请与宣城市宣州区杨柳镇联系", "宣城市宣州区杨柳镇人民政府"),
        ("教育局", "请与淮安市教育局办公室联系", "淮安市教育局"),
        ("县财政局", "由平潭县财政局编制", "平潭县财政局"),
    ],
)
def test_the_divisions_that_the_report_prints_in_front_are_added(printed: str, text: str, full: str) -> None:
    assert complete_agency(printed, Cues(text=text))[0] == full


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("洪泽区人民政府", "联系地址：淮安市洪泽区人民政府大院"),
        ("淮安市人民政府", "江苏省淮安市人民政府"),
        ("教育局", "按照淮安市教育局的要求"),
        ("洪泽区人民政府", "洪泽区人民政府信息公开"),
        ("朝阳区人民政府", "学习南京市朝阳区人民政府"),
    ],
)
def test_other_mentions_add_nothing(printed: str, text: str) -> None:
    assert complete_agency(printed, Cues(text=text)) == (printed, "")


def test_two_places_in_front_of_one_name_add_nothing() -> None:
    text = "由新郑市郭店镇编制，夏邑县郭店镇参加"
    assert complete_agency("郭店镇", Cues(text=text))[0] == "郭店镇人民政府"


def test_the_signature_names_the_agency_best() -> None:
    cues = Cues(signature="平潭县财政局", text="由福清市财政局指导")
    assert complete_agency("财政局", cues) == ("平潭县财政局", "文中写作“平潭县财政局”")


@pytest.mark.parametrize("expected", PRINTED_IN_FULL, ids=lambda expected: str(expected["agency"]))
def test_a_sample_that_prints_its_agency_in_full_keeps_it(expected: dict[str, str]) -> None:
    assert complete_agency(expected["agency"])[0] == expected["agency"]


@given(st.text(max_size=30), st.text(max_size=80))
def test_any_name_can_be_completed_and_keeps_its_words(printed: str, text: str) -> None:
    complete_agency(printed, Cues(text=text, signature=text))
