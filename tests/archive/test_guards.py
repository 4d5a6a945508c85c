"""What the database itself refuses, tried with plain SQL."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from archive import guards
from archive.models import AuditEvent, Finding, Report, Revision, Section
from archive.publishing import publish
from tests.archive.readings import reading, source, stored

pytestmark = pytest.mark.django_db

RECEIVED = "requests.received.natural"


@pytest.fixture
def report() -> Report:
    """With a finding, and published."""
    found, revision, _ = stored(reading({RECEIVED: 3}))
    publish(found, revision, actor=None, reason="试")
    return found


def refused(statement: str, *values: Any) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(error.value)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE archive_auditevent SET summary = 'x'",
        "UPDATE archive_auditevent SET seal = previous_seal WHERE id > 0",
        "DELETE FROM archive_auditevent",
        "DELETE FROM archive_auditchain",
    ],
)
def test_audit_events_are_for_ever(report: Report, statement: str) -> None:
    assert "audit events are for ever" in refused(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE archive_revision SET title = 'x'",
        "UPDATE archive_revision SET cells = '{}'",
        "UPDATE archive_revision SET report_id = report_id",
        "DELETE FROM archive_revision",
    ],
)
def test_revisions_are_for_ever(report: Report, statement: str) -> None:
    assert "revisions are for ever" in refused(statement)


@pytest.mark.parametrize("statement", ["UPDATE archive_finding SET message = 'x'", "DELETE FROM archive_finding"])
def test_findings_are_part_of_their_revision(report: Report, statement: str) -> None:
    assert Finding.objects.exists()
    assert "findings are part of a revision" in refused(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE archive_section SET text = 'x'",
        "UPDATE archive_section SET heading = 'x'",
        "UPDATE archive_section SET position = position + 10",
        "DELETE FROM archive_section",
    ],
)
def test_sections_are_part_of_their_revision(report: Report, statement: str) -> None:
    assert "sections are part of a revision" in refused(statement)


def test_sections_may_be_segmented_anew(report: Report) -> None:
    assert Section.objects.update(tokens="本 机关", segmenter="2") == 2


@pytest.mark.parametrize("column", ["sha256 = 'x'", "size = size + 1"])
def test_a_source_is_its_bytes(report: Report, column: str) -> None:
    assert "a source is its bytes" in refused(f"UPDATE archive_source SET {column}")


@pytest.mark.parametrize("column", ["published_id", "latest_id"])
def test_a_reports_revision_is_its_own(report: Report, column: str) -> None:
    _, foreign, _ = stored(reading(year=2020), of=source("别的"))
    sentence = refused(f"UPDATE archive_report SET {column} = %s WHERE id = %s", foreign.pk, report.pk)
    assert "a report's revision must be its own" in sentence


def test_one_report_of_an_agency_and_year(report: Report) -> None:
    refused(
        "INSERT INTO archive_report (agency_id, year, needs_review, doubt, created_at, changed_at)"
        " SELECT agency_id, year, needs_review, doubt, created_at, changed_at FROM archive_report"
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE archive_report SET year = 1999",
        "UPDATE archive_report SET published_at = NULL",
        "UPDATE archive_agency SET merged_into_id = id",
        "INSERT INTO archive_auditchain (id, length, last_seal) VALUES (2, 0, '')",
    ],
)
def test_the_database_holds_what_must_hold(report: Report, statement: str) -> None:
    refused(statement)


def test_a_missing_guard_is_noticed(report: Report) -> None:
    guards.take_down(connection)
    assert len(guards.missing(connection)) == len(guards.GUARDS)
    guards.put_up(connection)
    assert guards.missing(connection) == []


def test_guards_are_put_up_twice_without_harm(report: Report) -> None:
    guards.put_up(connection)
    assert "revisions are for ever" in refused("DELETE FROM archive_revision")


def test_a_table_is_not_emptied_at_one_stroke(report: Report) -> None:
    # SQLite has no TRUNCATE; its quickest way is a DELETE of everything.
    at_one_stroke = {"postgresql": "TRUNCATE archive_revision CASCADE", "sqlite": "DELETE FROM archive_revision"}
    connection.check_constraints()
    assert "revisions are for ever" in refused(at_one_stroke[connection.vendor])


def test_nothing_was_lost_by_trying(report: Report) -> None:
    refused("DELETE FROM archive_revision")
    assert (Revision.objects.count(), AuditEvent.objects.count()) == (1, 2)
