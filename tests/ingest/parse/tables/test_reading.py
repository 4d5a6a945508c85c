"""From tables in any layout to cells; what cannot be told apart stays uncertain."""

from dataclasses import replace

import pytest

from archive.cells import Status
from archive.locators import Locator
from ingest.document import Document, Table, TableCell
from tests.ingest.parse.tables.lines import PROACTIVE_HEADS, REVIEW_HEADS, document, grid, tables, values

RECEIVED, IN, OUT = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "四、结转下年度继续办理"
# Enough rows for the form to be recognised.
ROWS = [
    RECEIVED,
    IN,
    "三、本年度办理结果（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "1.属于国家秘密",
    OUT,
]
SEVEN = ["5", "1", "0", "0", "0", "0", "6"]


def lines(values_of: dict[str, str], gap: str = "\t") -> str:
    return "\n".join(label + gap + values_of.get(label, gap.join("0" * 7)) for label in ROWS)


@pytest.mark.parametrize("gap", ["\t", " ", "   ", "|", " | "])
def test_a_row_of_seven_values_is_read_whatever_parts_them(gap: str) -> None:
    assert values(lines({RECEIVED: gap.join(SEVEN)}, gap), "requests.received") == [5, 1, 0, 0, 0, 0, 6]


def test_one_cell_a_line_is_read() -> None:
    text = "\n".join(line for label in ROWS for line in (label, *SEVEN))
    assert values(text, "requests.carried_out") == [5, 1, 0, 0, 0, 0, 6]


def test_a_label_broken_over_lines_is_still_the_label() -> None:
    text = "\n".join(
        line for label in ROWS for line in (*([label[:9], label[9:]] if label == RECEIVED else [label]), *SEVEN)
    )
    assert values(text, "requests.received") == [5, 1, 0, 0, 0, 0, 6]


def test_a_misprinted_label_is_known_by_its_place_and_likeness() -> None:
    rows = [[label, *SEVEN] for label in [*ROWS[:5], "2.其他法律行政止公开", OUT]]
    assert values(grid(rows), "requests.withheld.law_forbids") == [5, 1, 0, 0, 0, 0, 6]


def test_a_row_with_a_value_missing_is_uncertain_as_a_whole() -> None:
    assert values(lines({RECEIVED: "5 1 0 0 0 6"}, " "), "requests.received") == ["uncertain"] * 7


def test_digits_run_together_are_uncertain_and_carry_what_the_sums_leave() -> None:
    cells = tables(lines({RECEIVED: "5100006"}, " ")).cells
    row = [cells[f"requests.received.{column}"] for column in ("natural", "business", "other", "total")]
    assert [(cell.value, cell.status, cell.raw, cell.proposal) for cell in row] == [
        (None, Status.UNCERTAIN, "5100006", 5),
        (None, Status.UNCERTAIN, "5100006", 1),
        (None, Status.UNCERTAIN, "5100006", 0),
        (None, Status.UNCERTAIN, "5100006", 6),
    ]


def test_as_many_zeros_as_columns_can_only_be_zeros() -> None:
    assert values(lines({RECEIVED: "0000000"}, " "), "requests.received") == [0] * 7


def test_marks_and_empty_cells_are_blank_not_zero() -> None:
    row = values(lines({RECEIVED: "5\t/\t-\t—\t无\t\t5"}), "requests.received")
    assert row == [5, "blank", "blank", "blank", "blank", "blank", 5]


def test_values_that_a_page_break_parts_from_their_label_are_joined_again() -> None:

    rows = [[label, *SEVEN] for label in ROWS[:5]] + [["四、结转下年度", *[""] * 7], ["继续办理", *SEVEN]]
    pages = [1] * 6 + [2]
    table = Table(
        tuple(
            tuple(
                TableCell(t, r, c, 1, 1, Locator(page=pages[r], table=1, row=r + 1, column=c + 1))
                for c, t in enumerate(row)
            )
            for r, row in enumerate(rows)
        ),
        Locator(page=1, table=1),
    )
    read = replace(Document("pdf", ()), blocks=(table,))
    assert values(read, "requests.carried_out") == [5, 1, 0, 0, 0, 0, 6]


def test_a_row_printed_twice_with_other_numbers_is_uncertain() -> None:
    text = lines({}) + "\n这是另一张表的说明。\n" + lines({RECEIVED: "\t".join(SEVEN)})
    assert values(text, "requests.received")[0] == "uncertain"


def test_a_row_of_a_region_is_kept_as_an_indicator_and_breaks_nothing() -> None:
    text = f"第二十条第（一）项\n{PROACTIVE_HEADS}\n规章\t0\t0\t0\n行政规范性文件\t1\t2\t3\n其他主动公开文件\t4\t5\t6"
    assert values(text, "proactive.normative") == [1, 2, 3]
    assert [(i.name, i.values) for i in tables(text).indicators] == [("其他主动公开文件", (4, 5, 6))]


def test_reviews_and_suits_are_read_under_their_three_groups() -> None:
    text = lines({}) + "\n" + REVIEW_HEADS + "\n" + "\t".join(map(str, range(15)))
    assert values(text, "review") == [0, 1, 2, 3, 4]
    assert values(text, "suit_direct") == [5, 6, 7, 8, 9]
    assert values(text, "suit_after_review") == [10, 11, 12, 13, 14]


def test_each_cell_knows_where_it_stands() -> None:
    text = lines({RECEIVED: "\t".join(SEVEN)})
    locator = tables(text).cells["requests.received.natural"].locator
    assert locator is not None
    assert text[locator.start : locator.end] == "5"


def test_prose_between_tables_is_no_table_line() -> None:
    text = "2023年收到申请6件。\n" + lines({}) + "\n以上为全部申请的情况。"
    assert tables(text).lines == frozenset(range(1, 1 + len(ROWS)))


def test_a_report_without_any_table_of_a_form_has_no_form() -> None:
    assert tables(document("一、概述\n全年公开信息6条。")).form is None


def test_groups_printed_in_another_order_are_read_in_theirs() -> None:
    heads = "\n".join(
        [
            "行政复议\t行政诉讼",
            "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t复议后起诉\t未经复议直接起诉",
            "\t".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2),
        ]
    )
    text = lines({}) + "\n" + heads + "\n" + "\t".join(map(str, range(15)))
    assert values(text, "suit_after_review") == [5, 6, 7, 8, 9]
    assert values(text, "suit_direct") == [10, 11, 12, 13, 14]


def test_a_grid_row_one_cell_short_is_uncertain_as_a_whole() -> None:
    heads = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    rows = [heads, *([label, *SEVEN] for label in ROWS)]
    rows[3] = rows[3][:4] + rows[3][5:]
    assert values(grid(rows), "requests.disclosed") == ["uncertain"] * 7


def test_heads_in_an_unusual_order_count_only_if_the_sums_bear_them_out() -> None:
    heads = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "总计", "其他"]
    rows = [heads, *([label, *SEVEN] for label in ROWS)]
    assert values(grid(rows), "requests.received") == [5, 1, 0, 0, 0, 0, 6]


def test_a_row_that_the_form_does_not_have_counts_towards_its_total() -> None:
    text = lines({}).replace("1.属于国家秘密", "9.属于工作秘密\t2\t0\t0\t0\t0\t0\t2\n1.属于国家秘密")
    assert tables(text).unlisted["requests.closed.natural"] == 2


def test_a_table_of_other_columns_does_not_spoil_the_forms_own() -> None:
    text = f"收到申请数量\t去年\t今年\n{RECEIVED}\t4\t6\n以下为今年的情况。\n" + lines({RECEIVED: "\t".join(SEVEN)})
    assert values(text, "requests.received") == [5, 1, 0, 0, 0, 0, 6]
