"""Where each thing has its page: one place that knows, for pages, feeds, sitemaps, datasets and the API."""

from __future__ import annotations

import re

from django.urls import reverse

from archive.models import Agency, Report

_NOT_IN_A_TAIL = re.compile(r"[^\w]+")


def report_address(report: Report) -> str:
    """The number never changes; the tail is for readers, and any tail leads to the same page."""
    tail = _NOT_IN_A_TAIL.sub("-", f"{report.agency.name}-{report.year}").strip("-")
    return reverse("report", kwargs={"report_id": report.pk, "tail": tail})


def report_home(report_id: int) -> str:
    """The address that is cited."""
    return reverse("report", kwargs={"report_id": report_id})


def agency_address(agency: Agency) -> str:
    return reverse("agency", kwargs={"agency_id": agency.pk})


def division_address(code: str) -> str:
    return reverse("division", kwargs={"code": code})
