"""Audit events: who did what, for ever.  The database refuses to change or delete them; each seals the one before."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AuditEvent(models.Model):
    """``seal`` is a SHA-256 over the event and the seal before it: a missing or altered event breaks the chain."""

    at = models.DateTimeField(_("时间"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="audit_events"
    )
    # Kept beside the account so that the log reads the same when an account is renamed.
    actor_name = models.CharField(_("操作人"), max_length=150)
    action = models.CharField(_("操作"), max_length=40)
    # What it was done to: "report", "agency", "upload", "rule", "user"; and its key.
    object_type = models.CharField(_("对象"), max_length=20)
    object_id = models.CharField(_("编号"), max_length=64)
    summary = models.CharField(_("说明"), max_length=500)
    # What is needed to understand it and to undo it.
    data = models.JSONField(_("内容"), default=dict)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    previous_seal = models.CharField(max_length=64, unique=True)
    seal = models.CharField(_("校验"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("操作记录")
        verbose_name_plural = _("操作记录")
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("object_type", "object_id"), name="audit_object"),
            models.Index(fields=("action",), name="audit_action"),
        )

    def __str__(self) -> str:
        return self.summary


class AuditChain(models.Model):
    """The end of the chain, one row: whoever writes an event holds it, and events cut off at the end are missed."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    length = models.PositiveBigIntegerField(_("条数"), default=0)
    last_seal = models.CharField(_("最后的校验"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("操作记录的末端")
        verbose_name_plural = _("操作记录的末端")
        constraints = (models.CheckConstraint(condition=Q(id=1), name="there_is_one_audit_chain"),)

    def __str__(self) -> str:
        return self.last_seal
