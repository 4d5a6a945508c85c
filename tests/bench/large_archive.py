"""Fills an empty database with many published reports and measures queries: ``python -m tests.bench.large_archive N``.

Prints milliseconds as JSON: each query, and the plainest one over the same rows.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from archive.counting import Dimension, columns, outcome_cells, sums  # noqa: E402
from archive.group_sums import refresh_all, refresh_group  # noqa: E402
from archive.kinds import Kind  # noqa: E402
from archive.models import Agency, Counts, Division, Report, Source  # noqa: E402
from archive.selectors import waiting  # noqa: E402

RUNS = 9
PAGE = 50
YEARS = 10
PROVINCE, CITY = "32", "3218"
SOURCE = "0" * 64
# As many as share no divisor with the provinces and cities: all are mixed.
KINDS = tuple(Kind)[:9]
# One report in so many waits for a person.
WAITING = 10


def fill(reports: int) -> None:
    """Rows made by the database itself: ten years of each agency, an eighth of all in one province."""
    Division.objects.create(code="320813", name="洪泽区", full_name="江苏省淮安市洪泽区")
    Source.objects.create(sha256=SOURCE, size=1, format="text", name="年报.txt")
    statements = [_agencies(reports // YEARS), _reports(), _revisions(), *POINTERS, _counts()]
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    refresh_all()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _insert(table: str, columns: dict[str, str], rows: str) -> str:
    """Each column with the expression that makes it."""
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO archive_{table} ({names}) SELECT {', '.join(columns.values())} FROM {rows}"


def _numbers(name: str, count: int) -> str:
    return f"WITH RECURSIVE {name}(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM {name} WHERE i < {count}) "


def _agencies(count: int) -> str:
    whens = " ".join(f"WHEN {place} THEN '{kind.value}'" for place, kind in enumerate(KINDS))
    columns = {
        "id": "i",
        "name": "'某局' || i",
        "kind": f"CASE i % {len(KINDS)} {whens} END",
        "division_id": "'320813'",
        "division_status": "'certain'",
        "division_decided": "TRUE",
        "pinyin": "'mouju'",
        "initials": "'mj'",
    }
    return _numbers("n", count) + _insert("agency", columns, "n")


def _reports() -> str:
    columns = {
        "id": f"(a.id - 1) * {YEARS} + y.i",
        "agency_id": "a.id",
        "year": "2014 + y.i",
        "needs_review": f"a.id % {WAITING} = 0",
        "doubt": "(a.id * 7919 + y.i * 31) % 500",
        "created_at": "CURRENT_TIMESTAMP",
        "changed_at": "CURRENT_TIMESTAMP",
    }
    return _numbers("y", YEARS) + _insert("report", columns, "archive_agency a, y")


def _revisions() -> str:
    columns = {
        "id": "id",
        "report_id": "id",
        "number": "1",
        "by": "'parser'",
        "source_id": f"'{SOURCE}'",
        "created_at": "created_at",
        "form": "'2021'",
        **dict.fromkeys(("parser_version", "reason", "fingerprint", "signed_as"), "'1'"),
        **dict.fromkeys(("title", "agency_name", "printed_agency"), "'某局'"),
        **dict.fromkeys(("division", "cells", "corrections"), "'{}'"),
        **dict.fromkeys(("indicators", "claims", "warnings"), "'[]'"),
    }
    return _insert("revision", columns, "archive_report")


POINTERS = (
    "UPDATE archive_report SET latest_id = id, published_at = CURRENT_TIMESTAMP",
    "UPDATE archive_report SET published_id = id WHERE NOT needs_review",
)


def _counts() -> str:
    """Most cells are 0, as they are in reports."""
    province = f"CASE WHEN r.agency_id % 8 = 0 THEN '{PROVINCE}' ELSE '' || (33 + r.agency_id % 30) END"
    city = "10 + r.agency_id % 13"
    numbers = {
        name: f"CASE WHEN (r.id * {7919 + place}) % 7 = 0 THEN (r.id * {31 + place}) % 300 ELSE 0 END"
        for place, name in enumerate(columns().values())
    }
    others = {"form": "'2021'", "county": "''", "findings": "0", "states": f"'{'r' * len(numbers)}'"}
    place = {"province": province, "city": f"{province} || {city}"}
    of_report = {"report_id": "r.id", "year": "r.year", "kind": "a.kind"}
    rows = "archive_report r JOIN archive_agency a ON a.id = r.agency_id"
    return _insert("counts", of_report | place | others | numbers, rows)


def milliseconds(action: Callable[[], object]) -> float:
    """The median; the first run fills caches and is not counted."""
    times = []
    for _ in range(RUNS + 1):
        start = perf_counter()
        action()
        times.append((perf_counter() - start) * 1000)
    return median(times[1:])


def measure() -> dict[str, tuple[float, float]]:
    newest = Report.objects.filter(needs_review=True).order_by("-doubt", "id").values_list("id")
    return {
        "sums.province": _sums(Dimension.YEAR, {"province": PROVINCE}),
        "sums.city": _sums(Dimension.COUNTY, {"city": CITY}),
        "sums.country": _sums(Dimension.YEAR, {}),
        "publish": (milliseconds(lambda: refresh_group((PROVINCE, CITY, 2020, KINDS[0].value))), milliseconds(_touch)),
        "queue": (milliseconds(lambda: list(waiting()[:PAGE])), milliseconds(lambda: list(newest[:PAGE]))),
    }


def _sums(by: Dimension, where: dict[str, object]) -> tuple[float, float]:
    """Beside just counting the reports."""
    cells = [code for codes in outcome_cells("total").values() for code in codes]
    reports = Counts.objects.filter(**where)
    return milliseconds(lambda: sums(by=[by], cells=cells, where=where)), milliseconds(reports.count)


def _touch() -> None:
    """One small write."""
    Source.objects.update(name="年报.txt")


def main() -> None:
    reports = int(sys.argv[1])
    fill(reports)
    assert Agency.objects.count() * YEARS == Counts.objects.count() == reports
    sys.stdout.write(json.dumps(measure()))


if __name__ == "__main__":
    main()
