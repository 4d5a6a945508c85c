"""Files of many kinds for tests, as small as they can be."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()


def compound(names: Iterable[str], *, flags: int = 0, ident: bytes = b"\xec\xa5") -> bytes:
    """A compound file whose directory has these names; all lead to one sector that begins like a Word file's."""
    header = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIIII", 1, 1, 0, 4096, _END, 0, _END, 0, 0) + struct.pack("<I", _FREE) * 108
    entries = b"".join(_entry(name, kind=2) for name in names)
    directory = (_entry("Root Entry", kind=5) + entries).ljust(_SECTOR * 2, b"\0")
    stream = ident + struct.pack("<HHHHH", 0xC1, 0, 0, 0, flags) + bytes(_SECTOR)
    table = struct.pack("<IIII", _FAT, 2, _END, _END) + struct.pack("<I", _FREE) * 124
    return header[:_SECTOR].ljust(_SECTOR, b"\0") + table + directory + stream


def _entry(name: str, kind: int) -> bytes:
    spelled = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<BBIII", kind, 1, _FREE, _FREE, _FREE)
    return spelled.ljust(64, b"\0") + struct.pack("<H", len(spelled)) + links + bytes(36) + struct.pack("<IQ", 3, 4096)
