"""What was found in a file, handed to the archive."""

from __future__ import annotations

from dataclasses import replace

from archive.intaking import store_reading
from archive.kinds import kind_of
from archive.models import Report, Revision, Source, Upload
from archive.reading import IndicatorReading, Reading, SectionReading
from archive.storage import open_source
from ingest.parse.place import resolve
from ingest.pipeline import parse_bytes
from ingest.report import ParsedReport
from ingest.version import PARSER_VERSION


def read_source(source: Source) -> Reading:
    return as_reading(parse_bytes(open_source(source), source.name))


def as_reading(report: ParsedReport) -> Reading:
    return Reading(
        title=report.title,
        agency=report.agency,
        printed_agency=report.printed_agency,
        year=report.year,
        form=report.form or "",
        kind=report.agency_kind,
        division=report.division,
        published_on=report.published,
        signed_on=report.signed,
        signed_as=report.signed_as,
        sections=tuple(SectionReading(each.number, each.heading, each.text) for each in report.sections),
        cells=report.cells,
        indicators=tuple(
            IndicatorReading(each.name, each.unit, each.values, each.raw, each.columns, each.locator)
            for each in report.indicators
        ),
        findings=report.findings,
        claims=report.claims,
        warnings=report.warnings,
    )


def completed(reading: Reading, upload: Upload) -> Reading:
    """With what a person added of the agency and the year."""
    agency, year = upload.given_agency, upload.given_year
    if agency:
        reading = replace(reading, agency=agency, kind=kind_of(agency), division=resolve(agency))
    return replace(reading, year=year) if year else reading


def store(reading: Reading, source: Source, *, reason: str) -> tuple[Report, Revision, bool]:
    """As the archive's ``store_reading``, for what this version of the parser has read."""
    return store_reading(
        reading,
        source=source,
        by="parser",
        author=None,
        parser_version=PARSER_VERSION,
        reason=reason,
    )
