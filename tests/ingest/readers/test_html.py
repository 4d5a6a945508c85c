"""Web pages: the text as a browser shows it, and its encoding."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable

import pytest

from archive.locators import Locator
from ingest.document import Document, Paragraph
from ingest.readers import html
from ingest.refusals import Refusal
from tests.ingest.readers.shown import lines, order, tables

SENTENCE = "2024年，我局认真贯彻落实《中华人民共和国政府信息公开条例》，主动公开政府信息184条。"


def read(markup: str) -> Document:
    return html.read(markup.encode())


def body(inner: str) -> list[str]:
    return lines(read(f"<html><body><div>{inner}</div></body></html>"))


def refusal(data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        html.read(data)
    return caught.value.code


# Text


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p>20<span>2</span><b><font>4</font></b>年</p>", "2024年"),
        ("<p>政府信息\n   公开</p>", "政府信息公开"),
        ("<p>2024\n年 1 月</p>", "2024 年 1 月"),
        ("<p>  a \t b </p>", "a b"),
        ("<p>&nbsp;&nbsp;&nbsp;一、总体&nbsp;&nbsp;情况\u3000</p>", "一、总体\xa0\xa0情况"),
        ("<p>信息\u200b公\ufeff开</p>", "信息公开"),
        ("<p>收到<!-- 10 -->9件</p>", "收到9件"),
        ("<p>收到<script>document.write('10')</script>9件</p>", "收到9件"),
        ("<p>收到<span style='display:none'>10</span>9件</p>", "收到9件"),
        ("<p>收到<span hidden>10</span>9件</p>", "收到9件"),
        ("<p><![if !supportLists]><span>一、</span><![endif]>总体情况</p>", "一、总体情况"),
        ("<p>1<o:p>&nbsp;</o:p></p>", "1"),
        ("<p>&ldquo;三安全一稳定&rdquo;&lt;1&gt;</p>", "“三安全一稳定”<1>"),
        ("<p>收到<a href='x'>9件</a>申请</p>", "收到9件申请"),
        ("<p>数量：<input value='9'><input type='hidden' value='7'></p>", "数量：9"),
        ("<p><ruby>件<rt>jiàn</rt></ruby></p>", "件"),
        ("<p>收到412<sup>1</sup>件</p>", "收到412¹件"),
        ("<p>收到412<sup><a href='#n1'>[1]</a></sup>件</p>", "收到412[¹]件"),
        ("<p>收到412<span style='vertical-align: super'>1</span>件</p>", "收到412¹件"),
        ("<p>收到412<SPAN STYLE='VERTICAL-ALIGN:SUB'>1</SPAN>件</p>", "收到412₁件"),
        ("<p>收到<span style='vertical-align:middle'>412</span>件</p>", "收到412件"),
        ("<p>收到<del>41</del><s>9</s><strike>8</strike>412件</p>", "收到412件"),
        ("<p>收到<span style='text-decoration: line-through'>41</span>412件</p>", "收到412件"),
        ("<p>收到<span style='visibility:hidden'>9</span>412件</p>", "收到412件"),
        ("<p>收到<span style='font-size:0pt'>9</span>412件</p>", "收到412件"),
        ("<p>收到<span style='font-size:0.9em'>9</span>件</p>", "收到9件"),
        ("<p style='font-size:0'>收到<span style='font-size:16px'>9件</span></p>", "收到9件"),
    ],
)
def test_a_paragraph_reads_as_a_browser_shows_it(markup: str, shown: str) -> None:
    assert body(markup) == [shown]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>一</p><p>二</p>",
        "<p>一<p>二",
        "<div>一</div>二",
        "一<br>二",
        "<p>一<br/><br/>二</p>",
        "<ul><li>一<li>二</ul>",
        "<h2>一</h2>二",
        "<span style='display: block'>一</span><span style='display:block'>二</span>",
        "<font><p>一</p><p>二</p></font>",
        "<pre>一\n\n二</pre>",
        "<p style='white-space: pre-wrap'>一\n二</p>",
        "<dl><dt>一<dd>二</dl>",
    ],
)
def test_blocks_and_breaks_end_a_paragraph(markup: str) -> None:
    assert body(markup) == ["一", "二"]


def test_preformatted_lines_keep_their_columns() -> None:
    assert body("<pre>\t规章   0   0\n\n 行政许可\t3</pre>") == ["\t规章   0   0", " 行政许可\t3"]


def test_headings_have_their_level() -> None:
    document = read(f"<h1>年度报告</h1><h2>一、总体情况</h2><p>{SENTENCE}</p>")
    assert document.blocks == (
        Paragraph("年度报告", Locator(block=1), 1),
        Paragraph("一、总体情况", Locator(block=2), 2),
        Paragraph(SENTENCE, Locator(block=3)),
    )


def test_what_a_browser_never_shows_is_not_read() -> None:
    hidden = (
        "<style>p{}</style><script>var a='<p>假</p>'</script><template><p>假</p></template>"
        "<select><option>假</select><textarea>假</textarea><noscript>假</noscript><iframe>假</iframe><button>假</button>"
    )
    assert body(f"{hidden}<p>真</p>{hidden}") == ["真"]


def test_a_page_pasted_into_a_page_hides_nothing_behind_it() -> None:
    pasted = "<html><head><title>x</title></head><body><p>一</p></body></html>"
    assert lines(read(f"<html><body><div>{pasted}<p>二</p><table><tr><td>1<td>2</table></div></body></html>")) == [
        "一",
        "二",
    ]


def test_nothing_behind_the_end_of_the_page_is_lost() -> None:
    document = read("<html><body><p>一</p></BODY ></html ><p>二</p><table><tr><td>规章<td>2</table>")
    assert order(document) == ["一", "二", "T"]


# Encodings


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", "", "nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_bytes_settle_the_encoding_whatever_is_declared(encoding: str, declared: str) -> None:
    markup = f'<html><head><meta charset="{declared}"><title>年报</title></head><body><p>{SENTENCE}镕</p></body></html>'
    document = html.read(markup.encode(encoding))
    assert lines(document) == [SENTENCE + "镕"]
    assert document.metadata["title"] == "年报"


def test_a_declared_big5_helps() -> None:
    markup = "<meta http-equiv=Content-Type content='text/html; charset=big5'><p>政府資訊公開法規定</p>"
    assert lines(html.read(markup.encode("big5"))) == ["政府資訊公開法規定"]


PACKING: dict[str, Callable[[bytes], bytes]] = {
    "quoted-printable": quopri.encodestring,
    "base64": base64.encodebytes,
    "8bit": bytes,
}


@pytest.mark.parametrize("encoding", PACKING)
def test_a_page_saved_with_its_pictures_is_read(encoding: str) -> None:
    page = f"<html><head><meta charset=gb2312></head><body><p>{SENTENCE}</p></body></html>".encode("gb18030")
    message = (
        b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="--=_x"\r\n\r\n'
        b"rubbish\r\n----=_x\r\nContent-Type: image/png\r\n\r\nPNG\r\n----=_x\r\nContent-Type: text/html;\r\n"
        b"\tcharset=gb2312\r\nContent-Transfer-Encoding: "
        + encoding.encode()
        + b"\r\n\r\n"
        + PACKING[encoding](page)
        + b"\r\n----=_x--\r\n"
    )
    assert lines(html.read(message)) == [SENTENCE]


# Refusals


def test_a_page_without_text_is_refused() -> None:
    assert refusal(b"<html><body><script>x()</script></body></html>") == "empty"


def test_a_page_of_links_is_refused_as_such() -> None:
    with pytest.raises(Refusal, match="只有链接"):
        html.read("<ul><li><a href='x'>某局2023年政府信息公开工作年度报告</a> 2024-01-20</li></ul>".encode())


def test_a_page_of_nothing_but_a_comment_is_refused() -> None:
    assert refusal(b"<!-- nothing -->") == "empty"


def test_zero_bytes_are_refused() -> None:
    assert refusal(b"<html><body><p>a\0b</p>") == "binary"


def test_mojibake_is_refused() -> None:
    assert refusal(f"<p>{SENTENCE}</p>".encode().decode("latin-1").encode()) == "mojibake"


def test_markup_nested_beyond_what_can_be_read_is_refused_not_cut() -> None:
    assert refusal(b"<div>" * 3000 + b"<p>deep</p>") == "too-complex"


def test_deep_but_readable_markup_is_read() -> None:
    assert lines(read("<div><font>" * 700 + "深" + "</font></div>" * 700)) == ["深"]


def test_too_many_elements_are_refused() -> None:
    assert refusal(b"<html>" + b"<b>1</b>" * 400_000) == "too-complex"


def test_a_page_cut_off_in_the_middle_is_read_so_far() -> None:
    markup = f"<html><body><p>一、总体情况</p><p>{SENTENCE}</p><table><tr><td>规章</td><td>5</td><tr><td>行政".encode()
    document = html.read(markup[:-1])
    assert lines(document) == ["一、总体情况", SENTENCE]
    assert tables(document) == [[["规章", "5"], ["行"]]]
