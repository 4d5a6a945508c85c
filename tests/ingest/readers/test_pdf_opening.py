"""What is taken out of a PDF, before anything is made of it."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from ingest.readers import pdf_child
from ingest.readers.pdf_frames import packed, receive, send, unpacked
from ingest.readers.pdf_matrices import Box, Matrix
from ingest.readers.pdf_opening import drawing_of
from ingest.readers.pdf_pages import UNNAMED, Page
from ingest.refusals import Refusal
from tests.ingest.readers.pdf_samples import A4, FONTS, line, pages, pdf, rules, stream, text

PROSE = "政府信息公开工作年度报告"


def page_of(content: bytes, **others: object) -> Page:
    return drawing_of(pages(content, **others)).pages[0]  # type: ignore[arg-type]


def box_of(page: Page, index: int = 0) -> Box:
    left, top, right, bottom = page.boxes[4 * index : 4 * index + 4]
    return left, top, right, bottom


def rulings_of(page: Page) -> list[Box]:
    numbers = iter(page.rulings)
    return [(x0, y0, x1, y1) for x0, y0, x1, y1 in zip(numbers, numbers, numbers, numbers, strict=True)]


def test_a_character_stands_on_its_base_line_as_high_as_its_type() -> None:
    assert box_of(page_of(text(70, 60, "年", 12))) == pytest.approx((70, 60, 82, 72), abs=0.1)


def test_spaces_of_the_file_are_kept_and_those_pdfium_adds_are_not() -> None:
    assert page_of(text(70, 60, "甲 乙") + text(300, 60, "丙") + text(70, 90, "丁")).text == "甲 乙丙丁"


@pytest.mark.parametrize("character", ["\ue000", "\ufffe", "\x05"])
def test_a_character_that_says_nothing_has_no_name(character: str) -> None:
    spelled = f"/Span<</ActualText<FEFF{ord(character):04X}>>>BDC ".encode()
    assert set(page_of(spelled + text(70, 60, "年") + b"EMC ").text) <= {UNNAMED}


@pytest.mark.parametrize(("matrix", "turn"), [("1 0 0 1", 0), ("0 -1 1 0", 1), ("-1 0 0 -1", 2), ("0 1 -1 0", 3)])
def test_the_direction_of_a_character(matrix: str, turn: int) -> None:
    assert page_of(text(70, 60, "年", matrix=matrix)).turns.get(0, 0) == turn


@pytest.mark.parametrize(
    ("matrix", "box"),
    [
        ("0 -1 1 0", (298.6, 410.6, 310.6, 422.6)),
        ("-1 0 0 -1", (288, 409.1, 300, 421.1)),
        ("0 1 -1 0", (289.4, 398.6, 301.4, 410.6)),
    ],
)
def test_the_place_of_a_turned_character(matrix: str, box: Box) -> None:
    assert box_of(page_of(text(300, 400, "年", matrix=matrix))) == pytest.approx(box, abs=1.6)


def test_leaning_text_is_left_out() -> None:
    assert page_of(text(70, 60, "年", matrix="0.7 0.7 -0.7 0.7") + text(70, 90, "报")).text == "报"


def test_words_for_a_character_drawn_in_a_form_are_placed_on_the_page() -> None:
    spelled = b"/Span<</ActualText<FEFF5E74>>>BDC " + text(70, 60, "乙", 12) + b"EMC "
    form = stream(spelled + text(100, 60, "报", 12), b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]" + FONTS)
    page = page_of(b"q .5 0 0 .5 20 30 cm /X Do Q", resources=b"/XObject<</X 6 0 R>>", more=[form])
    assert page.text == "年报"
    top = A4[1] - (30 + (A4[1] - 60) / 2)
    assert box_of(page, 0)[:2] == pytest.approx((55, top), abs=1)
    assert box_of(page, 1) == pytest.approx((70, top, 76, top + 6), abs=0.1)


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        pytest.param(line(70, 100, 400, 100), [(70, 100, 400, 100)], id="a line"),
        pytest.param(b"1 1 1 RG " + line(70, 100, 400, 100), [], id="a white line"),
        pytest.param(line(70, 100, 400, 300), [], id="a leaning line"),
        pytest.param(b"70 741 330 1 re f ", [(70, 100.5, 400, 100.5)], id="a thin rectangle"),
        pytest.param(b"70 700 330 40 re f ", [], id="a background"),
        pytest.param(b"70 742 m 400 742 l 400 700 l h n ", [], id="a path that is not drawn"),
        pytest.param(b"70 742 m 100 800 200 800 400 742 c S ", [], id="a bow"),
        pytest.param(
            b"70 741 330 1 re 70 711 330 1 re 70 600 50 50 re f ",
            [(70, 100.5, 400, 100.5), (70, 130.5, 400, 130.5)],
            id="thin rectangles in one shape",
        ),
        pytest.param(
            b"70 742 m 400 742 l 400 700 l s ", [(70, 100, 400, 100), (400, 100, 400, 142)], id="a closed triangle"
        ),
    ],
)
def test_what_is_a_ruled_line(drawn: bytes, expected: list[Box]) -> None:
    assert rulings_of(page_of(drawn)) == [pytest.approx(box, abs=0.05) for box in expected]


def test_lines_of_a_turned_page_are_turned_with_it() -> None:
    assert rulings_of(page_of(line(70, 100, 400, 100), turned=90)) == [pytest.approx((742, 70, 742, 400))]


def test_a_thin_picture_is_a_ruled_line() -> None:
    dot = stream(b"\0", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
    page = page_of(b"q 330 0 0 1 70 742 cm /I Do Q", resources=b"/XObject<</I 6 0 R>>", more=[dot])
    assert rulings_of(page) == [pytest.approx((70, 99.5, 400, 99.5))]
    assert page.pictured == pytest.approx(0, abs=0.001)


def test_a_drawing_survives_the_way_between_two_processes() -> None:
    drawn = drawing_of(pages(text(70, 60, PROSE, matrix="0 1 -1 0") + rules((70, 90), (100, 130)), text(70, 60, PROSE)))
    assert unpacked(*packed(drawn)) == drawn


def test_a_message_cut_short_ends_the_talk() -> None:
    stream_ = io.BytesIO()
    send(stream_, {"wanted": "drawing"}, b"12345")
    with pytest.raises(EOFError):
        receive(io.BytesIO(stream_.getvalue()[:-1]))


def test_the_title_of_the_file_is_told() -> None:
    tree = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R>>"]
    data = pdf([*tree, b"<</Title<FEFF5E74 62A5 000A>/Author()>>"], trailer=b"/Info 4 0 R")
    assert drawing_of(data).metadata == {"title": "年报"}


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    """What the child answers to a drawing, a picture, and a file that is no PDF."""
    asked, said = io.BytesIO(), io.BytesIO()
    data = pages(text(70, 60, PROSE))
    send(asked, {"wanted": "drawing"}, data)
    send(asked, {"wanted": "picture", "page": 0, "dots": 36}, data)
    send(asked, {"wanted": "drawing"}, b"no pdf")
    asked.seek(0)
    monkeypatch.setattr("ingest.readers.pdf_child.sys.stdin", SimpleNamespace(buffer=asked))
    monkeypatch.setattr("ingest.readers.pdf_child.sys.stdout", SimpleNamespace(buffer=said))
    monkeypatch.setattr("ingest.readers.pdf_child.resource.setrlimit", lambda *_: None)
    pdf_child.main()
    said.seek(0)
    return said


def test_the_child_answers_one_request_after_the_other(talk: io.BytesIO) -> None:
    head, _ = receive(talk)
    assert [page["text"] for page in head["pages"]] == [PROSE]
    head, grey = receive(talk)
    assert (head, len(grey)) == ({"width": 298, "height": 421}, 298 * 421)
    head, _ = receive(talk)
    assert head["refusal"][0] == "damaged"
    with pytest.raises(EOFError):
        receive(talk)


def test_a_page_too_large_to_paint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.pdf_pictures.MAX_PICTURE_DOTS", 100)
    with pytest.raises(Refusal):
        pdf_child.answer({"wanted": "picture", "page": 0, "dots": 72}, pages(text(70, 60, PROSE)))


def test_a_matrix_and_its_inverse_undo_each_other() -> None:
    there = Matrix(0, 2, -3, 0, 5, 7)
    back = there.inverse()
    assert back is not None
    assert back.after(there) == pytest.approx((1, 0, 0, 1, 0, 0))
    assert Matrix(0, 0, 0, 0, 1, 1).inverse() is None
