"""Agencies: the bodies that report, their names over time, who followed whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.divisions import Certainty
from archive.kinds import KIND_LABELS
from archive.models.places import Division


class Agency(models.Model):
    """``merged_into`` leads to the body that a person found it to be."""

    name = models.CharField(_("名称"), max_length=120)
    kind = models.CharField(
        _("机关类型"), max_length=20, choices=[(kind.value, label) for kind, label in KIND_LABELS.items()]
    )
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="agencies")
    township = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    division_status = models.CharField(
        _("地区的把握"), max_length=12, choices=[(status.value, status.value) for status in Certainty]
    )
    # A person chose the division: no later file changes it.
    division_decided = models.BooleanField(_("地区已核定"), default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    pinyin = models.CharField(_("拼音"), max_length=600, blank=True)
    initials = models.CharField(_("拼音首字母"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("机关")
        verbose_name_plural = _("机关")
        constraints = (
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="agency_not_merged_into_itself"
            ),
        )
        indexes = (models.Index(fields=("name",), name="agency_name"),)

    def __str__(self) -> str:
        return self.name


class AgencyKey(models.Model):
    """What leads a report to its agency: equal for all names of one body (archive.agency_names).

    An agency keeps the keys that it had before its division was resolved, and takes those of the agencies
    merged into it: the same file finds the same agency for ever.
    """

    key = models.CharField(_("同一性"), max_length=200, primary_key=True)
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="keys")

    class Meta:
        verbose_name = _("机关的同一性")
        verbose_name_plural = _("机关的同一性")

    def __str__(self) -> str:
        return self.key


class AgencyName(models.Model):
    """A name that reports of an agency print, and the years in which they print it."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names")
    name = models.CharField(_("名称"), max_length=120)
    first_year = models.PositiveSmallIntegerField(_("最早年份"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("最晚年份"), null=True, blank=True)

    class Meta:
        verbose_name = _("机关名称")
        verbose_name_plural = _("机关名称")
        constraints = (models.UniqueConstraint(fields=("agency", "name"), name="one_row_per_name_of_an_agency"),)
        indexes = (models.Index(fields=("name",), name="agency_any_name"),)

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One body took over from another: both keep their own reports, and their series is read through."""

    predecessor = models.ForeignKey(Agency, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Agency, models.PROTECT, related_name="precessions")
    year = models.PositiveSmallIntegerField(_("年份"))
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("承继")
        verbose_name_plural = _("承继")
        constraints = (
            models.UniqueConstraint(fields=("predecessor", "successor"), name="one_succession_of_two_agencies"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="nobody_succeeds_itself"),
        )

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}（{self.year}）"
