"""A whole house of many published reports, as the worker would have left them: ``python -m tests.bench.large_house N``.

Rows are written many at once, into an empty data folder; the index is built from the words that were kept.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import F  # noqa: E402
from django.utils import timezone  # noqa: E402

from archive.auditing import seal_of  # noqa: E402
from archive.cell_codec import finding_key, finding_to_json, fingerprint  # noqa: E402
from archive.counting import row_of  # noqa: E402
from archive.group_sums import refresh_all  # noqa: E402
from archive.models import (  # noqa: E402
    Agency,
    AgencyKey,
    AgencyName,
    AuditChain,
    AuditEvent,
    Batch,
    Counts,
    Finding,
    Report,
    Revision,
    Section,
    Source,
)
from archive.places import CITY, COUNTY, PROVINCE  # noqa: E402
from archive.publishing import PUBLISH  # noqa: E402
from archive.storage import sha256_of  # noqa: E402
from archive.words import segmenter_version  # noqa: E402
from search import building  # noqa: E402
from tests.bench.large_agencies import agencies, key_of  # noqa: E402
from tests.bench.large_cells import Filled, filled_form, form_of  # noqa: E402
from tests.bench.search_corpus import sections  # noqa: E402

YEARS = range(2015, 2025)
AT_ONCE = 2000
FORMATS = ("pdf", "html", "docx", "text")
SOURCE_BYTES = 200_000


def fill(reports: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("load_divisions", verbosity=0)
    with connection.cursor() as cursor:
        # Lost with the machine, made anew with the next run.
        cursor.execute("PRAGMA synchronous = OFF")
    # A house that has received something is given no samples.
    Batch.objects.create(name="测速", through=Batch.Through.COMMAND)
    _add_agencies(reports // len(YEARS))
    pairs = ((agency, year) for agency in Agency.objects.order_by("pk") for year in YEARS)
    planned = (Planned(number, agency, year) for number, (agency, year) in enumerate(pairs, 1))
    while some := list(islice(planned, AT_ONCE)):
        with transaction.atomic():
            _add_reports(some)
    refresh_all()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    building.build()


def _add_agencies(count: int) -> None:
    made = Agency.objects.bulk_create(agencies(count))
    AgencyKey.objects.bulk_create(AgencyKey(key=key_of(agency), agency=agency) for agency in made)
    AgencyName.objects.bulk_create(
        AgencyName(agency=agency, name=agency.name, first_year=YEARS[0], last_year=YEARS[-1]) for agency in made
    )


class Planned:
    """A report that is going to be written, with the same numbers and texts in every run."""

    def __init__(self, number: int, agency: Agency, year: int) -> None:
        self.number, self.agency, self.year = number, agency, year
        self.filled: Filled = filled_form(form_of(year), number)
        self.title = f"{agency.name}{year}年政府信息公开工作年度报告"
        self.sha256 = sha256_of(str(number).encode())
        self.day = date(year + 1, 1, 1) + timedelta(days=number % 120)

    @property
    def moment(self) -> datetime:
        """The later its number, the later it was published."""
        return timezone.now() - timedelta(days=30) + timedelta(seconds=self.number)

    def source(self) -> Source:
        end = FORMATS[self.number % len(FORMATS)]
        name, address = f"{self.title}.{end}", f"https://www.example.gov.cn/{self.number}.{end}"
        return Source(sha256=self.sha256, size=SOURCE_BYTES, format=end, name=name, origin_url=address)

    def report(self) -> Report:
        return Report(id=self.number, agency=self.agency, year=self.year, needs_review=False)

    def revision(self) -> Revision:
        return Revision(
            id=self.number,
            report_id=self.number,
            number=1,
            by=Revision.By.PARSER,
            parser_version="1",
            reason="上传",
            source_id=self.sha256,
            title=self.title,
            agency_name=self.agency.name,
            printed_agency=self.agency.name,
            form=form_of(self.year).code,
            published_on=self.day,
            cells=self.filled.json,
            fingerprint=fingerprint({"number": self.number}, ()),
        )

    def sections(self) -> Iterator[Section]:
        for position, (heading, text, words) in enumerate(sections(Random(self.number))):
            yield Section(
                revision_id=self.number,
                position=position,
                number=position + 1,
                heading=heading,
                text=text,
                tokens=" ".join(words),
                segmenter=segmenter_version(),
            )

    def findings(self) -> Iterator[Finding]:
        for finding in self.filled.findings:
            key = finding_key(finding, self.filled.cells)
            yield Finding(revision_id=self.number, key=key, **finding_to_json(finding))

    def counts(self) -> Counts:
        code = self.agency.division_id or ""
        place = {"province": PROVINCE, "city": CITY, "county": COUNTY}
        own: dict[str, Any] = {name: code[:digits] if len(code) >= digits else "" for name, digits in place.items()}
        own |= {"year": self.year, "kind": self.agency.kind}
        return Counts(report_id=self.number, **_numbers(self) | own)


_rows: dict[int, dict[str, Any]] = {}


def _numbers(planned: Planned) -> dict[str, Any]:
    """Of a form that is filled in alike, once; they are those of the archive itself."""
    key = id(planned.filled)
    if key not in _rows:
        report = Report.objects.select_related("agency", "published").get(pk=planned.number)
        assert report.published
        _rows[key] = row_of(report, report.published)
    return _rows[key]


def _add_reports(planned: list[Planned]) -> None:
    numbers = [one.number for one in planned]
    Source.objects.bulk_create(one.source() for one in planned)
    Report.objects.bulk_create(one.report() for one in planned)
    Revision.objects.bulk_create(one.revision() for one in planned)
    Section.objects.bulk_create(section for one in planned for section in one.sections())
    Finding.objects.bulk_create(finding for one in planned for finding in one.findings())
    Report.objects.filter(pk__range=(numbers[0], numbers[-1])).update(
        published=F("id"), latest=F("id"), published_at=planned[-1].moment
    )
    Counts.objects.bulk_create(one.counts() for one in planned)
    _add_events(planned)


def _add_events(planned: list[Planned]) -> None:
    """Sealed one to the other, as if each had been published by itself."""
    chain = AuditChain.objects.get_or_create(id=1)[0]
    events = []
    for one in planned:
        event = _published(one, chain.last_seal)
        chain.last_seal, chain.length = event.seal, chain.length + 1
        events.append(event)
    AuditEvent.objects.bulk_create(events)
    chain.save()


def _published(one: Planned, last_seal: str) -> AuditEvent:
    before = {"published": None, "latest": one.number, "needs_review": True}
    after = {"published": one.number, "latest": one.number, "needs_review": False}
    event = AuditEvent(
        at=one.moment,
        actor_name="系统",
        action=PUBLISH,
        object_type="report",
        object_id=str(one.number),
        summary=f"发布{one.title}第 1 版",
        data={"before": before, "after": after | {"published_at": one.moment.isoformat()}},
        previous_seal=last_seal,
    )
    event.seal = seal_of(event)
    return event


def main() -> None:
    reports = int(sys.argv[1])
    fill(reports)
    assert Counts.objects.count() == reports


if __name__ == "__main__":
    main()
