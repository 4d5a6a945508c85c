"""Indexes side by side: one is live, one may be in the making.  A small file names the live one.

Readers of an index that was replaced keep what they have open; its folder is gone, its files are not.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic, sleep

from django.conf import settings

from archive.words import segmenter_version
from search.engines.base import Busy, Engine
from search.engines.whoosh import WhooshEngine

# Raised whenever what is kept of a report changes: the index is then built anew.
LAYOUT = 2
_LIVE, _MADE = "live", "made.json"
_TURN = 0.05
_TURNS = 20
_engines: dict[Path, Engine] = {}


@dataclass(frozen=True, slots=True)
class Made:
    """How an index was made; ``complete`` is set when every report was in it."""

    layout: int
    segmenter: str
    complete: bool = False

    @classmethod
    def now(cls, *, complete: bool = False) -> Made:
        return cls(LAYOUT, segmenter_version(), complete)

    def fits(self) -> bool:
        return (self.layout, self.segmenter) == (LAYOUT, segmenter_version())


def home() -> Path:
    return Path(settings.SEARCH_DIR)


def live_folder() -> Path | None:
    with suppress(FileNotFoundError):
        return home() / (home() / _LIVE).read_text(encoding="ascii")
    return None


def made(folder: Path) -> Made | None:
    with suppress(FileNotFoundError, ValueError, TypeError):
        return Made(**json.loads((folder / _MADE).read_text(encoding="utf-8")))
    return None


def set_made(folder: Path, told: Made) -> None:
    _replace(folder / _MADE, json.dumps(asdict(told)))


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.new")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def engine_at(folder: Path) -> Engine:
    """One for each folder and process."""
    found = _engines.get(folder)
    if found is None:
        found = _engines[folder] = WhooshEngine(folder)
    return found


def live_engine() -> Engine | None:
    """None while there is no index that this version of the house can read."""
    for _ in range(_TURNS):
        folder = live_folder()
        if folder is None:
            return None
        if folder in _engines:
            return _engines[folder]
        told = made(folder)
        if told is not None and told.layout != LAYOUT:
            return None
        # It may have been replaced, and taken away, since its name was read.
        with suppress(FileNotFoundError):
            return _opened(folder)
    return None


def _opened(folder: Path) -> Engine:
    """Opened whole at once, so that it answers even when it is replaced; those before it are forgotten."""
    engine = WhooshEngine(folder, create=False)
    engine.snapshot()
    for other in [each for each in _engines if each.parent == folder.parent and not each.exists()]:
        _engines.pop(other, None)
    return _engines.setdefault(folder, engine)


def unfinished() -> Path | None:
    """An index whose making was broken off, if what was made can still be used; others are cleared away."""
    live = live_folder()
    for folder in sorted(home().glob("index-*"), reverse=True):
        told = made(folder)
        if folder != live and told is not None and told.fits() and not told.complete:
            return folder
    return None


def new_folder() -> Path:
    numbers = [int(folder.name.partition("-")[2]) for folder in home().glob("index-*")]
    return home() / f"index-{max(numbers, default=0) + 1:06}"


def make_live(folder: Path) -> None:
    """From this moment every reader's next search is in the new index."""
    set_made(folder, Made.now(complete=True))
    _replace(home() / _LIVE, folder.name)
    clear_away()


def clear_away() -> None:
    """All folders but the live one, and the one that may be continued."""
    kept = {live_folder(), unfinished()}
    for folder in home().glob("index-*"):
        if folder not in kept:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def alone(name: str, patience: float = 0) -> Iterator[None]:
    """One process at a time; Busy for the others after so many seconds.

    The kernel lets go when the process ends, however that went.
    """
    home().mkdir(parents=True, exist_ok=True)
    deadline = monotonic() + patience
    with (home() / f"{name}.lock").open("w", encoding="ascii") as file:
        while not _taken(file.fileno()):
            if monotonic() >= deadline:
                raise Busy(name)
            sleep(_TURN)
        yield


def _taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
