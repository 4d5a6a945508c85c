"""The life of the index: written to, built anew, broken off, repaired; never a wrong answer meanwhile."""

from __future__ import annotations

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive.models import Report
from archive.publishing import publish, restore, withdraw
from search import building, generations, reconciling, searching, writing
from search.engines.base import Busy, Everything, Facet, Request
from search.models import Change
from search.searching import Ask, NotReady, find
from tests.archive.readings import reading, source, stored
from tests.search.archived import public

pytestmark = pytest.mark.django_db(transaction=True)


def found(query: str = "") -> set[int]:
    results = find(Ask(query, stop=None))
    assert results.total == len(results.found)
    return {each.report.pk for each in results.found}


def indexed() -> set[int]:
    """What the index itself has, whatever the database says."""
    engine = generations.live_engine()
    assert engine is not None
    return set(engine.revisions())


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    handed: list[str] = []
    monkeypatch.setattr("search.listening.hand_over", handed.append)
    return handed


def test_before_the_first_build_the_search_says_so() -> None:
    with pytest.raises(NotReady):
        find(Ask())
    with pytest.raises(writing.NoIndex):
        writing.write_changes()


def test_a_build_has_every_published_report_and_no_other() -> None:
    report = public()
    stored(reading(year=2022), of=source("未发布"))
    assert building.build() == 1
    assert found() == {report.pk}


def test_publishing_hands_the_work_to_the_writer(no_broker: list[str]) -> None:
    building.build()
    report = public()
    assert no_broker
    assert found() == set()
    writing.write_changes()
    assert found() == indexed() == {report.pk}


def test_what_is_withdrawn_is_gone_before_the_index_knows() -> None:
    report, other = public("培训甲"), public("培训乙", year=2023)
    building.build()
    withdraw(report, actor=None, reason="试")
    assert indexed() == {report.pk, other.pk}
    assert found("培训") == {other.pk}
    results = find(Ask("培训"))
    years = {value.value: value.reports for value in results.facets[Facet.YEAR]}
    assert (results.total, years) == (1, {"2023": 1})


def test_what_is_withdrawn_while_the_writer_is_busy_is_gone_at_once() -> None:
    report = public()
    building.build()
    with generations.alone(writing.WRITER):
        withdraw(report, actor=None, reason="试")
        with pytest.raises(Busy):
            writing.write_changes()
        assert found() == set()
    writing.write_changes()
    assert indexed() == set()


def test_a_change_that_nobody_noted_is_not_shown_either() -> None:
    report = public()
    building.build()
    Report.objects.filter(pk=report.pk).update(published=None)
    assert found() == set()


def test_what_is_restored_is_there_again() -> None:
    report = public()
    building.build()
    withdraw(report, actor=None, reason="试")
    writing.write_changes()
    restore(Report.objects.get(pk=report.pk), actor=None, reason="试")
    writing.write_changes()
    assert found() == {report.pk}


def test_a_new_revision_hides_the_old_text_at_once() -> None:
    report = public("旧的说法")
    building.build()
    _, revision, _ = stored(reading(text="新的说法"), of=source("新"))
    publish(report, revision, actor=None, reason="试")
    assert found("旧的说法") == found("新的说法") == set()
    writing.write_changes()
    assert (found("旧的说法"), found("新的说法")) == (set(), {report.pk})


def test_changes_are_forgotten_only_when_every_index_has_them() -> None:
    public()
    building.build()
    Change.objects.all().update(at="2020-01-01T00:00:00Z")
    writing.write_changes()
    assert Change.objects.count() == 1


def test_the_writer_does_what_waits_once() -> None:
    building.build()
    public()
    assert writing.write_changes() == 1
    assert writing.write_changes() == 0


def test_a_build_broken_off_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = {public(year=year).pk for year in range(2010, 2020)}
    building.build()
    live = generations.live_folder()

    def broken(progress: building.Progress) -> None:
        if progress.done >= 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        building.build(tell=broken, at_once=3)
    assert generations.live_folder() == live
    assert found() == reports
    late = public(year=2021)
    told: list[building.Progress] = []
    assert building.build(tell=told.append, at_once=3) == 11
    assert told[0].done == 6
    assert generations.live_folder() != live
    assert found() == reports | {late.pk}


def test_what_changes_during_a_build_is_in_it() -> None:
    first, second = public(year=2020), public(year=2021)
    third: list[int] = []

    def meanwhile(progress: building.Progress) -> None:
        if progress.done == 1:
            withdraw(first, actor=None, reason="试")
            third.append(public(year=2022).pk)

    building.build(tell=meanwhile, at_once=1)
    assert indexed() == {second.pk, *third}


def test_an_index_of_other_dictionaries_is_built_anew_not_continued(monkeypatch: pytest.MonkeyPatch) -> None:
    public()
    folder = generations.new_folder()
    generations.engine_at(folder).write([], mark=0)
    generations.set_made(folder, generations.Made(generations.LAYOUT, "another"))
    assert generations.unfinished() is None
    building.build()
    assert not folder.exists()


def test_an_index_of_another_layout_is_not_read() -> None:
    public()
    building.build()
    folder = generations.live_folder()
    assert folder is not None
    generations._engines.clear()
    generations.set_made(folder, generations.Made(generations.LAYOUT + 1, "", complete=True))
    with pytest.raises(NotReady):
        find(Ask())


def test_two_builds_at_once_are_refused() -> None:
    with generations.alone(building.BUILDER), pytest.raises(Busy):
        building.build()


def test_ghosts_and_missing_reports_are_found_and_repaired() -> None:
    reports = [public(year=year).pk for year in range(2010, 2020)]
    building.build()
    engine = generations.live_engine()
    assert engine is not None
    engine.write([], reports[:5])
    Report.objects.filter(pk__in=reports[5:]).update(published=None)
    repaired = reconciling.reconcile()
    assert (repaired.missing, repaired.ghosts) == (tuple(reports[:5]), tuple(reports[5:]))
    assert indexed() == set(reports[:5])
    assert len(reconciling.reconcile()) == 0


def test_a_replaced_index_answers_those_who_have_it_open() -> None:
    report = public()
    building.build()
    old = generations.live_engine()
    assert old is not None
    old.search(Request(Everything()))
    folder = generations.live_folder()
    building.build()
    assert folder is not None
    assert not folder.exists()
    assert found() == {report.pk}


# -- the commands --


def ran(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_the_command_builds_tells_and_repairs() -> None:
    with pytest.raises(CommandError, match="还没有索引"):
        ran("search_index", "status")
    public()
    assert "索引已建好并启用，共 1 份年报。" in ran("search_index", "build")
    assert "年报：索引中 1 份，已发布 1 份" in ran("search_index", "status")
    assert ran("search_index", "reconcile") == "补入 0 份，清除 0 份。\n"
    assert "共 1 份年报" in ran("search_index", "optimize")


def test_the_search_counts_without_looking() -> None:
    public("培训")
    building.build()
    assert searching.count(Ask("培训")) == 1


def test_no_search_is_empty_while_indexes_are_built_and_swapped() -> None:
    for year in range(2010, 2020):
        public(year=year)
    building.build()
    stopped, totals = threading.Event(), []

    def ask() -> None:
        while not stopped.is_set():
            engine = generations.live_engine()
            totals.append(engine.search(Request(Everything())).total if engine else None)

    readers = [threading.Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _ in range(4):
        building.build(at_once=3)
    stopped.set()
    for reader in readers:
        reader.join()
    assert set(totals) == {10}
