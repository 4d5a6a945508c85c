"""The recipes as they are read and run: their text with the codes of the cells in it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.rates import Definition, definitions

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Recipe:
    """``is_tested``: our tests run it and compare what it prints."""

    code: str
    language: str
    file: str
    program: str
    is_tested: bool = True


@cache
def recipes() -> tuple[Recipe, ...]:
    return (
        Recipe("pandas", "Python · pandas", "rate.py", _program("rate.py.txt")),
        Recipe("duckdb", "SQL · DuckDB", "rate.sql", _program("rate.sql.txt")),
        Recipe("r", "R", "rate.R", _program("rate.R.txt")),
        # Nobody may install Stata on a machine for tests.
        Recipe("stata", "Stata", "rate.do", _program("rate.do.txt"), is_tested=False),
    )


def question() -> Definition:
    """The rate that the recipes work out."""
    return definitions()[0]


def _program(name: str) -> str:
    asked = question()
    words = {
        "@OPENED@": _list(asked.numerator, '"'),
        "@CLOSED@": _list(asked.denominator, '"'),
        "@OPENED_SQL@": _list(asked.numerator, "'"),
        "@CLOSED_SQL@": _list(asked.denominator, "'"),
    }
    text = (_FOLDER / name).read_text(encoding="utf-8")
    for word, codes in words.items():
        text = text.replace(word, codes)
    return text


def _list(codes: Iterable[str], quote: str) -> str:
    return ", ".join(json.dumps(code).replace('"', quote) for code in codes)
