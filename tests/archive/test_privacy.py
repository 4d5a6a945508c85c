"""Private data in texts, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.privacy import Privacy, has_private_data, mask, may_be_shown, private_spans

# Made up; its last digit is the right one.
CARD = "11010519491231002X"


def found(text: str) -> list[tuple[str, str]]:
    return [(span.kind.value, text[span.start : span.end]) for span in private_spans(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("联系电话：13912345678。", "13912345678"),
        ("电话13912345678", "13912345678"),
        ("手机 139-1234-5678，", "139-1234-5678"),
        ("手机139 1234 5678", "139 1234 5678"),
        ("（+86 13912345678）", "13912345678"),
        ("+86-139-1234-5678", "139-1234-5678"),
        ("008613912345678", "13912345678"),
        ("张三13912345678李四", "13912345678"),
        ("电话/13912345678", "13912345678"),
        ("张三,13912345678", "13912345678"),
        ("13912345678,0517-87208888", "13912345678"),
        ("0517-87208888，13912345678，0517-87201111", "13912345678"),
        ("１３９１２３４５６７８", "１３９１２３４５６７８"),
        ("0517-87208888、13912345678", "13912345678"),
        ("19912345678", "19912345678"),
    ],
)
def test_mobile_numbers(text: str, number: str) -> None:
    assert found(text) == [("mobile", number)]


@pytest.mark.parametrize(
    "text",
    [
        # Land lines and hot lines of offices.
        "联系电话：0517-87208888",
        "电话（010）81580123",
        "传真：021-61234567转8012",
        "热线12345、4001234567",
        # Eleven digits that are no mobile number.
        "12012345678",
        "10912345678",
        "15412345678",
        "20231231001",
        # Statistics.
        "全年投入13800138000元",
        # The cells 151, 3, 0, 0, 0, 0, 154 of a table whose text ran together.
        "申请数量15130000154二、",
        "（七）总计14710000148四、",
        "共13912345678件",
        "13912345678万元",
        "占13912345678%",
        "13,912,345,678",
        "13912345678.50",
        "1.13912345678",
        # Part of something longer.
        "913912345678",
        "139123456789",
        "A13912345678",
        "13912345678号文",
        "2023-13912345678",
        "https://www.hongze.gov.cn/col/13912345678/index.html",
        "https://www.hongze.gov.cn/art/13912345678.html",
        "https://www.hongze.gov.cn/?id=13912345678",
        # Document numbers and dates.
        "国办公开办函〔2021〕30号",
        "2023年1月1日至2023年12月31日",
        "20230101-20231231",
        "统一社会信用代码11320829014342124Q",
    ],
)
def test_numbers_that_are_nobodys(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", [f"身份证号{CARD}。", f"（{CARD.lower()}）", "身份证110105194912310021"])
def test_identity_cards(text: str) -> None:
    kinds = [kind for kind, _ in found(text)]
    assert kinds == (["identity-card"] if "X" in text.upper() else [])


@pytest.mark.parametrize(
    "text",
    [
        # One digit is wrong; no such day; a longer number.
        "110105194912310021",
        "11010519490231002X",
        f"9{CARD}",
        f"{CARD}1",
        "110000202312310001",
    ],
)
def test_numbers_that_are_no_identity_card(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("邮箱：zhangsan@163.com", "zhangsan@163.com"),
        ("联系12345678@qq.com。", "12345678@qq.com"),
        ("a.b-c@vip.sina.com,", "a.b-c@vip.sina.com"),
        ("13912345678@139.com", "13912345678@139.com"),
        ("ZHANG@Gmail.com", "ZHANG@Gmail.com"),
    ],
)
def test_mail_addresses_of_persons(text: str, address: str) -> None:
    assert found(text) == [("mail", address)]


@pytest.mark.parametrize(
    "text", ["hzqzfb@huaian.gov.cn", "xxgk@bjtzh.gov.cn", "info@hospital.org.cn", "a@notqq.com", "微博@人民日报"]
)
def test_mail_addresses_of_offices(text: str) -> None:
    assert found(text) == []


def test_several_in_one_text_come_in_its_order() -> None:
    text = f"{CARD}，zhang@qq.com，13912345678"
    assert [kind for kind, _ in found(text)] == [Privacy.IDENTITY_CARD, Privacy.MAIL, Privacy.MOBILE]


def test_masked_text_keeps_its_length() -> None:
    assert mask("联系张三13912345678，0517-87208888。") == "联系张三***********，0517-87208888。"


@given(st.text())
def test_nothing_private_is_left_after_masking(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert not has_private_data(masked)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://www.hongze.gov.cn/a.html", True),
        ("http://gov.cn", True),
        ("HTTPS://WWW.GOV.CN./x", True),
        ("https://gov.cn.evil.com/", False),
        ("https://notgov.cn/", False),
        ("https://evil.com/gov.cn", False),
        ("https://www.gov.cn@evil.com/", False),
        ("https://user@www.gov.cn/", False),
        ("javascript:alert(1)//gov.cn", False),
        ("ftp://www.gov.cn/", False),
        ("//www.gov.cn/", False),
        ("https://[gov.cn/", False),
        ("", False),
    ],
)
def test_only_addresses_of_offices_are_shown(address: str, shown: bool) -> None:
    assert may_be_shown(address, ("gov.cn",)) is shown
