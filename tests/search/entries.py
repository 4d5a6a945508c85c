"""Reports for tests of engines: a few lines each, cut by the house's own segmenter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive import words
from search.engines.base import Entry, Part, SectionText


def entry(
    report: int,
    text: str = "",
    *,
    title: str = "年度报告",
    agency: str = "某局",
    sections: Sequence[tuple[int, str, str]] | None = None,
    revision: int | None = None,
    year: int = 2023,
    kind: str = "department",
    district: str = "",
    outcomes: Mapping[str, int] | None = None,
    findings: Sequence[str] = (),
    published: int = 0,
    requests: int | None = None,
) -> Entry:
    parts = [(1, "", text)] if sections is None else sections
    told = [SectionText(at, _plain(heading), _plain(body)) for at, heading, body in parts]
    return Entry(
        report=report,
        revision=report * 10 if revision is None else revision,
        title=_plain(title),
        agency=_plain(agency),
        sections=told,
        words={
            Part.TITLE: words.words(title),
            Part.AGENCY: words.words(agency),
            Part.TEXT: [word for _, heading, body in parts for word in words.words(f"{heading}\n{body}")],
        },
        year=year,
        kind=kind,
        district=district,
        outcomes=outcomes or {},
        findings=findings,
        published=published,
        requests=requests,
    )


def _plain(text: str) -> str:
    return words.normalise(text).text
