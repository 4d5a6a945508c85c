"""Saying no to a change of the archive, in a way that a program and a person both understand."""

from __future__ import annotations


class Impossible(Exception):
    """The archive does not allow it: ``code`` is stable for programs, ``message`` is Chinese for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
