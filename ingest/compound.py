"""Compound files (OLE): DOC and WPS, encrypted DOCX, and what is not accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.refusals import damaged, foreign, macros, password

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Layout of the header, of directory entries and of a Word file's first block, after [MS-CFB] and [MS-DOC].
_SECTOR_SHIFT = 30
_DIRECTORY = 48
_ENTRY = 128
_NAME_LENGTH = 64
_FIRST_SECTOR = 116
_WORD_FLAGS = 10
_WORD_IDENTS = (b"\xec\xa5", b"\xdc\xa5", b"\xdb\xa5")
_ENCRYPTED = 0x0100
_FOREIGN = {
    "Workbook": "Excel 表格（XLS）",
    "Book": "Excel 表格（XLS）",
    "PowerPoint Document": "幻灯片（PPT）",
    "VisioDocument": "Visio 图",
    "FileHeader": "HWP 文档",
    "__properties_version1.0": "Outlook 邮件",
    "MatOST": "Microsoft Works 文档",
}


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    sector: int


def identify(data: bytes) -> str:
    """The format "doc" (WPS files are the same inside); anything else is refused by the name a person knows."""
    if _start(data, _directory_sector(data)) + _ENTRY > len(data):
        raise damaged("文件已损坏或不完整，无法读取。")
    entries = {entry.name: entry for entry in _entries(data)}
    if "EncryptedPackage" in entries or "EncryptionInfo" in entries:
        raise password()
    if "WordDocument" not in entries:
        raise foreign(next((label for name, label in _FOREIGN.items() if name in entries), "无法识别的 OLE 文件"))
    if _is_encrypted(data, entries["WordDocument"]):
        raise password()
    if "_VBA_PROJECT" in entries:
        raise macros()
    return "doc"


def _entries(data: bytes) -> Iterator[_Entry]:
    """Directory entries lie on multiples of their size, wherever their sectors are."""
    for start in _name_starts(data):
        entry = data[start : start + _ENTRY]
        length = int.from_bytes(entry[_NAME_LENGTH : _NAME_LENGTH + 2], "little")
        if 4 <= length <= _NAME_LENGTH and length % 2 == 0:
            name = entry[: length - 2].decode("utf-16-le", "replace")
            yield _Entry(name, int.from_bytes(entry[_FIRST_SECTOR : _FIRST_SECTOR + 4], "little"))


_NAMES = ("EncryptedPackage", "EncryptionInfo", "WordDocument", "_VBA_PROJECT", *_FOREIGN)


def _name_starts(data: bytes) -> Iterator[int]:
    """Where a name of interest stands as a whole at the start of an entry."""
    for name in _NAMES:
        wanted = name.encode("utf-16-le") + b"\0\0"
        start = data.find(wanted)
        while start >= 0:
            if start % _ENTRY == 0:
                yield start
            start = data.find(wanted, start + 2)


def _is_encrypted(data: bytes, word: _Entry) -> bool:
    start = _start(data, word.sector)
    if data[start : start + 2] not in _WORD_IDENTS:
        raise damaged("DOC 文件已损坏或不完整，无法读取。")
    flags = int.from_bytes(data[start + _WORD_FLAGS : start + _WORD_FLAGS + 2], "little")
    return bool(flags & _ENCRYPTED)


def _directory_sector(data: bytes) -> int:
    return int.from_bytes(data[_DIRECTORY : _DIRECTORY + 4], "little")


def _start(data: bytes, sector: int) -> int:
    shift = int.from_bytes(data[_SECTOR_SHIFT : _SECTOR_SHIFT + 2], "little")
    if shift not in (9, 12):
        raise damaged("文件已损坏或不完整，无法读取。")
    return (sector + 1) << shift
