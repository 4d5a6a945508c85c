"""What the settings take from outside: environment variables, and a secret key kept in a local file."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def text(name: str, default: str) -> str:
    return os.environ.get(name) or default


def switch(name: str) -> bool:
    return os.environ.get(name, "") == "1"


def words(name: str, default: str) -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret_key(file: Path) -> str:
    """The key that ``keep_secret_key`` left; a fresh one for commands that run before it."""
    try:
        return file.read_text(encoding="ascii").strip() or get_random_secret_key()
    except FileNotFoundError:
        return get_random_secret_key()


def keep_secret_key(file: Path) -> None:
    """Every process of the server must read the same key, and only its owner may."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists():
        return
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as kept:
        kept.write(get_random_secret_key())


def kept(file: Path, default: str) -> str:
    """What another process has left in a file."""
    try:
        return file.read_text().strip() or default
    except OSError:
        return default
