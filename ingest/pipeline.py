"""The way of a file: bytes → document → report.  Pure but for reading the file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from archive.checks import check_prose, check_sums
from archive.forms import FORMS
from archive.forms.earlier import CHAPTERS, CODE
from archive.kinds import kind_of
from ingest.document import Document
from ingest.intake import open_report
from ingest.parse.cues import cues_of
from ingest.parse.first_report import first_report
from ingest.parse.full_names import complete_agency
from ingest.parse.identity import Identity, find_identity
from ingest.parse.place import resolve
from ingest.parse.prose import find_claims
from ingest.parse.sections import SectionText, split_sections
from ingest.parse.tables import FormTables, read_tables, unroll
from ingest.parse.tables.labels import bare_key
from ingest.readers import read
from ingest.refusals import Refusal
from ingest.report import ParsedReport


def parse_file(path: Path) -> ParsedReport:
    """The report in a file.  Raises Refusal, with a sentence for its sender, when it cannot be one."""
    return parse_bytes(open_report(path), path.name)


def parse_bytes(data: bytes, name: str = "") -> ParsedReport:
    return parse_document(read(data, name))


def parse_document(source: Document) -> ParsedReport:
    document = first_report(unroll(source))
    tables = read_tables(document, is_section_heading)
    identity = find_identity(document)
    sections = split_sections(document, tables.lines, identity.body_start)
    _refuse_what_is_no_report(identity, tables, sections)
    cues = cues_of(document, identity.signed_as)
    agency, completed = complete_agency(identity.printed_agency, cues)
    claims = find_claims(sections, agency)
    form = tables.form
    findings = [] if form is None else check_sums(form, tables.cells, tables.unlisted)
    findings += check_prose(claims, tables.cells, identity.year, form)
    return ParsedReport(
        title=identity.title,
        agency=agency,
        printed_agency=identity.printed_agency,
        year=identity.year,
        form=_form_code(tables, sections),
        layout=form,
        agency_kind=kind_of(agency),
        division=resolve(agency, cues),
        published=identity.published,
        signed=identity.signed,
        signed_as=identity.signed_as,
        sections=sections,
        cells=tables.cells,
        indicators=tables.indicators,
        findings=tuple(findings),
        warnings=(*document.warnings, *identity.warnings, *_completed(completed), *_table_warnings(tables, sections)),
        claims=tuple(claims),
    )


def is_section_heading(text: str) -> bool:
    """Whether a line is the heading of a section of any form, by its words."""
    return bare_key(text) in _section_headings()


@cache
def _section_headings() -> frozenset[str]:
    sections = (section for form in FORMS.values() for section in form.sections)
    return frozenset(bare_key(words) for section in sections for words in (section.heading, *section.variants))


def _form_code(tables: FormTables, sections: tuple[SectionText, ...]) -> str | None:
    if tables.form is not None:
        return tables.form.code
    chapters = {bare_key(chapter) for chapter in CHAPTERS}
    earlier = tables.indicators or any(bare_key(section.heading) in chapters for section in sections)
    return CODE if earlier else None


def _refuse_what_is_no_report(identity: Identity, tables: FormTables, sections: tuple[SectionText, ...]) -> None:
    named = bool(identity.title) or (identity.year is not None and bool(identity.printed_agency))
    printed = bool(tables.indicators) or any(cell.value is not None for cell in tables.cells.values())
    if not printed and not (named and sections):
        raise Refusal("not-a-report", "文件里没有找到政府信息公开工作年度报告的题名、章节和表格，未收录。")


def _completed(how: str) -> tuple[str, ...]:
    return (f"机关名称补全：{how}。",) if how else ()


def _table_warnings(tables: FormTables, sections: tuple[SectionText, ...]) -> tuple[str, ...]:
    """Tables of the form that are not in the file at all."""
    if tables.form is None:
        return ()
    found = {spec.table.code for code, spec in tables.form.cells.items() if code in tables.cells}
    return tuple(
        f"没有找到第{table.section}部分的表格“{table.label}”。"
        for table in tables.form.tables
        if table.code not in found
    )
