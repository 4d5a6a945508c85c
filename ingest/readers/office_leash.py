"""Starts a program that may use only so much memory, disk and time (run as a script, see office)."""

from __future__ import annotations

import os
import resource
import sys


def run(address_bytes: int, file_bytes: int, seconds: int, command: list[str]) -> None:
    """Becomes the program; never returns."""
    resource.setrlimit(resource.RLIMIT_AS, (address_bytes, address_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execv(command[0], command)  # noqa: S606 (our own command line)


if __name__ == "__main__":
    run(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
