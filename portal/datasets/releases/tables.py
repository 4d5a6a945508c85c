"""The rows of a release's tables: everything that is published, in the order of the reports' numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from django.db.models import Q
from django.utils.translation import override

from archive.forms import FORMS, all_cells
from archive.kinds import KIND_LABELS, Kind
from archive.models import Agency, Division, Report, Revision
from archive.privacy import mask
from archive.selectors import judged_findings, printed_names, public_text, published
from portal.datasets.columns import DataColumn
from portal.datasets.releases import resources
from portal.datasets.rows import Batch, long_batches, wide_batches

Row = Sequence[object]
ROWS_AT_ONCE = 500
# What researchers read years later must not depend on who asked for it in which language.
LANGUAGE = "zh-hans"


class Tables:
    """To be read within one snapshot of the database."""

    def __init__(self, base: str) -> None:
        self._base = base

    @cached_property
    def reports(self) -> list[int]:
        return list(published().order_by("pk").values_list("pk", flat=True))

    def rows(self, name: str) -> Iterator[Row]:
        with override(LANGUAGE):
            yield from {
                resources.REPORTS.name: self._reports,
                resources.CELLS.name: self._cells,
                resources.FINDINGS.name: self._findings,
                resources.AGENCIES.name: self._agencies,
                resources.NAMES.name: self._names,
                resources.DIVISIONS.name: self._divisions,
                resources.REVISIONS.name: self._revisions,
                resources.CODEBOOK.name: codebook,
            }[name]()

    def batches(self, name: str) -> Iterator[Batch]:
        """Of the two tables that come in Parquet as well."""
        if name == resources.REPORTS.name:
            return wide_batches(self.reports, resources.REPORTS.columns, base=self._base)
        return long_batches(self.reports, resources.CELLS.columns, list(all_cells()), base=self._base)

    def _reports(self) -> Iterator[Row]:
        return _rows(self.batches(resources.REPORTS.name))

    def _cells(self) -> Iterator[Row]:
        return _rows(self.batches(resources.CELLS.name))

    def _findings(self) -> Iterator[Row]:
        for report in self._published():
            revision = report.published
            assert revision is not None  # noqa: S101 - only such are asked for
            for judged in sorted(judged_findings(report, revision, public=True), key=lambda one: one.key):
                decision = judged.decision
                yield (
                    report.pk,
                    judged.key,
                    judged.finding.rule,
                    judged.finding.severity.value,
                    public_text(revision, judged.finding.message),
                    " ".join(judged.finding.cells),
                    decision.verdict if decision else None,
                    mask(decision.note) if decision else None,
                )

    def _published(self) -> Iterator[Report]:
        rows = Report.objects.filter(published__isnull=False).order_by("pk")
        return rows.select_related("agency", "published__source").iterator(chunk_size=ROWS_AT_ONCE)

    def _agencies(self) -> Iterator[Row]:
        found = Agency.objects.filter(reports__published__isnull=False).distinct().order_by("pk")
        for agency in found:
            yield (agency.pk, agency.name, agency.kind, KIND_LABELS[Kind(agency.kind)], agency.division_id)

    def _names(self) -> Iterator[Row]:
        return ((one.agency, one.name, one.first_year, one.last_year) for one in printed_names(Q()))

    def _divisions(self) -> Iterator[Row]:
        used = Agency.objects.filter(reports__published__isnull=False, division__isnull=False)
        codes = {code[:digits] for code in used.values_list("division_id", flat=True) for digits in (2, 4, 6)}
        return iter(Division.objects.filter(pk__in=codes).order_by("pk").values_list("pk", "name", "full_name"))

    def _revisions(self) -> Iterator[Row]:
        """Up to the one that is published: later ones wait at the desk."""
        for report in self._published():
            published_one = report.published
            assert published_one is not None  # noqa: S101 - only such are asked for
            for revision in _revisions_until(published_one):
                yield (
                    report.pk,
                    revision.number,
                    revision.created_at.date().isoformat(),
                    revision.by,
                    revision.parser_version,
                    mask(revision.reason),
                    revision.source_id,
                )


def _revisions_until(last: Revision) -> Iterable[Revision]:
    rows = Revision.objects.filter(report_id=last.report_id, number__lte=last.number).order_by("number")
    return rows.only("report_id", "number", "created_at", "by", "parser_version", "reason", "source_id")


def _rows(batches: Iterable[Batch]) -> Iterator[Row]:
    for batch in batches:
        yield from zip(*batch.values, strict=True)


def codebook() -> Iterator[Row]:
    """Every column of every table, with what the forms say of it."""
    for resource in resources.RESOURCES:
        for column in resource.columns:
            yield (
                resource.name,
                column.name,
                column.type.value,
                column.unit,
                column.label,
                column.english,
                *_law(column),
            )


def _law(column: DataColumn) -> tuple[str | None, str | None, str | None]:
    if column.cell is None:
        return None, None, None
    row = column.cell.row
    forms = [code for code, form in FORMS.items() if column.name in {*form.cells, *_alternate(code)}]
    return row.article or None, row.outcome or None, " ".join(forms)


def _alternate(form: str) -> Iterable[str]:
    other = FORMS[form].alternate
    return other.cells if other else ()
