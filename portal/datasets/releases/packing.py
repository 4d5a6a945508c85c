"""Files that come out the same, byte for byte, whenever they are made of the same rows."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

BYTES_AT_ONCE = 1 << 20
# A ZIP cannot be older; one moment for all files, whenever they were written.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
ZIP_MODE = 0o644 << 16
GZIP_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Packed:
    """What a file of the release must be for ever."""

    name: str
    size: int
    sha256: str


def measured(path: Path) -> Packed:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Packed(path.name, path.stat().st_size, digest)


@contextmanager
def text_file(path: Path) -> Iterator[IO[str]]:
    """Compressed where its name ends so; no clock and no file name gets into it."""
    if path.suffix != ".gz":
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
        return
    with (
        path.open("wb") as raw,
        gzip.GzipFile("", "wb", GZIP_LEVEL, raw, mtime=0) as packed,
        io.TextIOWrapper(packed, encoding="utf-8", newline="") as file,
    ):
        yield file


def reading(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


@contextmanager
def reading_rows(path: Path) -> Iterator[Iterator[dict[str, str]]]:
    with reading(path) as file:
        yield csv.DictReader(file)


def write_table(path: Path, names: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """How many rows; nothing is an empty field."""
    count = 0
    with text_file(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for row in rows:
            writer.writerow(["" if value is None else value for value in row])
            count += 1
    return count


def pack(folder: Path, names: Sequence[str], target: Path) -> None:
    """One ZIP of them, in this order; what is compressed already is only put in."""
    with zipfile.ZipFile(target, "w") as whole:
        for name in names:
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.external_attr = ZIP_MODE
            entry.compress_type = zipfile.ZIP_STORED if name.endswith((".gz", ".parquet")) else zipfile.ZIP_DEFLATED
            with whole.open(entry, "w", force_zip64=True) as inside, (folder / name).open("rb") as file:
                while piece := file.read(BYTES_AT_ONCE):
                    inside.write(piece)


def checksums(files: Iterable[Packed]) -> str:
    """As `sha256sum --check` reads them."""
    return "".join(f"{file.sha256}  {file.name}\n" for file in sorted(files, key=lambda file: file.name))
