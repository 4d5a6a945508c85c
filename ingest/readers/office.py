"""DOC, WPS, RTF and ODT: LibreOffice turns them into DOCX, in a place of its own and on a short leash."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from ingest.document import Document
from ingest.intake import identify
from ingest.limits import MAX_CONVERTED_BYTES, OFFICE_ADDRESS_BYTES, OFFICE_SECONDS
from ingest.readers import docx
from ingest.refusals import Refusal, damaged

# The import filter is named, so that LibreOffice does not choose another by its own guess.
_FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}
_WORDS = {"doc": "DOC", "rtf": "RTF", "odt": "ODT"}
_NAMES = ("soffice", "libreoffice")
_PROXY = "http://127.0.0.1:9"
# No macros, no links followed, no active content, a proxy that answers nobody.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SAFE = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Misc", "UseSystemFileDialog", "false"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read(data: bytes) -> Document:
    found = identify(data)
    document = docx.read(convert(data, found))
    warning = f"{_WORDS[found]} 文件先由 LibreOffice 转换为 DOCX 再读取。"
    return dataclasses.replace(document, format=found, warnings=(warning, *document.warnings))


def convert(data: bytes, found: str) -> bytes:
    """The DOCX that LibreOffice makes of the file; nothing is left on disk."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise Refusal(
            "needs-libreoffice",
            f"读取 {_WORDS[found]} 文件需要 LibreOffice。"
            "请安装 Debian 软件包 libreoffice-writer-nogui，或另存为 DOCX 后再提交。",
        )
    with tempfile.TemporaryDirectory(prefix="report-") as name:
        folder = Path(name)
        _write_settings(folder / "profile")
        source = folder / f"report.{found}"
        source.write_bytes(data)
        _run(_command(program, folder, source, _FILTERS[found]), folder)
        return _result(folder / "out" / "report.docx")


def _write_settings(profile: Path) -> None:
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SAFE)
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), encoding="utf-8")


def _command(program: str, folder: Path, source: Path, import_filter: str) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"),
        f"--infilter={import_filter}",
        *("--convert-to", "docx:MS Word 2007 XML"),
        *("--outdir", str(folder / "out"), str(source)),
    ]


def _run(command: list[str], folder: Path) -> None:
    process = subprocess.Popen(  # noqa: S603 (our own command line)
        [*_leash(), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
    )
    try:
        process.wait(timeout=OFFICE_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Refusal("timeout", f"LibreOffice 在 {OFFICE_SECONDS} 秒内没有完成转换，文件可能已损坏。") from error
    finally:
        _kill_group(process)


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _PROXY),
    }


def _leash() -> list[str]:
    """Limits on memory, size of files and time, in force before LibreOffice starts."""
    script = str(Path(__file__).with_name("office_leash.py"))
    limits = (OFFICE_ADDRESS_BYTES, MAX_CONVERTED_BYTES, OFFICE_SECONDS)
    return [sys.executable, "-I", script, *map(str, limits)]


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """soffice is a script that starts others: all of them end with it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _result(path: Path) -> bytes:
    if not path.is_file():
        raise damaged("LibreOffice 无法打开这个文件，文件可能已损坏或设有密码。")
    if path.stat().st_size > MAX_CONVERTED_BYTES:
        raise Refusal("too-large", "文件转换后过大，不像一份年报。")
    return path.read_bytes()
