"""ZIP packages for tests: as Chinese Windows, macOS and others write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def packed(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


class _Silent(zipfile.ZipInfo):
    """Writes its name in an encoding that it does not tell."""

    encoding = "gbk"

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's own name
        return self.filename.encode(self.encoding), self.flag_bits & ~0x800


def packed_silently(name: str, content: bytes, encoding: str = "gbk") -> bytes:
    """As the compressor of Chinese Windows does."""
    buffer = io.BytesIO()
    info = _Silent(name)
    info.encoding = encoding
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(info, content)
    return buffer.getvalue()
