"""ZIP packages (DOCX, ODT and what is not accepted), weighed before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

from ingest.limits import MAX_UNPACKED_BYTES, MAX_ZIP_DIRECTORY_BYTES, MAX_ZIP_ENTRIES, MEGABYTE
from ingest.refusals import Refusal, damaged, foreign, macros, password

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_END_OF_DIRECTORY = b"PK\x05\x06"
_LOCATOR_64 = b"PK\x06\x07"
_ENCRYPTED = 0x1
# Where a package tells its own type.
_TYPES = "[Content_Types].xml"
_MIMETYPE = "mimetype"
_MANIFEST = "META-INF/manifest.xml"
_SMALL_PART = MEGABYTE
_WORD = b"wordprocessingml."
_WITH_MACROS = b"macroEnabled.main+xml"
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
# How the parts of packages that are not accepted begin, and what a person calls such a file.
_FOREIGN = {
    "xl/": "Excel 表格（XLSX）",
    "ppt/": "幻灯片（PPTX）",
    "OFD.xml": "OFD 版式文件",
    "content.xml": "OpenDocument 表格或演示文稿",
    "META-INF/container.xml": "EPUB 电子书",
    "META-INF/MANIFEST.MF": "程序安装包",
}


def open_package(data: bytes) -> zipfile.ZipFile:
    """The package, after its directory was found to be of sane size; nothing is unpacked yet."""
    _check_directory(data)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged("文件已损坏或不完整，无法解开。") from error
    entries = package.infolist()
    if len(entries) > MAX_ZIP_ENTRIES:
        raise Refusal("zip-bomb", f"压缩包里的条目超过 {MAX_ZIP_ENTRIES} 个，不像一份文档。")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise Refusal("zip-bomb", f"文件解压后超过 {MAX_UNPACKED_BYTES // MEGABYTE} MB，疑似压缩炸弹，不予打开。")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise password()
    return package


def read_part(package: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """A part unpacked up to ``limit`` bytes whatever its header claims; nothing where there is no such part."""
    try:
        with package.open(name) as part:
            content = part.read(limit + 1)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise damaged("文件已损坏或不完整，无法解开。") from error
    if len(content) > limit:
        raise Refusal("zip-bomb", f"文件内部的一个部分解压后超过 {limit // MEGABYTE} MB，疑似压缩炸弹，不予打开。")
    return content


def identify(data: bytes) -> str:
    """The format "docx" or "odt"; anything else in a ZIP is refused by the name a person knows."""
    package = open_package(data)
    names = package.namelist()
    types = read_part(package, _TYPES, _SMALL_PART)
    if _WITH_MACROS in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise macros()
    if "word/document.xml" in names or _WORD in types:
        return "docx"
    if read_part(package, _MIMETYPE, _SMALL_PART).startswith(_OPEN_TEXT):
        return _open_text(package, names)
    raise foreign(next((label for start, label in _FOREIGN.items() if _has(names, start)), "ZIP 压缩包"))


def _open_text(package: zipfile.ZipFile, names: list[str]) -> str:
    if b"encryption-data" in read_part(package, _MANIFEST, _SMALL_PART):
        raise password()
    if _has(names, "Basic/") or _has(names, "Scripts/"):
        raise macros()
    return "odt"


def _has(names: list[str], start: str) -> bool:
    return any(name.startswith(start) for name in names)


def _check_directory(data: bytes) -> None:
    """The directory is read whole by zipfile, by the size that its end record gives."""
    end = data.rfind(_END_OF_DIRECTORY)
    if end < 0 or len(data) - end < 22:
        raise damaged("文件已损坏或不完整，无法解开。")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    if size > MAX_ZIP_DIRECTORY_BYTES or data[end - 20 : end - 16] == _LOCATOR_64:
        raise Refusal("zip-bomb", "压缩包的目录异常庞大，不像一份文档。")
