"""A report for programs that read pages: schema.org, and how it is cited."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.citing import ARCHIVE, Citation
from portal.pages.report_facts import Facts

FORMATS = {
    "pdf": "application/pdf",
    "html": "text/html",
    "text": "text/plain",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "rtf": "application/rtf",
}


def citation_of(facts: Facts, address: str, today: date) -> Citation:
    """``address`` is the report's own, with the host."""
    number = facts.revision.number
    return Citation(
        key=f"nianbao-report-{facts.report.pk}-v{number}",
        title=facts.title,
        author=facts.agency.name,
        year=facts.report.year,
        address=address,
        accessed=today,
        issued=facts.revision.published_on or facts.revision.signed_on,
        note=_("{archive}第 {number} 版，原件 SHA-256：{digest}").format(
            archive=ARCHIVE, number=number, digest=facts.source.sha256
        ),
    )


def json_ld_of(facts: Facts, address: str) -> dict[str, Any]:
    issued = facts.revision.published_on or facts.revision.signed_on
    told = {
        "@type": "Report",
        "@id": address,
        "url": address,
        "name": facts.title,
        "inLanguage": "zh-Hans",
        "temporalCoverage": str(facts.report.year),
        "datePublished": issued.isoformat() if issued else None,
        "dateModified": facts.report.published_at.isoformat() if facts.report.published_at else None,
        "version": facts.revision.number,
        "author": {"@type": "GovernmentOrganization", "name": facts.agency.name},
        "publisher": {"@type": "Organization", "name": ARCHIVE},
        "spatialCoverage": _place(facts),
        "isBasedOn": facts.origin or None,
        "isAccessibleForFree": True,
        "associatedMedia": _file(facts, address),
    }
    return {name: value for name, value in told.items() if value is not None}


def _place(facts: Facts) -> dict[str, str] | None:
    name = "".join(place.name for place in facts.places)
    return {"@type": "AdministrativeArea", "name": name} if name else None


def _file(facts: Facts, address: str) -> dict[str, str] | None:
    """Only of a file that everybody may have."""
    if not facts.source_is_open:
        return None
    return {
        "@type": "MediaObject",
        "name": facts.source_name,
        "contentUrl": f"{address}source/file/",
        "contentSize": str(facts.source.size),
        "encodingFormat": FORMATS.get(facts.source.format, "application/octet-stream"),
        "sha256": facts.source.sha256,
    }
