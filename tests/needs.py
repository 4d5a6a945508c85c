"""Programs that some tests use and a newcomer may not have.

``@needs("soffice")`` skips the test with the Debian package to install; in CI, where ``.ci/run`` installs
them all, it fails instead, so that no test goes missing unseen.  A fixture calls ``require("soffice")``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGES = {
    "soffice": "libreoffice-writer-nogui",
    "tesseract": "tesseract-ocr tesseract-ocr-chi-sim",
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "chromium": "chromium fonts-noto-cjk",
    "initdb": "postgresql",
    "Rscript": "r-base-core",
}
# Debian keeps the programs of a PostgreSQL server off the path, one folder for each version.
POSTGRESQL = Path("/usr/lib/postgresql")

needs = pytest.mark.needs


def reads_chinese(tesseract: str) -> bool:
    listed = subprocess.run([tesseract, "--list-langs"], capture_output=True, text=True, check=False)
    return "chi_sim" in listed.stdout.split()


def where(program: str) -> str | None:
    found = shutil.which(program)
    if found or program not in {"initdb", "pg_ctl"}:
        return found
    return next((str(path) for path in sorted(POSTGRESQL.glob(f"*/bin/{program}"), reverse=True)), None)


def present(program: str) -> bool:
    found = where(program)
    return found is not None and (program != "tesseract" or reads_chinese(found))


def require(program: str) -> None:
    if present(program):
        return
    sentence = f"LEFT OUT: {program} is not installed. Debian: apt install {PACKAGES[program]}"
    if os.environ.get("CI"):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
