"""Files of the paths that were given on the command line, in an order that a person expects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.labels import is_rubbish


@dataclass(frozen=True, slots=True)
class Found:
    path: Path
    label: str


def files_of(paths: Sequence[Path]) -> Iterator[Found]:
    """A file stands for itself; of a folder come all files in it and below, without following links."""
    for path in paths:
        if not path.is_dir():
            yield Found(path, path.name)
            continue
        root = path.resolve()
        for inner in sorted(root.rglob("*")):
            label = f"{root.name}/{inner.relative_to(root).as_posix()}"
            if inner.is_file() and not inner.is_symlink() and not is_rubbish(label):
                yield Found(inner, label)
