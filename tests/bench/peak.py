"""Prints the peak memory, in MB, of the command that follows: ``python -m tests.bench.peak COMMAND…``.

A process of its own, because a child's peak starts at the size of the process that began it.
"""

from __future__ import annotations

import resource
import subprocess
import sys


def main() -> None:
    subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
