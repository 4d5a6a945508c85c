"""Agencies made up for measuring: the offices of real places, one whole province before all others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from archive.agency_names import agency_key
from archive.divisions import Certainty, DivisionMatch, table
from archive.divisions.tree import is_division
from archive.kinds import kind_of
from archive.models import Agency
from archive.pinyin import typed
from tests.bench.portal_pages import COUNTY, PROVINCE

_TOWNSHIPS = tuple(f"{name}镇人民政府" for name in "东西南北上下前后大小新老红白青黄甲乙丙丁金银铜铁山水林田湖草")
_OFFICES = (
    *("人民政府", "人民政府办公室", "财政局", "教育局", "公安局", "民政局", "农业农村局", "卫生健康委员会"),
    *("自然资源局", "市场监督管理局", "交通运输局", "住房和城乡建设局"),
)


def agencies(count: int) -> list[Agency]:
    return [_agency(code, name) for code, name in islice(_names(), count)]


def _names() -> Iterator[tuple[str, str]]:
    for code in _places():
        for office in (*_OFFICES, *(_TOWNSHIPS if code == COUNTY else ())):
            yield code, f"{table().full_name(code)}{office}"


@cache
def _places() -> tuple[str, ...]:
    """Those of the province first; then from all over the country."""
    known = [code for code in sorted(table().names) if is_division(code)]
    others = [code for code in known if not code.startswith(PROVINCE)]
    # As many steps as share no divisor with their number: all provinces come soon.
    mixed = [others[place * 1009 % len(others)] for place in range(len(others))]
    return (*(code for code in known if code.startswith(PROVINCE)), *mixed)


def _agency(code: str, name: str) -> Agency:
    pinyin, initials = typed(name)
    return Agency(
        name=name,
        kind=kind_of(name),
        division_id=code,
        division_status=Certainty.CERTAIN,
        division_decided=True,
        pinyin=pinyin,
        initials=initials,
    )


def key_of(agency: Agency) -> str:
    code = agency.division_id or ""
    return agency_key(agency.name, DivisionMatch(Certainty.CERTAIN, code, table().names_of(code)))
