"""The real reports of tests/reports, read, stored, segmented and published as the worker does it."""

from __future__ import annotations

from archive.models import Report
from archive.publishing import publish
from archive.storage import keep
from ingest.storing import read_source, store
from ingest.tokens import write_tokens
from tests.house import ROOT

FOLDER = ROOT / "tests" / "reports"
KINDS = ("txt", "html", "pdf")


def publish_all() -> dict[str, Report]:
    """By the names of their files."""
    paths = sorted(path for kind in KINDS for path in FOLDER.glob(f"*.{kind}"))
    reports: dict[str, Report] = {}
    for path in paths:
        source, _ = keep(path.read_bytes(), name=path.name, format=path.suffix.lstrip("."))
        report, revision, _ = store(read_source(source), source, reason="试")
        write_tokens(report.pk)
        publish(report, revision, actor=None, reason="试")
        reports[path.stem] = report
    return reports
