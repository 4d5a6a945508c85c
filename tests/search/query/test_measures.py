"""Numbers by the names readers give them."""

from __future__ import annotations

import pytest

from archive.forms import all_cells
from search.engines.base import Facet
from search.query.measures import Measure, Unclear, find_measure, outcome_labels
from search.query.values import labels


def cells(name: str) -> tuple[str, ...]:
    found = find_measure(name)
    assert isinstance(found, Measure), name
    return found.cells


@pytest.mark.parametrize("code", list(all_cells()))
def test_every_cell_is_known_by_its_code_and_its_words(code: str) -> None:
    assert cells(code) == (code,)
    by_words = find_measure(all_cells()[code].words)
    # 政府信息公开申请 of one form may be printed as two rows of another with the same words.
    assert by_words is not None
    assert isinstance(by_words, Unclear) or by_words.cells == (code,)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("requests.received", ("requests.received.total",)),
        ("本年新收", ("requests.received.total",)),
        ("自然人本年新收", ("requests.received.natural",)),
        ("本年新收 自然人", ("requests.received.natural",)),
        ("予以公开", ("requests.disclosed.total",)),
        ("国家秘密", ("requests.withheld.state_secret.total",)),
        ("规章·现行有效件数", ("proactive.rules.in_force",)),
        ("行政复议结果纠正", ("review.corrected",)),
        ("行政处罚本年处理决定数量", ("proactive.penalty.decisions",)),
    ],
)
def test_cells_have_the_names_that_the_form_prints(name: str, found: tuple[str, ...]) -> None:
    assert cells(name) == found


def test_a_category_is_the_sum_of_its_rows() -> None:
    assert len(cells("不予公开")) == 8
    assert len(cells("withheld")) == 8
    assert all(code.endswith(".total") for code in cells("无法提供"))


@pytest.mark.parametrize(
    ("name", "above", "below"),
    [
        ("公开率", 2, ("requests.closed.total",)),
        ("不予公开占比", 8, ("requests.closed.total",)),
        ("结转率", 1, ("requests.received.total", "requests.carried_in.total")),
        ("行政复议纠错率", 1, ("review.upheld", "review.corrected", "review.other")),
        ("实体公开率", 2, 10),
    ],
)
def test_rates_are_those_of_the_official_use(name: str, above: int, below: tuple[str, ...] | int) -> None:
    found = find_measure(name)
    assert isinstance(found, Measure)
    assert len(found.cells) == above
    assert found.below == below or len(found.below) == below


def test_an_unknown_name_is_none() -> None:
    assert find_measure("某某") is None
    assert find_measure("") is None


def test_outcomes_are_six_and_their_rows() -> None:
    assert list(outcome_labels().values()) == ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"]
    assert len(labels(Facet.OUTCOME)) == 6 + 8 + 3 + 5 + 3
