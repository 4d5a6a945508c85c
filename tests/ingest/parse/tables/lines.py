"""Documents for tests, one paragraph a line."""

from archive.locators import Locator
from ingest.document import Document, Paragraph, Table, TableCell
from ingest.parse.tables import FormTables, read_tables, unroll

PROACTIVE_HEADS = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数"
REVIEW_HEADS = "\n".join(
    [
        "行政复议\t行政诉讼",
        "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉",
        "\t".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2),
    ]
)


def document(text: str) -> Document:
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Paragraph(line, Locator(line=number, start=start, end=start + len(line))))
        start += len(line) + 1
    return Document("text", tuple(lines))


def grid(rows: list[list[str]]) -> Document:
    cells = tuple(
        tuple(TableCell(text, r, c, 1, 1, Locator(table=1, row=r + 1, column=c + 1)) for c, text in enumerate(row))
        for r, row in enumerate(rows)
    )
    return Document("html", (Table(cells, Locator(table=1)),))


def tables(source: str | Document) -> FormTables:
    read = source if isinstance(source, Document) else document(source)
    return read_tables(unroll(read), lambda text: text.strip() == "三、收到和处理政府信息公开申请情况")


def values(source: str | Document, row: str) -> list[object]:
    """The values of one row; a string names the status where there is none."""
    cells = [cell for code, cell in tables(source).cells.items() if code.rpartition(".")[0] == row]
    return [cell.status.value if cell.value is None else cell.value for cell in cells]
