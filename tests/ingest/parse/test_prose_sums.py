"""Totals that prose breaks down, and shares that it works out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.checks import PartsClaim, ShareClaim
from ingest.parse.prose import find_claims
from tests.ingest.parse.prose_sections import section

LIST = "全年主动公开政府信息{total}条，其中机构职能类{first}条，规划计划类20条，其他信息30条。"


def parts(text: str) -> list[PartsClaim]:
    return [claim for claim in find_claims([section(text)]) if isinstance(claim, PartsClaim)]


def test_a_complete_list_is_added_up() -> None:
    (claim,) = parts(LIST.format(total=62, first=10))
    assert (claim.total, claim.parts) == (62, (10, 20, 30))
    assert claim.quote.text == "全年主动公开政府信息62条"
    assert claim.parts_quote.text == "机构职能类10条，规划计划类20条，其他信息30条"


@pytest.mark.parametrize("rest", ["方式", "渠道", "途径", "形式"])
def test_any_other_way_takes_in_the_rest(rest: str) -> None:
    (claim,) = parts(f"公开信息60条，其中网站10条，微信20条，其他{rest}31条。")
    assert claim.parts == (10, 20, 31)


@pytest.mark.parametrize(
    "text",
    [
        # no part takes in the rest
        "公开信息62条，其中机构职能类10条，规划计划类20条，政策类30条。",
        # far from complete
        "公开信息500条，其中机构职能类10条，规划计划类20条，其他文件30条。",
        # a row of the form, not the rest
        "办结申请公开62件，其中予以公开10件，部分公开20件，其他处理30件。",
        # an estimate
        "公开信息62条，其中机构职能类10余条，规划计划类20条，其他信息30条。",
        # a list within the list
        "公开信息62条，其中机构职能类10条，包括领导信息20条，其他信息30条。",
    ],
)
def test_lists_of_some_parts_are_not(text: str) -> None:
    assert parts(text) == []


def test_what_follows_a_complete_list_is_no_part_of_it() -> None:
    (claim,) = parts("公开信息60条，其中机构类10条，计划类20条，其他信息30条，答复留言5件。")
    assert claim.parts == (10, 20, 30)


def test_shares_are_of_the_total_before_the_list() -> None:
    text = "收到申请公开40件（含上年结转2件）。其中予以公开10件，占25%；不予公开5件（占总数的12.5%）。"
    found = [claim for claim in find_claims([section(text)]) if isinstance(claim, ShareClaim)]
    assert [(claim.part, claim.percent, claim.whole) for claim in found] == [
        (10, Decimal(25), 40),
        (5, Decimal("12.5"), 40),
    ]
