"""Word files carried into other formats by LibreOffice, many in one call."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

FILTERS = {
    "pdf": "pdf",
    "doc": "doc:MS Word 97",
    "rtf": "rtf",
    "odt": "odt",
    "html": "html:HTML (StarWriter)",
    "txt": "txt:Text (encoded):UTF8",
}
_SECONDS = 300


def convert(sources: Iterable[Path], target: str, folder: Path) -> list[Path]:
    """The files made from ``sources``, in their order."""
    office = shutil.which("soffice")
    assert office is not None
    paths = list(sources)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", FILTERS[target], "--outdir", str(folder)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=_SECONDS)
    return [folder / f"{path.stem}.{target}" for path in paths]
