"""``python -m tests.town FOLDER`` writes the reports of the made-up town as files to be taken in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.town.reports import reports


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    written = [(folder / report.file_name).write_bytes(report.data()) for report in reports()]
    sys.stdout.write(f"{len(written)} files\n")


if __name__ == "__main__":
    main()
