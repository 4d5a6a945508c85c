"""How well the questions of ``golden.tsv`` are answered over the real reports: recall, and nDCG of the first ten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

from archive.models import Report
from search.searching import Ask, find

_FILE = Path(__file__).with_name("golden.tsv")
FIRST = 10
NONE = "-"


@dataclass(frozen=True, slots=True)
class Question:
    """``grades``: the reports that answer it, by the names of their files; 2 where it is just what is looked for."""

    query: str
    kind: str
    grades: Mapping[str, int]


def questions() -> Iterator[Question]:
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            query, kind, told = line.split("\t")
            pairs = (pair.split(":") for pair in told.split() if told != NONE)
            yield Question(query, kind, {name: int(grade) for name, grade in pairs})


@dataclass(frozen=True, slots=True)
class Score:
    question: Question
    found: tuple[str, ...]
    recall: float
    ndcg: float


def score(question: Question, reports: Mapping[str, Report]) -> Score:
    names = {report.pk: name for name, report in reports.items()}
    found = tuple(names[each.report.pk] for each in find(Ask(question.query, stop=None)).found)
    wanted = question.grades
    if not wanted:
        return Score(question, found, 1.0, 0.0 if found else 1.0)
    recall = len(wanted.keys() & set(found)) / len(wanted)
    gained = _gain([wanted.get(name, 0) for name in found])
    return Score(question, found, recall, gained / _gain(sorted(wanted.values(), reverse=True)))


def _gain(grades: Sequence[int]) -> float:
    return sum(float(2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:FIRST]))


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
