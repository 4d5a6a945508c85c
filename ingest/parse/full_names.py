"""Completes the name of an agency that a title prints short, with words that stand in the file.

Only the statutory 人民政府 and 办事处 of a bare 镇, 街道 or 区 is ever added from outside of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from archive.divisions import CITY_DIGITS, is_zone, read_path
from archive.kinds import Kind, kind_of
from archive.traditional import SIMPLIFIED, TRADITIONAL
from ingest.parse.cues import Cues, occurrences, start_of_divisions
from ingest.parse.normalise import squeeze

_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)
ZONE_BODIES = ("管委会", "管理委员会")
CONTEXT = 32

_SHORT_GOVERNMENT = re.compile(r"(?<=[省市区县旗州镇乡木])政府$")
# Guangzhou and Xi'an call a 街道 a 街: 白云街, 砲里街办.
_SUBDISTRICT = re.compile(r"(?<=.)街(?:道?办|道)?$")
_HAS_BODY = re.compile(r"(?:政府|办事处|管委会|管理委员会|公署|委员会|办)$")
# "地址：江苏省沭阳县人民政府大院" names a place, not the agency.
_ADDRESS_BEFORE = re.compile(r"(?:地址|位于|邮寄至|地点)[：:为是]?[^，,。；;、]{0,12}$")
# "由淮安市教育局编制", "与淮安市教育局联系", not "按照淮安市教育局的要求".
_SPEAKS_OF_ITSELF = re.compile(r"(?:由|公布|现将)$")
_CONTACT_BEFORE, _CONTACT_AFTER = re.compile(r"与$"), re.compile(r"^[^，,。；;、]{0,16}联系")
_OWN_LEVEL = re.compile(r"^[省市区县旗州盟](?=..)")


def complete_agency(printed: str, cues: Cues | None = None) -> tuple[str, str]:
    """The full name, and what was done to get it (empty where nothing was)."""
    cues = cues or Cues()
    name = "".join(printed.split()).translate(_SIMPLIFIED)
    full, by_law = _with_body(name, cues)
    above = _divisions_above(name, cues)
    if above:
        return above + full, f"文中写作“{above}{name}”" + (f"，{by_law}" if by_law else "")
    return full, by_law


def _with_body(name: str, cues: Cues) -> tuple[str, str]:
    if _SHORT_GOVERNMENT.search(name):
        return _SHORT_GOVERNMENT.sub("人民政府", name), "“政府”按法定名称写作“人民政府”"
    if _SUBDISTRICT.search(name):
        full = _SUBDISTRICT.sub("街道办事处", name)
        return full, f"标题只写“{name}”，按法定名称写作“{full}”"
    if _HAS_BODY.search(name):
        return name, ""
    return _BODIES.get(kind_of(name), _unchanged)(name, cues)


def _unchanged(name: str, _cues: Cues) -> tuple[str, str]:
    return name, ""


def _by_law(body: str) -> Callable[[str, Cues], tuple[str, str]]:
    return lambda name, _cues: (name + body, f"标题只写“{name}”，按法定名称补“{body}”")


def _zone(name: str, cues: Cues) -> tuple[str, str]:
    """The zone's own body, as the file names it: in full, or as 区管委会."""
    for words in (f"{name}{{}}", f"{name[-1]}{{}}"):
        for body in ZONE_BODIES:
            if (found := words.format(body)) in cues.everything:
                return name + body, f"文中写作“{found}”"
    return name, ""


def _government(name: str, cues: Cues) -> tuple[str, str]:
    if not name.endswith(("省", "市", "区", "县", "旗", "州", "盟")):
        return name, ""
    return _by_law("行政公署" if name.endswith(("地区", "盟")) else "人民政府")(name, cues)


_BODIES: dict[Kind, Callable[[str, Cues], tuple[str, str]]] = {
    Kind.TOWNSHIP: _by_law("人民政府"),
    Kind.SUBDISTRICT: _by_law("办事处"),
    Kind.GOVERNMENT: _government,
    Kind.ZONE: _zone,
}


def _divisions_above(name: str, cues: Cues) -> str:
    """The divisions that the report prints in front of the name, where it names the agency in full."""
    path = read_path(name)
    if path.codes and (len(path.codes[0]) <= CITY_DIGITS or is_zone(path.codes[0])):
        return ""
    own = path.codes or kind_of(name) in {Kind.TOWNSHIP, Kind.SUBDISTRICT}
    signed = _one_path(names_above(name, squeeze(cues.signature)))
    return signed or _one_path(names_above(name, cues.report, _is_no_address if own else _is_itself))


def place_of_nameless(name: str, cues: Cues) -> str:
    """平潭 for 县财政局 where the file speaks of a 平潭县财政局, and of no other."""
    places = (squeeze(cues.signature), cues.report, cues.everything)
    found = (set(names_above(name, words)) for words in places)
    return _one_path(next(filter(None, found), ()))


def _one_path(found: Iterable[str]) -> str:
    """宣城市宣州区 of 宣州区 and 宣城市宣州区; nothing where they are different places."""
    longest, *others = sorted(set(found), key=len, reverse=True) or [""]
    return longest if all(longest.endswith(other) for other in others) else ""


def names_above(name: str, words: str, fits: Callable[[str, str], bool] = lambda *_: True) -> Iterator[str]:
    """The divisions directly in front of the name, wherever the words around them fit."""
    has_path = bool(read_path(name).codes)
    own_level = 1 if _OWN_LEVEL.match(name) and not has_path else 0
    for at in occurrences(words, name):
        start = start_of_divisions(words, at + own_level)
        above = words[start:at]
        # The divisions above and those in the name must be one path.
        joined = start < at and (not has_path or read_path(above + name).end > len(above))
        if joined and fits(words[:start], words[at + len(name) :]):
            yield above


def _is_no_address(before: str, _after: str) -> bool:
    return not _ADDRESS_BEFORE.search(before[-CONTEXT:])


def _is_itself(before: str, after: str) -> bool:
    contact = _CONTACT_BEFORE.search(before[-CONTEXT:]) and _CONTACT_AFTER.match(after[:CONTEXT])
    return bool(contact or _SPEAKS_OF_ITSELF.search(before[-CONTEXT:]))
