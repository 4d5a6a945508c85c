"""Reports, and the revisions, sections and findings of what they say."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.findings import Severity
from archive.models.agencies import Agency
from archive.models.sources import Source


class Report(models.Model):
    """One agency's report for one year.  ``published`` is the revision that the public sees, if any."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField(_("年份"))
    published = models.OneToOneField("Revision", models.PROTECT, null=True, blank=True, related_name="published_report")
    # The newest revision; waits for a person unless it is the published one or was set aside.
    latest = models.OneToOneField("Revision", models.PROTECT, null=True, blank=True, related_name="+")
    needs_review = models.BooleanField(_("待审核"), default=True)
    # The queue's order: the greater, the more likely something is wrong.
    doubt = models.PositiveIntegerField(_("存疑程度"), default=0)
    # The report of the same agency and year that this one's content went into when agencies were merged.
    folded_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="folded")
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    created_at = models.DateTimeField(_("收录时间"), auto_now_add=True)
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    changed_at = models.DateTimeField(_("最近改动"), auto_now=True)

    class Meta:
        verbose_name = _("年报")
        verbose_name_plural = _("年报")
        constraints = (
            models.UniqueConstraint(fields=("agency", "year"), name="one_report_of_an_agency_and_year"),
            models.CheckConstraint(condition=Q(year__gte=2003, year__lte=2100), name="report_year_is_possible"),
            models.CheckConstraint(
                condition=Q(published__isnull=True) | Q(published_at__isnull=False), name="published_has_its_time"
            ),
            models.CheckConstraint(
                condition=Q(folded_into__isnull=True) | Q(published__isnull=True, needs_review=False),
                name="what_went_into_another_report_rests",
            ),
        )
        indexes = (
            models.Index(fields=("-doubt", "id"), name="review_queue", condition=Q(needs_review=True)),
            models.Index(fields=("-published_at",), name="report_newest", condition=Q(published__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.agency} {self.year}"


class Revision(models.Model):
    """One reading of a report's content, by the parser or a person.  The database refuses any change to it."""

    class By(models.TextChoices):
        PARSER = "parser", _("程序")
        PERSON = "person", _("人工")

    report = models.ForeignKey(Report, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("版本号"))
    by = models.CharField(_("来自"), max_length=6, choices=By.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    parser_version = models.CharField(_("解析程序版本"), max_length=20)
    reason = models.CharField(_("理由"), max_length=500)
    source = models.ForeignKey(Source, models.PROTECT, related_name="revisions")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    created_at = models.DateTimeField(_("时间"), auto_now_add=True)

    title = models.CharField(_("题名"), max_length=300)
    # The agency's name in full, and as the file prints it.
    agency_name = models.CharField(_("机关名称"), max_length=120, blank=True)
    printed_agency = models.CharField(_("印刷的机关名称"), max_length=200, blank=True)
    # What the file says of the division, with the candidates where it leaves a choice.
    division = models.JSONField(_("地区线索"), default=dict)
    form = models.CharField(_("格式"), max_length=12, blank=True)
    published_on = models.DateField(_("公布日期"), null=True, blank=True)
    signed_on = models.DateField(_("落款日期"), null=True, blank=True)
    signed_as = models.CharField(_("落款"), max_length=200, blank=True)
    # Cell code → value, raw text, status, locator: exactly as read (archive.cell_codec).
    cells = models.JSONField(_("数据项"), default=dict)
    # Cell code → what a person decided of it, and why: every later reading of the same source keeps to it.
    corrections = models.JSONField(_("更正"), default=dict)
    indicators = models.JSONField(_("其他指标"), default=list)
    # What the prose says of numbers: so that corrected cells are checked against it again.
    claims = models.JSONField(_("正文中的数字"), default=list)
    warnings = models.JSONField(_("说明"), default=list)
    # Of the content, so that the same content is never stored twice in a row.
    fingerprint = models.CharField(_("内容指纹"), max_length=64)

    class Meta:
        verbose_name = _("版本")
        verbose_name_plural = _("版本")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("report", "number"), name="revision_numbers_run_once"),
            models.CheckConstraint(
                condition=Q(by="parser") | Q(author__isnull=False), name="a_persons_revision_has_its_author"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="every_revision_has_its_reason"),
        )

    def __str__(self) -> str:
        return f"{self.report} v{self.number}"


class Section(models.Model):
    """One chapter of a revision, with its place; ``tokens`` is its segmented text, made once by the worker."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(_("次序"))
    number = models.PositiveSmallIntegerField(_("章节号"))
    heading = models.CharField(_("标题"), max_length=200, blank=True)
    text = models.TextField(_("正文"))
    tokens = models.TextField(_("分词"), blank=True)
    segmenter = models.CharField(_("分词版本"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("章节")
        verbose_name_plural = _("章节")
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("revision", "position"), name="sections_stand_in_order"),)

    def __str__(self) -> str:
        return self.heading or str(self.number)


class Finding(models.Model):
    """What does not add up in a revision.  ``key`` is equal when rule, cells and printed content are equal."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="findings")
    key = models.CharField(_("标识"), max_length=64)
    rule = models.CharField(_("规则"), max_length=80)
    severity = models.CharField(
        _("程度"), max_length=8, choices=[(severity.value, severity.value) for severity in Severity]
    )
    message = models.CharField(_("说明"), max_length=1000)
    cells = models.JSONField(_("数据项"), default=list)
    quotes = models.JSONField(_("引文"), default=list)

    class Meta:
        verbose_name = _("核对提示")
        verbose_name_plural = _("核对提示")
        indexes = (models.Index(fields=("rule",), name="finding_rule"),)
        constraints = (models.UniqueConstraint(fields=("revision", "key"), name="a_finding_once_in_a_revision"),)

    def __str__(self) -> str:
        return self.message


class FindingDecision(models.Model):
    """What a person decided of a finding.  It belongs to the report: re-parsing leaves it alone."""

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("属实")
        EXPLAINED = "explained", _("可以解释")
        DISMISSED = "dismissed", _("不成立")

    report = models.ForeignKey(Report, models.PROTECT, related_name="decisions")
    key = models.CharField(_("标识"), max_length=64)
    verdict = models.CharField(_("决定"), max_length=10, choices=Verdict.choices)
    note = models.CharField(_("说明"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"), auto_now=True)

    class Meta:
        verbose_name = _("对提示的决定")
        verbose_name_plural = _("对提示的决定")
        constraints = (models.UniqueConstraint(fields=("report", "key"), name="one_decision_on_a_finding"),)

    def __str__(self) -> str:
        return f"{self.key[:12]} {self.verdict}"
