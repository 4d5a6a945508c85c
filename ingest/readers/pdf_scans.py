"""Tells a PDF with text from a scan, and says which of its pages hold pictures that are not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

from ingest.readers.pdf_pages import UNNAMED, Drawing, Page

# A page with fewer characters has no text of its own: a page number, a stamp.
FEWEST = 20
# Share of the page under pictures from which they may hold text worth a warning, and from which they are the page.
PICTURE, SCANNED = 0.1, 0.5
# Share of characters without a name from which a text layer is no text.
GARBAGE = 0.3
# Share of the text that nobody sees from which it was put there by a scanner's recognition.
HIDDEN = 0.5


class Layer(Enum):
    """What the text in a PDF is: printed, put under a scan by a machine, or none that can be used."""

    PRINTED = "printed"
    RECOGNISED = "recognised"
    NONE = "none"


def layer_of(pages: Sequence[Page]) -> Layer:
    """What most pages have.  Empty ones do not count."""
    layers = [page_layer(page) for page in pages if page.text or page.pictured or page.rulings]
    if layers.count(Layer.PRINTED) * 2 >= max(len(layers), 1):
        return Layer.PRINTED
    return Layer.RECOGNISED if layers.count(Layer.NONE) * 2 < len(layers) else Layer.NONE


def page_layer(page: Page) -> Layer:
    letters = page.text.replace(" ", "")
    if letters.count(UNNAMED) > GARBAGE * len(letters):
        return Layer.NONE
    if len(letters) < FEWEST and (page.pictured > SCANNED or not letters):
        return Layer.NONE
    return Layer.RECOGNISED if page.hidden > HIDDEN else Layer.PRINTED


def warnings_of(drawing: Drawing) -> Iterator[str]:
    if drawing.broken:
        yield "PDF 文件内部有损坏，可能缺少内容，所有数字都须由人核对。"
    elif drawing.repaired:
        yield "PDF 文件有损坏，已尽量读取，请对照原件核对。"
    if pictured := numbers_of(page.pictured > PICTURE for page in drawing.pages):
        yield f"第 {pictured} 页有图片，图片中的文字和数字没有读取。"
    if wider := numbers_of(is_too_wide(page) for page in drawing.pages):
        yield f"第 {wider} 页的内容超出页面边缘，超出的部分看不见，没有读取。"
    if garbled := numbers_of(UNNAMED in page.text for page in drawing.pages):
        yield f"第 {garbled} 页有无法辨认的字符，显示为“{UNNAMED}”。"


def is_too_wide(page: Page) -> bool:
    """Whether text stands beside the paper: a table cut off by its edge."""
    places = zip(page.boxes[::4], page.boxes[2::4], strict=True)
    return any(not 0 <= left + right <= 2 * page.width for left, right in places)


def numbers_of(pages: Iterator[bool]) -> str:
    return "、".join(str(number) for number, chosen in enumerate(pages, 1) if chosen)
