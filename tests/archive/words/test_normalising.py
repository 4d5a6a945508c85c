"""The text that is searched: what looks alike is alike, broken lines are whole, and every place leads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.words import normalise


@pytest.mark.parametrize(
    ("printed", "searched"),
    [
        ("２０２３年（１）", "2023年(1)"),
        ("⽇期：⼆⼗⽇", "日期:二十日"),
        ("政府信息公開條例", "政府信息公开条例"),
        ("APP 和 WeChat", "app和wechat"),
        ("信\u200b息\ufeff公\u00ad开", "信息公开"),
        ("⑴和㎡", "(1)和m2"),
        ("国办函[2020]109号", "国办函〔2020〕109号"),
        ("国办函（2020）109号", "国办函〔2020〕109号"),
        ("京政发【2021】第5号", "京政发〔2021〕第5号"),
    ],
)
def test_characters_that_look_alike_are_one(printed: str, searched: str) -> None:
    assert normalise(printed).text == searched


@pytest.mark.parametrize(
    ("printed", "searched"),
    [
        ("商业\n企业", "商业企业"),
        ("自然人、法人\r\n　　或其他组织", "自然人、法人或其他组织"),
        ("政 府　信 息", "政府信息"),
        ("本年新收 12 件", "本年新收12件"),
        ("web site", "web site"),
        ("已经公开。\n  下一段", "已经公开。\n下一段"),
        ("一、总体情况\n本机关认真贯彻", "一、总体情况\n本机关认真贯彻"),
        ("工作部署\n（一）主动公开", "工作部署\n(一)主动公开"),
        ("共 1\n2 件", "共1\n2件"),
        ("\n 公开 \n", "公开"),
    ],
)
def test_white_space_stays_only_between_words_and_paragraphs(printed: str, searched: str) -> None:
    assert normalise(printed).text == searched


@pytest.mark.parametrize(
    ("printed", "sought", "shown"),
    [
        ("政府信息公開的商业\n企业", "商业企业", "商业\n企业"),
        ("共有⑴和㎡两种", "两种", "两种"),
        ("共有⑴和㎡两种", "m2", "㎡"),
        ("共有⑴和㎡两种", "1", "⑴"),
        ("　　信\u200b息 公开", "信息公开", "信\u200b息 公开"),
        ("见国办函[2020]109号。", "国办函〔2020〕109号", "国办函[2020]109号"),
    ],
)
def test_every_place_leads_back_to_the_original(printed: str, sought: str, shown: str) -> None:
    normalised = normalise(printed)
    start = normalised.text.index(sought)
    first, last = normalised.span(start, start + len(sought))
    assert printed[first:last] == shown


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("信息公開 \n\t⑴㎡\u200b〔2020〕号"), max_size=60))
def test_places_run_forward_and_stay_inside(text: str) -> None:
    normalised = normalise(text)
    spans = [normalised.span(place, place + 1) for place in range(len(normalised.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(st.text(max_size=60))
def test_normalised_text_has_no_white_space_at_its_ends(text: str) -> None:
    normalised = normalise(text).text
    assert normalised == normalised.strip(" \n")
