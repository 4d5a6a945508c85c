"""The report found amid its site: nothing of it lost, nothing of the site taken for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.readers import html
from tests.ingest.readers.shown import around, lines, order, tables

REPORTS = Path(__file__).parents[2] / "reports"
TITLE = "某某县财政局2024年政府信息公开工作年度报告"
PROSE = (
    "2024年，我局认真贯彻落实《中华人民共和国政府信息公开条例》，主动公开政府信息184条。",
    "我局收到政府信息公开申请23件，均已按期办结，申请人对办理结果表示满意，没有发生争议。",
    "下一步，我局将加强学习培训，完善工作机制，进一步提高政府信息公开工作的质量和水平。",
)
TABLE = (
    "<table border=1><tr><td>信息内容<td>本年制发件数<td>现行有效件数"
    "<tr><td>规章<td>0<td>5<tr><td>规范性文件<td>1<td>2</table>"
)
REPORT = [
    "一、总体情况",
    PROSE[0],
    "二、主动公开情况",
    "T",
    "三、依申请公开情况",
    PROSE[1],
    "四、存在的问题",
    PROSE[2],
    "五、其他需要报告的事项",
    "无。",
    "某某县财政局",
    "2025年1月14日",
]
PLACES = ("首页", "政务公开", "办事服务", "互动交流")
NAVIGATION = "<ul>" + "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in PLACES) + "</ul>"
LINKS = "<div>" + "".join(f"<a href='http://{n}.gov.cn'>{n}人民政府网</a> " for n in "甲乙丙丁") + "</div>"
CRUMB = "<div class=bread>当前位置：<a href=/>首页</a> &gt; <a href=/zw>政务公开</a> &gt; <a href=/nb>年报</a></div>"
INFO = (
    "<div class=info>来源：某某县财政局　发布时间：2025-01-15 10:20　浏览次数：<span>123</span>　字体：[大 中 小]</div>"
)
TOOLS = "<div class=tools><a href='#'>【打印】</a><a href='#'>【关闭】</a></div><p>扫一扫在手机打开当前页</p>"
FOOTER = (
    "<div class=footer><p>主办单位：某某县人民政府办公室　承办：某某县大数据中心</p>"
    "<p>ICP备12345678号　网站标识码：3501280001</p>"
    "<p>为确保最佳浏览效果，建议您使用以下浏览器版本：IE浏览器9.0版本及以上；</p></div>"
)


def paragraphs(texts: list[str]) -> str:
    return "".join(TABLE if text == "T" else f"<p>{text}</p>" for text in texts)


def page(main: str, head: str = "") -> Document:
    before = f"<div class=header>{NAVIGATION}</div>{CRUMB}"
    return html.read(
        f"<html><head><title>{TITLE}</title>{head}</head><body>{before}{main}{LINKS}{FOOTER}</body></html>".encode()
    )


HEADLINE = f"<h1>{TITLE}</h1>{INFO}"
ARTICLE = paragraphs(REPORT)
HALF = len(REPORT) // 2


PAGES = {
    "one container": f"<div class=content>{ARTICLE}</div>{TOOLS}",
    "an editor's container": f"<div id=zoom><div class=TRS_Editor>{ARTICLE}</div></div>{TOOLS}",
    "no container": f"{ARTICLE}{TOOLS}",
    "a section": f"<section>{ARTICLE}</section>{TOOLS}",
    "a form": f"<form><div>{ARTICLE}</div></form>{TOOLS}",
    "two halves": f"<div>{paragraphs(REPORT[:HALF])}</div><div>{paragraphs(REPORT[HALF:])}</div>{TOOLS}",
    "the table apart": f"<div>{paragraphs(REPORT[:3])}</div><div>{TABLE}</div><div>{paragraphs(REPORT[4:])}</div>",
    "the last section apart": f"<div>{paragraphs(REPORT[:-4])}</div><div>{paragraphs(REPORT[-4:])}</div>{TOOLS}",
    "the signature apart": f"<div>{paragraphs(REPORT[:-2])}</div><div>{paragraphs(REPORT[-2:])}</div>{TOOLS}",
    "a container a line": "".join(f"<div><div>{paragraphs([text])}</div></div>" for text in REPORT) + TOOLS,
    "a layout table": f"<table><tr><td>{ARTICLE}</td></tr><tr><td>{TOOLS}</td></tr></table>",
    "layout tables": f"<table><tr><td><table><tr><td>{ARTICLE}</table></table>{TOOLS}",
    "columns": f"<table><tr><td>{NAVIGATION}</td><td>{ARTICLE}</td></tr><tr><td colspan=2>{TOOLS}</td></tr></table>",
    "shown by a script": f"<div style='display:none' id=show>{ARTICLE}</div>{TOOLS}",
    "made visible by a script": f"<div style='visibility: hidden' id=js_content>{ARTICLE}</div>{TOOLS}",
    "a hidden copy behind": f"<div>{ARTICLE}</div><div style='display:none' id=print>{ARTICLE}</div>{TOOLS}",
    "a hidden copy before": f"<div style='display:none' id=share>{ARTICLE}</div><div>{ARTICLE}</div>{TOOLS}",
    "a copy for phones": f"<div class=pc>{ARTICLE}</div><div class=phone>{ARTICLE}</div>{TOOLS}",
    "related links": f"<div>{ARTICLE}</div>{TOOLS}<div class=relevant><h3>相关链接</h3>{LINKS}{LINKS}</div>",
    "misleading names": f"<div class='content header top'>{ARTICLE}</div>{TOOLS}",
}


FRAMES = ("<div class=main>{}</div>", "<article>{}</article>", "{}", "<table><tr><td>{}</table>")


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("main", PAGES.values(), ids=PAGES)
def test_the_report_is_found_whole_and_alone(main: str, frame: str) -> None:
    document = page(frame.format(HEADLINE + main))
    assert [text for text in order(document) if text != TITLE] == REPORT
    assert tables(document) == [
        [["信息内容", "本年制发件数", "现行有效件数"], ["规章", "0", "5"], ["规范性文件", "1", "2"]]
    ]
    assert TITLE in [*lines(document), *around(document)]
    assert document.metadata["published"] == "2025-01-15 10:20"
    assert document.metadata["source"] == "某某县财政局"


def test_surroundings_name_the_place_of_the_report() -> None:
    document = page(f"<div class=main>{HEADLINE}<div class=content>{ARTICLE}</div>{TOOLS}</div>")
    assert around(document) == [
        "当前位置：首页 > 政务公开 > 年报",
        TITLE,
        "来源：某某县财政局　发布时间：2025-01-15 10:20　浏览次数：123　字体：[大 中 小]",
        "主办单位：某某县人民政府办公室　承办：某某县大数据中心",
    ]


def test_paragraphs_and_surroundings_share_no_number() -> None:
    document = page(f"<div class=main>{HEADLINE}<div class=content>{ARTICLE}</div>{TOOLS}</div>")
    numbers = [part.locator.block for part in (*document.paragraphs(), *document.surroundings)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_breadcrumb_set_as_a_list_is_one_line() -> None:
    crumb = "<div><span>您现在的位置：</span><ul><li><a href=/>首页</a></li><li><a href=/x>年报</a></li></ul></div>"
    document = html.read(f"<body>{crumb}<div>{HEADLINE}<div>{ARTICLE}</div></div></body>".encode())
    assert around(document)[0] == "您现在的位置： > 首页 > 年报"


def test_a_facts_sheet_stands_around_the_report() -> None:
    sheet = (
        "<table><tr><td>索 引 号：<td>K00123-2025-00012<td>发布机构：<td>某某县财政局</tr>"
        "<tr><td>生成日期：<td>2025-01-14<td>公开日期：<td>2025-01-15</tr></table>"
    )
    document = page(f"<div>{sheet}<h1>{TITLE}</h1><div>{ARTICLE}</div></div>")
    assert [text for text in order(document) if text != TITLE] == REPORT
    assert {"索引号：K00123-2025-00012", "发布机构：某某县财政局", "公开日期：2025-01-15"} <= set(around(document))
    assert (document.metadata["published"], document.metadata["source"]) == ("2025-01-15", "某某县财政局")


def test_a_list_of_documents_is_a_table_of_the_report() -> None:
    listed = "<table><tr><td>名称<td>文号<td>发布日期<tr><td>某办法<td>某政〔2024〕1号<td>2024-03-01</table>"
    document = page(f"<div>{HEADLINE}<div>{ARTICLE}{listed}</div></div>")
    assert tables(document)[1][0] == ["名称", "文号", "发布日期"]


def test_links_within_the_report_stay() -> None:
    link = "<p><a href='http://www.x.gov.cn'>某某县人民政府门户网站（www.x.gov.cn）</a></p>"
    document = page(f"<div>{HEADLINE}<div>{paragraphs(REPORT[:4])}{link}{paragraphs(REPORT[4:])}</div></div>")
    assert lines(document)[4 if TITLE in lines(document) else 3] == "某某县人民政府门户网站（www.x.gov.cn）"


def test_bookmarks_are_no_links() -> None:
    marked = "".join(f"<p><a name=_Toc{n}>{text}</a></p>" for n, text in enumerate(REPORT) if text != "T")
    assert lines(html.read(f"<div>{marked}</div>".encode())) == [text for text in REPORT if text != "T"]


def test_a_table_behind_the_signature_belongs_to_the_report() -> None:
    document = page(
        f"<div>{HEADLINE}<div>{ARTICLE}</div><p>附表：</p><div>{TABLE.replace('规章', '指标')}</div>{TOOLS}</div>"
    )
    assert [text for text in order(document) if text != TITLE] == [*REPORT, "附表：", "T"]


def test_unit_and_time_lines_within_the_report_stay() -> None:
    inner = [*REPORT[:3], "单位：件", "T", "时间：2024年1月1日至12月31日", *REPORT[4:]]
    document = page(f"<div>{HEADLINE}<div>{paragraphs(inner)}</div></div>")
    assert [text for text in order(document) if text != TITLE] == inner


def test_a_page_whose_report_is_an_attachment_says_so() -> None:
    document = html.read(f"<body>{CRUMB}<h1>{TITLE}</h1>{INFO}{NAVIGATION}{LINKS}{FOOTER}</body>".encode())
    assert TITLE in [*lines(document), *around(document)]
    assert tables(document) == []


def test_the_head_tells_title_source_date_and_address() -> None:
    head = (
        '<meta name="ArticleTitle" content="题名"><meta name="PubDate" content="2025-01-16 09:00">'
        '<meta name="ContentSource" content="县财政局"><meta name="Author" content="张三">'
        '<meta name="Url" content="http://www.x.gov.cn/a.htm"><meta name="SiteName" content="某某县政府网">'
    )
    assert page(f"<div>{ARTICLE}</div>", head).metadata == {
        "title": "题名",
        "author": "张三",
        "source": "县财政局",
        "published": "2025-01-16 09:00",
        "url": "http://www.x.gov.cn/a.htm",
        "site": "某某县政府网",
    }


@pytest.mark.parametrize(
    ("info", "published"),
    [
        ("来源：某局时间：2025-01-15 10:20", "2025-01-15 10:20"),
        ("【发布日期：2025年1月15日】", "2025年1月15日"),
        ("成文日期：2025-01-10 发布日期：2025-01-15", "2025-01-15"),
        ("采集时间：2026-02-02 发布时间：2025/1/15", "2025/1/15"),
    ],
)
def test_the_date_of_publication_is_taken_from_its_line(info: str, published: str) -> None:
    assert page(f"<div><h1>{TITLE}</h1><p>{info}</p><div>{ARTICLE}</div></div>").metadata["published"] == published


def test_a_saved_page_knows_where_it_came_from() -> None:
    saved = "<!-- saved from url=(0030)http://www.x.gov.cn/nb/1.html -->"
    assert html.read(f"<!DOCTYPE html>\n{saved}<p>{PROSE[0]}</p>".encode()).metadata["url"] == (
        "http://www.x.gov.cn/nb/1.html"
    )


# Samples

SAMPLES = ("pingtan-2018", "pingtan-2019", "pingtan-finance-2009", "pingtan-finance-2025")


def sample(name: str) -> Document:
    return html.read((REPORTS / f"{name}.html").read_bytes())


def expected(name: str) -> dict[str, object]:
    answer: dict[str, object] = json.loads((REPORTS / f"{name}.expected.json").read_text(encoding="utf-8"))
    return answer


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_title_and_date(name: str) -> None:
    document = sample(name)
    assert document.metadata["title"] == expected(name)["title"]
    assert document.metadata["published"].startswith(str(expected(name)["published"]))
    assert expected(name)["title"] in around(document)


@pytest.mark.parametrize(
    ("name", "first", "last", "count"),
    [
        ("pingtan-2018", "平潭综合实验区2018年度", "六、政府信息公开情况统计表", 75),
        ("pingtan-2019", "平潭综合实验区2019年", "无其他需要报告的事项", 37),
        ("pingtan-finance-2009", "2009年度政府信息公开年度报告", "附表：", 19),
        ("pingtan-finance-2025", "根据《中华人民共和国", "2026年1月14日", 28),
    ],
)
def test_a_sample_begins_and_ends_where_its_report_does(name: str, first: str, last: str, count: int) -> None:
    found = lines(sample(name))
    assert (found[0].startswith(first), found[-1].startswith(last), len(found)) == (True, True, count)


@pytest.mark.parametrize(
    ("name", "shapes"),
    [
        ("pingtan-2018", [(16, 4)]),
        ("pingtan-2019", [(18, 4), (26, 10), (4, 15)]),
        ("pingtan-finance-2009", [(18, 3)]),
        ("pingtan-finance-2025", [(14, 4), (28, 10), (4, 15)]),
    ],
)
def test_a_sample_has_its_tables(name: str, shapes: list[tuple[int, int]]) -> None:
    assert [(len(table.rows), table.width) for table in sample(name).tables()] == shapes


@pytest.mark.parametrize("name", ["pingtan-2018", "pingtan-finance-2009"])
def test_the_indicators_of_a_sample_stand_in_its_table(name: str) -> None:
    wanted = [[str(part) for part in row] for row in expected(name)["indicators"]]  # type: ignore[attr-defined]
    assert tables(sample(name))[0][1:] == wanted
