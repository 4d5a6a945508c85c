"""What a report is, in a few words: whose, where, when, from which file.  Masked as long as its source is held back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from archive.divisions import table
from archive.divisions.names import PLACEHOLDERS
from archive.forms import FORMS
from archive.models import Report, Revision, Source
from archive.places import CITY, COUNTY, PROVINCE
from archive.privacy import may_be_shown
from archive.selectors import public_text
from portal.addresses import agency_address, division_address, report_home
from portal.desk.review_sheet import title_of


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    address: str = ""


@dataclass(frozen=True)
class Facts:
    report: Report
    revision: Revision

    def public(self, text: str) -> str:
        return public_text(self.revision, text)

    @property
    def source(self) -> Source:
        return self.revision.source

    @cached_property
    def home(self) -> str:
        return report_home(self.report.pk)

    @cached_property
    def agency(self) -> Place:
        return Place(self.public(self.report.agency.name), agency_address(self.report.agency))

    @cached_property
    def title(self) -> str:
        return self.public(self.revision.title) or f"{self.agency.name} {self.report.year}"

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """From the province down; a township has no page of its own."""
        township = self.report.agency.township
        return (*_places(self.report.agency.division_id or ""), *([Place(township.name)] if township else ()))

    @property
    def form_title(self) -> str:
        return title_of(self.revision.form)

    @property
    def form_basis(self) -> str:
        return FORMS[self.revision.form].basis if self.revision.form in FORMS else ""

    @cached_property
    def source_name(self) -> str:
        """Its end is no part of a number: 13800138000.pdf is a telephone and a kind of file."""
        stem, dot, end = self.source.name.rpartition(".")
        return f"{self.public(stem)}{dot}{self.public(end)}"

    @cached_property
    def signed_as(self) -> str:
        return self.public(self.revision.signed_as)

    @cached_property
    def origin(self) -> str:
        """Only of hosts that are known: many copies elsewhere are hijacked."""
        address = self.source.origin_url
        is_harmless = may_be_shown(address, settings.PUBLIC_ORIGIN_HOSTS) and self.public(address) == address
        return address if is_harmless else ""

    @property
    def source_is_open(self) -> bool:
        return not self.source.withheld


def _places(code: str) -> Iterator[Place]:
    names = table().names
    for digits in (PROVINCE, CITY, COUNTY):
        name = names.get(code[:digits], "") if len(code) >= digits else ""
        if name and name not in PLACEHOLDERS:
            yield Place(name, division_address(code[:digits]))
