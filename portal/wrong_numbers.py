"""Readers' messages about wrong numbers: taken from anybody, a few at a time, and answered at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from archive.auditing import changing, record
from archive.forms import all_cells
from archive.impossible import Impossible
from archive.models import Report
from archive.texts import fitted
from portal.models import WrongNumber

WINDOW = timedelta(hours=1)
# One careful reader with one report; a whole class with many; more than that is a machine.
BY_SENDER = 5
BY_ALL = 200
ANSWER = "wrong_number.answer"
# Whoever has one address of the new kind has all of a network.
_IPV6_NETWORK_BITS = 64


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader typed."""

    cell: str = ""
    shown: str = ""
    printed: str = ""
    note: str = ""
    contact: str = ""


class TooMany(Exception):
    """``wait`` is how long until the next message is taken."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


def open_messages() -> QuerySet[WrongNumber]:
    return WrongNumber.objects.filter(answered_at__isnull=True)


def receive(report: Report, told: Told, *, address: str) -> WrongNumber:
    now = timezone.now()
    forget_senders(now)
    sender = sender_of(address)
    if wait := max(_waits(sender, now), default=timedelta(0)):
        raise TooMany(wait)
    return WrongNumber.objects.create(
        report=report,
        cell=told.cell,
        **{name: _fitted(name, getattr(told, name)) for name in ("shown", "printed", "note", "contact")},
        sender=sender,
        at=now,
    )


def _fitted(column: str, text: str) -> str:
    return fitted(text.strip(), WrongNumber.longest(column))


def sender_of(address: str) -> str:
    """The same for the same network, and no way back to it without the server's key."""
    return salted_hmac("portal.wrong_numbers", _network(address), algorithm="sha256").hexdigest()


def _network(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return f"{int(known) >> (known.max_prefixlen - _IPV6_NETWORK_BITS):x}::"
    return str(getattr(known, "ipv4_mapped", None) or known)


def forget_senders(now: datetime) -> None:
    WrongNumber.objects.filter(at__lte=now - WINDOW).exclude(sender="").update(sender="")


def _waits(sender: str, now: datetime) -> Iterator[timedelta]:
    recent = WrongNumber.objects.filter(at__gt=now - WINDOW).order_by("-at").values_list("at", flat=True)
    for alike, limit in ((Q(sender=sender), BY_SENDER), (Q(), BY_ALL)):
        oldest: datetime | None = recent.filter(alike)[limit - 1 : limit].first()
        if oldest is not None:
            yield oldest + WINDOW - now


def answer(message: WrongNumber, words: str, *, actor: User) -> None:
    """Closes a message.  The log keeps who answered what, never who had asked."""
    if not words.strip():
        raise Impossible("no-answer", _("请写下怎么处理的。"))
    with changing():
        if not open_messages().filter(pk=message.pk).exists():
            raise Impossible("answered-already", _("这一条已经有人答复了。"))
        message.answer, message.contact = _fitted("answer", words), ""
        message.answered_at, message.answered_by = timezone.now(), actor
        message.save(update_fields=["answer", "contact", "answered_at", "answered_by"])
        summary = _("答复读者指正：{report} {cell}").format(report=message.report, cell=cell_words(message.cell))
        data = {"message": message.pk, "cell": message.cell, "answer": message.answer}
        record(ANSWER, actor=actor, obj=message.report, summary=summary.strip(), data=data)


def cell_words(code: str) -> str:
    spec = all_cells().get(code)
    return " · ".join((*spec.row.groups[-1:], spec.words)) if spec else ""
