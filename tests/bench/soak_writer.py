"""Withdraws and restores what is asked for on its input, as the desk would: ``withdraw 12``, ``restore 12``."""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from archive.models import Report  # noqa: E402
from archive.publishing import restore, withdraw  # noqa: E402

CHANGES = {"withdraw": withdraw, "restore": restore}


def main() -> None:
    for line in sys.stdin:
        action, number = line.split()
        CHANGES[action](Report.objects.get(pk=number), actor=None, reason="测速")
        sys.stdout.write(line)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
