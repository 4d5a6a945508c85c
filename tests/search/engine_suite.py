"""What any engine must do.  An engine's test module inherits ``EngineSuite`` and gives it an engine."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import pytest

from search.engines.base import (
    All,
    Among,
    Contains,
    Count,
    Either,
    Engine,
    Everything,
    Facet,
    HasSection,
    HasValue,
    Order,
    Part,
    Query,
    Request,
    Without,
    Word,
    Years,
)
from tests.search.entries import entry

EVERYTHING = Everything()


def found(engine: Engine, query: Query, **options: object) -> set[int]:
    return {hit.report for hit in engine.search(Request(query, stop=None, **options)).hits}  # type: ignore[arg-type]


def ranked(engine: Engine, query: Query, **options: object) -> list[int]:
    return [hit.report for hit in engine.search(Request(query, **options)).hits]  # type: ignore[arg-type]


def contains(text: str, **options: object) -> Contains:
    return Contains(text, (text,), **options)  # type: ignore[arg-type]


def counts(engine: Engine, facet: Facet, query: Query = EVERYTHING, **options: object) -> dict[str, int]:
    answer = engine.search(Request(query, facets=[facet], **options))  # type: ignore[arg-type]
    return {value: count.reports for value, count in answer.facets[facet].items()}


class MatchingSuite:
    def test_an_empty_index_answers(self, engine: Engine) -> None:
        answer = engine.search(Request(contains("公开"), facets=list(Facet)))
        assert (answer.hits, answer.total) == ((), 0)
        assert all(not values for values in answer.facets.values())

    def test_everything_is_every_report(self, engine: Engine) -> None:
        engine.write([entry(1), entry(2)])
        assert found(engine, Everything()) == {1, 2}

    @pytest.mark.parametrize("text", ["件", "收申请", "信息公开", "2023", "1,234", "国办函〔2020〕109号", "open data"])
    def test_any_characters_are_found_wherever_they_stand(self, engine: Engine, text: str) -> None:
        body = "本年新收申请1,234件，政府信息公开，国办函〔2020〕109号，2023年，open data。"
        engine.write([entry(1, body), entry(2, "别的话。")])
        assert found(engine, contains(text)) == {1}

    def test_characters_apart_are_no_match(self, engine: Engine) -> None:
        engine.write([entry(1, "信息很多，公开很少。")])
        assert found(engine, contains("信息公开")) == set()

    def test_nothing_is_found_across_the_border_of_two_sections(self, engine: Engine) -> None:
        engine.write([entry(1, sections=[(1, "", "到此为信息"), (2, "", "公开从此起")])])
        assert found(engine, contains("信息公开")) == set()

    def test_title_and_agency_are_found_too(self, engine: Engine) -> None:
        engine.write([entry(1, title="通州区报告"), entry(2, agency="通州区财政局"), entry(3, "通州区")])
        assert found(engine, contains("通州区")) == {1, 2, 3}

    @pytest.mark.parametrize(("part", "report"), [(Part.TITLE, 1), (Part.AGENCY, 2), (Part.TEXT, 3)])
    def test_a_part_can_be_asked_for(self, engine: Engine, part: Part, report: int) -> None:
        engine.write([entry(1, title="通州区报告"), entry(2, agency="通州区财政局"), entry(3, "通州区")])
        assert found(engine, contains("通州区", part=part)) == {report}

    def test_a_section_can_be_asked_for(self, engine: Engine) -> None:
        engine.write([entry(1, sections=[(1, "总体", "培训"), (5, "问题", "人手不足")])])
        assert found(engine, contains("人手", section=5)) == {1}
        assert found(engine, contains("人手", section=1)) == set()

    def test_having_a_section_is_a_condition(self, engine: Engine) -> None:
        engine.write([entry(1, sections=[(1, "总体", "培训")]), entry(2, sections=[(6, "其他", "无")])])
        assert found(engine, HasSection(6)) == {2}

    def test_a_word_matches_as_it_was_cut(self, engine: Engine) -> None:
        engine.write([entry(1, "行政复议"), entry(2, "行政 复议")])
        assert found(engine, Word("复议")) >= {1}
        assert found(engine, Word("没有这个词")) == set()

    def test_all_either_without(self, engine: Engine) -> None:
        engine.write([entry(1, "培训"), entry(2, "培训 网站"), entry(3, "网站")])
        training, site = contains("培训"), contains("网站")
        assert found(engine, All((training, site))) == {2}
        assert found(engine, Either((training, site))) == {1, 2, 3}
        assert found(engine, All((training, Without(site)))) == {1}
        assert found(engine, Without(Either((training, site)))) == set()

    def test_nothing_required_is_everything_and_no_alternative_is_nothing(self, engine: Engine) -> None:
        engine.write([entry(1)])
        assert found(engine, All(())) == {1}
        assert found(engine, Either(())) == set()

    def test_years_among_and_values(self, engine: Engine) -> None:
        engine.write([entry(1, year=2020), entry(2, year=2022, findings=["sum"]), entry(3, year=2024)])
        assert found(engine, Years(2021, 2023)) == {2}
        assert found(engine, Among(frozenset({1, 3, 99}))) == {1, 3}
        assert found(engine, HasValue(Facet.FINDING, frozenset({"sum", "unheard-of"}))) == {2}

    def test_hidden_reports_are_not_there(self, engine: Engine) -> None:
        engine.write([entry(1, "公开"), entry(2, "公开")])
        answer = engine.search(Request(contains("公开"), facets=[Facet.YEAR], hidden=[1]))
        assert ([hit.report for hit in answer.hits], answer.total) == ([2], 1)
        assert answer.facets[Facet.YEAR] == {"2023": Count(1)}


class RankingSuite:
    def test_more_of_the_word_in_fewer_words_ranks_first(self, engine: Engine) -> None:
        engine.write([entry(1, "公开 " + "其他工作 " * 40), entry(2, "公开 公开 公开")])
        assert ranked(engine, contains("公开")) == [2, 1]

    def test_title_and_agency_rank_above_text(self, engine: Engine) -> None:
        engine.write([entry(1, "培训 培训 培训"), entry(2, title="培训报告"), *(entry(n) for n in range(10, 30))])
        assert ranked(engine, contains("培训")) == [2, 1]

    def test_words_side_by_side_rank_above_scattered_ones(self, engine: Engine) -> None:
        filler = "，其他各项工作有序开展" * 30
        engine.write([entry(1, f"培训{filler}网站"), entry(2, f"培训网站{filler}"), entry(3, "别的")])
        assert ranked(engine, All((contains("培训"), contains("网站"))), near=True) == [2, 1]

    def test_what_counts_less_ranks_below(self, engine: Engine) -> None:
        engine.write([entry(1, "拆迁 拆迁"), entry(2, "腾退"), entry(3, "别的")])
        typed, other = contains("腾退"), contains("拆迁", weight=0.3)
        assert ranked(engine, Either((typed, other))) == [2, 1]

    def test_equals_stand_in_the_order_of_their_numbers(self, engine: Engine) -> None:
        engine.write([entry(number, "公开") for number in (3, 1, 2)])
        assert ranked(engine, contains("公开")) == [1, 2, 3]

    def test_excluded_words_do_not_rank(self, engine: Engine) -> None:
        engine.write([entry(1, "公开")])
        (plain,) = engine.search(Request(contains("公开"))).hits
        (with_exclusion,) = engine.search(Request(All((contains("公开"), Without(contains("收费")))))).hits
        assert plain.score == with_exclusion.score > 0

    def test_orders_mix_their_directions(self, engine: Engine) -> None:
        engine.write([entry(1, year=2020, published=5), entry(2, year=2020, published=9), entry(3, year=2021)])
        order = ((Order.YEAR, True), (Order.PUBLISHED, False))
        assert ranked(engine, Everything(), order=order) == [3, 1, 2]

    def test_districts_sort_with_those_below_after_them(self, engine: Engine) -> None:
        engine.write([entry(1, district="3208"), entry(2, district="32"), entry(3, district="320812"), entry(4)])
        assert ranked(engine, Everything(), order=((Order.DISTRICT, False),)) == [4, 2, 1, 3]

    def test_requests_sort_with_unknown_numbers_below_zero(self, engine: Engine) -> None:
        numbers = {1: 7, 2: None, 3: 0, 4: 4_000_000_000, 5: 7}
        engine.write([entry(report, requests=number) for report, number in numbers.items()])
        assert ranked(engine, EVERYTHING, order=((Order.REQUESTS, True),)) == [4, 1, 5, 3, 2]
        assert ranked(engine, EVERYTHING, order=((Order.REQUESTS, False),)) == [2, 3, 1, 5, 4]

    @pytest.mark.parametrize(("start", "stop"), [(0, 3), (10, 30), (95, 200), (200, 300), (0, None), (5, 5)])
    def test_any_slice_is_that_slice(self, engine: Engine, start: int, stop: int | None) -> None:
        engine.write([entry(number, "公开" * (number % 7 + 1)) for number in range(1, 101)])
        whole = ranked(engine, contains("公开"), stop=None)
        assert ranked(engine, contains("公开"), start=start, stop=stop) == whole[start:stop]

    def test_the_explanation_adds_up_to_the_score(self, engine: Engine) -> None:
        engine.write([entry(1, "培训 网站", title="培训报告"), entry(2, "网站")])
        request = Request(All((contains("培训"), contains("网站"))))
        (hit,) = engine.search(request).hits
        told = engine.explain(request, 1)
        assert sum(weight.score for weight in told) == pytest.approx(hit.score)
        assert {(weight.word, weight.part, weight.times) for weight in told} >= {("培训", Part.TITLE, 1)}
        assert engine.explain(request, 404) == ()


class FacetSuite:
    def test_every_facet_counts_what_was_found(self, engine: Engine) -> None:
        engine.write(
            [
                entry(1, "公开", year=2021, kind="township", outcomes={"disclosed": 3}, findings=["sum"]),
                entry(2, "公开", year=2022, kind="township", outcomes={"disclosed": 4, "partial": 1}),
                entry(3, "别的", year=2022),
            ]
        )
        query = contains("公开")
        assert counts(engine, Facet.YEAR, query) == {"2021": 1, "2022": 1}
        assert counts(engine, Facet.KIND, query) == {"township": 2}
        assert counts(engine, Facet.FINDING, query) == {"sum": 1}
        assert counts(engine, Facet.OUTCOME, query) == {"disclosed": 2, "partial": 1}

    def test_an_outcome_sums_its_requests(self, engine: Engine) -> None:
        engine.write([entry(1, outcomes={"disclosed": 3}), entry(2, outcomes={"disclosed": 4_000_000_000})])
        answer = engine.search(Request(facets=[Facet.OUTCOME]))
        assert answer.facets[Facet.OUTCOME] == {"disclosed": Count(2, 4_000_000_003)}

    def test_values_of_one_facet_are_alternatives_those_of_two_are_not(self, engine: Engine) -> None:
        engine.write([entry(1, year=2021), entry(2, year=2022), entry(3, year=2022, kind="township")])
        years = frozenset({"2021", "2022"})
        assert found(engine, Everything(), chosen={Facet.YEAR: years}) == {1, 2, 3}
        chosen = {Facet.YEAR: years, Facet.KIND: frozenset({"township"})}
        assert found(engine, Everything(), chosen=chosen) == {3}

    def test_counts_ignore_the_choice_in_their_own_facet_only(self, engine: Engine) -> None:
        engine.write([entry(1, year=2021), entry(2, year=2022), entry(3, year=2022, kind="township")])
        chosen = {Facet.YEAR: frozenset({"2021"})}
        assert counts(engine, Facet.YEAR, chosen=chosen) == {"2021": 1, "2022": 2}
        assert counts(engine, Facet.KIND, chosen=chosen) == {"department": 1}

    def test_an_unknown_value_finds_nothing(self, engine: Engine) -> None:
        engine.write([entry(1)])
        for facet in Facet:
            assert found(engine, Everything(), chosen={facet: frozenset({"unheard-of"})}) == set()

    def test_a_division_has_what_is_below_it(self, engine: Engine) -> None:
        engine.write([entry(1, district="320812"), entry(2, district="3208"), entry(3, district="11"), entry(4)])
        assert found(engine, Everything(), chosen={Facet.DISTRICT: frozenset({"32"})}) == {1, 2}
        assert found(engine, Everything(), chosen={Facet.DISTRICT: frozenset({"320812", "11"})}) == {1, 3}

    def test_districts_drill_down_and_up(self, engine: Engine) -> None:
        engine.write([entry(1, district="320812"), entry(2, district="320803"), entry(3, district="3201")])
        assert counts(engine, Facet.DISTRICT) == {"32": 3}
        assert counts(engine, Facet.DISTRICT, within="32") == {"32": 3, "3208": 2, "3201": 1}
        assert counts(engine, Facet.DISTRICT, within="3208") == {"32": 3, "3208": 2, "320803": 1, "320812": 1}


class WritingSuite:
    def test_a_new_revision_takes_the_place_of_the_old(self, engine: Engine) -> None:
        engine.write([entry(1, "培训", revision=1), entry(2, "培训")])
        engine.write([entry(1, "网站", revision=2)])
        assert found(engine, contains("培训")) == {2}
        assert found(engine, contains("网站")) == {1}
        assert engine.revisions() == {1: 2, 2: 20}

    def test_what_is_removed_is_gone_from_everywhere(self, engine: Engine) -> None:
        engine.write([entry(1, "培训", year=2021), entry(2, "培训")])
        engine.write([], removed=[1, 404])
        assert found(engine, contains("培训")) == {2}
        assert counts(engine, Facet.YEAR) == {"2023": 1}
        assert engine.revisions() == {2: 20}

    def test_many_small_writes_are_one_index(self, engine: Engine) -> None:
        for number in range(1, 41):
            engine.write([entry(number, f"公开第{number}号", year=2000 + number)])
        assert ranked(engine, contains("公开"), stop=None) == list(range(1, 41))
        assert found(engine, contains("第17号")) == {17}
        assert counts(engine, Facet.YEAR) == {str(2000 + number): 1 for number in range(1, 41)}

    def test_phrases_asked_before_find_what_comes_after(self, engine: Engine) -> None:
        engine.write([entry(1, "公开")])
        assert found(engine, contains("公开")) == {1}
        engine.write([entry(2, "公开")])
        assert found(engine, contains("公开")) == {1, 2}

    def test_a_write_that_fails_leaves_everything_as_it_was(self, engine: Engine) -> None:
        def broken() -> Iterable[object]:
            yield entry(2, "网站")
            raise ZeroDivisionError

        engine.write([entry(1, "培训")], mark=1)
        with pytest.raises(ZeroDivisionError):
            engine.write(broken(), removed=[1], mark=2)  # type: ignore[arg-type]
        assert (found(engine, Everything()), engine.mark()) == ({1}, 1)
        engine.write([entry(2, "网站")])
        assert found(engine, contains("网站")) == {2}

    def test_the_mark_is_that_of_the_last_write_that_had_one(self, engine: Engine) -> None:
        assert engine.mark() == 0
        engine.write([entry(1)], mark=7)
        engine.write([entry(2)])
        assert engine.mark() == 7

    def test_the_vocabulary_counts_reports(self, engine: Engine) -> None:
        engine.write([entry(1, "培训 培训"), entry(2, "培训")])
        assert engine.vocabulary(Part.TEXT)["培训"] == 2

    def test_readers_are_never_disturbed_by_a_writer(self, engine: Engine) -> None:
        engine.write([entry(number, "公开") for number in range(1, 21)])
        stopped, wrong = threading.Event(), []

        def read() -> None:
            while not stopped.is_set():
                total = engine.search(Request(contains("公开"), facets=list(Facet))).total
                if total != 20:
                    wrong.append(total)

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        for turn in range(15):
            engine.write([entry(turn % 20 + 1, "公开", revision=turn)])
        stopped.set()
        for reader in readers:
            reader.join()
        assert wrong == []


class EngineSuite(MatchingSuite, RankingSuite, FacetSuite, WritingSuite):
    """All of it."""
