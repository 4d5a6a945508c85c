"""Documents made of a few lines, for tests of the parser."""

from __future__ import annotations

from archive.locators import Locator
from ingest.document import Document, Paragraph

SECTIONS = (
    "一、总体情况",
    "2023年，我局认真贯彻《条例》。",
    "二、主动公开政府信息情况",
    "见下表。",
    "三、收到和处理政府信息公开申请情况",
    "见下表。",
    "四、政府信息公开行政复议、行政诉讼情况",
    "无。",
    "五、存在的主要问题及改进情况",
    "公开还不够及时。",
    "六、其他需要报告的事项",
    "无其他需要报告的事项。",
)


def paragraphs(texts: tuple[str, ...]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text, Locator(line=number)) for number, text in enumerate(texts, 1))


def text(*lines: str) -> Document:
    return Document("text", paragraphs(lines))


def page(*lines: str, around: tuple[str, ...] = (), **metadata: str) -> Document:
    return Document("html", paragraphs(lines), metadata, paragraphs(around))
