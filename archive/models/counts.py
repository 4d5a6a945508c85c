"""The published numbers as plain columns: what charts, facets and datasets add up without reading JSON.

One row for each published report, made from its published revision and from nothing else; the columns
are those of the forms.  Amounts are in ten-thousandths so that sums are exact in every database.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.forms import all_cells
from archive.forms.rows import TOTAL
from archive.models.reports import Report


class Counts(models.Model):
    """NULL where there is no number; ``states`` tells for each cell which nothing it is (archive.counting)."""

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="counts")
    year = models.PositiveSmallIntegerField(_("年份"))
    kind = models.CharField(_("机关类型"), max_length=20)
    province = models.CharField(_("省"), max_length=2, blank=True)
    city = models.CharField(_("市"), max_length=4, blank=True)
    county = models.CharField(_("县"), max_length=6, blank=True)
    form = models.CharField(_("格式"), max_length=12, blank=True)
    findings = models.PositiveSmallIntegerField(_("核对提示"), default=0)
    states = models.CharField(_("状态"), max_length=400)

    class Meta:
        verbose_name = _("数据")
        verbose_name_plural = _("数据")
        indexes = (
            # A group of CountSums is found by it.
            models.Index(fields=("province", "city", "year"), name="counts_group"),
            models.Index(fields=("city", "year"), name="counts_city_year"),
            models.Index(fields=("county", "year"), name="counts_county_year"),
            models.Index(fields=("year", "kind"), name="counts_year_kind"),
        )

    def __str__(self) -> str:
        return str(self.report_id)


class CountSums(models.Model):
    """Counts of all reports of one year, kind, province and city added up: charts of a whole country read few rows.

    NULL where no report of the group has a number.
    """

    year = models.PositiveSmallIntegerField(_("年份"))
    kind = models.CharField(_("机关类型"), max_length=20)
    province = models.CharField(_("省"), max_length=2, blank=True)
    city = models.CharField(_("市"), max_length=4, blank=True)
    reports = models.PositiveIntegerField(_("年报数"))

    class Meta:
        verbose_name = _("数据之和")
        verbose_name_plural = _("数据之和")
        constraints = (
            models.UniqueConstraint(fields=("province", "city", "year", "kind"), name="one_row_of_sums_for_a_group"),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.kind} {self.city or self.province}"


def column_of(code: str) -> str:
    """The column that keeps a cell's number: its code without dots."""
    return code.replace(".", "_")


def _totals_first() -> list[str]:
    """What charts add up stands first in a row: a database reads a row from its beginning."""
    return sorted(all_cells(), key=lambda code: not code.endswith(f".{TOTAL.code}"))


COLUMNS = tuple(map(column_of, _totals_first()))
for _column in COLUMNS:
    Counts.add_to_class(_column, models.BigIntegerField(null=True, blank=True))
    CountSums.add_to_class(_column, models.BigIntegerField(null=True, blank=True))
