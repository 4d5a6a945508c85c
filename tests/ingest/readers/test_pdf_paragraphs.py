"""Lines of prose become paragraphs; what is printed on every page is left out."""

from __future__ import annotations

import pytest

from ingest.readers.pdf import read
from tests.ingest.readers.pdf_samples import pages, text

FULL = "本机关认真贯彻落实政府信息公开条例，积极推进各项工作，加强组织领导"
# Its last line ends before the margin.
SHORT = "取得了一定的成效。"
LEFT, SIZE, PITCH = 90, 12, 22


def page(*lines: tuple[float, str], top: float = 150, foot: str = "") -> bytes:
    """Lines of (indent in characters, text) below each other."""
    words = [
        text(LEFT + indent * SIZE, top + PITCH * number, line, SIZE) for number, (indent, line) in enumerate(lines)
    ]
    return b"".join(words) + (text(290, 800, foot, 10) if foot else b"")


def paragraphs(*contents: bytes) -> list[str]:
    return [paragraph.text for paragraph in read(pages(*contents)).paragraphs()]


def test_wrapped_lines_are_one_paragraph_without_a_space() -> None:
    assert paragraphs(page((2, FULL[:-2]), (0, FULL), (0, SHORT))) == [FULL[:-2] + FULL + SHORT]


def test_an_indented_line_begins_a_paragraph() -> None:
    assert paragraphs(page((0, FULL), (2, FULL[:-2]), (0, SHORT))) == [FULL, FULL[:-2] + SHORT]


def test_a_short_line_ends_a_paragraph() -> None:
    assert paragraphs(page((0, FULL), (0, SHORT), (0, FULL))) == [FULL + SHORT, FULL]


@pytest.mark.parametrize("start", ["一、总体情况", "（一）主动公开", "1.主动公开", "1、主动公开", "(2)依申请公开"])
def test_a_numbered_line_begins_a_paragraph_after_the_end_of_a_sentence(start: str) -> None:
    full = FULL[:-1] + "。"
    assert paragraphs(page((0, full), (0, start), (0, full))) == [full, start, full]


@pytest.mark.parametrize("start", ["（一）项的规定", "2023年以来", "3.5万件"])
def test_a_number_in_the_middle_of_a_sentence_begins_nothing(start: str) -> None:
    assert paragraphs(page((0, FULL), (0, start + FULL[len(start) :]), (0, SHORT)))[0].startswith(FULL + start)


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    first, second = page((2, FULL[:-2]), (0, FULL), foot="- 1 -"), page((0, SHORT), (2, FULL[:-2]), foot="- 2 -")
    assert paragraphs(first, second) == [FULL[:-2] + FULL + SHORT, FULL[:-2]]


def test_a_paragraph_stands_where_it_begins() -> None:
    document = read(pages(page((2, FULL[:-2]), (0, FULL)), page((0, SHORT))))
    (paragraph,) = document.paragraphs()
    assert paragraph.locator.page == 1
    assert paragraph.locator.box == pytest.approx((90, 150, 90 + 12 * len(FULL), 184), abs=0.5)


def test_a_line_may_end_early_for_a_long_number() -> None:
    assert paragraphs(page((0, FULL), (0, FULL[:-2]), (0, "7730.28万元，" + FULL[:20]), (0, FULL), (0, SHORT)))[
        0
    ].count("7730.28")


def test_a_number_on_a_line_of_its_own_is_no_end_of_the_label_above() -> None:
    label = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    assert paragraphs(page((0, label), (0, "20"), (0, "-")), page((0, label[:-1]), (0, "7"))) == [
        label,
        "20",
        "-",
        label[:-1],
        "7",
    ]


def test_a_page_of_labels_has_the_margins_of_the_prose_on_other_pages() -> None:
    prose = page(*[(0, FULL)] * 6, (0, SHORT))
    labels = page((0, FULL[:15]), (0, FULL[15:29]), (0, FULL[4:20]))
    assert paragraphs(prose, prose, labels)[-3:] == [FULL[:15], FULL[15:29], FULL[4:20]]


def test_a_title_of_two_lines_is_two_paragraphs() -> None:
    title = text(200, 80, "某某市人民政府", 22) + text(120, 110, "2023年政府信息公开工作年度报告", 22)
    assert paragraphs(title + page((2, FULL[:-2]), (0, SHORT)))[:2] == [
        "某某市人民政府",
        "2023年政府信息公开工作年度报告",
    ]


def test_western_words_keep_their_space_at_the_end_of_a_line() -> None:
    assert paragraphs(page((0, FULL[:-2] + "open"), (0, "data" + FULL[:20]), (0, FULL)))[0].count("open data") == 1


def test_spaces_in_justified_chinese_are_none() -> None:
    spread = b"".join(text(90 + 15 * index, 150, letter) for index, letter in enumerate("政府信息公开"))
    assert paragraphs(spread + page((0, FULL), top=200))[0] == "政府信息公开"


def test_a_wide_space_behind_its_number_does_not_part_a_heading() -> None:
    assert paragraphs(page((0, FULL)) + text(90, 300, "二、") + text(140, 300, "主动公开"))[1] == "二、 主动公开"


def test_columns_set_with_spaces_are_parted_by_tabs() -> None:
    assert paragraphs(page((0, FULL)) + text(90, 300, "行政许可") + text(250, 300, "550"))[1] == "行政许可\t550"


@pytest.mark.parametrize(
    "foot",
    ["- {} -", "— {} —", "－{}－", "第{}页", "第 {} 页 共 3 页", "{}/3", "{}", "Page {} of 3", "·{}·"],
)
def test_page_numbers_are_left_out(foot: str) -> None:
    contents = [page((0, SHORT[:-1] + f"其{'一二三'[n]}。"), foot=foot.format(n + 1)) for n in range(3)]
    assert paragraphs(*contents) == [SHORT[:-1] + f"其{number}。" for number in "一二三"]


def test_page_numbers_may_begin_anywhere() -> None:
    contents = [page((0, FULL[n:]), foot=str(n + 27)) for n in range(3)]
    assert not [line for line in paragraphs(*contents) if line.isdigit()]


def test_a_running_head_is_left_out() -> None:
    contents = [text(90, 40, "某某市2023年年报") + page((0, FULL), (0, SHORT[n:])) for n in range(3)]
    assert paragraphs(*contents) == [FULL + SHORT[n:] for n in range(3)]


@pytest.mark.parametrize("numbers", [("7", "7", "7"), ("3", "1", "2"), ("550", "12", "4119")])
def test_numbers_that_do_not_count_pages_stay(numbers: tuple[str, str, str]) -> None:
    contents = [page((0, FULL[n:]), foot=number) for n, number in enumerate(numbers)]
    assert [line for line in paragraphs(*contents) if line.isdigit()] == list(numbers)


def test_numbers_beside_each_other_at_the_foot_stay() -> None:
    contents = [page((0, FULL[n:])) + text(200, 800, str(n + 1)) + text(300, 800, "0") for n in range(3)]
    assert [line for line in paragraphs(*contents) if "\t" in line] == ["1\t0", "2\t0", "3\t0"]
