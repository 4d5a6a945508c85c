"""Reads pictures of text with tesseract, where it is installed: page by page, with a limit on time.

Nothing read so is certain.  Ruled lines are found on the picture and painted over first: beside them tesseract takes
a 0 for a letter, and them for ones.
"""

from __future__ import annotations

import html
import math
import os
import re
import shutil
import subprocess
from array import array
from collections.abc import Iterator
from functools import cache

from ingest.document import Document
from ingest.limits import MAX_PICTURE_DOTS, MAX_RECOGNISED_PAGES, RECOGNITION_SECONDS_PER_PAGE
from ingest.readers.ocr_rulings import Picture, rulings_of, without
from ingest.readers.pdf_cage import picture
from ingest.readers.pdf_layout import blocks_of
from ingest.readers.pdf_matrices import Box
from ingest.readers.pdf_pages import Drawing, Page
from ingest.refusals import Refusal

DOTS = 300
POINTS = 72
LANGUAGE = "chi_sim"
# From a pipe to a pipe; one block of text, whose lines may have gaps (in other modes the columns of a table fall
# apart); with the place of every character.
ASKED = ("-", "-", "-l", LANGUAGE, "--psm", "6", "-c", "hocr_char_boxes=1")
SCAN = (
    "PDF 是扫描件，没有可读取的文字。在服务器上安装 tesseract-ocr 和 tesseract-ocr-chi-sim 后可以识别，"
    "或请上传有文字的版本。"
)
RECOGNISED = "这是扫描件，文字由程序识别得出，所有数字都须由人核对。"
# The parts of tesseract's answer that are read: where a line stands, where a character of it stands.
PLACES = re.compile(
    r"title=[\"']bbox \d+ (\d+) \d+ (\d+); baseline|x_bboxes (\d+) \d+ (\d+) \d+; x_conf [\d.-]+[\"']>([^<]+)<"
)
# Part of a line's height: characters of one word are taken to touch.
CLOSE = 0.35


@cache
def program() -> str | None:
    """Where tesseract is, if it is installed and reads Chinese."""
    found = shutil.which("tesseract")
    if not found:
        return None
    listed = subprocess.run(  # noqa: S603 (a program of the system, no input from outside)
        [found, "--list-langs"], capture_output=True, text=True, check=False, timeout=RECOGNITION_SECONDS_PER_PAGE
    )
    return found if LANGUAGE in listed.stdout.split() else None


def recognised(data: bytes, drawing: Drawing) -> Document:
    """The report on the pictures of a PDF, as far as it can be recognised."""
    tesseract = program()
    if not tesseract:
        raise Refusal("scan", SCAN)
    if len(drawing.pages) > MAX_RECOGNISED_PAGES:
        raise Refusal(
            "too-many-pages", f"扫描件超过了 {MAX_RECOGNISED_PAGES} 页的识别上限，共 {len(drawing.pages)} 页。"
        )
    pages = [page_of(tesseract, data, index, page) for index, page in enumerate(drawing.pages)]
    if not any(page.text for page in pages):
        raise Refusal("scan", "PDF 是扫描件，图片中没有识别出文字。")
    late = [str(number) for number, page in enumerate(pages, 1) if not page.text]
    missing = (f"第 {'、'.join(late)} 页没有识别出文字。",) if late else ()
    blocks = tuple(blocks_of(pages))
    return Document("pdf", blocks, drawing.metadata, recognised=True, warnings=(RECOGNISED, *missing))


def page_of(tesseract: str, data: bytes, index: int, page: Page) -> Page:
    """A page as recognised, all places in points."""
    dots = min(DOTS, int(POINTS * math.sqrt(MAX_PICTURE_DOTS / max(page.width * page.height, 1))) - 1)
    head, grey = picture(data, index, dots)
    painted = Picture(head["width"], head["height"], grey)
    lines = list(rulings_of(painted, dots))
    answer = asked(tesseract, without(painted, lines), dots)
    scale = POINTS / dots
    text, boxes = characters_of(answer, scale)
    rulings = array("f", (scale * place for line in lines for place in line))
    return Page(page.width, page.height, text, boxes, {}, rulings, pictured=1.0, hidden=1.0)


def asked(tesseract: str, painted: Picture, dots: int) -> str:
    """What tesseract reads; nothing when it takes too long."""
    try:
        answer = subprocess.run(  # noqa: S603 (a program of the system, the picture is its only input)
            [tesseract, *ASKED, "--dpi", str(dots), "hocr"],
            input=b"P5 %d %d 255\n" % (painted.width, painted.height) + painted.grey,
            capture_output=True,
            check=False,
            timeout=RECOGNITION_SECONDS_PER_PAGE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        return ""
    return answer.stdout.decode("utf-8", "replace")


def characters_of(answer: str, scale: float) -> tuple[str, array[float]]:
    """The characters that tesseract tells of, with their boxes in points."""
    text: list[str] = []
    boxes: array[float] = array("f")
    for character, box in places_of(answer):
        text.append(character)
        boxes.extend(scale * place for place in box)
    return "".join(text), boxes


def places_of(answer: str) -> Iterator[tuple[str, Box]]:
    """Characters with their boxes; all of a line stand as high as the line, and those of a word touch."""
    top = bottom = 0.0
    last = -math.inf
    for line_top, line_bottom, left, right, words in PLACES.findall(answer):
        if not left:
            top, bottom, last = float(line_top), float(line_bottom), -math.inf
            continue
        start, end = float(left), float(right)
        if 0 < start - last < CLOSE * (bottom - top):
            start = last
        for character in html.unescape(words).strip()[:1]:
            yield character, (start, top, end, bottom)
            last = end
