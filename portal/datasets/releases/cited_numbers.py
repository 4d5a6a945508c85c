"""A single number that somebody cites: as its revision has it for ever, and as it is now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.cells import Cell
from archive.forms import all_cells
from archive.forms.schema import CellSpec
from archive.models import Report, Revision
from archive.privacy import mask
from archive.publishing import once_public
from archive.selectors import cells_of, public_text
from portal.citing import Citation
from portal.form_tables import text_with_unit


@dataclass(frozen=True, slots=True)
class CitedNumber:
    """``now`` is the revision that the public sees today; it may be the cited one."""

    spec: CellSpec
    cited: Revision
    now: Revision
    cell: Cell | None
    cell_now: Cell | None

    @property
    def is_current(self) -> bool:
        return self.cited.pk == self.now.pk

    @property
    def is_unchanged(self) -> bool:
        return self.text == self.text_now

    @property
    def text(self) -> str:
        return text_with_unit(self.cell)

    @property
    def text_now(self) -> str:
        return text_with_unit(self.cell_now)

    @property
    def raw(self) -> str:
        return public_text(self.cited, self.cell.raw) if self.cell else ""

    @property
    def reason_now(self) -> str:
        return mask(self.now.reason)

    @property
    def address(self) -> str:
        return number_address(self.cited.report_id, self.cited.number, self.spec.code)


def number_address(report: int, revision: int, cell: str) -> str:
    return reverse("cited_number", kwargs={"report_id": report, "revision": revision, "cell": cell})


def cited_number(report: Report, number: int, cell: str) -> CitedNumber | None:
    """None where there is no such number, or the public never saw it."""
    revisions = report.revisions.select_related("source", "report__agency")
    cited = revisions.filter(number=number, pk__in=once_public(report)).first()
    now = revisions.filter(published_report=report).first()
    if cited is None or now is None or cell not in all_cells():
        return None
    return CitedNumber(all_cells()[cell], cited, now, cells_of(cited).get(cell), cells_of(now).get(cell))


def citation_of(number: CitedNumber, accessed: date) -> Citation:
    report = number.cited.report
    said = _("{words}：{value}").format(words=number.spec.words, value=number.text)
    return Citation(
        key=f"nianbao-{report.pk}-{number.cited.number}-{number.spec.code.replace('.', '-')}",
        title=f"{public_text(number.cited, number.cited.title) or report}，{said}",
        author=report.agency.name,
        year=report.year,
        address=settings.PUBLIC_ADDRESS + number.address,
        accessed=accessed,
        issued=number.cited.published_on or number.cited.signed_on,
        version=_("第 {number} 版").format(number=number.cited.number),
        note=_("原件 SHA-256：{sha256}").format(sha256=number.cited.source_id),
    )
