"""One measured number, the table a person reads, and the lines a machine reads."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HEAD = ("项目", "数值", "单位", "基线", "倍率", "目标", "")


def shown(number: float) -> str:
    """Three figures that mean something, never an exponent."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound the project has set itself; ``least`` for speeds, otherwise the value may not exceed it."""

    bound: float
    least: bool = False

    def met_by(self, value: float) -> bool:
        return value >= self.bound if self.least else value <= self.bound

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.bound:g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """``baseline`` is the same measure of the plainest thing that could be done with the same file."""

    name: str
    label: str
    value: float
    unit: str
    baseline: float
    goal: Goal | None = None

    @property
    def ratio(self) -> float:
        return self.value / self.baseline

    def as_json(self, environment: Mapping[str, object]) -> dict[str, object]:
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "baseline": round(self.baseline, 4),
            "ratio": round(self.ratio, 4),
            "environment": environment,
        }

    def as_row(self) -> tuple[str, ...]:
        goal = str(self.goal) if self.goal else ""
        verdict = "" if self.goal is None else "达到" if self.goal.met_by(self.value) else "未达到"
        return (self.label, shown(self.value), self.unit, shown(self.baseline), shown(self.ratio), goal, verdict)


def width(text: str) -> int:
    """Columns of a terminal; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def table(figures: Sequence[Figure]) -> str:
    rows = [HEAD, *(figure.as_row() for figure in figures)]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(padded, row, widths)).rstrip() for row in rows)


def write(figures: Iterable[Figure], environment: Mapping[str, object], file: Path) -> None:
    lines = (json.dumps(figure.as_json(environment), ensure_ascii=False) for figure in figures)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
