"""Words for index and query: our terms whole, the words inside them too, and jieba's own segmentation."""

from __future__ import annotations

import random
import re
from functools import cache

import jieba
import pytest

from archive.words import cut, normalise, segmenter_version, segmenting, words
from tests.house import ROOT

HAN_RUN = re.compile("[\u4e00-\u9fd5]+")
REPORTS = sorted((ROOT / "tests" / "reports").glob("*.[th]*[tl]"))


def cut_words(text: str) -> list[str]:
    return [word.text for word in cut(normalise(text).text)]


@cache
def reference() -> jieba.Tokenizer:
    """jieba itself with our terms."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word, frequency, part in segmenting.terms():
        # It counts a word that it knew already twice.
        tokenizer.total -= tokenizer.FREQ.get(word) or 0
        tokenizer.add_word(word, frequency, part)
    return tokenizer


def invented_texts(count: int) -> list[str]:
    """Words of the dictionary and our terms in any order: every kind of ambiguity there is."""
    chance = random.Random(711)
    ours = [word for word, _, _ in segmenting.terms()]
    known = [word for word, frequency in reference().FREQ.items() if frequency and HAN_RUN.fullmatch(word)]
    texts = ("".join(chance.choice(known if chance.random() < 0.8 else ours) for _ in range(6)) for _ in range(count))
    return [normalise(text).text for text in texts]


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.name)
def test_words_of_real_reports_are_jiebas(report: object) -> None:
    assert isinstance(report, type(ROOT))
    runs = HAN_RUN.findall(normalise(report.read_text(encoding="utf-8")).text)
    assert [cut_words(run) for run in runs] == [reference().lcut(run) for run in runs]


def test_words_of_invented_texts_are_jiebas() -> None:
    texts = invented_texts(5_000)
    assert [cut_words(text) for text in texts] == [reference().lcut(text) for text in texts]


@pytest.mark.parametrize("term", [word for word, _, _ in segmenting.terms()])
def test_our_terms_are_one_word(term: str) -> None:
    assert cut_words(term) == [term]


def test_words_inside_a_term_are_found_too() -> None:
    assert words("政府信息公开条例") == [
        "政府信息公开条例",
        "政府",
        "政府信息",
        "政府信息公开",
        "信息",
        "信息公开",
        "公开",
        "条例",
    ]


def test_not_is_a_part_of_its_word() -> None:
    assert words("不予公开") == ["不予公开", "不予", "公开"]


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "（）", "【】", "［］", "<>"])
def test_a_document_number_is_one_word_under_any_bracket(brackets: str) -> None:
    opened, closed = tuple(brackets)
    text = f"严格按照国办函{opened}2020{closed}109号要求"
    assert cut_words(text) == ["严格", "按照", "国办函〔2020〕109号", "要求"]


def test_year_and_number_of_a_document_are_found_without_its_issuer() -> None:
    assert words("〔2020〕109号") == ["〔2020〕109号"]
    assert "〔2020〕109号" in words("国办函〔2020〕109号")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("网址 http://www.Gov.cn/a", ["网址", "http", "www.gov.cn/a", "www", "gov", "cn", "a"]),
        ("公开率 12.5%", ["公开率", "公开", "12.5", "12", "5"]),
        ("共３４５件", ["共", "345", "件"]),
        ("㐂 Ω", ["㐂", "ω"]),
        ("，。！", []),
        ("", []),
    ],
)
def test_numbers_letters_and_rare_characters_are_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_every_word_stands_where_it_says() -> None:
    text = normalise("本机关2023年收到申请，按照国办函[2020]109号办理。").text
    assert all(text[word.start : word.end] == word.text for word in cut(text))


def test_the_version_fits_its_column_and_changes_with_the_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    before = segmenter_version()
    monkeypatch.setattr(segmenting, "terms", lambda: (("信息公开", 1, "n"),))
    segmenter_version.cache_clear()
    assert segmenter_version() != before
    assert len(before) <= 20
    segmenter_version.cache_clear()
