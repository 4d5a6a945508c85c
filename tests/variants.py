"""Many reports made from real ones: each of an agency of its own, so in bytes of its own."""

from __future__ import annotations

from functools import cache
from itertools import islice, product
from pathlib import Path

from tests.house import ROOT

REPORTS = ROOT / "tests" / "reports"
# A real report, and the name in it that makes its agency.
TEXT = (REPORTS / "zhangjiawan-2024.txt", "张家湾")
WEB_PAGE = (REPORTS / "pingtan-finance-2025.html", "平潭")


@cache
def names(count: int) -> tuple[str, ...]:
    """Invented names of places: 甲子湾, 甲子庄 …"""
    every = product("甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥", "湾庄河山塘岭坪溪")
    return tuple(map("".join, islice(every, count)))


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def variants(model: tuple[Path, str], count: int) -> list[bytes]:
    path, name = model
    return [_text(path).replace(name, other).encode() for other in names(count)]


def write_variants(folder: Path, model: tuple[Path, str], labels: list[str]) -> list[Path]:
    """A file for each label, in the same order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / label for label in labels]
    for path, content in zip(paths, variants(model, len(labels)), strict=True):
        path.write_bytes(content)
    return paths
