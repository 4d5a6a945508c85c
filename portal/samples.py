"""The reports that a fresh archive is shown with: public documents, as found (tests/reports/README.md)."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

_SUFFIXES = {".txt", ".html", ".pdf"}


def sample_files() -> list[Path]:
    return sorted(path for path in Path(settings.SAMPLES_DIR).glob("*") if path.suffix in _SUFFIXES)
