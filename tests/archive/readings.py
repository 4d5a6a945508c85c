"""Readings for tests: a complete report whose sums hold, unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User

from archive.cells import Cell, Number
from archive.checking import check
from archive.divisions import Certainty, DivisionMatch, table
from archive.forms import NEWEST
from archive.intaking import store_reading
from archive.kinds import kind_of
from archive.models import Report, Revision, Source
from archive.reading import Reading, SectionReading
from archive.storage import keep
from tests.archive.filled_forms import filled

HONGZE = "320813"
AGENCY = "淮安市洪泽区财政局"


def certain(code: str) -> DivisionMatch:
    return DivisionMatch(Certainty.CERTAIN, code, table().names_of(code), None, (), "文中写明")


def reading(
    numbers: Mapping[str, Number | None] | None = None,
    *,
    agency: str = AGENCY,
    year: int | None = 2024,
    division: DivisionMatch | None = None,
    cells: Mapping[str, Cell] | None = None,
    text: str = "本机关认真贯彻条例。",
    **others: Any,
) -> Reading:
    found = filled(NEWEST, numbers) if cells is None else cells
    return Reading(
        title=f"{agency}{year}年政府信息公开工作年度报告",
        agency=agency,
        printed_agency=agency,
        year=year,
        form=NEWEST.code if found else "",
        kind=kind_of(agency),
        division=division or certain(HONGZE),
        sections=(SectionReading(1, "总体情况", text), SectionReading(6, "其他需要报告的事项", "无。")),
        cells=found,
        findings=tuple(check(NEWEST.code, found, (), year or 0)),
        **others,
    )


def source(data: bytes | str = "年报") -> Source:
    content = data.encode() if isinstance(data, str) else data
    return keep(content, name="年报.txt", format="text")[0]


def stored(
    what: Reading | None = None, *, of: Source | None = None, author: User | None = None, version: str = "1"
) -> tuple[Report, Revision, bool]:
    return store_reading(
        what or reading(),
        source=of or source(),
        by="person" if author else "parser",
        author=author,
        parser_version=version,
        reason="上传",
    )
