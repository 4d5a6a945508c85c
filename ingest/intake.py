"""What is accepted, settled by content before any parser sees the file; a name is never believed."""

from __future__ import annotations

import errno
import os
import re
import stat

from ingest import compound, zipped
from ingest.decoding import by_evidence
from ingest.limits import MAX_BYTES, MEGABYTE
from ingest.refusals import Refusal, foreign

_HEAD = 8192
_PDF = b"%PDF-"
# Readers of PDF accept rubbish of this length in front.
_PDF_HEAD = 1024
# How files that are no report begin, and what a person calls them.
_FOREIGN = {
    b"\x89PNG\r\n\x1a\n": "PNG 图片",
    b"\xff\xd8\xff": "JPEG 图片",
    b"GIF8": "GIF 图片",
    b"BM": "BMP 图片",
    b"II*\0": "TIFF 图片",
    b"MM\0*": "TIFF 图片",
    b"RIFF": "多媒体文件",
    b"OggS": "音频或视频文件",
    b"ID3": "音频文件",
    b"\x1aE\xdf\xa3": "视频文件",
    b"\x7fELF": "可执行程序",
    b"MZ": "可执行程序",
    b"\xca\xfe\xba\xbe": "可执行程序",
    b"#!/": "脚本程序",
    b"\x1f\x8b": "GZIP 压缩包",
    b"BZh": "BZIP2 压缩包",
    b"\xfd7zXZ\0": "XZ 压缩包",
    b"\x28\xb5\x2f\xfd": "ZSTD 压缩包",
    b"7z\xbc\xaf\x27\x1c": "7Z 压缩包",
    b"Rar!\x1a\x07": "RAR 压缩包",
    b"SQLite format 3\0": "SQLite 数据库",
    b"%!PS": "PostScript 文件",
    b"wOFF": "字体文件",
}
# Beginnings that a text may have as well: believed only where bytes follow that no text has.
_LETTERS = frozenset((b"BM", b"MZ", b"ID3", b"BZh", b"RIFF", b"OggS", b"GIF8"))
_NO_TEXT = re.compile(rb"[\0-\x08\x0e-\x1a\x7f]")

_PROLOGUE = r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*+"
_PAGE = re.compile(rf"{_PROLOGUE}<(?:!doctype\s+html|html|head|body|meta|title|script|style|link|base)\b", re.I | re.S)
_FRAGMENT = re.compile(
    rf"{_PROLOGUE}</?(?:table|div|p|span|center|h[1-6]|article|section|font|b|strong|br|ul|ol|img|a)\b", re.I | re.S
)
_ROOT = re.compile(r"<html[\s>]", re.I)
_MARKDOWN = re.compile(r"^(?:#{1,6} |\|.+\|$)", re.M)
_XML = re.compile(r"\s*<(?:\?xml\s|!doctype\s|svg\b)", re.I)
_WORD_XML = re.compile(r"mso-application|progid=\"Word|wordDocument|pkg:package|office:document", re.I)
_MAIL = re.compile(r"\s*(?:MIME-Version|From):.*?Content-Type:\s*multipart/related", re.I | re.S)


def open_report(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a regular file within the limit; devices, pipes and giants are never read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except (OSError, ValueError) as error:
        raise _unreadable(error) from error
    try:
        return _read_regular(descriptor)
    finally:
        os.close(descriptor)


def _read_regular(descriptor: int) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise Refusal("not-a-file", "这不是普通文件（可能是文件夹、管道或设备），无法读取。")
    check_size(status.st_size)
    with os.fdopen(descriptor, "rb", closefd=False) as file:
        data = file.read(status.st_size + 1)
        # A file may have grown since, or have no size of its own.
        data += file.read(MAX_BYTES + 1 - len(data)) if len(data) > status.st_size else b""
    check_size(len(data))
    return data


def check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise Refusal("too-large", f"文件有 {size // MEGABYTE} MB，超过 {MAX_BYTES // MEGABYTE} MB 的上限。")


def identify(data: bytes) -> str:
    """The format's name, one of those that a reader is registered for, or a Refusal."""
    check_size(len(data))
    head = data[:_HEAD]
    if not head.strip(b"\0\t\r\n ") and not data.strip(b"\0\t\r\n "):
        raise Refusal("empty", "文件是空的。")
    if data.startswith(compound.SIGNATURE):
        return compound.identify(data)
    if data.startswith(zipped.SIGNATURES):
        return zipped.identify(data)
    return _identify_stream(head)


def _identify_stream(head: bytes) -> str:
    if head.startswith(_PDF):
        return "pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    _refuse_foreign(head)
    text = _readable(head)
    if is_page(text):
        return "html"
    if _PDF in head[:_PDF_HEAD]:
        return "pdf"
    _refuse_xml(text)
    return "text"


def is_page(text: str) -> bool:
    """HTML, also without its usual beginning: a fragment, or a page saved with its pictures."""
    if _PAGE.match(text) or _ROOT.search(text) or _MAIL.match(text):
        return True
    return _FRAGMENT.match(text) is not None and _MARKDOWN.search(text) is None


def _refuse_foreign(head: bytes) -> None:
    for start, label in _FOREIGN.items():
        if head.startswith(start) and (start not in _LETTERS or _NO_TEXT.search(head)):
            raise foreign(label)
    if head[4:8] == b"ftyp":
        raise foreign("视频或图片文件")
    if head[257:262] == b"ustar":
        raise foreign("TAR 压缩包")


def _refuse_xml(text: str) -> None:
    """Nobody publishes a report as bare XML, and entities in it are an attack."""
    if not _XML.match(text):
        return
    if "<!ENTITY" in text:
        raise Refusal("xml-entities", "XML 文件定义了实体，可能是攻击，不予打开。")
    if _WORD_XML.search(text):
        raise foreign("单个 XML 文件形式的文档（请在 Word 或 WPS 里另存为 DOCX）")
    raise foreign("XML 文件")


def _readable(head: bytes) -> str:
    """Marks are ASCII in every encoding but UTF-16, which shows by its mark or its zero bytes."""
    if b"\0" in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return by_evidence(head).text
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _unreadable(error: Exception) -> Refusal:
    code = getattr(error, "errno", None)
    if code == errno.ENOENT:
        return Refusal("not-found", "找不到这个文件。")
    if code == errno.ENAMETOOLONG:
        return Refusal("name-too-long", "文件名太长，系统无法打开。")
    if code in (errno.EACCES, errno.EPERM):
        return Refusal("unreadable", "没有读取这个文件的权限。")
    return Refusal("unreadable", "系统无法打开这个文件。")
