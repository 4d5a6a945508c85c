"""Pages in traditional characters: what is read is rewritten, what is sent or meant for programs is not."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.traditional import traditional, traditional_page
from tests.search.archived import public


@pytest.mark.parametrize(
    ("simplified", "expected"),
    [
        ("政府信息公开工作年度报告", "政府信息公開工作年度報告"),
        ("头发与发展", "頭髮與發展"),
        ("干部、干净、若干", "幹部、乾淨、若干"),
        ("后台，皇后", "後臺，皇后"),
        ("这里，里程", "這裡，里程"),
        ("报告 2024", "報告 2024"),
        ("𠀀 a", "𠀀 a"),
        ("", ""),
    ],
)
def test_words_decide_which_character_is_meant(simplified: str, expected: str) -> None:
    assert traditional(simplified) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>机关 &amp; 年报</p>", "<p>機關 &amp; 年報</p>"),
        ("<title>年报</title>", "<title>年報</title>"),
        ('<p title="机关" class="机关">机关</p>', '<p title="機關" class="机关">機關</p>'),
        ("<img alt='机关'>", "<img alt='機關'>"),
        ('<button aria-label="检索">检索</button>', '<button aria-label="檢索">檢索</button>'),
        ('<meta name="description" content="机关">', '<meta name="description" content="機關">'),
        ('<html lang="zh-Hans" class="large">', '<html lang="zh-Hant" class="large">'),
        ("机<mark>关</mark>于", "機<mark>關</mark>於"),
        ('<option value="机关">机关</option>', '<option value="机关">機關</option>'),
    ],
)
def test_what_is_read_is_rewritten(page: str, expected: str) -> None:
    assert traditional_page(page) == expected


@pytest.mark.parametrize(
    "page",
    [
        '<a href="/search/?q=机关">a</a>',
        '<input name="q" value="机关">',
        '<input value="机关 title=&quot;机关&quot;">',
        "<textarea>机关</textarea>",
        '<script type="application/json">{"机关": "<p>机关</p>"}</script>',
        "<style>/* 机关 */</style>",
        "<pre>机关 <code>机关</code> 机关</pre>",
        "<code>机关:发展</code>",
        "<option>机关</option>",
        "<!-- 机关 -->",
        '<meta name="query" content="机关">',
        '<div data-words="机关"></div>',
        '<span translate="no">机关 <span>机关</span> 机关</span>',
        '<span lang="zh-Hans" translate="no" title="机关">机关<br>机关</span>',
    ],
)
def test_what_is_sent_or_for_programs_stays(page: str) -> None:
    assert traditional_page(page) == page


def test_after_what_stays_the_page_goes_on() -> None:
    page = '<b translate="no">机关</b>机关<input translate="no" value="机关">机关<br>机关'
    assert traditional_page(page) == '<b translate="no">机关</b>機關<input translate="no" value="机关">機關<br>機關'


@pytest.mark.parametrize(
    "page", ["机关 < 年报", "<p>机关", "<p title='机关", '<<p "机关">>', "<!-- 机关", "机" * 9 + "<" * 5000]
)
def test_markup_that_is_none_does_no_harm(page: str) -> None:
    assert traditional_page(page).count("<") == page.count("<")


@pytest.mark.django_db
def test_the_switch_itself_is_written_in_the_script_it_leads_to(client: Client) -> None:
    assert 'lang="zh-Hant" translate="no">繁體</button>' in client.get("/").content.decode()
    client.post("/display/", {"script": "traditional"})
    assert 'lang="zh-Hans" translate="no">简体</button>' in client.get("/").content.decode()


@pytest.mark.django_db
def test_what_programs_ask_for_stays_as_it_is(client: Client) -> None:
    public("推进政务公开。")
    client.post("/display/", {"script": "traditional"})
    answer = client.get("/api/v1/search/suggestions/?q=洪泽区财政局")
    assert "洪泽区财政局" in answer.content.decode()
