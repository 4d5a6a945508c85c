"""A backup: one tar file with the rows, the sources, and a manifest of all their checksums."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

MANIFEST = "manifest.json"
ROWS = "database"
SOURCES = "sources"
BYTES_AT_ONCE = 1 << 20
# The layout of the tar file itself.
FORMAT = 1


class Damaged(Exception):
    """The file is no backup, or not whole any more: a sentence says what is wrong."""


@dataclass(frozen=True, slots=True)
class Member:
    """What one file in the backup must be."""

    size: int
    sha256: str


class Writer:
    """Files go in one after the other; the manifest is last, when all checksums are known."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: dict[str, Member] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        with tempfile.TemporaryFile() as whole:
            member = _written(whole, chunks)
            whole.seek(0)
            self._put(name, whole, member.size)
        self.members[name] = member

    def close(self, about: Mapping[str, Any]) -> None:
        files = {name: [member.size, member.sha256] for name, member in self.members.items()}
        text = json.dumps({"format": FORMAT, **about, "files": files}, ensure_ascii=False, indent=1).encode()
        self._put(MANIFEST, io.BytesIO(text), len(text))

    def _put(self, name: str, file: IO[bytes], size: int) -> None:
        header = tarfile.TarInfo(name)
        header.size, header.mode = size, 0o600
        self._tar.addfile(header, file)


def _written(file: IO[bytes], chunks: Iterable[bytes]) -> Member:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        file.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return Member(size, digest.hexdigest())


def write(path: Path, fill: Callable[[Writer], Mapping[str, Any]]) -> None:
    """``fill`` adds the files and tells what stands in the manifest beside them.  Readable by its owner only."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        with tarfile.open(unfinished, "w") as tar:
            unfinished.chmod(0o600)
            writer = Writer(tar)
            writer.close(fill(writer))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


class Reader:
    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.about: dict[str, Any] = json.loads(self._open(MANIFEST).read())
        self.members = {name: Member(*said) for name, said in self.about["files"].items()}

    def verify(self) -> None:
        """Every file is there, and is what the manifest says."""
        for name, member in self.members.items():
            if _checksum(self.chunks(name)) != member:
                raise Damaged(name)

    def chunks(self, name: str) -> Iterator[bytes]:
        file = self._open(name)
        while chunk := file.read(BYTES_AT_ONCE):
            yield chunk

    def lines(self, name: str) -> Iterator[bytes]:
        yield from self._open(name)

    def under(self, folder: str) -> list[str]:
        return [name for name in self.members if name.startswith(f"{folder}/")]

    def _open(self, name: str) -> IO[bytes]:
        try:
            file = self._tar.extractfile(name)
        except KeyError as error:
            raise Damaged(name) from error
        if file is None:
            raise Damaged(name)
        return file


def _checksum(chunks: Iterable[bytes]) -> Member:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
    return Member(size, digest.hexdigest())


def checksum(chunks: Iterable[bytes]) -> str:
    return _checksum(chunks).sha256
