"""Sources: bytes once, whole or not at all, and only what they were."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from archive.models import Source
from archive.storage import DamagedSource, discard, keep, open_source
from tests.archive.readings import source, stored

pytestmark = pytest.mark.django_db

DATA = "年报".encode()


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_bytes_lie_under_their_checksum(sources_folder: Path) -> None:
    kept, new = keep(DATA, name="年报.txt", format="text", origin_url="https://www.hongze.gov.cn/a.txt")
    assert new
    (file,) = files(sources_folder)
    assert file.relative_to(sources_folder).as_posix() == f"{kept.sha256[:2]}/{kept.sha256}"
    assert file.read_bytes() == DATA
    assert (kept.size, kept.name, kept.origin_url) == (6, "年报.txt", "https://www.hongze.gov.cn/a.txt")


def test_the_same_bytes_are_kept_once_under_their_first_name(sources_folder: Path) -> None:
    first, _ = keep(DATA, name="一.txt", format="text")
    again, new = keep(DATA, name="二.txt", format="text")
    assert (again, new, again.name) == (first, False, "一.txt")
    assert len(files(sources_folder)) == 1


def test_a_source_is_opened_as_it_was_received() -> None:
    assert open_source(source(DATA)) == DATA


@pytest.mark.parametrize("damage", [lambda file: file.unlink(), lambda file: file.write_bytes(b"x")])
def test_a_damaged_source_is_not_handed_out(sources_folder: Path, damage: object) -> None:
    kept = source(DATA)
    damage(files(sources_folder)[0])  # type: ignore[operator]
    with pytest.raises(DamagedSource):
        open_source(kept)


def test_a_file_that_was_cut_off_is_mended_when_it_comes_again(sources_folder: Path) -> None:
    kept = source(DATA)
    files(sources_folder)[0].write_bytes(DATA[:3])
    source(DATA)
    assert open_source(kept) == DATA


def test_a_full_disk_leaves_nothing_half_written(sources_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        source(DATA)
    assert files(sources_folder) == []
    assert not Source.objects.exists()


def test_what_nobody_uses_is_discarded(sources_folder: Path) -> None:
    assert discard(source(DATA))
    assert (files(sources_folder), Source.objects.count()) == ([], 0)


def test_what_a_report_was_read_from_is_not(sources_folder: Path) -> None:
    kept = source(DATA)
    stored(of=kept)
    assert not discard(kept)
    assert open_source(kept) == DATA


def test_a_long_name_is_cut() -> None:
    kept, _ = keep(DATA, name="长" * 400, format="text")
    assert (len(kept.name), kept.name[-1]) == (300, "…")
