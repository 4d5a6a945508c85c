"""Agencies: resolved, renamed, merged, followed; each taken back again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from archive.agencies_work import rename, resolve_division, set_kind, succeed
from archive.correcting import decide
from archive.divisions import Candidate, Certainty, DivisionMatch
from archive.impossible import Impossible
from archive.merging import merge
from archive.models import Agency, AgencyName, AuditEvent, Counts, FindingDecision, Report
from archive.neighbours import reports_of, series, year_findings
from archive.places import division_of
from archive.publishing import publish
from archive.selectors import agencies_like, divisions_like
from archive.undoing import undo
from tests.archive.readings import AGENCY, reading, source, stored

pytestmark = pytest.mark.django_db

RECEIVED = "requests.received.natural"
OPEN = DivisionMatch(Certainty.AMBIGUOUS, candidates=(Candidate("410184", ("河南省", "郑州市", "新郑市")),))
GUODIAN = "410184108"


def unresolved(year: int = 2023, text: str = "本镇。") -> Report:
    what = reading(agency="郭店镇人民政府", year=year, division=OPEN, text=text)
    return stored(what, of=source(f"{year}{text}"))[0]


def public(report: Report, reviewer: User) -> Report:
    assert report.latest is not None
    publish(report, report.latest, actor=reviewer, reason="核对无误")
    return report


def now(agency: Agency) -> Agency:
    return Agency.objects.get(pk=agency.pk)


def last_event() -> AuditEvent:
    return AuditEvent.objects.order_by("-id")[0]


# -- division --


def test_a_division_that_a_person_chose_is_certain(reviewer: User) -> None:
    report = public(unresolved(), reviewer)
    agency = resolve_division(report.agency, division_of(GUODIAN), actor=reviewer)
    assert (agency.division_id, agency.township_id, agency.division_status) == ("410184", GUODIAN, "certain")
    assert Counts.objects.values_list("province", "city", "county").get() == ("41", "4101", "410184")


def test_the_same_file_still_finds_the_resolved_agency(reviewer: User) -> None:
    report = unresolved()
    resolve_division(report.agency, division_of(GUODIAN), actor=reviewer)
    assert unresolved() == report
    assert Agency.objects.count() == 1


def test_a_file_that_names_the_division_finds_it_too(reviewer: User) -> None:
    agency = unresolved().agency
    resolve_division(agency, division_of(GUODIAN), actor=reviewer)
    assert resolve_division(unresolved(2024).agency, division_of(GUODIAN), actor=reviewer) == agency


def test_resolving_into_a_known_agency_makes_the_two_one(reviewer: User) -> None:
    first, second = unresolved(2023), unresolved(2024)
    resolve_division(first.agency, division_of(GUODIAN), actor=reviewer)
    agency = resolve_division(second.agency, division_of(GUODIAN), actor=reviewer)
    assert agency == first.agency
    assert list(agency.reports.values_list("year", flat=True).order_by("year")) == [2023, 2024]


def test_a_body_of_the_whole_country_has_no_division(reviewer: User) -> None:
    report = stored(reading(agency="国家版本馆", division=DivisionMatch(Certainty.UNKNOWN)))[0]
    agency = resolve_division(report.agency, None, actor=reviewer)
    assert (agency.division, agency.division_status) == (None, "certain")
    assert last_event().summary == "核定“国家版本馆”的地区为全国"


def test_a_resolved_division_is_undone(reviewer: User) -> None:
    agency = resolve_division(unresolved().agency, division_of(GUODIAN), actor=reviewer)
    undo(last_event(), actor=reviewer)
    assert (now(agency).division, now(agency).division_status) == (None, "ambiguous")
    assert agency.keys.count() == 1


# -- name and kind --


def test_a_new_name_is_found_by_pinyin_and_the_old_by_characters(reviewer: User) -> None:
    agency = stored()[0].agency
    rename(agency, "淮安市洪泽区财政和国资局", actor=reviewer, reason="机构改革")
    assert agencies_like("caizhenghe").count() == 0
    assert list(agencies_like("huaianshihongzequcaizhengheguozi")) == [agency]
    assert list(agencies_like(AGENCY)) == [agency]
    undo(last_event(), actor=reviewer)
    assert now(agency).name == AGENCY


def test_the_same_name_is_no_new_name(reviewer: User) -> None:
    with pytest.raises(Impossible, match="不同的名称"):
        rename(stored()[0].agency, f" {AGENCY} ", actor=reviewer, reason="")


def test_a_kind_that_a_person_chose_is_counted_by(reviewer: User) -> None:
    report = public(stored()[0], reviewer)
    set_kind(report.agency, "vertical", actor=reviewer, reason="垂直管理")
    assert Counts.objects.get().kind == "vertical"
    undo(last_event(), actor=reviewer)
    assert Counts.objects.get().kind == "department"


# -- merging --


@pytest.fixture
def two() -> tuple[Agency, Agency]:
    """One body under two names: reports of 2022 and 2023, and of 2023 and 2024."""
    for year in (2022, 2023):
        old = stored(reading(agency="淮安市洪泽区财政和国资局", year=year), of=source(f"旧{year}"))[0].agency
    for year in (2023, 2024):
        new = stored(reading(year=year, text="新。"), of=source(f"新{year}"))[0].agency
    return old, new


def years(agency: Agency) -> list[int]:
    return list(agency.reports.filter(folded_into=None).values_list("year", flat=True).order_by("year"))


def test_merging_brings_reports_names_and_keys_together(two: tuple[Agency, Agency], reviewer: User) -> None:
    old, new = two
    merge(old, new, actor=reviewer, reason="同一机关")
    assert (years(old), years(new), now(old).merged_into) == ([], [2022, 2023, 2024], new)
    assert list(new.names.values_list("name", "first_year", "last_year").order_by("-name")) == [
        (AGENCY, 2023, 2024),
        ("淮安市洪泽区财政和国资局", 2022, 2023),
    ]
    again = stored(reading(agency="淮安市洪泽区财政和国资局", year=2021), of=source("旧2021"))[0]
    assert again.agency == new


def test_two_reports_of_one_year_become_revisions_of_one(two: tuple[Agency, Agency], reviewer: User) -> None:
    old, new = two
    merge(old, new, actor=reviewer, reason="同一机关")
    twin, folded = new.reports.get(year=2023), old.reports.get(year=2023)
    assert folded.folded_into == twin
    assert [revision.source.name for revision in twin.revisions.order_by("number")] == ["年报.txt", "年报.txt"]
    assert twin.latest is not None
    assert folded.latest is not None
    assert (twin.latest.number, twin.latest.source) == (2, folded.latest.source)


def test_what_was_public_stays_public_when_it_is_folded(two: tuple[Agency, Agency], reviewer: User) -> None:
    old, new = two
    public(old.reports.get(year=2023), reviewer)
    merge(old, new, actor=reviewer, reason="同一机关")
    assert new.reports.get(year=2023).published is not None
    assert old.reports.get(year=2023).published is None
    assert Counts.objects.values_list("report__agency", flat=True).get() == new.pk


def test_decisions_go_over_with_the_report(reviewer: User) -> None:
    old = stored(reading({RECEIVED: 3}, agency="淮安市洪泽区财政和国资局"), of=source("旧"))[0]
    new = stored(of=source("新"))[0]
    assert old.latest is not None
    key = old.latest.findings.values_list("key", flat=True)[0]
    decide(old, key, FindingDecision.Verdict.CONFIRMED, "原文如此", actor=reviewer)
    merge(old.agency, new.agency, actor=reviewer, reason="同一机关")
    assert new.decisions.get().key == key
    undo(last_event(), actor=reviewer)
    assert not new.decisions.exists()


def test_merging_is_announced_for_every_public_report(
    two: tuple[Agency, Agency],
    reviewer: User,
    heard: list[int],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    old, new = two
    moved = public(old.reports.get(year=2022), reviewer)
    with django_capture_on_commit_callbacks(execute=True):
        merge(old, new, actor=reviewer, reason="同一机关")
    assert moved.pk in heard


def test_merging_is_undone(two: tuple[Agency, Agency], reviewer: User) -> None:
    old, new = two
    before = list(AgencyName.objects.order_by("agency", "name").values("agency", "name", "first_year", "last_year"))
    twin_latest = new.reports.get(year=2023).latest
    merge(old, new, actor=reviewer, reason="看错")
    undo(last_event(), actor=reviewer)
    assert (years(old), years(new), now(old).merged_into) == ([2022, 2023], [2023, 2024], None)
    assert new.reports.get(year=2023).latest == twin_latest
    after = list(AgencyName.objects.order_by("agency", "name").values("agency", "name", "first_year", "last_year"))
    assert after == before
    assert stored(reading(agency="淮安市洪泽区财政和国资局", year=2022), of=source("旧2022"))[0].agency == old


def test_what_was_public_is_public_again_where_it_was(two: tuple[Agency, Agency], reviewer: User) -> None:
    old, new = two
    public(old.reports.get(year=2023), reviewer)
    merge(old, new, actor=reviewer, reason="看错")
    undo(last_event(), actor=reviewer)
    assert old.reports.get(year=2023).published is not None
    assert new.reports.get(year=2023).published is None


def test_an_agency_is_not_merged_into_itself(reviewer: User) -> None:
    agency = stored()[0].agency
    with pytest.raises(Impossible, match="同一个机关"):
        merge(agency, agency, actor=reviewer, reason="")


def test_a_merged_agency_is_no_longer_changed(two: tuple[Agency, Agency], reviewer: User) -> None:
    old, new = two
    merge(old, new, actor=reviewer, reason="同一机关")
    with pytest.raises(Impossible, match="已并入"):
        rename(old, "别的名称", actor=reviewer, reason="")


# -- succession, and the years --


def carried(out: int, into: int, year: int, agency: str = AGENCY) -> Report:
    received = out - into
    numbers = {
        f"requests.{row}.{column}": value
        for column in ("natural", "total")
        for row, value in (("received", received), ("carried_in", into), ("carried_out", out))
    }
    return stored(reading(numbers, agency=agency, year=year), of=source(f"{agency}{year}"))[0]


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in year_findings(Report.objects.get(pk=report.pk))]


def test_last_years_rest_must_come_in_this_year() -> None:
    carried(5, 0, 2023)
    report = carried(7, 3, 2024)
    assert rules(report) == ["years.carried.natural", "years.carried.total"]
    assert Report.objects.get(pk=report.pk).doubt == 30


def test_a_year_that_comes_later_is_held_against_the_next() -> None:
    report = carried(7, 3, 2024)
    assert Report.objects.get(pk=report.pk).doubt == 0
    carried(5, 0, 2023)
    assert Report.objects.get(pk=report.pk).doubt == 30


def test_years_that_agree_have_nothing_to_find() -> None:
    carried(5, 0, 2023)
    assert rules(carried(7, 5, 2024)) == []


def test_a_gap_of_a_year_is_no_year_before() -> None:
    carried(5, 0, 2022)
    assert rules(carried(7, 3, 2024)) == []


def test_a_successors_first_year_follows_its_predecessor(reviewer: User) -> None:
    before = carried(5, 0, 2023, "淮安市洪泽区国土资源局")
    after = carried(7, 3, 2024, "淮安市洪泽区自然资源局")
    assert rules(after) == []
    succeed(before.agency, after.agency, year=2024, actor=reviewer, note="机构改革")
    assert rules(after) == ["years.carried.natural", "years.carried.total"]
    assert {agency.pk for agency in series(before.agency)} == {before.agency_id, after.agency_id}
    undo(last_event(), actor=reviewer)
    assert rules(after) == []


def test_two_bodies_that_became_one_have_no_common_year_before(reviewer: User) -> None:
    after = carried(7, 3, 2024, "淮安市洪泽区自然资源局")
    for name in ("淮安市洪泽区国土资源局", "淮安市洪泽区林业局"):
        before = carried(5, 0, 2023, name)
        succeed(before.agency, after.agency, year=2024, actor=reviewer)
    assert rules(after) == []


def test_a_series_runs_through_predecessors(reviewer: User) -> None:
    before = public(carried(5, 0, 2023, "淮安市洪泽区国土资源局"), reviewer)
    after = public(carried(7, 5, 2024, "淮安市洪泽区自然资源局"), reviewer)
    succeed(before.agency, after.agency, year=2024, actor=reviewer)
    assert reports_of(after.agency) == [before, after]


def test_the_public_sees_only_what_public_reports_disagree_on(reviewer: User) -> None:
    carried(5, 0, 2023)
    report = public(carried(7, 3, 2024), reviewer)
    assert rules(report)
    assert year_findings(Report.objects.get(pk=report.pk), public=True) == []


# -- choosing by typing --


@pytest.mark.parametrize("typed", ["hongze", "hzq", "洪泽", "江苏省淮安市洪", "HongZe"])
def test_a_division_is_found_by_what_is_typed(typed: str) -> None:
    division_of("320813")
    assert "江苏省淮安市洪泽区" in [str(division) for division in divisions_like(typed)]


@pytest.mark.parametrize("typed", ["changshou", "zhangshou", "csq"])
def test_a_character_of_two_readings_is_found_by_either(typed: str) -> None:
    division_of("500115")
    assert [str(division) for division in divisions_like(typed)] == ["重庆市长寿区"]


def test_nothing_typed_finds_nothing_by_sound() -> None:
    assert list(divisions_like("？")) == []
