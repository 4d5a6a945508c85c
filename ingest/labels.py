"""Names of files as they were handed in: labels for people, never paths for programs."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

LONGEST_LABEL = 480
# What systems and programs leave beside a person's files.
_RUBBISH = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db"})
_RUBBISH_STARTS = ("._", "~$", ".~lock.", ".unfinished-")
_RUBBISH_FOLDERS = frozenset({"__MACOSX", ".git", ".svn", "$RECYCLE.BIN"})
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def clean_label(name: str) -> str:
    """Without drives, ways upwards and characters that print nothing; the end is kept where it is too long."""
    parts = _UNPRINTABLE.sub("", name).replace("\\", "/").split("/")
    label = "/".join(part.strip() for part in parts if part.strip() not in ("", ".", "..") and not part.endswith(":"))
    return label[-LONGEST_LABEL:] or "（无名）"


def is_rubbish(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    last = path.name.lower()
    return last in _RUBBISH or last.startswith(_RUBBISH_STARTS) or not _RUBBISH_FOLDERS.isdisjoint(path.parts)


def numbered(label: str, number: int) -> str:
    """The same label again, for another file of its batch: 年报.pdf, 年报（2）.pdf."""
    path = PurePosixPath(label)
    return str(path.with_name(f"{path.stem}（{number}）{path.suffix}"))
