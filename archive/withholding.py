"""Sources with private data in them stay behind the desk, and the public sees their text masked."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from archive.auditing import changing, record
from archive.impossible import Impossible
from archive.models import AuditEvent, Report, Source
from archive.privacy import has_private_data
from archive.signals import announce

WITHHOLD, RELEASE = "source.withhold", "source.release"


def hold_back_if_private(source: Source, texts: Iterable[str]) -> None:
    """The machine rather holds back too much; a person releases what is harmless, once for all."""
    if source.withheld or source.withheld_decided or not any(map(has_private_data, texts)):
        return
    _decide(source, withheld=True, decided=False, actor=None, reason=_("正文中有手机号码、身份证号码或个人邮箱"))


def withhold(source: Source, *, actor: User | None, reason: str) -> AuditEvent | None:
    """None where it is so already."""
    return _decide(source, withheld=True, decided=True, actor=actor, reason=reason)


def release(source: Source, *, actor: User | None, reason: str) -> AuditEvent | None:
    return _decide(source, withheld=False, decided=True, actor=actor, reason=reason)


def _decide(source: Source, *, withheld: bool, decided: bool, actor: User | None, reason: str) -> AuditEvent | None:
    sentence = _("原件“{name}”不公开：{reason}") if withheld else _("原件“{name}”可以公开：{reason}")
    with changing():
        source.refresh_from_db()
        before = [source.withheld, source.withheld_decided]
        if before == [withheld, decided]:
            return None
        _set(source, withheld=withheld, decided=decided)
        return record(
            WITHHOLD if withheld else RELEASE,
            actor=actor,
            obj=source,
            summary=sentence.format(name=source.name, reason=reason),
            data={"before": before, "after": [withheld, decided]},
        )


def _set(source: Source, *, withheld: bool, decided: bool) -> None:
    source.withheld, source.withheld_decided = withheld, decided
    source.save(update_fields=["withheld", "withheld_decided"])
    for report_id in Report.objects.filter(published__source=source).values_list("id", flat=True):
        announce(report_id)


def undo_decision(event: AuditEvent) -> Source:
    source = Source.objects.get(pk=event.object_id)
    if [source.withheld, source.withheld_decided] != event.data["after"]:
        raise Impossible("changed-since", _("这份原件之后又有改动，不能直接撤销。"))
    withheld, decided = event.data["before"]
    _set(source, withheld=withheld, decided=decided)
    return source
