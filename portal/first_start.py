"""What a fresh archive needs before its first visitor: an administrator, and something to look at."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from archive.models import Batch
from ingest.batches import hand_in, open_batch
from ingest.queueing import queue_all
from portal import environment
from portal.samples import sample_files

ADMINISTRATOR = "admin"
PASSWORD_BYTES = 12


def make_administrator() -> str | None:
    """What to tell whoever starts the house, once; nothing where there is an administrator."""
    if User.objects.filter(is_superuser=True, is_active=True).exists():
        return None
    given = environment.text("DESK_PASSWORD", "")
    password = given or secrets.token_urlsafe(PASSWORD_BYTES)
    User.objects.create_superuser(ADMINISTRATOR, password=password)
    shown = _("取自 DESK_PASSWORD") if given else password
    return _("工作台管理员：{name}　密码：{password}（只显示这一次）").format(name=ADMINISTRATOR, password=shown)


def hand_in_samples() -> int:
    """The real reports that come with the house, into an archive that has never received anything."""
    files = sample_files()
    if not files or Batch.objects.exists():
        return 0
    batch = open_batch(_("样例"), through=Batch.Through.SAMPLE, uploader=None)
    for path in files:
        with path.open("rb") as file:
            queue_all(list(hand_in(batch, path.name, file)))
    return len(files)
