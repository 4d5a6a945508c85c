"""Failed log-ins are counted by account and by address; after too many, both wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from portal.models import FailedLogin

WINDOW = timedelta(minutes=15)
# From one address: one forgotten password, a whole office.  From everywhere: one account under attack.
BY_ACCOUNT_AND_ADDRESS = 5
BY_ADDRESS = 30
BY_ACCOUNT = 50
ACCOUNT_LENGTH = 150


@dataclass(frozen=True, slots=True)
class Attempt:
    """``wait`` is how long until the next one is looked at; zero if this one is."""

    row: FailedLogin
    wait: timedelta

    @property
    def is_refused(self) -> bool:
        return self.wait > timedelta(0)


def begin(account: str, address: str) -> Attempt:
    """Counts an attempt as failed before the password is looked at, so that many at once cannot slip through."""
    now = timezone.now()
    FailedLogin.objects.filter(at__lt=now - WINDOW).delete()
    row = FailedLogin.objects.create(account=_account(account), address=address, at=now)
    wait = max(_waits(row), default=timedelta(0))
    if wait:
        # One that was not looked at does not make the wait longer.
        row.delete()
    return Attempt(row, wait)


def succeed(attempt: Attempt) -> None:
    """The right password from there makes up for the wrong ones from there."""
    FailedLogin.objects.filter(account=attempt.row.account, address=attempt.row.address).delete()


def _account(name: str) -> str:
    return name.strip().casefold()[:ACCOUNT_LENGTH]


def _waits(row: FailedLogin) -> Iterator[timedelta]:
    limits = (
        (Q(account=row.account, address=row.address), BY_ACCOUNT_AND_ADDRESS),
        (Q(address=row.address), BY_ADDRESS),
        (Q(account=row.account), BY_ACCOUNT),
    )
    for alike, limit in limits:
        before = FailedLogin.objects.filter(alike).exclude(pk=row.pk).order_by("-at").values_list("at", flat=True)
        oldest: datetime | None = before[limit - 1 : limit].first()
        if oldest is not None:
            yield oldest + WINDOW - row.at
