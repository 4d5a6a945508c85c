"""Reports made up for measuring: the sentences of real ones, other places, names and numbers, as many as wanted.

Each comes with its words, cut sentence by sentence, as the worker would have kept them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from random import Random

from archive import words
from archive.divisions import table
from archive.forms import NEWEST
from archive.kinds import Kind
from search.engines.base import Entry, Part, SectionText
from tests.house import ROOT

CHARACTERS = 4300
LAST_YEARS = range(2015, 2025)
_SENTENCE = re.compile(r"[^。；\n]{8,120}[。；]")
_NUMBER = re.compile(r"\d+")
# What no other report has in it: names of things, as they make the greater part of any vocabulary.
_NAME = "东南西北中新华安平和兴隆康泰福宁源清河山林田石桥塘堡庄岭湾坡港口沟井泉"
_THINGS = ("小区", "路", "工程", "项目", "村", "公园", "学校", "市场")


@cache
def sentences() -> tuple[str, ...]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "reports").glob("*.txt"))]
    return tuple(dict.fromkeys(found for text in texts for found in _SENTENCE.findall(text)))


@cache
def districts() -> tuple[str, ...]:
    return tuple(code for code in sorted(table().names) if len(code) == 6)


@lru_cache(maxsize=1 << 17)
def _cut(text: str) -> tuple[str, ...]:
    return tuple(words.words(text))


def _sentence(random: Random) -> str:
    text = random.choice(sentences())
    number = random.randrange(1, 400)
    text = _NUMBER.sub(lambda found: str(number + len(found[0])), text, count=1)
    if random.random() < 0.12:
        name = "".join(random.choices(_NAME, k=random.randrange(2, 5))) + random.choice(_THINGS)
        text = f"{name}，{text}"
    if random.random() < 0.12:
        issuer = "".join(random.choices(_NAME, k=2))
        text = f"按照{issuer}办发〔{random.choice(LAST_YEARS)}〕{random.randrange(1, 999)}号，{text}"
    return text


def sections(random: Random) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Heading, text and words of each chapter of a report."""
    for section in NEWEST.sections:
        pieces: list[str] = []
        while sum(map(len, pieces)) < CHARACTERS // len(NEWEST.sections):
            pieces.append(_sentence(random))
        cut = [word for piece in pieces for word in _cut(piece)]
        yield section.heading, "".join(pieces), (*_cut(section.heading), *cut)


def report(number: int) -> Entry:
    random = Random(number)
    code, year = random.choice(districts()), random.choice(LAST_YEARS)
    kind = random.choice(list(Kind))
    place = table().full_name(code)
    agency = f"{place}{random.choice(('人民政府', '财政局', '教育局', '公安局', '民政局', '农业农村局'))}"
    title = f"{agency}{year}年政府信息公开工作年度报告"
    chapters = [
        (SectionText(at, words.normalise(heading).text, words.normalise(text).text), cut)
        for at, (heading, text, cut) in enumerate(sections(random), 1)
    ]
    outcomes = {
        row.outcome: random.randrange(1, 90) for row in NEWEST.rows.values() if row.outcome and random.random() < 0.2
    }
    return Entry(
        report=number,
        revision=number,
        title=words.normalise(title).text,
        agency=words.normalise(agency).text,
        sections=[section for section, _ in chapters],
        words={
            Part.TITLE: words.words(title),
            Part.AGENCY: words.words(agency),
            Part.TEXT: [word for _, cut in chapters for word in cut],
        },
        year=year,
        kind=kind,
        district=code,
        outcomes=outcomes,
        findings=["sum"] if random.random() < 0.1 else [],
        published=number % 5000,
    )


def reports(count: int, first: int = 1) -> Iterator[Entry]:
    return map(report, range(first, first + count))
