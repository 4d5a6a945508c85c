"""Prose to claims: which counts a sentence states, and which it does not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.checks import CountClaim
from archive.locators import Locator
from ingest.parse.prose import find_claims
from tests.ingest.parse.prose_sections import Section, claims, counts, lines, section


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("2023年全区受理政府信息公开申请21件。", [("received", 21)]),
        ("我乡新受理依申请政府信息公开共46件。", [("received", 46)]),
        ("2023年度收到依申请公开事项2项。", [("received", 2)]),
        ("2024年共收到政府信息依申请公开125件，已完成答复112件。", [("received", 125), ("closed", 112)]),
        ("收到申请公开21条，办结21条。", [("received", 21), ("closed", 21)]),
        ("全年新收政府信息公开申请数量3件，上年结转政府信息公开申请数量0件。", [("received", 3), ("carried_in", 0)]),
        ("本年度全区共收到70件公开申请，及时依法依规办结69件，1件结转下年度继续办理。",
         [("received", 70), ("closed", 69), ("carried_out", 1)]),
        ("答复公开申请3050件（含上年度结转申请34件，另有103件顺延到下年度答复）。",
         [("closed", 3050), ("carried_in", 34), ("carried_out", 103)]),
        ("全年收到公开申请464件，结转上年度3件，本年度办结441件，剩余26件结转下年度办理。",
         [("received", 464), ("carried_in", 3), ("closed", 441), ("carried_out", 26)]),
        ("全年办理政府信息公开申请218件。", [("handled", 218)]),
        ("我镇共受理并按期答复依申请公开33件。", [("received", 33), ("closed", 33)]),
        ("办理结果：政府信息公开申请予以公开10件，部分公开1件，不予公开3件。",
         [("outcome.disclosed", 10), ("outcome.partial", 1), ("outcome.withheld", 3)]),
    ],
)  # fmt: skip
def test_requests(sentence: str, found: list[tuple[str, int]]) -> None:
    assert counts(sentence) == found


RECEIVED = "收到政府信息公开申请50件，办结50件，其中"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("予以公开10件", ("outcome.disclosed", 10)),
        ("同意公开答复10件", ("outcome.disclosed", 10)),
        ("予以公开的10件", ("outcome.disclosed", 10)),
        ("10件予以公开", ("outcome.disclosed", 10)),
        ("“部分公开”10件", ("outcome.partial", 10)),
        ("予以公开及部分公开10件", ("outcome.disclosed+outcome.partial", 10)),
        ("不子公开10件", ("outcome.withheld", 10)),
        ("属于四类过程性信息10件", ("outcome.withheld.deliberative", 10)),
        ("无法提供的10件", ("outcome.unavailable", 10)),
        ("本机关不掌握相关政府信息10件", ("outcome.unavailable.not_held", 10)),
        ("因信息不存在的10件", ("outcome.unavailable.not_held", 10)),
        ("不属于本机关公开10件", ("outcome.unavailable.not_held", 10)),
        ("不予处理10件", ("outcome.unprocessed", 10)),
        ("重复申请10件", ("outcome.unprocessed.repeat", 10)),
        ("其他处理情况10件", ("outcome.other", 10)),
        ("自然人申请10件", ("applicants.natural", 10)),
        ("商业企业10件", ("applicants.business", 10)),
        ("法人或其他组织申请10件", ("applicants.organisations", 10)),
    ],
)
def test_outcomes_and_applicants(words: str, found: tuple[str, int]) -> None:
    assert counts(f"{RECEIVED}{words}。")[2:] == [found]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("因政府信息公开引起的行政复议案件2件、行政诉讼案件7件。", [("review", 2), ("suit", 7)]),
        ("政府信息公开行政复议351件，其中结果维持72件，结果纠正64件，其他结果178件，尚未审结37件。",
         [("review", 351), ("review.upheld", 72), ("review.corrected", 64), ("review.other", 178),
          ("review.pending", 37)]),
        ("政府信息公开行政诉讼4件，维持2件。", [("suit", 4), ("suit.upheld", 2)]),
        ("政府信息公开未经复议直接起诉3件，复议后起诉1件。", [("suit_direct", 3), ("suit_after_review", 1)]),
        ("因信息公开引发的行政复议、行政诉讼各1件。", [("review", 1), ("suit", 1)]),
        ("因信息公开引发的行政复议、行政诉讼共3件。", [("review+suit", 3)]),
        ("因信息公开引发的行政复议、行政诉讼均为0。", [("review", 0), ("suit", 0)]),
        ("信息公开方面共有行政诉讼案件1件、行政复议案件2件，均已结案。",
         [("suit", 1), ("review", 2), ("suit.pending", 0), ("review.pending", 0)]),
    ],
)  # fmt: skip
def test_reviews_and_suits(sentence: str, found: list[tuple[str, int]]) -> None:
    assert counts(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("收到政府信息公开申请8件，6件为自然人、2件为企业。",
         [("received", 8), ("applicants.natural", 6), ("applicants.business", 2)]),
        ("办结公开申请8件：3件予以公开、1件部分公开和4件不予公开。",
         [("closed", 8), ("outcome.disclosed", 3), ("outcome.partial", 1), ("outcome.withheld", 4)]),
        ("办结公开申请7件：3件予以公开4件不予公开。", [("closed", 7), ("outcome.withheld", 4)]),
        ("收到政府信息公开申请9件，7件办结、上年结转1件。", [("received", 9), ("closed", 7)]),
        ("信息公开方面，2件行政复议中1件维持、1件尚未审结。",
         [("review", 2), ("review.upheld", 1), ("review.pending", 1)]),
    ],
)  # fmt: skip
def test_the_words_behind_a_number_are_not_the_next_ones(sentence: str, found: list[tuple[str, int]]) -> None:
    assert counts(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("信息公开行政复议1件维持、1件在审。", [("review.upheld", 1)]),
        ("信息公开行政复议12件已审结，其余未审结。", []),
        ("信息公开行政复议其余4件均未审结。", [("review.pending", 4)]),
        ("信息公开行政复议纠正3件，均已办结。", [("review.corrected", 3)]),
        ("信息公开行政复议16件，除4件外，均已审结。", [("review", 16)]),
        ("信息公开行政复议16件，其余均已审结。", [("review", 16)]),
        ("信息公开行政复议16件均已审结。", [("review", 16)]),
    ],
)
def test_some_reviews_are_not_all(sentence: str, found: list[tuple[str, int]]) -> None:
    assert counts(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "choices"),
    [
        ("信息公开行政诉讼14件，其中复议后起诉10件，结果维持7件。", (("suit_after_review.upheld",), ("suit.upheld",))),
        ("信息公开行政复议16件，行政诉讼14件，共30件，结果维持7件。",
         (("suit.upheld",), ("review.upheld", "suit.upheld"))),
        ("信息公开行政复议16件，结果维持7件；行政诉讼14件。", (("review.upheld",),)),
        ("信息公开行政复议16件，行政诉讼14件，诉讼维持7件。", (("suit.upheld",),)),
    ],
)  # fmt: skip
def test_a_result_after_several_groups_may_be_of_any(sentence: str, choices: tuple[tuple[str, ...], ...]) -> None:
    (result,) = (claim for claim in claims(sentence) if "." in claim.counts[0])
    assert result.choices == choices


@pytest.mark.parametrize(
    "sentence",
    [
        "市政府现行有效规范性文件42件，全市现行有效规范性文件380件。",
        "全市现行有效规范性文件380件，其中市政府现行有效规范性文件42件。",
    ],
)
def test_documents_counted_for_two_bodies_are_not_compared(sentence: str) -> None:
    assert counts(sentence, agency="淮安市人民政府") == []
    assert counts("全市现行有效规范性文件380件。", agency="淮安市人民政府") == [("normative.in_force", 380)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("2018年未收到有关政府信息公开申请。", [("received", 0)]),
        ("我局没有收到信息公开申请。", [("received", 0)]),
        ("本年度无申请政府信息公开的情况。", [("received", 0)]),
        ("未发生因政府信息公开申请行政复议、提起行政诉讼的情况。", [("review", 0), ("suit", 0)]),
        ("无涉及政府信息公开行政复议、诉讼案件。", [("review", 0), ("suit", 0)]),
        (
            "未收到公民、法人或其他组织提出的政府信息公开申请，也未发生行政复议、行政诉讼。",
            [("received", 0), ("review", 0), ("suit", 0)],
        ),
        ("没有收到任何单位和个人提出的依申请公开政府信息申请。", [("received", 0)]),
        ("未收到任何要求公开政府信息的申请。", [("received", 0)]),
        ("2023年，无申请人申请政府信息公开。", [("received", 0)]),
        ("收到公开申请5件，无结转下年度办理的申请。", [("received", 5), ("carried_out", 0)]),
        ("我局依申请公开政府信息申请数为零。", [("received/amount", 0)]),
        ("未制定规章和行政规范性文件。", [("rules.issued", 0), ("normative.issued", 0)]),
        ("未收取行政事业性收费。", [("fees.amount", 0)]),
        ("本年度行政事业性收费金额为0。", [("fees.amount", 0)]),
        ("收到政府信息公开申请8件，均为自然人。", [("received", 8), ("applicants.organisations", 0)]),
    ],
)
def test_negations(sentence: str, found: list[tuple[str, int]]) -> None:
    assert counts(sentence) == found


def test_nought_beside_the_name_of_requests_is_none_received() -> None:
    assert counts("（二）依申请公开", "本年度依申请公开0件。") == [("received", 0)]
    assert counts("（二）依申请公开", "公文主动公开5件，依申请公开0件。") == []
    assert counts("本年度依申请公开0件。") == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("本年度行政处罚374件，行政许可20件。", [("penalty.decisions", 374), ("licensing.decisions", 20)]),
        ("我局无行政许可、行政处罚事项。", [("licensing.decisions", 0), ("penalty.decisions", 0)]),
        ("全年未实施行政处罚。", [("penalty.decisions", 0)]),
        # items of a list of powers
        ("行政许可25项，行政处罚374项。", []),
        ("公开行政处罚374件。", []),
        ("行政许可申请374件。", []),
    ],
)
def test_decisions_beside_their_table_need_no_such_word(sentence: str, found: list[tuple[str, int]]) -> None:
    beside = Section(section(sentence).paragraphs, 2, "二、主动公开政府信息情况")
    told = [claim for claim in find_claims([beside]) if isinstance(claim, CountClaim)]
    assert [(claim.counts[0], int(claim.bound.low)) for claim in told] == found
    assert counts(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("信息公开行政诉讼14件，均未审结。", [("suit", 14), ("suit.pending", 14)]),
        ("信息公开行政复议16件，全部维持。", [("review", 16), ("review.upheld", 16)]),
        ("信息公开行政复议16件，除1件外均维持。", [("review", 16)]),
        ("信息公开行政复议16件，1件撤回，均维持。", [("review", 16)]),
        ("信息公开行政诉讼16件，全部维持原判。", [("suit", 16)]),
        ("信息公开行政复议、行政诉讼共3件，均未审结。", [("review+suit", 3)]),
        ("信息公开方面，行政复议：3件；行政诉讼：2件。", [("review", 3), ("suit", 2)]),
    ],
)
def test_what_all_reviews_came_to(sentence: str, found: list[tuple[str, int]]) -> None:
    assert counts(sentence) == found


def test_requests_received_and_carried_in_are_added_up() -> None:
    assert counts("新收政府信息公开申请8件，上年结转1件，共计10件。")[2:] == [("received+carried_in", 10)]
    assert counts("新收政府信息公开申请8件，上年结转1件，办结8件，共计10件。")[3:] == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("2023年制发规范性文件1件，现行有效规范性文件4件。", [("normative.issued", 1), ("normative.in_force", 4)]),
        ("规范性文件制发2件，废止3件，现行有效4件。",
         [("normative.issued", 2), ("normative.repealed", 3), ("normative.in_force", 4)]),
        ("作出行政许可决定1203件，行政处罚处理决定数量31宗。",
         [("licensing.decisions", 1203), ("penalty.decisions", 31)]),
        ("政策、规范性文件类信息68条。", [("normative.listed", 68)]),
    ],
)  # fmt: skip
def test_documents_and_decisions(sentence: str, found: list[tuple[str, int]]) -> None:
    assert counts(sentence) == found


def test_fees_are_told_in_the_unit_of_the_form() -> None:
    (yuan,) = claims("行政事业性收费金额105300元。")
    (wan,) = claims("行政事业性收费总金额10.53万元。")
    assert (yuan.bound.admits(Decimal("10.53")), wan.bound.admits(Decimal("10.53"))) == (True, True)
    assert not wan.bound.admits(Decimal("10.6"))


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("２１件", 21, 21),
        ("2 1 件", 21, 21),
        ("1,234件", 1234, 1234),
        ("十二件", 12, 12),
        ("一百零三件", 103, 103),
        ("两件", 2, 2),
        ("20余件", 20, 40),
        ("100多件", 100, 200),
        ("约30件", 24, 36),
        ("近30件", 24, 36),
        ("超过30件", 30, None),
        ("30件以上", 30, None),
        ("不足30件", 0, 30),
        ("百余件", 100, 200),
    ],
)
def test_numbers(printed: str, low: int, high: int | None) -> None:
    (claim,) = claims(f"收到政府信息公开申请{printed}。")
    assert (claim.bound.low, claim.bound.high) == (low, high)


def test_a_claim_quotes_its_sentence_as_printed_and_where() -> None:
    text = "工作有序。2023 年，全区受理政府信息公开申请 21 件，均已答复。"
    (found,) = claims(text)
    assert found.quote.text == "2023年，全区受理政府信息公开申请21件"
    assert found.quote.section == "一、总体情况"
    assert found.quote.locator == Locator(block=1, start=5, end=29)
    assert text[5:29] == "2023 年，全区受理政府信息公开申请 21 件"
    assert found.words == "全区受理政府信息公开申请21件"


def test_lines_broken_in_a_sentence_are_read_on() -> None:
    broken = lines("2024 年，全市共受理政府信息公开申请 3119 件，答", "- 4 -", "复 3050 件，均在法定期限内予以答复。")
    received, answered = (claim for claim in find_claims([broken]) if isinstance(claim, CountClaim))
    assert [received.counts, answered.counts] == [("received/any",), ("closed/answered",)]
    assert answered.quote.locator == Locator(line=1, start=100, end=308)
    assert answered.quote.text == "2024年，全市共受理政府信息公开申请3119件，答复3050件"


WORDS = st.sampled_from(
    [
        *(
            "收到 政府信息公开申请 其中 予以公开 部分公开 不予公开 行政复议 行政诉讼 结果维持 均已结案 未 没有 约 余"
        ).split(),
        *(
            "20 3.5万 一百零三 件 条 % 占 ， 。 （ ） ： 2022年 上年结转 结转下年度 全市 我局 各 其他信息 元 万元"
        ).split(),
        *("规范性文件", "制发", "\n"),
    ]
)


@given(st.lists(WORDS, max_size=40).map("".join), st.sampled_from(["", "淮安市教育局"]))
def test_no_prose_is_too_odd(text: str, agency: str) -> None:
    for claim in find_claims([section(*text.split("\n"))], agency):
        assert claim.quote.text


@given(st.text(max_size=80))
def test_nor_any_other_text(text: str) -> None:
    find_claims([section(text)], "淮安市教育局")
