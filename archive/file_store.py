"""A folder of files that are there whole or not at all, whatever happens while one is written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import FileSystemStorage

# Such a file was left by a process that died while writing.
UNFINISHED = ".unfinished-"


def write_whole(target: Path, chunks: Any) -> None:
    """Written beside its place, on the disk for certain, then renamed into it."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=UNFINISHED)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Until then a rename may be forgotten in a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class SafeFolder(FileSystemStorage):
    """A name is given once: a file that is there already is not written again."""

    def _save(self, name: str, content: IO[Any]) -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, iter(lambda: content.read(1 << 20), b""))
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name
