"""Haystack over our engine: facets, narrow, order, slices, more like this, highlighting."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.core.exceptions import ImproperlyConfigured
from haystack.inputs import AutoQuery, Exact, Raw
from haystack.query import SQ, SearchQuerySet

from archive.publishing import withdraw
from search import building
from search.haystack_backend import Backend
from tests.search.archived import public

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.listening.hand_over", lambda task: None)


@pytest.fixture
def reports() -> list[int]:
    made = [
        public("开展政府信息公开培训。培训很多。", year=2021),
        public("开展培训，网站改版。", year=2022, agency="淮安市洪泽区教育局"),
        public("网站 <b>改版</b>。", year=2023),
        public("没有别的。", year=2024, agency="淮安市洪泽区人民政府"),
    ]
    building.build()
    return [report.pk for report in made]


def numbers(results: Iterable[object]) -> list[int]:
    return [int(result.pk) for result in results]  # type: ignore[attr-defined]


def test_everything_is_there(reports: list[int]) -> None:
    assert numbers(SearchQuerySet().order_by("year")) == reports
    assert SearchQuerySet().count() == 4


def test_a_readers_words_are_parsed_by_our_grammar(reports: list[int]) -> None:
    assert set(numbers(SearchQuerySet().auto_query("培训 -网站"))) == {reports[0]}
    assert set(numbers(SearchQuerySet().auto_query('"开展政府信息公开" OR 改版'))) == set(reports[:3])
    assert set(numbers(SearchQuerySet().filter(content=Raw("年份:2022..2023")))) == set(reports[1:3])


def test_filters_combine(reports: list[int]) -> None:
    assert numbers(SearchQuerySet().filter(content="培训", year=2022)) == [reports[1]]
    assert numbers(SearchQuerySet().filter(content="培训").exclude(year=2022)) == [reports[0]]
    assert set(numbers(SearchQuerySet().filter(SQ(year__lte=2021) | SQ(kind="government")))) == {reports[0], reports[3]}
    assert set(numbers(SearchQuerySet().filter(year__range=(2022, 2023)))) == set(reports[1:3])
    assert set(numbers(SearchQuerySet().filter(year__in=[2021, 2024]))) == {reports[0], reports[3]}
    assert numbers(SearchQuerySet().filter(pk__in=reports[1:2])) == [reports[1]]
    assert numbers(SearchQuerySet().filter(content=Exact("开展培训"))) == [reports[1]]
    assert numbers(SearchQuerySet().filter(agency="教育局")) == [reports[1]]


def test_facets_count_and_narrow_with_alternatives(reports: list[int]) -> None:
    facets = SearchQuerySet().facet("year").facet("kind").facet_counts()
    assert facets["fields"]["year"] == [("2021", 1), ("2022", 1), ("2023", 1), ("2024", 1)]
    assert facets["fields"]["kind"] == [("department", 3), ("government", 1)]
    narrowed = SearchQuerySet().facet("year").narrow('year_exact:"2021"').narrow('year_exact:"2022"')
    assert set(numbers(narrowed)) == set(reports[:2])
    assert len(narrowed.facet_counts()["fields"]["year"]) == 4
    assert set(numbers(SearchQuerySet().narrow(SQ(kind="government")))) == {reports[3]}
    assert numbers(SearchQuerySet().narrow("标题:教育局")) == [reports[1]]


def test_an_empty_narrow_still_has_its_facets(reports: list[int]) -> None:
    narrowed = SearchQuerySet().facet("year").narrow('kind_exact:"zone"')
    assert (list(narrowed), narrowed.facet_counts()["fields"]["year"]) == ([], [])


def test_divisions_drill_down(reports: list[int]) -> None:
    facets = SearchQuerySet().facet("district", within="32").facet_counts()
    assert facets["fields"]["district"] == [("32", 4), ("3208", 4)]


def test_directions_mix(reports: list[int]) -> None:
    assert numbers(SearchQuerySet().order_by("district", "-year")) == reports[::-1]
    assert numbers(SearchQuerySet().order_by("-district", "year")) == reports


@pytest.mark.parametrize("part", [slice(0, 2), slice(1, 3), slice(3, 9), slice(9, 12)])
def test_any_slice(reports: list[int], part: slice) -> None:
    assert numbers(SearchQuerySet().order_by("year")[part]) == reports[part]


def test_highlighting_shows_the_original_and_nothing_that_runs(reports: list[int]) -> None:
    (result,) = SearchQuerySet().filter(content="网站", year=2023).highlight()
    assert result.highlighted == {"text": ["<em>网站</em> &lt;b&gt;改版&lt;/b&gt;。"]}


def test_results_bring_their_report_without_asking_again(reports: list[int]) -> None:
    (result,) = SearchQuerySet().filter(year=2022)
    assert (result.object.pk, result.agency, result.year) == (reports[1], "淮安市洪泽区教育局", 2022)


def test_more_like_this_is_not_this(reports: list[int]) -> None:
    first = SearchQuerySet().filter(pk=reports[0])[0].object
    assert numbers(SearchQuerySet().more_like_this(first)) == [reports[1]]


def test_withdrawn_is_hidden_at_once(reports: list[int]) -> None:
    withdraw(SearchQuerySet().filter(year=2022)[0].object, actor=None, reason="试")
    assert numbers(SearchQuerySet().filter(content="培训")) == [reports[0]]


def test_updates_and_removals_go_through(reports: list[int]) -> None:
    backend = Backend("default", SILENTLY_FAIL=False)
    backend.remove(f"archive.report.{reports[0]}")
    assert set(numbers(SearchQuerySet())) == set(reports[1:])
    backend.update(None, [SearchQuerySet().filter(year=2022)[0].object])
    assert SearchQuerySet().count() == 3


def test_nothing_wipes_the_live_index(reports: list[int]) -> None:
    with pytest.raises(ImproperlyConfigured, match="search_index build"):
        Backend("default", SILENTLY_FAIL=False).clear()


def test_failures_must_not_be_swallowed() -> None:
    with pytest.raises(ImproperlyConfigured, match="SILENTLY_FAIL"):
        Backend("default", SILENTLY_FAIL=True)


@pytest.mark.parametrize(
    "hostile", ['"', "((((", "* OR *", "a" * 10_000, " OR ".join("甲乙" * 250), "\x00😀", "year:[* TO *]"]
)
def test_hostile_queries_are_answered(reports: list[int], hostile: str) -> None:
    assert len(SearchQuerySet().filter(content=AutoQuery(hostile))) >= 0
    assert len(SearchQuerySet().filter(content=hostile)) >= 0
    assert len(SearchQuerySet().narrow(hostile)) >= 0
