"""A file with two reports: the second never fills the gaps of the first."""

from ingest.parse.first_report import SECOND_REPORT, first_report
from tests.ingest.parse.tables.lines import document

REPORT = """某县司法局{year}年政府信息公开工作年度报告
一、总体情况
全年公开信息6条。
二、主动公开政府信息情况
以下为主动公开的情况。
三、收到和处理政府信息公开申请情况
全年未收到申请。
五、存在的主要问题及改进情况
无其他情况。"""


def test_one_report_is_left_alone() -> None:
    one = document(REPORT.format(year=2023))
    assert first_report(one) is one


def test_the_second_report_is_cut_off_at_its_title_and_said_so() -> None:
    two = document(REPORT.format(year=2023) + "\n" + REPORT.format(year=2022))
    first = first_report(two)
    assert len(first.blocks) == len(REPORT.splitlines())
    assert first.warnings == (SECOND_REPORT,)


def test_a_table_of_contents_is_no_report() -> None:
    contents = "目录\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    whole = document(contents + REPORT.format(year=2023))
    assert first_report(whole) is whole
