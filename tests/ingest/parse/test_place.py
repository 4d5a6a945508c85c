"""Which division an agency serves, and how sure we may be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.divisions import Certainty, Level, Township, table, townships_under
from ingest.parse.cues import Cues
from ingest.parse.place import resolve

REPORTS = Path(__file__).resolve().parents[2] / "reports"
EXPECTED = sorted(REPORTS.glob("*.expected.json"))

COUNTIES = [code for code in table().codes if len(code) == 6 and table().seat(code) == code]
CLASHING = {name: codes for name, codes in table().official.items() if len(codes) > 1}
TOWNSHIPS = [
    town for town in townships_under("32") + townships_under("41") + townships_under("53") if "直辖" not in town.name
]


def places(agency: str, cues: Cues | None = None) -> tuple[str, list[str]]:
    """Status, and the full names of the division or else of the candidates."""
    match = resolve(agency, cues)
    found = [match.names] if match.code is not None else [candidate.names for candidate in match.candidates]
    return match.status.value, ["".join(names) for names in found]


@pytest.mark.parametrize(
    ("agency", "division"),
    [
        ("江苏省财政厅", "江苏省"),
        ("淮安市人民政府", "江苏省淮安市"),
        ("洪泽区人民政府", "江苏省淮安市洪泽区"),
        ("平潭县财政局", "福建省福州市平潭县"),
        ("北京市通州区政务服务局", "北京市通州区"),
        ("北京市大兴区亦庄镇人民政府", "北京市大兴区"),
        ("广州市北京街道办事处", "广东省广州市越秀区"),
        ("国家税务总局淮安市税务局", "江苏省淮安市"),
        ("第八师石河子市财政局", "新疆维吾尔自治区石河子市"),
        ("恩施州人民政府", "湖北省恩施土家族苗族自治州"),
        ("长阳县民政局", "湖北省宜昌市长阳土家族自治县"),
        ("新县人民政府", "河南省信阳市新县"),
        ("苏州工业园区管委会", "江苏省苏州市苏州工业园区"),
        ("大柴旦行政委员会", "青海省海西蒙古族藏族自治州大柴旦行政委员会"),
        ("东莞市虎门镇人民政府", "广东省东莞市"),
        ("成都市城乡社区发展治理委员会", "四川省成都市"),
        ("淮安市城市管理局", "江苏省淮安市"),
    ],
)
def test_a_division_that_the_name_spells_is_certain(agency: str, division: str) -> None:
    assert places(agency) == ("certain", [division])


@pytest.mark.parametrize(
    ("agency", "division"),
    [
        ("北京街道办事处", "广东省广州市越秀区"),
        ("亦庄镇人民政府", "北京市大兴区"),
        ("小红门乡人民政府", "北京市朝阳区"),
        ("砲里街办", "陕西省西安市长安区"),
        ("北京市公安局朝阳分局", "北京市朝阳区"),
        ("岳阳市生态环境局君山分局", "湖南省岳阳市君山区"),
        ("内江市隆昌生态环境局", "四川省内江市隆昌市"),
        ("上海海关", "上海市"),
        ("国家统计局淮安调查队", "江苏省淮安市"),
        ("国家统计局吉林调查总队", "吉林省"),
        ("国家统计局新郑调查队", "河南省郑州市新郑市"),
        ("内蒙古财政厅", "内蒙古自治区"),
        ("徐州市经济技术开发区管委会", "江苏省徐州市徐州经济技术开发区"),
        ("徐州经开区管委会", "江苏省徐州市徐州经济技术开发区"),
        ("合肥新站高新区管委会", "安徽省合肥市合肥新站高新技术产业开发区"),
        ("南京市江北新区管委会", "江苏省南京市"),
        ("开平市翠山湖管委会", "广东省江门市开平市"),
        ("桥东区人民政府", "河北省张家口市桥东区"),
    ],
)
def test_a_division_that_the_name_only_suggests_is_inferred(agency: str, division: str) -> None:
    assert places(agency) == ("inferred", [division])


@pytest.mark.parametrize(
    ("agency", "candidates"),
    [
        ("郭店镇", ["河南省郑州市新郑市", "河南省商丘市夏邑县"]),
        ("朝阳区人民政府", ["北京市朝阳区", "吉林省长春市朝阳区"]),
        ("通州市人民政府", ["北京市通州区", "江苏省南通市通州区"]),
        ("平潭综合实验区", ["福建省福州市平潭县"]),
        ("平潭综合实验区财政金融局", ["福建省福州市平潭县"]),
        ("番禺经济技术开发区管委会", ["广东省广州市番禺区"]),
        ("安徽舒城经济开发区管委会", ["安徽省六安市舒城县"]),
        ("洪泽县人民政府", ["江苏省淮安市洪泽区"]),
        ("淮安市洪泽县人民政府", ["江苏省淮安市洪泽区", "江苏省淮安市"]),
        ("北京市宣武区人民政府", ["北京市"]),
        ("大同市矿区人民政府", ["山西省大同市"]),
        ("东乡县人民政府", ["江西省抚州市东乡区"]),
        ("国家统计局吉林调查队", ["吉林省", "吉林省吉林市"]),
    ],
)
def test_what_can_mean_several_or_is_not_listed_stays_open(agency: str, candidates: list[str]) -> None:
    assert places(agency) == ("ambiguous", candidates)


@pytest.mark.parametrize(
    "agency", ["襄樊市人民政府", "雄安新区管委会", "财政局", "南京大学", "太湖流域管理局", "平安建设办公室", ""]
)
def test_what_nothing_speaks_of_is_unknown(agency: str) -> None:
    assert places(agency) == ("unknown", [])


@pytest.mark.parametrize("agency", ["国家税务总局", "水利部", "中国证券监督管理委员会"])
def test_a_central_body_serves_the_whole_country(agency: str) -> None:
    match = resolve(agency)
    assert (match.status, match.code, match.names, match.level) == (Certainty.CERTAIN, "", (), Level.COUNTRY)


@pytest.mark.parametrize(
    ("agency", "township"),
    [
        ("北京市大兴区亦庄镇人民政府", Township("110115004", "亦庄地区", "亦庄")),
        ("北京市朝阳区小红门地区办事处", Township("110105027", "小红门地区", "小红门")),
        ("小红门乡人民政府", Township("110105027", "小红门地区", "小红门")),
        ("通州区张家湾镇人民政府", Township("110112105", "张家湾镇", "张家湾")),
    ],
)
def test_the_township_is_told_beside_its_county(agency: str, township: Township) -> None:
    assert resolve(agency).township == township


@pytest.mark.parametrize(
    ("agency", "cue"),
    [
        ("通州区张家湾镇人民政府", "“通州区”有2处，只有北京市通州区有张家湾镇"),
        ("北京市大兴区亦庄镇人民政府", "名称写明“北京市大兴区亦庄镇”，即区划表中的亦庄地区"),
        ("洪泽区人民政府", "区划表中只有一处“洪泽区”"),
        ("恩施州人民政府", "名称中的“恩施州”即湖北省恩施土家族苗族自治州"),
        ("桥东区人民政府", "区划表中只有一处“桥东区”，但2014年前石家庄市、2020年前邢台市也有桥东区"),
        ("国家税务总局", "国务院部门，面向全国"),
    ],
)
def test_the_cue_says_what_decided(agency: str, cue: str) -> None:
    assert resolve(agency).cue == cue


def test_candidates_of_a_township_carry_its_code() -> None:
    assert [candidate.code for candidate in resolve("郭店镇").candidates] == ["410184108", "411426112"]


def test_the_government_that_the_text_speaks_of_is_a_cue_but_decides_nothing() -> None:
    match = resolve(
        "郭店镇", Cues(text="郭店镇政府信息公开工作在市政府的精心指导下开展，根据全市政府信息公开工作统一部署。")
    )
    assert match.status is Certainty.AMBIGUOUS
    assert [candidate.cue for candidate in match.candidates] == [
        "文中称“市政府”，与新郑市相符；没有提到新郑市",
        "文中称“市政府”，与夏邑县不符；没有提到夏邑县",
    ]


@pytest.mark.parametrize(
    ("agency", "text", "division"),
    [
        ("朝阳区人民政府", "本报告由长春市朝阳区人民政府办公室编制。", "吉林省长春市朝阳区"),
        ("郭店镇", "联系地址：新郑市\n郭店镇中华路1号", "河南省郑州市新郑市"),
        ("沙塘鎮", "聯系地址：開平市沙塘鎮沙塘東路1號", "广东省江门市开平市"),
        ("城关镇", "请与商城县城关镇人民政府联系。", "河南省信阳市商城县"),
    ],
)
def test_a_name_that_the_text_prints_in_full_is_certain(agency: str, text: str, division: str) -> None:
    assert places(agency, Cues(text=text)) == ("certain", [division])


@pytest.mark.parametrize(
    ("agency", "cues", "division"),
    [
        ("郭店镇", Cues(text="根据新郑市政务公开工作要点，我镇…"), "河南省郑州市新郑市"),
        ("郭店镇", Cues(surroundings=("夏邑县人民政府门户网站",)), "河南省商丘市夏邑县"),
        ("郭店镇", Cues(address="http://www.xinzheng.gov.cn/a"), "河南省郑州市新郑市"),
        ("郭店镇", Cues(folders=("河南省", "新郑市")), "河南省郑州市新郑市"),
        ("张家湾镇", Cues(address="http://www.fuxian.gov.cn"), "陕西省延安市富县"),
        ("朝阳区人民政府", Cues(address="http://www.bjchy.gov.cn"), "北京市朝阳区"),
        ("朝阳区人民政府", Cues(text="按照长春市的部署"), "吉林省长春市朝阳区"),
        ("财政局", Cues(signature="平潭县财政局"), "福建省福州市平潭县"),
        ("县财政局", Cues(text="请与平潭县财政局办公室联系"), "福建省福州市平潭县"),
        ("市财政局", Cues(text="淮安市、清江浦区"), "江苏省淮安市"),
    ],
)
def test_a_cue_in_the_file_decides_and_is_told(agency: str, cues: Cues, division: str) -> None:
    assert places(agency, cues) == ("inferred", [division])


def test_cues_that_contradict_each_other_decide_nothing() -> None:
    status, candidates = places("郭店镇", Cues(text="按照夏邑县的部署", address="www.xinzheng.gov.cn"))
    assert (status, len(candidates)) == ("ambiguous", 2)


@pytest.mark.parametrize("text", ["加强信息县级平台建设", "公开事项和县直部门"])
def test_a_short_county_name_inside_other_words_is_no_cue(text: str) -> None:
    assert places("财政局", Cues(text=text))[0] == "unknown"


def test_a_zone_stays_open_whatever_speaks_for_its_county() -> None:
    match = resolve(
        "平潭综合实验区", Cues(surroundings=("来源：平潭县人民政府",), address="https://www.pingtan.gov.cn")
    )
    assert match.status is Certainty.AMBIGUOUS
    assert match.candidates[0].cue == "名称与平潭县相近；网址中的“pingtan”与平潭县相符；文中提到平潭县"


def test_where_the_page_is_kept_today_does_not_overrule_the_name() -> None:
    assert places("平潭县财政局", Cues(surroundings=("平潭综合实验区财政金融局",)))[0] == "certain"


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.partition(".")[0])
def test_the_agency_of_every_sample_is_placed_as_expected(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    match = resolve(expected["agency"])
    assert (list(match.names) or None) == expected["region"]
    if "region_candidates" in expected:
        assert [list(candidate.names) for candidate in match.candidates] == expected["region_candidates"]


@given(st.sampled_from(COUNTIES))
def test_every_county_is_certain_by_its_full_path(code: str) -> None:
    match = resolve(f"{table().full_name(code)}财政局")
    assert (match.status, match.code) == (Certainty.CERTAIN, code)


@given(st.sampled_from(COUNTIES))
def test_a_bare_county_name_is_never_certain_where_it_clashes(code: str) -> None:
    name = table().names[code]
    match = resolve(f"{name}财政局")
    if name in CLASHING:
        assert match.status is Certainty.AMBIGUOUS
        assert {candidate.code for candidate in match.candidates} == set(CLASHING[name])
    else:
        assert match.code == code


@given(st.sampled_from(TOWNSHIPS))
def test_every_township_is_certain_behind_its_county(township: Township) -> None:
    county = township.code[:6]
    body = "人民政府" if township.name.endswith(("镇", "乡", "苏木")) else "办事处"
    match = resolve(table().full_name(county) + township.name + body)
    assert (match.status, match.code, match.township) == (Certainty.CERTAIN, table().seat(county), township)


@given(st.sampled_from(TOWNSHIPS))
@settings(max_examples=40)
def test_a_bare_township_name_is_never_certain(township: Township) -> None:
    assert resolve(township.name).status is not Certainty.CERTAIN


@given(st.text(max_size=30), st.text(max_size=60), st.text(max_size=20))
def test_anything_can_be_asked(agency: str, text: str, address: str) -> None:
    match = resolve(agency, Cues(text=text, address=address))
    assert (match.code is None) == (match.status in {Certainty.AMBIGUOUS, Certainty.UNKNOWN})
