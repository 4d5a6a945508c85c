"""The pages that readers open, each kind by several addresses, in a house that ``large_house`` has filled."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

# A province whose every place has reports, a city of it, and there a county with all its townships.
PROVINCE, CITY, COUNTY = "32", "3208", "320813"
# A search may take so long in the whole, any other page; milliseconds.
SEARCH, PAGE, SUGGESTIONS, AGGREGATES = 60, 100, 20, 200


@dataclass(frozen=True, slots=True)
class Kind:
    """``goal`` is for nineteen answers out of twenty."""

    name: str
    label: str
    addresses: tuple[str, ...]
    goal: float


def _asked(path: str, **parameters: str) -> str:
    return f"{path}?{urlencode(parameters)}"


QUESTIONS: dict[str, dict[str, str]] = {
    "empty": {},
    "word": {"q": "公开"},
    "words": {"q": "政府 信息 公开"},
    "phrase": {"q": '"政府信息公开平台"'},
    "facets": {"q": "公开", "district": PROVINCE, "year": "2020,2021", "kind": "department"},
    "outcome": {"q": "申请", "outcome": "withheld,partial"},
    "number": {"q": "不予公开>5 年份:2021.."},
    "agency": {"q": "洪泽区财政局"},
    "deep": {"q": "政府", "page": "40"},
    "newest": {"q": "平台", "order": "newest"},
    "requests": {"district": CITY, "order": "requests"},
    "nothing": {"q": "政物公开宇宙飞船"},
}
LABELS = {
    "empty": "不输入任何词",
    "word": "每份都有的一个词",
    "words": "每份都有的三个词",
    "phrase": "短语",
    "facets": "词、地区、年份和机关类型",
    "outcome": "词和两种结果",
    "number": "数字条件",
    "agency": "机关名称",
    "deep": "第 40 页",
    "newest": "按年份排列",
    "requests": "一市，按申请数排列",
    "nothing": "没有结果",
}
_TYPED = ("洪", "洪泽", "洪泽区财政局", "信息公开", "不予", "hongze", "hzq", "czj", "政府信息", "2024")


def searches() -> list[Kind]:
    return [
        Kind(f"search.{name}", f"检索页：{LABELS[name]}", (_asked("/search/", **asked),), SEARCH)
        for name, asked in QUESTIONS.items()
    ]


def pages(reports: int) -> list[Kind]:
    """``reports`` is how many there are, numbered from 1."""
    some = [1 + step * (reports // 7) for step in range(7)]
    agencies = [1 + number // 10 for number in some]
    word = quote("公开")
    return [
        Kind("front", "首页", ("/",), PAGE),
        Kind("report", "年报", tuple(f"/reports/{number}/" for number in some), PAGE),
        Kind("report.hits", "年报，标出检索词", tuple(f"/reports/{number}/?q={word}" for number in some), PAGE),
        Kind("agency", "机关", tuple(f"/agencies/{number}/" for number in agencies), PAGE),
        Kind("divisions", "地区目录", ("/divisions/", f"/divisions/?q={quote('洪泽')}"), PAGE),
        Kind("division.province", "省", (f"/divisions/{PROVINCE}/", "/divisions/37/"), PAGE),
        Kind("division.city", "市", (f"/divisions/{CITY}/", "/divisions/3201/"), PAGE),
        Kind("division.county", "县", (f"/divisions/{COUNTY}/",), PAGE),
        Kind("trends", "趋势", ("/trends/",), PAGE),
        Kind("trends.district", "趋势：一省", (f"/trends/?district={PROVINCE}",), PAGE),
        Kind("trends.query", "趋势：检索词", (f"/trends/?q={word}", f"/trends/?q={quote('平台')}"), PAGE),
        Kind("compare.reports", "比较两年", ("/compare/?a=report:9&b=report:10",), PAGE),
        Kind("compare.places", "比较两市", ("/compare/?a=division:3201&b=division:3202",), PAGE),
        Kind("help", "帮助", ("/help/", "/help/search/", "/help/outcomes/"), PAGE),
        Kind("datasets", "数据集", ("/datasets/", f"/datasets/?q={word}&shape=long"), PAGE),
        Kind("feed", "检索的订阅", (f"/search/atom/?q={word}",), PAGE),
        Kind("sitemap", "站点地图", ("/sitemap.xml", "/sitemaps/reports-1.xml"), PAGE),
    ]


def interfaces() -> list[Kind]:
    word = quote("公开")
    sums = ("?by=year", "?by=year&by=province", f"?by=year&by=kind&district={PROVINCE}", f"?by=county&district={CITY}")
    return [
        Kind("api.search", "API：检索", (f"/api/v1/search/?q={word}", "/api/v1/search/?year=2024"), PAGE),
        Kind("api.reports", "API：年报", ("/api/v1/reports/", f"/api/v1/reports/?q={word}"), PAGE),
        Kind("api.aggregates", "API：汇总", tuple(f"/api/v1/aggregates/{query}" for query in sums), AGGREGATES),
        Kind("api.aggregates.query", "API：检索结果的汇总", (f"/api/v1/aggregates/?q={word}&by=year",), AGGREGATES),
        Kind(
            "api.suggestions",
            "输入时的建议",
            tuple(_asked("/api/v1/search/suggestions/", q=typed) for typed in _TYPED),
            SUGGESTIONS,
        ),
    ]
