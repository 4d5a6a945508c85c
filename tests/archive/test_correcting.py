"""Persons correct cells, take up earlier revisions, judge findings; all of it can be taken back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from archive.cells import Cell, Status
from archive.checks.claims import Bound, CountClaim
from archive.correcting import correct_cells, decide, revert
from archive.corrections import Correction
from archive.findings import Quote
from archive.forms import NEWEST
from archive.impossible import Impossible
from archive.locators import Locator
from archive.models import AuditEvent, Counts, FindingDecision, Report, Revision, Section
from archive.publishing import publish
from archive.selectors import cells_of, judged_findings, waiting
from archive.undoing import undo
from tests.archive.filled_forms import filled
from tests.archive.readings import reading, source, stored

pytestmark = pytest.mark.django_db

RECEIVED = "requests.received.natural"
RECEIVED_TOTAL = "requests.received.total"
FEES = "proactive.fees.amount"
CONFIRMED = FindingDecision.Verdict.CONFIRMED
DISMISSED = FindingDecision.Verdict.DISMISSED


@pytest.fixture
def report() -> Report:
    """Three received, which nothing else in the report bears out."""
    return stored(reading({RECEIVED: 3}))[0]


def now(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def last_event() -> AuditEvent:
    return AuditEvent.objects.order_by("-id")[0]


def test_a_correction_is_a_persons_revision_with_all_checks_run_again(report: Report, reviewer: User) -> None:
    assert report.latest is not None
    assert report.latest.findings.count() == 2
    revision = correct_cells(report, {RECEIVED: Correction(0)}, actor=reviewer, reason="看错")
    assert (revision.number, revision.by, revision.author, revision.parent) == (2, "person", reviewer, report.latest)
    assert revision.findings.count() == 0
    assert cells_of(revision)[RECEIVED].value == 0


def test_a_correction_says_who_and_by_what(report: Report, reviewer: User) -> None:
    revision = correct_cells(report, {RECEIVED: Correction(0, "第2页表格")}, actor=reviewer, reason="看错")
    decision = revision.corrections[RECEIVED]
    assert (decision["by"], decision["note"]) == ("王审核", "第2页表格")
    assert last_event().summary == (
        "更正淮安市洪泽区财政局 2024的 1 个数据项（本年新收政府信息公开申请数量 · 自然人 → 0）：看错"
    )


def test_an_uncertain_cell_becomes_certain_where_it_was(reviewer: User) -> None:
    doubtful = Cell(None, "3?", Status.UNCERTAIN, Locator(page=2, table=1), proposal=3, reason="模糊")
    report, _, _ = stored(reading(cells=filled(NEWEST) | {FEES: doubtful}))
    revision = correct_cells(report, {FEES: Correction(Decimal("3.5"))}, actor=reviewer, reason="放大看清")
    assert cells_of(revision)[FEES] == Cell(Decimal("3.5"), "3?", Status.READ, Locator(page=2, table=1))


def test_a_person_may_see_that_nothing_is_printed(report: Report, reviewer: User) -> None:
    revision = correct_cells(report, {RECEIVED: Correction(None)}, actor=reviewer, reason="是空白")
    assert (cells_of(revision)[RECEIVED].value, cells_of(revision)[RECEIVED].status) == (None, Status.BLANK)


def test_the_prose_is_held_against_corrected_cells(reviewer: User) -> None:
    claim = CountClaim((("received",),), Bound(3, 3, "3件"), "新收3件", Quote("本年新收3件"))
    correct = {RECEIVED: 3, RECEIVED_TOTAL: 3, "requests.carried_out.natural": 3, "requests.carried_out.total": 3}
    report, first, _ = stored(reading(correct, claims=(claim,)))
    assert first.findings.count() == 0
    changes = {code: Correction(4) for code in correct}
    revision = correct_cells(report, changes, actor=reviewer, reason="看错")
    assert [finding.message for finding in revision.findings.all()] == ["正文写“新收3件”，表中“本年新收”为4。"]


def test_the_public_sees_a_correction_when_it_is_published(report: Report, reviewer: User) -> None:
    first = now(report).latest
    assert first is not None
    publish(report, first, actor=reviewer, reason="核对无误")
    revision = correct_cells(report, {RECEIVED: Correction(0)}, actor=reviewer, reason="看错")
    assert (now(report).published, waiting().get()) == (first, report)
    publish(report, revision, actor=reviewer, reason="已更正")
    assert Counts.objects.values_list("requests_received_natural", flat=True).get() == 0


@pytest.mark.parametrize(
    ("changes", "reason", "code"),
    [
        ({}, "看错", "nothing-changed"),
        ({RECEIVED: Correction(0)}, " ", "no-reason"),
        ({"requests.unheard": Correction(0)}, "看错", "unknown-cell"),
    ],
)
def test_a_correction_needs_cells_and_a_reason(
    report: Report, reviewer: User, changes: dict[str, Correction], reason: str, code: str
) -> None:
    with pytest.raises(Impossible) as refused:
        correct_cells(report, changes, actor=reviewer, reason=reason)
    assert refused.value.code == code


def test_nobody_corrects_what_somebody_else_has_just_changed(report: Report, reviewer: User) -> None:
    seen = now(report).latest
    correct_cells(report, {RECEIVED: Correction(1)}, actor=reviewer, reason="看错", base=seen)
    with pytest.raises(Impossible, match="已有更新的版本"):
        correct_cells(report, {RECEIVED: Correction(2)}, actor=reviewer, reason="看错", base=seen)


def test_words_once_segmented_stay_with_the_text(report: Report, reviewer: User) -> None:
    Section.objects.update(tokens="本 机关", segmenter="1")
    revision = correct_cells(report, {RECEIVED: Correction(0)}, actor=reviewer, reason="看错")
    assert [section.tokens for section in revision.sections.all()] == ["本 机关", "本 机关"]


def test_an_earlier_revision_is_taken_up_again(report: Report, reviewer: User) -> None:
    first = now(report).latest
    assert first is not None
    stored(reading(text="更正后的文本。"), of=source("另一份"))
    third = revert(report, first, actor=reviewer, reason="第二份不是这个机关的")
    assert (third.number, third.source, third.fingerprint) == (3, first.source, first.fingerprint)
    assert third.findings.count() == 2


def test_the_newest_revision_cannot_be_taken_up_again(report: Report, reviewer: User) -> None:
    newest = now(report).latest
    assert newest is not None
    with pytest.raises(Impossible):
        revert(report, newest, actor=reviewer, reason="")


def test_a_correction_is_undone_by_one_more_revision(report: Report, reviewer: User) -> None:
    correct_cells(report, {RECEIVED: Correction(0)}, actor=reviewer, reason="看错")
    undo(last_event(), actor=reviewer)
    third = Revision.objects.get(number=3)
    assert (now(report).latest, cells_of(third)[RECEIVED].value, third.corrections) == (third, 3, {})
    assert third.reason == "撤销第 2 版"


def test_a_correction_is_not_undone_over_a_later_one(report: Report, reviewer: User) -> None:
    correct_cells(report, {RECEIVED: Correction(0)}, actor=reviewer, reason="看错")
    first = last_event()
    correct_cells(report, {RECEIVED: Correction(1)}, actor=reviewer, reason="又看错")
    with pytest.raises(Impossible, match="又有新的版本"):
        undo(first, actor=reviewer)


# -- findings --


def key_of(report: Report) -> str:
    latest = now(report).latest
    assert latest is not None
    return judged_findings(report, latest)[0].key


def test_a_finding_that_is_decided_on_no_longer_counts_in_the_queue(report: Report, reviewer: User) -> None:
    before = now(report).doubt
    decision = decide(report, key_of(report), CONFIRMED, "原文如此", actor=reviewer)
    assert decision is not None
    assert (decision.verdict, decision.note, decision.by) == ("confirmed", "原文如此", reviewer)
    assert now(report).doubt == before - 100


def test_the_public_is_not_shown_what_was_dismissed(report: Report, reviewer: User) -> None:
    latest = now(report).latest
    assert latest is not None
    publish(report, latest, actor=reviewer, reason="核对无误")
    decide(report, key_of(report), DISMISSED, "程序误判", actor=reviewer)
    assert len(judged_findings(now(report), latest)) == 2
    assert len(judged_findings(now(report), latest, public=True)) == 1
    assert Counts.objects.get().findings == 1


def test_the_same_decision_again_is_no_event(report: Report, reviewer: User) -> None:
    decide(report, key_of(report), CONFIRMED, "", actor=reviewer)
    decide(report, key_of(report), CONFIRMED, "", actor=reviewer)
    assert AuditEvent.objects.filter(action="finding.decide").count() == 1


def test_a_decision_is_undone(report: Report, reviewer: User) -> None:
    decide(report, key_of(report), CONFIRMED, "原文如此", actor=reviewer)
    decide(report, key_of(report), DISMISSED, "", actor=reviewer)
    undo(last_event(), actor=reviewer)
    assert report.decisions.values_list("verdict", "note").get() == ("confirmed", "原文如此")


def test_a_first_decision_undone_leaves_none(report: Report, reviewer: User) -> None:
    decide(report, key_of(report), CONFIRMED, "", actor=reviewer)
    undo(last_event(), actor=reviewer)
    assert not report.decisions.exists()


def test_a_decision_can_be_taken_back(report: Report, reviewer: User) -> None:
    decide(report, key_of(report), CONFIRMED, "", actor=reviewer)
    assert decide(report, key_of(report), None, "", actor=reviewer) is None
    assert not report.decisions.exists()
