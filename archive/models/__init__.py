"""What is kept.  Each file is one kind of thing; reading order: places, agencies, sources, reports, the rest."""

from archive.models.agencies import Agency, AgencyKey, AgencyName, Succession
from archive.models.audit import AuditChain, AuditEvent
from archive.models.counts import Counts, CountSums
from archive.models.places import Division
from archive.models.reports import Finding, FindingDecision, Report, Revision, Section
from archive.models.rules import PublishingRule
from archive.models.sources import Source
from archive.models.uploads import Batch, Upload

__all__ = [
    "Agency",
    "AgencyKey",
    "AgencyName",
    "AuditChain",
    "AuditEvent",
    "Batch",
    "CountSums",
    "Counts",
    "Division",
    "Finding",
    "FindingDecision",
    "PublishingRule",
    "Report",
    "Revision",
    "Section",
    "Source",
    "Succession",
    "Upload",
]
