"""Uploads: files handed in, each with a state that a person can see and the reason for it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models.reports import Report, Revision
from archive.models.sources import Source


class Batch(models.Model):
    """Files handed in together: at the desk, in a zip, from a folder, through the API."""

    class Through(models.TextChoices):
        DESK = "desk", _("工作台")
        COMMAND = "command", _("命令")
        API = "api", _("接口")
        SAMPLE = "sample", _("样例")

    name = models.CharField(_("名称"), max_length=200)
    through = models.CharField(_("方式"), max_length=8, choices=Through.choices)
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="batches"
    )
    created_at = models.DateTimeField(_("时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("批次")
        verbose_name_plural = _("批次")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """One file of a batch on its way to a report."""

    class State(models.TextChoices):
        WAITING = "waiting", _("排队中")
        WORKING = "working", _("处理中")
        REVIEW = "review", _("待审核")
        PUBLISHED = "published", _("已发布")
        DUPLICATE = "duplicate", _("重复")
        REFUSED = "refused", _("拒收")
        QUARANTINED = "quarantined", _("隔离")

    class Stage(models.TextChoices):
        """The last stage that is done."""

        RECEIVED = "received", _("已收到")
        STORED = "stored", _("已读取、核对、入库")
        SEGMENTED = "segmented", _("已分词")
        SETTLED = "settled", _("已有结果")

    FINAL = (State.REVIEW, State.PUBLISHED, State.DUPLICATE, State.REFUSED, State.QUARANTINED)

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="uploads")
    # As it was handed in, with the folders of a zip or of the command's path.
    name = models.CharField(_("文件名"), max_length=500)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="uploads")
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.WAITING)
    stage = models.CharField(_("阶段"), max_length=10, choices=Stage.choices, default=Stage.RECEIVED)
    # Why it is in its state: a stable code, and a sentence for the person who handed it in.
    code = models.CharField(_("原因代码"), max_length=40, blank=True)
    reason = models.CharField(_("原因"), max_length=500, blank=True)
    # What a person adds where the file does not tell whose report it is.
    given_agency = models.CharField(_("补充的机关名称"), max_length=120, blank=True)
    given_year = models.PositiveSmallIntegerField(_("补充的年份"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("尝试次数"), default=0)
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="uploads")
    revision = models.ForeignKey(Revision, models.PROTECT, null=True, blank=True, related_name="uploads")
    created_at = models.DateTimeField(_("收到时间"), auto_now_add=True)
    changed_at = models.DateTimeField(_("最近改动"), auto_now=True)

    class Meta:
        verbose_name = _("上传")
        verbose_name_plural = _("上传")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("batch", "name"), name="a_file_once_in_a_batch"),
            models.CheckConstraint(
                condition=~Q(state__in=("refused", "quarantined", "duplicate")) | ~Q(reason=""),
                name="what_was_not_taken_in_has_its_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("review", "published")) | Q(revision__isnull=False),
                name="what_was_taken_in_has_its_revision",
            ),
        )
        indexes = (models.Index(fields=("state", "changed_at"), name="upload_state"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_final(self) -> bool:
        return self.state in self.FINAL
