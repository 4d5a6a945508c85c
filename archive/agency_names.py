"""Names of agencies made comparable: one key for one agency, however a report prints it."""

from __future__ import annotations

import re
import unicodedata

from archive.divisions import TOWNSHIP_SUFFIXES, DivisionMatch, Township, read_path, township_stem, townships_under

# What vertical bodies carry in front of the division that they serve.
_NATIONAL = re.compile(
    r"^(?:中华人民共和国|中国共产党|中共|国家税务总局|国家统计局|国家外汇管理局|国家金融监督管理总局|国家矿山安全监察局|"
    r"国家煤矿安全监察局|国家能源局|国家邮政局|国家烟草专卖局|国家移民管理局|国家消防救援局|中国人民银行|中国气象局|"
    r"中国民用航空局?|中国银行(?:业|保险)监督管理委员会|中国(?:银保监会|银监会|证监会|保监会)|中国(?:证券|保险)监督管理委员会|"
    r"新疆生产建设兵团(?=.)|第[一二三四五六七八九十]+师(?=.))+"
)
_BRACKETED = re.compile(r"\([^()]*\)")
_SPACE = re.compile(r"\s+")

_LONG_FORMS = (
    (re.compile(r"(?<!人民)政府(?=$|办公[厅室]$|办$)"), "人民政府"),
    (re.compile(r"(?<=人民政府)办公?$"), "办公室"),
    (re.compile(r"(?<=.)街(?:道?办)?$"), "街道办事处"),
    (re.compile(r"(?:党工委)?管委会"), "管理委员会"),
    (re.compile(r"党工委(?=管理委员会)"), ""),
)
_GOVERNMENT = re.compile(r"^(?:人民政府|行政公署|办事处)?$")
_TOWNSHIP_GOVERNMENT = re.compile(rf"^(?P<township>.+?(?:{'|'.join(TOWNSHIP_SUFFIXES)}))(?:人民政府|办事处)?$")
# "区财政局": the division's own word for itself.
_OWN_LEVEL = re.compile(r"^[省市区县旗州](?=..)")
GOVERNMENT = "government"
UNKNOWN_PLACE = "?"


def normalised(name: str) -> str:
    """Width forms unified and white space dropped, for comparing only."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", name))


def without_brackets(name: str) -> str:
    """交通运输局(港航局) → 交通运输局."""
    return _BRACKETED.sub("", name) or name


def without_national_prefix(name: str) -> str:
    """国家税务总局淮安市税务局 → 淮安市税务局; a name that is nothing but the prefix stays."""
    return _NATIONAL.sub("", name) or name


def long_form(name: str) -> str:
    """Customary short words in full: 区政府办 → 区人民政府办公室, 管委会 → 管理委员会."""
    for short, long in _LONG_FORMS:
        name = short.sub(long, name)
    return name


def _parts(name: str) -> tuple[Township | None, str, str]:
    """The township that the name names after its county, the stem of one it names alone, and the rest."""
    name = long_form(without_brackets(without_national_prefix(normalised(name))))
    path = read_path(name)
    rest = name[path.end :] if path.codes else _OWN_LEVEL.sub("", name)
    if _GOVERNMENT.match(rest):
        return (path.townships[0] if path.townships else None), "", GOVERNMENT
    found = _TOWNSHIP_GOVERNMENT.match(rest)
    return (None, township_stem(found["township"]), GOVERNMENT) if found else (None, "", rest)


def agency_key(name: str, match: DivisionMatch) -> str:
    """The same for all names of one agency: 小红门地区办事处 and 小红门乡人民政府 are 110105027/government.

    A township that the list lacks goes by its stem within the county.
    """
    named, stem, body = _parts(name)
    place = UNKNOWN_PLACE if match.code is None else match.code
    township = named or (_township_of_stem(stem, match) if stem else None)
    if township:
        return f"{township.code}/{body}"
    return f"{place}/{stem}/{body}" if stem else f"{place}/{body}"


def _township_of_stem(stem: str, match: DivisionMatch) -> Township | None:
    if match.township and match.township.stem == stem:
        return match.township
    listed = [township for township in townships_under(match.code) if township.stem == stem] if match.code else []
    return listed[0] if len(listed) == 1 else None


def same_agency(name: str, other: str, match: DivisionMatch) -> bool:
    """Whether two names in one division, say title and signature, are one agency's."""
    return agency_key(name, match) == agency_key(other, match)
