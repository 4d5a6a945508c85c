"""The tasks of the index's writer.  Any of them may come twice, or never."""

from __future__ import annotations

import logging
from typing import Any

from celery import shared_task
from django.db import DatabaseError

from search import building, reconciling, writing
from search.engines.base import Busy
from search.generations import live_folder, made
from search.listening import hand_over
from search.queues import REBUILD, RECONCILE, WRITE_CHANGES

log = logging.getLogger(__name__)
AGAIN_SECONDS = 1


@shared_task(name=WRITE_CHANGES, bind=True, max_retries=None)
def write_changes(task: Any) -> None:
    """A writer that is at it may have looked for changes before this one came: so once more, a little later."""
    try:
        writing.write_changes()
    except writing.NoIndex:
        hand_over(REBUILD)
    except Busy as busy:
        raise task.retry(countdown=AGAIN_SECONDS) from busy
    else:
        _renew_if_outdated()


def _renew_if_outdated() -> None:
    """Other dictionaries give other words: the ranking would be wrong until the index is built anew."""
    folder = live_folder()
    told = made(folder) if folder else None
    if told is not None and not told.fits():
        hand_over(REBUILD)


@shared_task(name=REBUILD)
def rebuild() -> None:
    """One that is killed or runs out of time goes on where it was with its next message."""
    try:
        building.build()
    except Busy:
        log.info("an index is being built already")


@shared_task(name=RECONCILE)
def reconcile() -> None:
    try:
        found = reconciling.reconcile()
    except (Busy, DatabaseError, writing.NoIndex) as error:
        log.warning("index not reconciled: %s", error)
        return
    if found:
        log.error("index repaired: missing %s, ghosts %s", found.missing, found.ghosts)
