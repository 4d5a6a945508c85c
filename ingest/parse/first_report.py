"""A file that holds a second report: only the first is read, and nothing of the second fills its gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from archive.forms import FORMS
from ingest.document import Block, Document, Paragraph
from ingest.parse.normalise import squeeze
from ingest.parse.tables.labels import bare_key
from ingest.parse.tables.tokens import is_running_text

# A table of contents names the sections as well, but has no prose between them.
_ENOUGH_PROSE = 3
_LATER_SECTION = 3
# So far above its first section a report's title may stand.
_TITLE_WITHIN = 8
_LONGEST_TITLE = 60
_SHORTEST_HEADING = 4
_TITLE = re.compile(r"公开(?:工作)?(?:年度)?(?:报告|年报)(?:[(（].{0,12}[)）])?$")

SECOND_REPORT = "文件里不止一份年报，只读取了第一份；请把其余各份分开上传。"


def first_report(document: Document) -> Document:
    """The document up to where a second report begins."""
    end = _second_start(document.blocks)
    if end is None:
        return document
    return replace(document, blocks=document.blocks[:end], warnings=(*document.warnings, SECOND_REPORT))


def _second_start(blocks: Sequence[Block]) -> int | None:
    latest = prose = 0
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        may_be_heading = _SHORTEST_HEADING <= len(block.text) <= _LONGEST_TITLE
        number = _headings().get(bare_key(block.text)) if may_be_heading else None
        if number == 1 and latest >= _LATER_SECTION and prose >= _ENOUGH_PROSE:
            return _title_above(blocks, index)
        if number is not None:
            latest = max(latest, number)
        elif latest and prose < _ENOUGH_PROSE and is_running_text(block.text):
            prose += 1
    return None


def _title_above(blocks: Sequence[Block], heading: int) -> int:
    for index in range(heading - 1, max(heading - _TITLE_WITHIN, 0), -1):
        block = blocks[index]
        if isinstance(block, Paragraph) and len(block.text) <= _LONGEST_TITLE and _TITLE.search(squeeze(block.text)):
            return index
    return heading


@cache
def _headings() -> dict[str, int]:
    sections = (section for form in FORMS.values() for section in form.sections)
    return {bare_key(words): section.number for section in sections for words in (section.heading, *section.variants)}
