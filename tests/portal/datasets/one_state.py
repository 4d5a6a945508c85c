"""A file that is being written while somebody withdraws a report: ``python -m`` in a house of its own.

Prints as JSON how many lines the file has, and how many reports are public afterwards.
"""

from __future__ import annotations

import json
import os
import sys
import threading

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.dispatch import Signal  # noqa: E402

from archive import signals  # noqa: E402
from archive.forms import all_cells  # noqa: E402
from archive.models import Report  # noqa: E402
from archive.publishing import withdraw  # noqa: E402
from portal.datasets.asking import Dataset  # noqa: E402
from portal.datasets.columns import Shape  # noqa: E402
from portal.datasets.formats import FORMATS  # noqa: E402
from portal.datasets.making import chunks_of  # noqa: E402
from search import building  # noqa: E402
from tests.search.archived import public  # noqa: E402


def _withdraw(report: Report) -> None:
    withdraw(report, actor=None, reason="误发")
    connection.close()


def main() -> None:
    # Nobody waits for a broker that is not there.
    signals.published = Signal()
    reports = [public(year=year) for year in (2022, 2023, 2024)]
    building.build()
    chunks = chunks_of(Dataset(), FORMATS["csv"])
    pieces = [next(chunks)]
    thread = threading.Thread(target=_withdraw, args=(reports[0],))
    thread.start()
    thread.join()
    pieces.extend(chunks)
    left = Report.objects.filter(published__isnull=False).count()
    lines = [len(b"".join(chunks_of(Dataset(shape=shape), FORMATS["csv"])).splitlines()) for shape in Shape]
    assert lines == [1 + left, 1 + left * len(all_cells())]
    sys.stdout.write(json.dumps([len(b"".join(pieces).splitlines()), left]))


if __name__ == "__main__":
    main()
