"""Kinds of agency.  The first kind whose words a name has is its kind; the order is the statute's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from archive.agency_names import normalised, without_brackets
from archive.central_bodies import CENTRAL_BODIES
from archive.divisions import DivisionMatch, Level, is_zone, read_path, table


class Kind(StrEnum):
    CENTRAL = "central"
    VERTICAL = "vertical"
    SUBDISTRICT = "subdistrict"
    TOWNSHIP = "township"
    ZONE = "zone"
    GOV_OFFICE = "gov_office"
    GOVERNMENT = "government"
    BRANCH = "branch"
    DEPARTMENT = "department"
    INSTITUTION = "institution"
    OTHER = "other"


KIND_LABELS = {
    Kind.CENTRAL: "国务院部门",
    Kind.VERTICAL: "垂直管理机关",
    Kind.SUBDISTRICT: "街道办事处、地区办事处",
    Kind.TOWNSHIP: "乡镇政府",
    Kind.ZONE: "开发区、园区管委会",
    Kind.GOV_OFFICE: "政府办公厅（室）",
    Kind.GOVERNMENT: "县级以上人民政府",
    Kind.BRANCH: "派出机构",
    Kind.DEPARTMENT: "政府部门",
    Kind.INSTITUTION: "事业单位及公共企事业单位",
    Kind.OTHER: "其他",
}

_OFFICE_OF_CENTRAL = re.compile(r"^中华人民共和国|(?<=.)办公[厅室]$")
# 山海关区 is no customs office, 地方海事局 and 地方金融监督管理局 are local.
_VERTICAL = re.compile(
    r"税务局|国税局|地税局|海关(?!区)|(?<!地方)海事局|气象局|邮政管理局|通信管理局|(?<!地质)(?<!勘查)(?<!普查)调查总?队|烟草专卖|"
    r"烟草公司|出入境检验检疫局|出入境边防检查|中国人民银行.|外汇管理局.|外汇管理局$|国家金融监督管理总局.|(?:银保监|银监|保监|证监)(?:分局|局)|"
    r"银行(?:业|保险)监督管理委员会.|证券监督管理委员会.|(?:矿山|煤矿)安全监察局|民用航空.|(?:^|中国)民航.+(?:管理|监管)局|铁路监督管理局|国家能源局.|海警局"
)
_SUBDISTRICT = re.compile(r"街道办事处|地区办事处|街道办?$|.街办?$|地区$|^(?!.*驻).{2,}(?<!特派员)(?<!专员)办事处$")
_TOWNSHIP = re.compile(r"(?:镇|乡|苏木)(?:人民)?政府|(?:.镇|.乡|苏木|区公所)$")
_ZONE_WORDS = (
    r"(?:开发区|高新区|经开区|园区|新区|实验区|试验区|示范区|度假区|保税区|保税港区|合作区|产业区|工业区|商务区|集聚区|管理区|"
    r"功能区|风景区|景区|名胜区|工业园|科技园|产业园|科技城|科学城|新城)"
)
_ZONE = re.compile(
    rf"(?<!公积金)管委会(?:(?:党政|综合)?办公?室?)?$|(?<=[区城园港岛湖山带地站洲江滩湾寺峡谷街陵原泉海河洞沟])管理委员会(?:(?:党政|综合)?办公?室?)?$|"
    rf"{_ZONE_WORDS}(?:管理局)?$"
)
_GOV_OFFICE = re.compile(r"(?:政府|行政公署|行署)办(?:公[厅室])?$|(?<=[省市区县旗州盟])府办$")
_GOVERNMENT = re.compile(
    r"(?:政府|行政公署|行署|行政委员会|生产建设兵团)$|^..+(?:省|自治区|市|州|盟|县|旗|(?<!社)(?<!小)(?<!校)(?<!院)区)$"
)
_BRANCH = re.compile(
    r"(?:分局|支局|(?<!地质)(?<!勘查)(?:支队|大队|中队|总队)|交警队|执法队|派出所|司法所|财政所|工商所|监管所|市场监督管理所|"
    r"(?:国土|国土资源|自然资源|自然资源和规划)所|专员办|专员办事处|驻.+(?:办事处|联络处))$"
)
_DEPARTMENT = re.compile(
    r"(?<!居民)(?<!村民)(?<!业主)(?<!仲裁)委员会$|(?<![居村团])委$|办公?$|办公[厅室]$|厅$|(?<!供电)(?<!电业)局$|署$|研究室$|参事室$|"
    r"(?:宣传|组织|统战|政法|社会工作|武装|联络|工作)部$"
)
_INSTITUTION = re.compile(
    r"(?:中心|医院|学校|大学|中学|小学|幼儿园|公司|集团|银行|基金会|机场|监狱|(?<!法)(?<!检察)院|供电局|电业局|"
    r"[厂站馆所台社处队场库校])$"
)


def _is_central(name: str) -> bool:
    return name in CENTRAL_BODIES or _OFFICE_OF_CENTRAL.sub("", name) in CENTRAL_BODIES


def _has(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda name: pattern.search(name) is not None


_ORDER: tuple[tuple[Kind, Callable[[str], bool]], ...] = (
    (Kind.CENTRAL, _is_central),
    (Kind.VERTICAL, _has(_VERTICAL)),
    (Kind.SUBDISTRICT, _has(_SUBDISTRICT)),
    (Kind.TOWNSHIP, _has(_TOWNSHIP)),
    (Kind.ZONE, _has(_ZONE)),
    (Kind.GOV_OFFICE, _has(_GOV_OFFICE)),
    (Kind.GOVERNMENT, _has(_GOVERNMENT)),
    (Kind.BRANCH, _has(_BRANCH)),
    (Kind.DEPARTMENT, _has(_DEPARTMENT)),
    (Kind.INSTITUTION, _has(_INSTITUTION)),
)


@lru_cache(maxsize=16)
def kind_of(name: str) -> Kind:
    """Kind of the agency of this name, which may be no more than that of its division (洪泽区, 郭店镇)."""
    name = without_brackets(normalised(name))
    return _kind_of_bare_division(name) or next((kind for kind, has in _ORDER if has(name)), Kind.OTHER)


def _kind_of_bare_division(name: str) -> Kind | None:
    """浦东新区 is a county and 苏州工业园区 a zone, which only the list knows."""
    path = read_path(name)
    if not path.codes or path.end < len(name):
        return Kind.GOVERNMENT if name in table().stems else None
    if not path.townships:
        return Kind.ZONE if is_zone(path.codes[0]) else Kind.GOVERNMENT
    return Kind.TOWNSHIP if name.endswith(("镇", "乡", "苏木")) else Kind.SUBDISTRICT


def level_of_agency(kind: Kind, match: DivisionMatch) -> Level | None:
    """Level from the division; townships and central bodies have theirs whatever is known of the place."""
    by_kind = {Kind.CENTRAL: Level.COUNTRY, Kind.TOWNSHIP: Level.TOWNSHIP, Kind.SUBDISTRICT: Level.TOWNSHIP}
    return by_kind.get(kind) or match.level
