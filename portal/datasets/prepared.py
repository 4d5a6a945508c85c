"""Files that are made before they are downloaded: each in a folder of its own, found by what was asked and when.

A file is kept for some days, and served only as long as all its reports are public as they are in it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from archive.models import Report
from archive.public_changes import newest_public_change
from portal.datasets.asking import Dataset, dataset_from
from portal.datasets.formats import FORMATS, Format
from portal.datasets.making import chunks_within
from portal.datasets.snapshot import snapshot
from search.searching import ready_engine
from search.selecting import select
from search.writing import last_change

# Changed when files of the same data come out differently.
LAYOUT = 2
KEPT_SECONDS = 3 * 24 * 60 * 60
MOST_BYTES = 4 * 1024**3
MOST_WAITING = 20
REMIND_SECONDS = 20
_FORGOTTEN_SECONDS = 60 * 60
_HEARD_SECONDS = 0.5
_REPORTS_AT_ONCE = 5000
_KEY_LENGTH = 24


class Crowded(Exception):
    """So many files are waiting to be made that one more would wait too long."""


@dataclass(frozen=True, slots=True)
class Progress:
    state: str = "waiting"
    done: int = 0
    total: int = 0

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class Prepared:
    """``key`` names its folder, and is hard to guess for whoever has not asked the same."""

    key: str

    @property
    def folder(self) -> Path:
        return _home() / self.key

    @property
    def file(self) -> Path:
        return self.folder / "table"

    @property
    def asked(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.folder / "asked.json").read_text(encoding="utf-8"))
        return told

    @property
    def dataset(self) -> Dataset:
        return dataset_from(self.asked["parameters"])

    @property
    def form(self) -> Format:
        return FORMATS[self.asked["extension"]]

    @property
    def is_ready(self) -> bool:
        return self.file.exists()

    @property
    def progress(self) -> Progress:
        if self.is_ready:
            return Progress("ready", 1, 1)
        with suppress(FileNotFoundError):
            return Progress(**json.loads((self.folder / "progress.json").read_text(encoding="utf-8")))
        return Progress()


def _home() -> Path:
    return Path(settings.DATA_DIR) / "exports"


def key_of(dataset: Dataset, form: Format) -> str:
    """The same for the same question to the same state of the data."""
    state = [LAYOUT, dataset.parameters, form.extension, newest_public_change(), ready_engine().mark()]
    return hashlib.sha256(json.dumps(state).encode()).hexdigest()[:_KEY_LENGTH]


def order(dataset: Dataset, form: Format) -> Prepared:
    """Its place, new or known.  Crowded where there are too many to be made already."""
    prepared = Prepared(key_of(dataset, form))
    if not (prepared.folder / "asked.json").exists():
        clear_away()
        if sum(map(_is_waiting, _all())) >= MOST_WAITING:
            raise Crowded
        prepared.folder.mkdir(parents=True, exist_ok=True)
        asked = {"parameters": dataset.parameters, "extension": form.extension, "version": newest_public_change()}
        _write(prepared.folder / "asked.json", asked)
    if prepared.progress.state == "failed":
        (prepared.folder / "progress.json").unlink(missing_ok=True)
    return prepared


def find(key: str) -> Prepared | None:
    prepared = Prepared(key)
    is_key = len(key) == _KEY_LENGTH and set(key) <= set("0123456789abcdef")
    return prepared if is_key and (prepared.folder / "asked.json").exists() else None


def remind(prepared: Prepared) -> bool:
    """Whether it should be asked for once more: the message may have been lost, the worker killed.

    A worker that is still at it keeps the lock, and a second one lets it be.
    """
    asked, progress = prepared.folder / "asked.json", prepared.folder / "progress.json"
    heard = max(path.stat().st_mtime for path in (asked, progress) if path.exists())
    if prepared.progress.state not in {"waiting", "working"} or time.time() - heard < REMIND_SECONDS:
        return False
    os.utime(asked)
    return True


def make(prepared: Prepared) -> None:
    """Once, however often it is asked for at the same time; what a crash left half made is made anew."""
    with _alone(prepared) as ours:
        if not ours or prepared.is_ready:
            return
        half = prepared.folder / "half"
        try:
            _write_table(prepared, half)
            half.replace(prepared.file)
        except BaseException:
            half.unlink(missing_ok=True)
            _write(prepared.folder / "progress.json", asdict(Progress("failed")))
            raise


def _write_table(prepared: Prepared, path: Path) -> None:
    dataset, form = prepared.dataset, prepared.form
    with snapshot(), path.open("wb") as file:
        reports = select(dataset.ask).reports
        public = {"mark": last_change(), "state": _public_state(reports), "reports": reports}
        _write(prepared.folder / "public.json", public)
        for chunk in chunks_within(dataset, form, reports, _teller(prepared)):
            file.write(chunk)


def is_public(prepared: Prepared) -> bool:
    """Whether its reports are published as they are in it: one that was withdrawn is in no file any more."""
    told = json.loads((prepared.folder / "public.json").read_text(encoding="utf-8"))
    return bool(told["mark"] == last_change() or told["state"] == _public_state(told["reports"]))


def _public_state(reports: list[int] | tuple[int, ...]) -> str:
    state = hashlib.sha256()
    for start in range(0, len(reports), _REPORTS_AT_ONCE):
        some = Report.objects.filter(pk__in=reports[start : start + _REPORTS_AT_ONCE], published__isnull=False)
        for row in some.order_by("pk").values_list("pk", "published_id", "published__source__withheld"):
            state.update(repr(row).encode())
    return state.hexdigest()


def _teller(prepared: Prepared) -> Callable[[int, int], None]:
    heard = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal heard
        if time.monotonic() - heard > _HEARD_SECONDS:
            heard = time.monotonic()
            _write(prepared.folder / "progress.json", asdict(Progress("working", done, total)))

    return tell


def _write(path: Path, told: object) -> None:
    """All or nothing: nobody reads half of it."""
    half = path.with_name(f"{path.name}.{os.getpid()}")
    half.write_text(json.dumps(told), encoding="utf-8")
    half.replace(path)


@contextmanager
def _alone(prepared: Prepared) -> Iterator[bool]:
    """A lock that ends with its process, however that ends."""
    with (prepared.folder / "lock").open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


# -- clearing away --


def _all() -> list[Prepared]:
    """The newest first."""
    home = _home()
    folders = [folder for folder in home.iterdir() if folder.is_dir()] if home.exists() else []
    return [Prepared(folder.name) for folder in sorted(folders, key=_age)]


def _is_waiting(prepared: Prepared) -> bool:
    """What a full disk kept from being asked for waits for nothing."""
    if not (prepared.folder / "asked.json").exists():
        return False
    return prepared.progress.state in {"waiting", "working"} and _age(prepared.folder) < _FORGOTTEN_SECONDS


def _age(folder: Path) -> float:
    with suppress(FileNotFoundError):
        return time.time() - folder.stat().st_mtime
    return float("inf")


def clear_away() -> None:
    """What is old, and the oldest where all together are too large."""
    total = 0
    for prepared in _all():
        total += prepared.file.stat().st_size if prepared.is_ready else 0
        if _age(prepared.folder) > KEPT_SECONDS or total > MOST_BYTES:
            shutil.rmtree(prepared.folder, ignore_errors=True)
