"""How the workers are started: one for files that come and go, one for the search index."""

from __future__ import annotations

import sys

from django.conf import settings

from ingest.queues import INTAKE
from portal.datasets.queues import DATASETS
from search.queues import INDEX

# What is published goes into the index while another process may be building a new one.
INDEXERS = 2


def worker_command() -> list[str]:
    """The queues take turns: a folder that is handed in keeps nobody's download waiting."""
    return _command(f"{INTAKE},{DATASETS}", settings.WORKERS)


def indexer_command() -> list[str]:
    """No file that is being read keeps a published report waiting.  There is one of it, so it has the calendar too."""
    return [*_command(INDEX, INDEXERS), "--beat"]


def _command(queue: str, processes: int) -> list[str]:
    """Without the chatter between workers, of which nothing here makes use."""
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING")
    many = ("--concurrency", str(processes))
    return [sys.executable, "-m", "celery", "-q", "-A", "portal.celery", "worker", *quiet, "--queues", queue, *many]
