"""Which division an agency serves: from its name, else from the cues in the file, never by guessing.

The rules are asked in order; the first that knows anything answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from archive.agency_names import without_brackets, without_national_prefix
from archive.divisions import (
    BORNE_BY_OTHERS,
    CITY_DIGITS,
    COUNTRY,
    COUNTY_DIGITS,
    TOWNSHIP_SUFFIXES,
    Candidate,
    Certainty,
    DivisionMatch,
    PathReading,
    Township,
    label_of,
    read_path,
    table,
    township_stem,
    townships_of_stem,
)
from archive.kinds import Kind, kind_of
from ingest.parse.candidates import Option, decide, named_in_full, settled
from ingest.parse.cues import Cues, mentioned
from ingest.parse.full_names import place_of_nameless
from ingest.parse.normalise import squeeze
from ingest.parse.unlisted import LONGEST_STEM, by_likeness, county_within, named_alike, zone_within

MOST_MENTIONED = 5
UNKNOWN = DivisionMatch(Certainty.UNKNOWN, cue="名称和文中都没有说明地区")

_TOWNSHIP = re.compile(rf"^(?P<name>.{{1,16}}?(?:{'|'.join(TOWNSHIP_SUFFIXES)}))(?=人民政府|政府|办事处|$)")
# 新华路办事处, 白云街, 砲里街办: subdistricts that drop 街道 or a part of it.
_SHORT_SUBDISTRICT = re.compile(r"^(?P<stem>.{2,10}?)(?:办事处|街办?|街道办)$")
_DISTRICT = "地区"

_BRANCH = re.compile(r"(?P<front>.{2,})分局$")
_NAMED_AFTER_COUNTY = re.compile(r"^(?P<stem>.{2,7}?)(?:区|县|市)?(?:生态环境局|环境保护局|环保局|公安分局)$")
_PROVINCIAL = re.compile(r"总队$|总局$")
# Their districts follow coasts and rivers, not divisions.
_PORT = re.compile(r"海关|海事局")
_OWN_LEVEL = re.compile(r"^(?P<level>[省市区县旗州盟])(?=..)")

_LOCAL_BODIES = frozenset({Kind.VERTICAL, Kind.DEPARTMENT, Kind.BRANCH, Kind.GOV_OFFICE})
_BODIES_OF_NO_PLACE = frozenset({Kind.INSTITUTION, Kind.OTHER, Kind.ZONE})


def resolve(agency: str, cues: Cues | None = None) -> DivisionMatch:
    """The division of the agency of this name; ``code`` stays None where a person has to decide."""
    cues = cues or Cues()
    name = without_brackets(squeeze(agency))
    if kind_of(name) is Kind.CENTRAL:
        return DivisionMatch(Certainty.CERTAIN, COUNTRY, cue="国务院部门，面向全国")
    name = without_national_prefix(name)
    return next((match for rule in _RULES if (match := rule(name, cues))), UNKNOWN)


# The name has divisions in front that the list knows.


def _by_path(name: str, cues: Cues) -> DivisionMatch | None:
    path = read_path(name)
    if not path.codes:
        return None
    if path.townships:
        return _by_path_to_township(name, path, cues)
    if len(path.codes) > 1:
        options = [Option(code) for code in path.codes]
        return decide(options, name, cues)
    code, rest = path.codes[0], name[path.end :]
    special = zone_within(rest, code, cues) or county_within(rest, code, cues) or _part_of(rest, code)
    return special or _by_plain_path(name[: path.end], code, cues)


def _by_plain_path(printed: str, code: str, cues: Cues) -> DivisionMatch:
    others = BORNE_BY_OTHERS.get(printed)
    if others:
        known = named_in_full([Option(code)], printed, cues)
        return known or settled(Option(code), Certainty.INFERRED, f"区划表中只有一处“{printed}”，但{others}")
    return settled(Option(code), Certainty.CERTAIN, _why(printed, code))


def _by_path_to_township(name: str, path: PathReading, cues: Cues) -> DivisionMatch:
    options = [Option(table().seat(township.code), township) for township in path.townships]
    printed = name[: path.end]
    if len(options) > 1:
        return decide(options, printed, cues)
    county_named = table().names_of(options[0].code)[-1] in printed or path.same_name
    status = Certainty.CERTAIN if county_named else Certainty.INFERRED
    return settled(options[0], status, _why_township(printed, options[0], same_name=path.same_name))


def _why(printed: str, code: str) -> str:
    *above, own = table().names_of(code)
    if printed == own and above:
        return f"区划表中只有一处“{own}”"
    return f"名称写明“{printed}”" if printed.endswith(own) else f"名称中的“{printed}”即{table().full_name(code)}"


def _why_township(printed: str, option: Option, *, same_name: bool) -> str:
    *above, county = table().names_of(option.code)
    township = option.township.name if option.township else ""
    namesakes = len(table().official.get(county, ()))
    if namesakes > 1 and above and not printed.startswith(tuple(above)):
        return f"“{county}”有{namesakes}处，只有{table().full_name(option.code)}有{township}"
    return f"名称写明“{printed}”" + ("" if same_name else f"，即区划表中的{township}")


def _part_of(rest: str, code: str) -> DivisionMatch | None:
    """The county that a city's branch serves: 公安局朝阳分局, 双流生态环境局."""
    for stem in _stems_of_part(rest):
        counties = [other for other in table().stems.get(stem, ()) if other.startswith(code) and other != code]
        if len(counties) == 1:
            county = table().full_name(counties[0])
            return settled(Option(counties[0]), Certainty.INFERRED, f"名称中的“{stem}”指{county}")
    return None


def _stems_of_part(rest: str) -> Iterator[str]:
    if branch := _BRANCH.match(rest):
        front = branch["front"]
        front = front[:-1] if front.endswith(("区", "县", "市")) else front
        yield from (front[-length:] for length in range(min(len(front), LONGEST_STEM), 1, -1))
    elif named := _NAMED_AFTER_COUNTY.match(rest):
        yield named["stem"]


# The name begins with a township.


def _by_township(name: str, cues: Cues) -> DivisionMatch | None:
    own = _township_in_front(name)
    if not own:
        return None
    pool = [Option(table().seat(township.code), township) for township in townships_of_stem(township_stem(own))]
    # A name that the list has elsewhere only as 街道 or 镇 may have changed since: named in full, it is that one.
    if named := named_in_full(pool, own, cues) or _by_fuller_township(own, cues):
        return named
    options = [option for option in pool if option.township and _is_printed(option.township, own)] or pool
    if len(options) == 1:
        cue = f"区划表中只有一处“{own}”，在{table().full_name(options[0].code)}"
        return settled(options[0], Certainty.INFERRED, cue, pool if len(pool) > 1 else ())
    return decide(options, own, cues) if options else None


def _by_fuller_township(own: str, cues: Cues) -> DivisionMatch | None:
    """A township that the list does not have, named in the file with its county."""
    above = place_of_nameless(own, cues)
    code = next(iter(read_path(above).codes), "") if above else ""
    if len(code) < COUNTY_DIGITS or len(read_path(above).codes) > 1:
        return None
    return settled(Option(code), Certainty.CERTAIN, f"文中写作“{above}{own}”")


def _township_in_front(name: str) -> str:
    """郭店镇 of 郭店镇人民政府; 新华路街道 of 新华路办事处."""
    if found := _TOWNSHIP.match(name):
        return found["name"]
    short = _SHORT_SUBDISTRICT.match(name)
    return f"{short['stem']}街道" if short else ""


def _is_printed(township: Township, own: str) -> bool:
    """Beijing's 地区 print themselves as 镇, 乡 or 街道."""
    return township.name in {own, township.stem + _DISTRICT}


# The name begins with a division that leaves its suffix out.


def _by_bare_stem(name: str, cues: Cues) -> DivisionMatch | None:
    """上海海关, 淮安调查队, 江苏财政厅; a county left without its suffix is too likely another word."""
    kind = kind_of(name)
    alike = named_alike(name) if kind in _LOCAL_BODIES else ()
    counties = alike if kind is Kind.VERTICAL and not _PORT.search(name) else ()
    codes = [code for code in alike if len(code) <= CITY_DIGITS] or counties
    if _PROVINCIAL.search(name):
        codes = [code for code in codes if len(code) < CITY_DIGITS] or codes
    options = [Option(code) for code in codes]
    if len(options) == 1:
        return settled(options[0], Certainty.INFERRED, f"名称以{options[0].full_name}的简称开头")
    return decide(options, name, cues) if options else None


# The name has no division at all.


def _by_fuller_name(name: str, cues: Cues) -> DivisionMatch | None:
    above = place_of_nameless(name, cues)
    path = read_path(above + name) if above else PathReading()
    options = [Option(code) for code in path.codes]
    if len(options) == 1:
        return settled(options[0], Certainty.INFERRED, f"文中写作“{above}{name}”")
    return decide(options, above + name, cues) if options else None


def _by_mention(name: str, cues: Cues) -> DivisionMatch | None:
    counts = mentioned(cues.everything)
    own_level = _OWN_LEVEL.match(name)
    fitting = [code for code in counts if not own_level or table().names[code].endswith(own_level["level"])]
    deepest = [code for code in fitting if not any(other != code and other.startswith(code) for other in fitting)]
    at_address = [code for code in deepest if label_of(code, cues.address)]
    left = at_address if len(at_address) == 1 else deepest
    if len(left) == 1 and kind_of(name) not in _BODIES_OF_NO_PLACE:
        cue = "文中提到、网址也指向" if at_address else "文中只提到"
        return settled(Option(left[0]), Certainty.INFERRED, cue + table().full_name(left[0]))
    return _mentioned_only(sorted(deepest, key=counts.__getitem__, reverse=True), counts)


def _mentioned_only(codes: list[str], counts: dict[str, int]) -> DivisionMatch | None:
    often = codes[:MOST_MENTIONED]
    candidates = tuple(Candidate(code, table().names_of(code), f"文中提到{counts[code]}次") for code in often)
    cue = "名称没有说明地区，文中提到的地区不足以确定"
    return DivisionMatch(Certainty.AMBIGUOUS, candidates=candidates, cue=cue) if candidates else None


_RULES: tuple[Callable[[str, Cues], DivisionMatch | None], ...] = (
    _by_path,
    _by_township,
    by_likeness,
    _by_bare_stem,
    _by_fuller_name,
    _by_mention,
)
