"""Reports set by LibreOffice, every number another one."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from archive.forms import FORMS


@dataclass(frozen=True)
class Row:
    label: str
    groups: tuple[str, ...]
    numbers: tuple[str, ...]


def request_rows(start: int = 0) -> list[Row]:
    """The rows of the requests table, every number another one."""
    rows = [row for block in FORMS["2021"].table("requests").blocks for row in block.rows]
    return [
        Row(row.ordinal + row.label, row.groups, tuple(str(start + 7 * index + column) for column in range(7)))
        for index, row in enumerate(rows)
    ]


APPLICANTS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


@dataclass(frozen=True)
class Setting:
    """How LibreOffice is to set the requests table."""

    border: str = "0.5pt solid #000000"
    padding: str = "0.05cm"
    size: str = "10.5pt"
    # Text before the table, to push it over a page break.
    before: int = 12
    breakable: bool = True
    turned_header: bool = False
    footer: str = "- <text:page-number/> -"
    width: str = "21cm"
    height: str = "29.7cm"
    widths: tuple[float, ...] = (1, 2.4, 5, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2, 1.4)


def cell(words: str, rows: int = 1, columns: int = 1, style: str = "Cell") -> str:
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in words.split("\n"))
    spans = f'table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
    return f'<table:table-cell table:style-name="{style}" {spans}>{paragraphs}</table:table-cell>'


def covered(count: int) -> str:
    return "<table:covered-table-cell/>" * count


def heads() -> list[str]:
    first = (
        cell("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3)
        + covered(2)
        + cell("申请人情况", 1, 7)
    )
    second = covered(3) + cell("自然人", 2) + cell("法人或其他组织", 1, 5) + covered(4) + cell("总计", 2)
    third = covered(4) + "".join(map(cell, APPLICANTS)) + covered(1)
    return [first + covered(6), second, third]


def body(setting: Setting) -> list[str]:
    rows = request_rows()
    found = []
    for index, row in enumerate(rows):
        cells = ""
        for depth in range(2):
            group = row.groups[depth : depth + 1]
            before = rows[index - 1].groups[depth : depth + 1] if index else ()
            if group and group == before:
                cells += covered(1)
            elif group:
                count = sum(other.groups[depth : depth + 1] == group for other in rows)
                cells += cell(group[0], count, 1, "Turned" if setting.turned_header and not depth else "Cell")
        columns = 3 - len(row.groups)
        found.append(cells + cell(row.label, 1, columns) + covered(columns - 1) + "".join(map(cell, row.numbers)))
    return found


def report_fodt(setting: Setting) -> str:
    columns = "".join(
        f'<style:style style:name="C{n}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{width}cm"/></style:style>'
        for n, width in enumerate(setting.widths)
    )
    used = "".join(f'<table:table-column table:style-name="C{n}"/>' for n in range(len(setting.widths)))
    rows = "".join(f'<table:table-row table:style-name="R">{row}</table:table-row>' for row in heads() + body(setting))
    prose = "本机关认真贯彻落实条例，积极推进政府信息公开工作，取得了一定的成效，现将有关情况报告如下。" * 2
    return FODT.format(
        columns=columns,
        used=used,
        rows=rows,
        before="".join(f'<text:p text:style-name="Prose">{prose}</text:p>' for _ in range(setting.before)),
        setting=setting,
        keep="auto" if setting.breakable else "always",
        split="true" if setting.breakable else "false",
    )


FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:default-style style:family="paragraph"><style:text-properties fo:font-size="{setting.size}"
 style:font-size-asian="{setting.size}" fo:language="zh" fo:country="CN" style:language-asian="zh"
 style:country-asian="CN"/></style:default-style>
 <style:style style:name="Prose" style:family="paragraph">
  <style:paragraph-properties fo:text-indent="0.74cm"/></style:style>
</office:styles>
<office:automatic-styles>
 <style:page-layout style:name="PL"><style:page-layout-properties fo:page-width="{setting.width}"
  fo:page-height="{setting.height}" fo:margin="2cm"/><style:footer-style/></style:page-layout>
 <style:style style:name="T" style:family="table"><style:table-properties table:border-model="collapsing"
  style:may-break-between-rows="true"/></style:style>
 <style:style style:name="R" style:family="table-row">
  <style:table-row-properties fo:keep-together="{keep}"/></style:style>
 <style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="{setting.padding}"
  fo:border="{setting.border}" style:vertical-align="middle"/></style:style>
 <style:style style:name="Turned" style:family="table-cell"><style:table-cell-properties fo:padding="{setting.padding}"
  fo:border="{setting.border}" style:writing-mode="tb-rl"/></style:style>
 {columns}
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="PL">
 <style:footer><text:p>{setting.footer}</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>
<text:p>某某市人民政府2023年政府信息公开工作年度报告</text:p>{before}<text:p>三、收到和处理政府信息公开申请情况</text:p>
<table:table table:style-name="T">{used}{rows}</table:table>
<text:p>四、政府信息公开行政复议、行政诉讼情况</text:p>
</office:text></office:body></office:document>"""


def set_by_office(setting: Setting, folder: Path, password: str = "") -> bytes:
    """The report as a PDF made by LibreOffice."""
    source = folder / "report.fodt"
    source.write_text(report_fodt(setting), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    locked = {
        "EncryptFile": {"type": "boolean", "value": "true"},
        "DocumentOpenPassword": {"type": "string", "value": password},
    }
    kind = f"pdf:writer_pdf_Export:{json.dumps(locked)}" if password else "pdf"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "report.pdf").read_bytes()
