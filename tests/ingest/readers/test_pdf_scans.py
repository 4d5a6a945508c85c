"""A scan is told from a text, by what its pages hold."""

from __future__ import annotations

from array import array

import pytest

from ingest.readers.pdf import read
from ingest.readers.pdf_pages import UNNAMED, Drawing, Page
from ingest.readers.pdf_scans import Layer, layer_of, warnings_of
from tests.ingest.readers.pdf_samples import pages, stream, text

PROSE = "本机关认真贯彻落实政府信息公开条例，积极推进各项工作"


def page(words: str = "", pictured: float = 0.0, hidden: float = 0.0, left: float = 70) -> Page:
    places = [place for _ in words for place in (left, 60, left + 12, 72)]
    return Page(595, 842, words, array("f", places), {}, array("f"), pictured, hidden)


@pytest.mark.parametrize(
    ("found", "layer"),
    [
        pytest.param([page(PROSE)], Layer.PRINTED, id="text"),
        pytest.param([page(PROSE, pictured=0.9)], Layer.PRINTED, id="text over a picture"),
        pytest.param([page("第三页", pictured=0.2)], Layer.PRINTED, id="little text, small picture"),
        pytest.param([page(pictured=1.0)], Layer.NONE, id="a picture"),
        pytest.param([page("- 1 -", pictured=1.0)], Layer.NONE, id="a picture with a page number"),
        pytest.param([page(), page(PROSE)], Layer.PRINTED, id="an empty page and text"),
        pytest.param([page(pictured=1), page(pictured=1), page(PROSE)], Layer.NONE, id="pictures and a cover of text"),
        pytest.param([page(PROSE), page(PROSE), page(pictured=1)], Layer.PRINTED, id="text and a picture"),
        pytest.param([page(PROSE, pictured=1, hidden=1)], Layer.RECOGNISED, id="text nobody sees"),
        pytest.param([page(UNNAMED * 30)], Layer.NONE, id="characters without names"),
        pytest.param([page(PROSE + UNNAMED)], Layer.PRINTED, id="one character without a name"),
    ],
)
def test_what_the_text_of_a_file_is(found: list[Page], layer: Layer) -> None:
    assert layer_of(found) is layer


@pytest.mark.parametrize(
    ("found", "warnings"),
    [
        pytest.param(page(PROSE), [], id="nothing to warn of"),
        pytest.param(page(PROSE, pictured=0.3), ["第 1 页有图片，图片中的文字和数字没有读取。"], id="a picture"),
        pytest.param(
            page(PROSE + UNNAMED), ["第 1 页有无法辨认的字符，显示为“\ufffd”。"], id="a character without a name"
        ),
        pytest.param(
            page(PROSE, left=590),
            ["第 1 页的内容超出页面边缘，超出的部分看不见，没有读取。"],
            id="text beside the paper",
        ),
    ],
)
def test_what_was_not_read_is_said(found: Page, warnings: list[str]) -> None:
    assert list(warnings_of(Drawing((found,), {}, repaired=False, broken=False))) == warnings


def test_text_beside_the_paper_is_not_read() -> None:
    document = read(pages(text(70, 60, PROSE) + text(600, 60, "看不见")))
    assert [paragraph.text for paragraph in document.paragraphs()] == [PROSE]


def picture_page(*, before: bytes = b"", after: bytes = b"") -> bytes:
    """A page that is all picture, with something painted before and after it."""
    grey = stream(
        b"\xc0" * 100, b"/Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    painted = before + b"q 595 0 0 842 0 0 cm /I Do Q\n" + after
    return pages(painted, resources=b"/XObject<</I 6 0 R>>", more=[grey])


@pytest.mark.parametrize(
    ("data", "recognised"),
    [
        pytest.param(picture_page(after=text(70, 60, PROSE)), False, id="printed on a background"),
        pytest.param(picture_page(before=text(70, 60, PROSE)), True, id="painted over"),
        pytest.param(picture_page(after=b"3 Tr " + text(70, 60, PROSE)), True, id="invisible"),
    ],
)
def test_text_that_a_scanner_put_under_its_picture_counts_as_recognised(data: bytes, recognised: bool) -> None:
    document = read(data)
    assert [paragraph.text for paragraph in document.paragraphs()] == [PROSE]
    assert document.recognised is recognised
