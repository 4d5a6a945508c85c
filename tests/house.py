"""What the house rules look at: the project's own files, and their syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("archive", "ingest", "search", "portal")
# Whole folders of found or generated material, no work of ours.
FOUND = (ROOT / "tests" / "reports",)
TEXT_KINDS = {".py", ".md", ".toml", ".html", ".css", ".js", ".svg", ".txt", ".cfg", ".yml", ""}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def files_under(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and not any(map(path.is_relative_to, FOUND)):
                yield path


def code() -> list[Path]:
    """The Python files of the rooms, without the tests."""
    return [ROOT / "manage.py", *(path for path in files_under(*ROOMS) if path.suffix == ".py")]


def tests() -> list[Path]:
    return [path for path in files_under("tests") if path.suffix == ".py"]


def texts() -> list[Path]:
    """Every text file that we wrote."""
    tops = (path for path in ROOT.iterdir() if path.is_file() and not path.name.startswith(".coverage"))
    parts = files_under(*ROOMS, "tests", "docs", "templates", "static", ".ci")
    return [path for path in (*tops, *parts) if path.suffix in TEXT_KINDS]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full module name of every import."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""


def docstrings(path: Path) -> set[int]:
    """Identities of the constants that are documentation."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found = (node.body[0] for node in ast.walk(tree(path)) if isinstance(node, owners) and node.body)
    return {id(first.value) for first in found if isinstance(first, ast.Expr)}


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string that the code uses, parts of f-strings among them."""
    documentation = docstrings(path)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.lineno, node.value
