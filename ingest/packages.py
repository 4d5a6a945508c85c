"""ZIP packages of reports: opened one entry at a time, weighed before and while they are unpacked."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from ingest.labels import clean_label, is_rubbish
from ingest.limits import (
    MAX_BYTES,
    MAX_COLLECTION_DIRECTORY_BYTES,
    MAX_COLLECTION_ENTRIES,
    MAX_COLLECTION_RATIO,
    MAX_COLLECTION_UNPACKED_BYTES,
    MEGABYTE,
)
from ingest.refusals import Refusal, damaged, password
from ingest.zipped import SIGNATURES

_ENCRYPTED, _UTF8 = 0x1, 0x800
# What shows that a ZIP is one document: DOCX, XLSX; ODT, EPUB; OFD; a program.
_DOCUMENT_FOLDERS = ("word/", "xl/", "ppt/")
_DOCUMENT_PARTS = ("[Content_Types].xml", "mimetype", "OFD.xml", "META-INF/MANIFEST.MF", "META-INF/container.xml")
_END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT = 65_535
# Small files may pack very tight without harm.
_HARMLESS = MEGABYTE


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a collection: its label, and its bytes or why they are not to be had."""

    label: str
    content: bytes | Refusal


def is_collection(file: IO[bytes]) -> bool:
    """A ZIP that is no document by itself."""
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    if start not in SIGNATURES:
        return False
    try:
        with zipfile.ZipFile(_weighed(file)) as package:
            names = set(package.namelist())
    except (Refusal, zipfile.BadZipFile, NotImplementedError, ValueError):
        return False
    return names.isdisjoint(_DOCUMENT_PARTS) and not any(name.startswith(_DOCUMENT_FOLDERS) for name in names)


def unpack(file: IO[bytes]) -> Iterator[Entry]:
    """The files of a collection in its order.  Raises Refusal when it is not to be opened at all."""
    try:
        package = zipfile.ZipFile(_weighed(file))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise damaged(_("压缩包已损坏或不完整，无法解开。")) from error
    with package:
        infos = [info for info in package.infolist() if not info.is_dir() and not is_rubbish(_name(info))]
        _weigh(infos)
        for info in infos:
            yield Entry(clean_label(_name(info)), _content(package, info))


def _weighed(file: IO[bytes]) -> IO[bytes]:
    """The directory is read whole into memory, by the size that its end record gives."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - _LONGEST_COMMENT - _END_OF_DIRECTORY.size))
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < _END_OF_DIRECTORY.size:
        raise damaged(_("压缩包已损坏或不完整，无法解开。"))
    directory = _END_OF_DIRECTORY.unpack_from(tail, place)[5]
    if directory > MAX_COLLECTION_DIRECTORY_BYTES:
        raise _bomb(_("压缩包的目录异常庞大，不予打开。"))
    file.seek(0)
    return file


def _weigh(infos: list[zipfile.ZipInfo]) -> None:
    if not infos:
        raise Refusal("empty", _("压缩包里没有文件。"))
    if len(infos) > MAX_COLLECTION_ENTRIES:
        raise _bomb(
            _("压缩包里有 {count} 个文件，超过 {limit} 个的上限。请分成几个压缩包。").format(
                count=len(infos), limit=MAX_COLLECTION_ENTRIES
            )
        )
    if sum(info.file_size for info in infos) > MAX_COLLECTION_UNPACKED_BYTES:
        limit = MAX_COLLECTION_UNPACKED_BYTES // MEGABYTE
        raise _bomb(_("压缩包解压后超过 {limit} MB 的上限。请分成几个压缩包。").format(limit=limit))


def _bomb(sentence: str) -> Refusal:
    return Refusal("zip-bomb", sentence)


def _content(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | Refusal:
    if info.flag_bits & _ENCRYPTED:
        return password()
    if info.file_size > _HARMLESS and info.file_size > info.compress_size * MAX_COLLECTION_RATIO:
        return _bomb(_("文件的压缩比异常，疑似压缩炸弹，不予解开。"))
    try:
        with package.open(info) as part:
            # One more than is allowed: whoever identifies it will say that it is too large.
            return part.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        return damaged(_("压缩包里的这个文件已损坏，无法解开。"))


def _name(info: zipfile.ZipInfo) -> str:
    """The packers of Chinese Windows write GBK without saying so; what they do say is UTF-8."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
