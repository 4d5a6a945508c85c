"""What a count in the prose is about: sentences that are not claims about the report's own numbers."""

from __future__ import annotations

import pytest

from tests.ingest.parse.prose_sections import claims, counts


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
