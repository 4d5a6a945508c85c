"""Readings come in: agency, report, revision; nothing twice."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from archive.correcting import correct_cells, decide
from archive.corrections import Correction
from archive.divisions import Candidate, Certainty, DivisionMatch
from archive.impossible import Impossible
from archive.models import Agency, AgencyName, AuditEvent, FindingDecision, Report, Revision
from archive.selectors import cells_of
from tests.archive.readings import AGENCY, certain, reading, source, stored

pytestmark = pytest.mark.django_db

RECEIVED = "requests.received.natural"
OPEN = DivisionMatch(Certainty.AMBIGUOUS, candidates=(Candidate("410184", ("河南省", "郑州市", "新郑市")),))


def test_a_reading_becomes_an_agency_a_report_and_its_first_revision() -> None:
    report, revision, new = stored()
    assert (new, revision.number, report.year, report.agency.name) == (True, 1, 2024, AGENCY)
    assert str(report.agency.division) == "江苏省淮安市洪泽区"
    assert report.agency.division is not None
    assert report.agency.division.parent is not None
    assert (report.latest, report.published, report.needs_review) == (revision, None, True)
    assert [section.text for section in revision.sections.all()] == ["本机关认真贯彻条例。", "无。"]


def test_the_same_reading_again_is_nothing_new() -> None:
    report, revision, _ = stored()
    assert stored() == (report, revision, False)
    assert Revision.objects.count() == 1
    assert AuditEvent.objects.filter(action="report.store").count() == 1


def test_cells_come_out_as_they_went_in() -> None:
    given = reading({RECEIVED: 3, "proactive.fees.amount": None})
    _, revision, _ = stored(given)
    assert cells_of(Revision.objects.get(pk=revision.pk)) == dict(given.cells)


def test_another_file_for_the_same_agency_and_year_is_the_next_revision() -> None:
    report, first, _ = stored()
    again, second, new = stored(reading(text="更正后的文本。"), of=source("另一份"))
    assert (again, new, second.number, second.parent) == (report, True, 2, first)


def test_an_older_text_in_another_file_is_news() -> None:
    stored()
    stored(reading(text="更正后的文本。"), of=source("另一份"))
    _, third, new = stored(of=source("第三份"))
    assert (new, third.number) == (True, 3)


def test_the_first_file_delivered_again_after_a_second_is_nothing_new() -> None:
    _, first, _ = stored()
    stored(reading(text="更正后的文本。"), of=source("另一份"))
    assert stored()[1:] == (first, False)


def test_one_agency_goes_by_all_its_names() -> None:
    short = reading(agency="洪泽区财政局", year=2022)
    assert stored(short)[0].agency == stored()[0].agency
    names = AgencyName.objects.order_by("name").values_list("name", "first_year", "last_year")
    assert list(names) == [("洪泽区财政局", 2022, 2022), (AGENCY, 2024, 2024)]


def test_the_years_of_a_name_widen() -> None:
    for year in (2023, 2021, 2024):
        stored(reading(year=year), of=source(str(year)))
    assert AgencyName.objects.values_list("first_year", "last_year").get() == (2021, 2024)


def test_agencies_of_unknown_place_are_not_taken_for_one_another() -> None:
    one = stored(reading(agency="郭店镇人民政府", division=OPEN), of=source("河南"))[0]
    other = stored(reading(agency="郭店镇人民政府", division=OPEN, text="别处。"), of=source("山东"))[0]
    assert one.agency != other.agency


def test_the_same_file_of_unknown_place_finds_its_agency_again() -> None:
    what = reading(agency="郭店镇人民政府", division=OPEN)
    assert stored(what)[0] == stored(what)[0]
    assert Agency.objects.count() == 1


def test_what_was_inferred_becomes_certain_when_a_file_says_so() -> None:
    inferred = DivisionMatch(Certainty.INFERRED, "320813", certain("320813").names)
    agency = stored(reading(year=2023, division=inferred))[0].agency
    assert agency.division_status == "inferred"
    assert stored()[0].agency.division_status == "certain"


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (reading(agency=""), "no-agency"),
        (reading(agency="很" * 121), "long-agency"),
        (reading(year=None), "no-year"),
        (reading(year=1924), "odd-year"),
    ],
)
def test_a_report_of_nobody_or_of_no_year_is_refused(what: object, code: str) -> None:
    with pytest.raises(Impossible) as refused:
        stored(what)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert not Report.objects.exists()


def test_text_that_no_database_takes_is_stored_all_the_same() -> None:
    _, revision, _ = stored(reading(text="前\x00后\ud800。", warnings=("坏\x00字",)))
    assert revision.sections.all()[0].text == "前后\ufffd。"
    assert revision.warnings == ["坏字"]


def test_an_overlong_title_ends_in_dots() -> None:
    _, revision, _ = stored(reading(agency="市" + "财" * 110 + "局", signed_as="长" * 300))
    assert (len(revision.signed_as), revision.signed_as[-1]) == (200, "…")


# -- what persons decided outlives the parser --


def test_a_new_parser_version_keeps_what_a_person_corrected(reviewer: User) -> None:
    report, _, _ = stored(reading({RECEIVED: 3}))
    correct_cells(report, {RECEIVED: Correction(0, "第2页表格")}, actor=reviewer, reason="看错")
    _, third, new = stored(reading({RECEIVED: 3}, text="新版读得更全。"), version="2")
    assert (new, third.number, cells_of(third)[RECEIVED].value) == (True, 3, 0)
    assert third.findings.count() == 0


def test_the_same_file_again_after_a_correction_changes_nothing(reviewer: User) -> None:
    report, _, _ = stored(reading({RECEIVED: 3}))
    corrected = correct_cells(report, {RECEIVED: Correction(0, "第2页表格")}, actor=reviewer, reason="看错")
    assert stored(reading({RECEIVED: 3}))[1:] == (corrected, False)


def test_another_file_is_read_without_the_corrections_of_the_first(reviewer: User) -> None:
    report, _, _ = stored(reading({RECEIVED: 3}))
    correct_cells(report, {RECEIVED: Correction(0, "第2页表格")}, actor=reviewer, reason="看错")
    _, third, _ = stored(reading({RECEIVED: 3}), of=source("另一份"))
    assert cells_of(third)[RECEIVED].value == 3


def test_a_decision_on_a_finding_survives_another_parsing(reviewer: User) -> None:
    report, first, _ = stored(reading({RECEIVED: 3}))
    key = first.findings.values_list("key", flat=True)[0]
    decide(report, key, FindingDecision.Verdict.CONFIRMED, "原文如此", actor=reviewer)
    _, second, _ = stored(reading({RECEIVED: 3}, text="新版读得更全。"), version="2")
    assert second.findings.filter(key=key).exists()
    assert report.decisions.get().key == key


def test_no_telephone_gets_into_the_name_of_an_agency() -> None:
    report, _revision, _new = stored(reading(agency="联系13800138000财政局"))
    assert report.agency.name == "联系***********财政局"
    assert [name.name for name in report.agency.names.all()] == ["联系***********财政局"]
