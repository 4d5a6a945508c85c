"""Names that the list of divisions does not have: zones, and counties renamed or dissolved before 2023.

They stay open, with the divisions that they resemble or that stand above them as candidates.  Only a
zone that names its city in full is put there, because the city is then as certain as it is useful.
"""

from __future__ import annotations

import re
from functools import cache

from archive.divisions import Candidate, Certainty, DivisionMatch, is_zone, label_of, table
from archive.kinds import Kind, kind_of
from ingest.parse.candidates import Option, settled
from ingest.parse.cues import Cues, mentions

LONGEST_STEM = 8

_ZONE = re.compile(
    r"^(?P<zone>[^局委厅办]{0,14}?(?:开发区|高新区|经开区|园区|新区|实验区|试验区|示范区|度假区|保税区|保税港区|合作区|产业区|"
    r"工业区|商务区|集聚区|管理区|功能区|风景区|景区|名胜区|工业园|科技园|产业园|科技城|科学城|新城))(?![路街镇乡道])"
)
_ZONE_BODY = re.compile(r"^(?P<zone>.{2,14}?)(?:党工委)?(?:管委会|管理委员会)")
_SHORT_ZONES = (("高新技术产业开发区", "高新区"), ("经济技术开发区", "经开区"), ("经济开发区", "经开区"))

# 洪泽县, 宣武区, 襄樊市; not 城市, 社区, 上市, 市场.
_COUNTY = re.compile(
    r"^(?P<stem>[^局委厅办和与及]{2,6}?)"
    r"(?:县(?![域级])|旗|(?<![社地园景小辖林牧矿库灾山湖郊城市港片院老])区|(?<![城都超门上股楼])市(?![场容政长域级际话]))"
    r"|^(?:城区|矿区|郊区|[东西南北]区)(?=$|(?:人民)?政府|.{2,8}[局会室]$)"
)


def zone_within(rest: str, code: str, cues: Cues) -> DivisionMatch | None:
    """A zone named right after the division: 徐州市 经济技术开发区管委会, 南京市 江北新区管委会."""
    if is_zone(code) or not (zone := _zone_in(rest)):
        return None
    if len(listed := _listed_zones(zone, code)) == 1:
        return _is_listed(zone, listed[0])
    if near := named_alike(zone, code):
        return left_to_a_person(zone, (*near, code), cues)
    cue = f"“{zone}”不在区划表内，按名称写明的{table().full_name(code)}归属"
    return settled(Option(code), Certainty.INFERRED, cue)


def _zone_in(words: str) -> str:
    found = _ZONE.match(words) or (_ZONE_BODY.match(words) if kind_of(words) is Kind.ZONE else None)
    return found["zone"] if found else ""


def _listed_in_short(zone: str, alike: tuple[str, ...]) -> DivisionMatch | None:
    """徐州经开区 for 徐州经济技术开发区."""
    listed = [other for code in alike for other in _listed_zones(zone, code)]
    return _is_listed(zone, listed[0]) if len(listed) == 1 else None


def _is_listed(zone: str, code: str) -> DivisionMatch:
    return settled(Option(code), Certainty.INFERRED, f"“{zone}”应是区划表中的{table().names[code]}")


def _listed_zones(zone: str, code: str) -> list[str]:
    key = _short_zone(zone)
    return [other for other in _zones() if other.startswith(code) and _short_zone(table().names[other]).endswith(key)]


@cache
def _zones() -> tuple[str, ...]:
    return tuple(filter(is_zone, table().codes))


def _short_zone(name: str) -> str:
    for long, short in _SHORT_ZONES:
        name = name.replace(long, short)
    return name


def county_within(rest: str, code: str, cues: Cues) -> DivisionMatch | None:
    """A county that the list does not have right after its city: 淮安市 洪泽县人民政府."""
    found = _COUNTY.match(rest)
    if not found:
        return None
    return left_to_a_person(found[0], (*named_alike(found["stem"] or "", code), code), cues)


def by_likeness(name: str, cues: Cues) -> DivisionMatch | None:
    """A zone or a county at the front of the name, where nothing stands above it."""
    zone, county = _zone_in(name), _COUNTY.match(name)
    if zone and (alike := named_alike(zone)):
        return _listed_in_short(zone, alike) or left_to_a_person(zone, alike, cues)
    if county and not zone:
        return left_to_a_person(county[0], named_alike(county["stem"] or ""), cues)
    return None


def named_alike(words: str, above: str = "") -> tuple[str, ...]:
    """The divisions whose names, without suffix, the words begin with; the deepest of 安徽舒城经济开发区."""
    for length in range(min(len(words), LONGEST_STEM), 1, -1):
        codes = [code for code in table().stems.get(words[:length], ()) if code.startswith(above) and code != above]
        if codes:
            deeper = [below for code in codes for below in named_alike(words[length:], code)]
            return tuple(dict.fromkeys(deeper or codes))
    return ()


def left_to_a_person(name: str, codes: tuple[str, ...], cues: Cues) -> DivisionMatch:
    candidates = tuple(Candidate(code, table().names_of(code), _speaks_for(code, name, cues)) for code in codes)
    status = Certainty.AMBIGUOUS if candidates else Certainty.UNKNOWN
    return DivisionMatch(status, candidates=candidates, cue=f"“{name}”不在区划表（2023年）内")


def _speaks_for(code: str, name: str, cues: Cues) -> str:
    own = table().names_of(code)[-1]
    alike = f"名称与{own}相近" if own[:2] in name else f"名称写明{own}"
    label = label_of(code, cues.address)
    at_address = f"网址中的“{label}”与{own}相符" if label else ""
    in_text = f"文中提到{own}" if mentions(cues.everything, code) else ""
    return "；".join(filter(None, (alike, at_address, in_text)))
