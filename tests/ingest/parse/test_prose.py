"""Prose to claims: which counts a sentence states, and which it does not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.checks import CountClaim
from archive.locators import Locator
from ingest.parse.prose import find_claims
from tests.ingest.parse.prose_sections import Section, lines, section


def claims(*texts: str, agency: str = "") -> list[CountClaim]:
    found = find_claims([section(*texts)], agency)
    return [claim for claim in found if isinstance(claim, CountClaim)]


def counts(*texts: str, agency: str = "") -> list[tuple[str, int]]:
    """Counts with their exact numbers; those with nothing in the table are left out."""
    return [
        ("+".join(claim.counts).replace("/any", "").replace("/answered", ""), int(claim.bound.low))
        for claim in claims(*texts, agency=agency)
        if claim.counts != ("published",)
    ]


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


@pytest.mark.parametrize(
    "sentence",
    [
        # of something else
        "全年主动公开共288条，依申请公开44件。",
        "截至目前共收到15564件咨询投诉件，已办结15042件。",
        "办理12345热线47件，已全部办结47件。",
        "未收到行政许可申请。",
        "行政执法处罚信息1000余条。",
        "公开行政处罚决定39件。",
        "2023年，制发公文100件，其中主动公开50件、依申请公开30件、不予公开20件。",
        "制作、获取政府信息总数467条，依申请公开信息数246条，不子公开信息数168条。",
        "发出收费通知的件数0件，总金额0元。",
        "全年受理申请512件，办结500件。",
        "以“高效办成一件事”为抓手，建立“2项审查制度”。",
        # of a part
        "通过网络收到政府信息公开申请20件。",
        "涉及征地拆迁的政府信息公开申请20件。",
        "收到2条公众通过政府网站提交的信息公开申请。",
        "区政府办代表区政府受理政府信息公开申请17件。",
        "其中县公安局受理政府信息公开申请12件。",
        "市本级收到政府信息公开申请12件。",
        "各乡镇收到政府信息公开申请12件。",
        "收到政府信息公开申请的情况不予受理4件。",
        "备案信息公开行政复议案件134件，行政诉讼案件57件。",
        "因征地拆迁信息公开引发行政复议3件，维持2件。",
        "全年公开行政许可信息15件、行政处罚22件。",
        # of another time
        "上半年收到政府信息公开申请20件。",
        "一季度收到政府信息公开申请3件。",
        "去年收到政府信息公开申请20件。",
        "自条例实施以来，累计收到政府信息公开申请200件。",
        "截至目前，收到政府信息公开申请20件。",
        "收到的政府信息公开申请较上年增加5件。",
        "政府信息公开申请同比减少3件。",
        # denied twice, or of some kinds only
        "没有未答复的政府信息公开申请。",
        "未发生因政府信息公开引起的行政复议被纠错的情况。",
        "未收到网上提交的政府信息公开申请。",
        "未收到法人或其他组织提出的政府信息公开申请。",
        "未收到任何法人提出的政府信息公开申请。",
        "未收到公民提出的政府信息公开申请。",
        "无行政事业性收费项目。",
        "未出台规范性文件管理办法。",
        "没有违法制发规范性文件的情况。",
        # of an office that reviews others
        "全年受理行政复议案件512件，审结480件，维持300件。",
    ],
)
def test_what_is_not_claimed(sentence: str) -> None:
    assert counts(sentence) == []


def test_a_number_of_those_accepted_is_not_one_of_those_received() -> None:
    assert counts("收到政府信息公开申请57件，受理18件。") == [("received", 57)]


def test_those_answered_beside_those_disposed_of_otherwise_are_not_all() -> None:
    assert counts("受理政府信息公开申请12件，答复7件，不予受理4件。") == [("received", 12)]


def test_parts_of_something_unknown_are_not_of_the_whole() -> None:
    found = counts("（二）依申请公开", "网上收到信息公开申请30件，其中予以公开10件；办结40件，其中予以公开20件。")
    assert found == [("closed", 40), ("outcome.disclosed", 20)]


def test_cases_of_reviews_are_no_requests() -> None:
    found = counts("收到政府信息公开申请7件。", "做好行政复议、行政诉讼应诉工作，共办理相关案件74件。")
    assert found == [("received", 7)]


def test_the_head_of_a_paragraph_says_what_it_is_about() -> None:
    assert counts("（二）依申请公开情况", "全年收到12件，办结11件。") == [("received", 12), ("closed", 11)]
    assert counts("（三）窗口服务情况", "全年收到12件，办结11件。") == []


def test_reviews_after_requests_are_those_of_requests() -> None:
    texts = "依申请公开方面，收到信息公开申请46件。", "行政复议方面，行政复议案件总计16件，结果维持7件。"
    assert counts(*texts) == [("received", 46), ("review", 16), ("review.upheld", 7)]


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("2022年收到政府信息公开申请12件。", 2022),
        ("我局2022年度收到政府信息公开申请12件。", 2022),
        ("截至2022年底，我局收到政府信息公开申请12件。", 2022),
        ("2022年1月1日至2022年12月31日，我局收到政府信息公开申请12件。", 2022),
        ("全年收到政府信息公开申请12件。", None),
    ],
)
def test_the_year_of_a_count(sentence: str, year: int | None) -> None:
    (claim,) = claims(sentence)
    assert claim.year == year


def test_a_year_holds_to_the_end_of_its_paragraph() -> None:
    found = claims("2022年，工作有序开展。收到政府信息公开申请12件。", "办结政府信息公开申请11件。")
    assert [claim.year for claim in found] == [2022, None]


@pytest.mark.parametrize(
    ("sentence", "count", "year"),
    [
        ("含2022年结转的政府信息公开申请3件。", "carried_in", 2023),
        ("政府信息公开申请结转至2024年6件。", "carried_out", 2023),
        ("上年结转政府信息公开申请3件。", "carried_in", None),
    ],
)
def test_the_year_that_a_request_is_carried_into(sentence: str, count: str, year: int | None) -> None:
    (claim,) = claims(sentence)
    assert (claim.counts, claim.year) == ((count,), year)


@pytest.mark.parametrize(
    ("agency", "sentence"),
    [
        ("北京市通州区政务服务局", "区政务局2023年度共收到政府信息公开申请1件。"),
        ("上海市人民政府办公厅", "市政府办公厅代表市政府共受理政府信息公开申请1件。"),
        ("建章路街道办事处", "建章路街道共接收政府信息公开申请1件。"),
        ("通州区张家湾镇人民政府", "镇政府收到政府信息公开申请1件。"),
        ("淮安市人民政府", "全市共受理政府信息公开申请1件。"),
    ],
)
def test_the_reporters_own_short_name_is_known(agency: str, sentence: str) -> None:
    assert counts(sentence, agency=agency) == [("received", 1)]


@pytest.mark.parametrize(
    ("agency", "sentence"),
    [
        ("淮安市洪泽区人民政府", "区政府办代表区政府受理政府信息公开申请17件。"),
        ("淮安市人民政府", "市政府收到政府信息公开申请17件。"),
        ("淮安市教育局", "全市共受理政府信息公开申请1件。"),
        ("淮安市人民政府", "市教育局依法办理申请，收到政府信息公开申请17件。"),
    ],
)
def test_another_body_is_not_taken_for_the_reporter(agency: str, sentence: str) -> None:
    assert counts(sentence, agency=agency) == []


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
