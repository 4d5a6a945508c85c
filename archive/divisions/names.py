"""The words that names of divisions are made of: suffixes, peoples, stems and short forms."""

from __future__ import annotations

import re

PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})

_PEOPLES = (
    "各族|蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|回族|满族|藏族|苗族|壮族|彝族|侗族|瑶族|白族|傣族|黎族|佤族|畲族|"
    "水族|土族|羌族|怒族|京族|土家族|布依族|朝鲜族|哈尼族|傈僳族|拉祜族|东乡族|纳西族|景颇族|仫佬族|布朗族|撒拉族|"
    "毛南族|仡佬族|阿昌族|普米族|俄罗斯族|鄂温克族|鄂伦春族|德昂族|保安族|裕固族|塔塔尔族|独龙族|赫哲族|门巴族|珞巴族|"
    "基诺族|达斡尔族|高山族|乌孜别克族|蒙古族|维吾尔族|哈萨克族|柯尔克孜族|塔吉克族|锡伯族|达斡尔"
)
_PEOPLES_AT_END = re.compile(rf"^(?P<stem>..+?)(?:{_PEOPLES})+$")
_SUFFIX = re.compile(
    r"^(?P<stem>..+?)"
    r"(?P<suffix>自治区|自治州|自治县|自治旗|新区|(?<=神农架)林区|(?<=六枝)特区|地区|省|市|区|县|旗|盟)$"
)
_AUTONOMOUS = {"自治州": "州", "自治县": "县", "自治旗": "旗", "区": "区"}

# What everybody says, where no rule leads to it.
CUSTOMARY = {
    "博州": "博尔塔拉蒙古自治州",
    "巴州": "巴音郭楞蒙古自治州",
    "克州": "克孜勒苏柯尔克孜自治州",
    "前郭县": "前郭尔罗斯蒙古族自治县",
    "喀左县": "喀喇沁左翼蒙古族自治县",
    "杜蒙县": "杜尔伯特蒙古族自治县",
    "莫旗": "莫力达瓦达斡尔族自治旗",
}

# Names that another division bore in years that have reports: alone they decide nothing for certain.
BORNE_BY_OTHERS = {
    "桥东区": "2014年前石家庄市、2020年前邢台市也有桥东区",
    "新市区": "2015年前保定市也有新市区",
    "双桥区": "2011年前重庆市也有双桥区",
    "矿区": "2018年前大同市也有矿区",
    "东区": "各地多有称东区的地方",
    "西区": "各地多有称西区的地方",
    "巢湖市": "2011年前是地级市",
    "毕节市": "2011年前是县级市",
    "铜仁市": "2011年前是县级市",
    "日喀则市": "2014年前是县级市",
    "吐鲁番市": "2015年前是县级市",
    "哈密市": "2016年前是县级市",
}

TOWNSHIP_SUFFIXES = ("街道", "地区", "民族乡", "镇", "乡", "苏木")
_TOWNSHIP = re.compile(rf"^(?P<stem>.+?)(?:{'|'.join(TOWNSHIP_SUFFIXES)})$")
# "（工业园区）城南街道", "港口物流产业园-永安洲镇"
_ZONE_IN_FRONT = re.compile(r"^(?:（[^）]*）|[^-]*-)")


def _without_peoples(stem: str) -> str:
    found = _PEOPLES_AT_END.match(stem)
    return found["stem"] if found else stem


def stem_of(name: str) -> str:
    """洪泽区 → 洪泽, 长阳土家族自治县 → 长阳; a name of two characters is its own stem (赵县, 城区)."""
    found = _SUFFIX.match(name)
    return _without_peoples(found["stem"]) if found else name


def short_form_of(name: str) -> str | None:
    """恩施土家族苗族自治州 → 恩施州, 管城回族区 → 管城区; None where there is nothing to shorten."""
    found = _SUFFIX.match(name)
    if not found or found["suffix"] not in _AUTONOMOUS:
        return None
    short = _without_peoples(found["stem"]) + _AUTONOMOUS[found["suffix"]]
    return short if short != name and len(short) > 2 else None


def township_stem(name: str) -> str:
    """小红门地区, 小红门乡 → 小红门; 马坊满族乡 → 马坊.  A name of another make is its own stem."""
    found = _TOWNSHIP.match(name)
    return _without_peoples(found["stem"]) if found else name


def local_name(township: str, *above: str) -> str:
    """The township's own name where the list prints it with a zone or with the divisions above it in front."""
    own = _ZONE_IN_FRONT.sub("", township)
    for name in above:
        if own.startswith(name) and len(own) > len(name) + 2:
            own = own[len(name) :]
    return own
