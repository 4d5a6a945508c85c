"""Kinds of agency, told by name alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.central_bodies import CENTRAL_BODIES
from archive.divisions import Certainty, DivisionMatch, Level, Township, table, townships_under
from archive.kinds import KIND_LABELS, Kind, kind_of, level_of_agency

NAMES = {
    Kind.CENTRAL: (
        "国家税务总局 水利部 中华人民共和国水利部办公厅 国务院办公厅 国家乡村振兴局 国家邮政局 中国人民银行 国土资源部"
    ),
    Kind.VERTICAL: (
        "国家税务总局淮安市税务局 平潭综合实验区地方税务局 上海海关 连云港海事局 江苏省气象局 "
        "淮安市邮政管理局 江苏省通信管理局 国家统计局淮安调查队 江苏调查总队 淮安市烟草专卖局 "
        "中国人民银行淮安市分行 淮安银保监分局 国家金融监督管理总局淮安监管分局 "
        "国家矿山安全监察局江苏局 国家税务总局淮安市税务局第一税务分局 民航华东地区管理局 中国民航江苏安全监督管理局"
    ),
    Kind.SUBDISTRICT: (
        "北京市朝阳区小红门地区办事处 小红门地区 上海市黄浦区半淞园路街道办事处 和平里街道 "
        "砲里街办 白云街 新华路办事处 中山市东区办事处 北京市东城区人民政府东华门街道办事处"
    ),
    Kind.TOWNSHIP: (
        "北京市大兴区亦庄镇人民政府 小红门乡人民政府 郭店镇 亦庄镇人民政府办公室 巴彦胡舒苏木 朝阳区徐镇镇 川主乡政府"
    ),
    Kind.ZONE: (
        "平潭综合实验区 平潭综合实验区管委会 平潭综合实验区党工委管委会 苏州工业园区 两江新区 "
        "北京经济技术开发区管理委员会 黄山风景区管理委员会 天安门地区管理委员会 翠山湖管委会 "
        "淮安经济技术开发区管委会办公室 前海深港现代服务业合作区管理局"
    ),
    Kind.GOV_OFFICE: ("洪泽区人民政府办公室 上海市人民政府办公厅 区政府办 泰州市政府办公室 兴安盟行政公署办公室"),
    Kind.GOVERNMENT: (
        "淮安市人民政府 洪泽区人民政府 洪泽区 浦东新区 清新区 绿园区 乡宁县 新乡市 景德镇 "
        "西乌珠穆沁旗 神农架林区 阿克苏地区 阿克苏地区行政公署 兴安盟行署 大柴旦行政委员会 "
        "第八师石河子市 襄樊市"
    ),
    Kind.BRANCH: (
        "上海市公安局浦东分局 鄂州市生态环境局华容分局 淮安市消防救援支队 "
        "淮安市公安局交通警察支队 张家湾镇财政所 北京市人民政府驻上海办事处 "
        "审计署驻南京特派员办事处 淮安市交通运输综合行政执法支队"
    ),
    Kind.DEPARTMENT: (
        "北京市通州区政务服务局 平潭县财政局 平潭综合实验区财政金融局 大兴区乡村振兴局 "
        "淮安市市场监督管理局 市场监管局 山海关区财政局 淮安市地方海事局 北京市城市管理委员会 "
        "江苏省人民政府国有资产监督管理委员会 淮安市发展和改革委员会 淮安市卫健委 "
        "淮安市人民政府外事办公室 江苏省财政厅 洪泽区委宣传部 淮安市交通运输局（港航局） "
        "地方金融监督管理局"
    ),
    Kind.INSTITUTION: (
        "淮安市第一人民医院 淮安中学 南京大学 淮安市政务服务中心 淮安市住房公积金管理中心 "
        "国网江苏省电力有限公司 淮安市档案馆 江苏省地质调查队 云南省气象台 淮安供电局"
    ),
    Kind.OTHER: ("淮安市残疾人联合会 新华社区居民委员会 淮安市中级人民法院 本单位"),
}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in NAMES.items() for name in names.split()])
def test_the_first_kind_whose_words_the_name_has_wins(kind: Kind, name: str) -> None:
    assert kind_of(name) is kind


def test_every_kind_has_a_name_for_the_reader() -> None:
    assert set(KIND_LABELS) == set(Kind)


@given(st.sampled_from(sorted(CENTRAL_BODIES)))
def test_a_body_of_the_state_council_is_central_and_its_office_in_a_city_is_not(name: str) -> None:
    assert kind_of(name) is Kind.CENTRAL
    assert kind_of(f"{name}淮安市分局") is not Kind.CENTRAL


@given(st.sampled_from([code for code in table().codes if len(code) == 6 and code[4] != "7"]))
def test_the_government_of_every_county_is_a_government(code: str) -> None:
    assert kind_of(table().names[code].removesuffix("管委会") + "人民政府") is Kind.GOVERNMENT


@given(st.sampled_from(townships_under("11") + townships_under("32") + townships_under("43")))
def test_a_township_is_told_from_its_bare_name(township: Township) -> None:
    assert kind_of(township.name) in {Kind.TOWNSHIP, Kind.SUBDISTRICT}


@given(st.text(max_size=40))
def test_any_name_has_a_kind(name: str) -> None:
    assert kind_of(name) in Kind


CHAOYANG = DivisionMatch(Certainty.CERTAIN, "110105", ("北京市", "朝阳区"))
NOWHERE = DivisionMatch(Certainty.AMBIGUOUS)


@pytest.mark.parametrize(
    ("kind", "match", "level"),
    [
        (Kind.DEPARTMENT, CHAOYANG, Level.COUNTY),
        (Kind.SUBDISTRICT, CHAOYANG, Level.TOWNSHIP),
        (Kind.TOWNSHIP, NOWHERE, Level.TOWNSHIP),
        (Kind.CENTRAL, NOWHERE, Level.COUNTRY),
        (Kind.ZONE, NOWHERE, None),
    ],
)
def test_the_level_comes_from_the_division(kind: Kind, match: DivisionMatch, level: Level | None) -> None:
    assert level_of_agency(kind, match) is level
