"""Many processes at once, on a real file and on a real server: nothing twice, nothing lost."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house import ROOT
from tests.running import Running

COUNTS = (
    "from archive.models import *; from archive.auditing import verify_chain; "
    "print(Agency.objects.count(), Report.objects.count(), Revision.objects.count(), "
    "Source.objects.count(), AuditEvent.objects.count(), len(list(verify_chain())))"
)


def at_once(house: Running, orders: list[tuple[int, int, str]]) -> list[int]:
    """Starts a process for each order, all at the same moment; how many revisions each made."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.archive.storing", *map(str, order)],
            cwd=ROOT,
            env=house.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for order in orders
    ]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    answers = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0] * len(orders), answers
    return [int(said) for said, _ in answers]


def counted(house: Running) -> list[int]:
    """Agencies, reports, revisions, sources, events, breaks in the chain."""
    return [int(number) for number in house.manage("shell", "-v0", "-c", COUNTS).split()]


def test_one_file_delivered_ten_times_at_once_is_one_revision(house: Running) -> None:
    made = at_once(house, [(2024, 1, "同。")] * 10)
    assert sorted(made) == [0] * 9 + [1]
    assert counted(house) == [1, 1, 1, 1, 1, 0]


def test_two_workers_with_the_same_agency_and_years_make_one_report_of_each(house: Running) -> None:
    made = at_once(house, [(2010, 12, "甲。"), (2010, 12, "乙。")])
    assert made == [12, 12]
    assert counted(house) == [1, 12, 24, 24, 24, 0]


@pytest.mark.parametrize("orders", [[(2008, 6, "甲。"), (2011, 6, "甲。"), (2009, 6, "甲。")]])
def test_workers_that_overlap_meet_in_the_same_reports(house: Running, orders: list[tuple[int, int, str]]) -> None:
    made = at_once(house, orders)
    assert sum(made) == 9
    assert counted(house) == [1, 9, 9, 9, 9, 0]
