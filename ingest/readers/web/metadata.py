"""What a page says of itself: its head, and the lines around the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from ingest.readers.spaces import collapse
from ingest.readers.web.phrases import labelled

# Key of the Document's metadata -> names of <meta> elements, the most reliable first.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("articletitle", "og:title", "title", "twitter:title"),
    "author": ("author",),
    "source": ("contentsource", "source", "article:author"),
    "published": ("pubdate", "publishdate", "publish_time", "article:published_time", "date"),
    "url": ("url", "og:url"),
    "site": ("sitename", "og:site_name"),
}
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_DATE = re.compile(r"\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}(?:\s*日)?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
# Labels of one meaning, the most telling first.
_PUBLISHED = "发布时间 发布日期 公开日期 发稿时间 发表时间 时间 日期 发文日期 生成日期 更新时间".split()
_SOURCE = "信息来源 文章来源 稿件来源 来源 发布机构 发布单位 发文机关 公开机关".split()
_VALUE_END = re.compile(r"[\s|】\])）]")


def from_head(root: etree._Element, metas: Mapping[str, str], data: bytes) -> dict[str, str]:
    """The head's own words; keys without any are left out."""
    found = {key: next((metas[name] for name in names if metas.get(name)), "") for key, names in _NAMES.items()}
    found["title"] = found["title"] or title_element(root)
    found["url"] = found["url"] or _canonical(root) or _saved_from(data)
    return _filled(found)


def site_address(metas: Mapping[str, str]) -> dict[str, str]:
    """Where nothing tells the page's own address, that of its site."""
    return _filled({"url": metas.get("sitedomain", "")})


def title_element(root: etree._Element) -> str:
    """The first one: pages pasted into a page bring their own."""
    element = next(root.iter("title"), None)
    return collapse(element.text or "") if element is not None else ""


def from_surroundings(lines: Iterable[str]) -> dict[str, str]:
    facts: dict[str, str] = {}
    for line in lines:
        for label, value in labelled(line):
            facts.setdefault(label, value)
    dates = (_DATE.match(facts[label]) for label in _PUBLISHED if label in facts)
    sources = [_VALUE_END.split(facts[label])[0] for label in _SOURCE if label in facts]
    addresses = (source for source in sources if source.startswith("http"))
    names = (source for source in sources if source and not source.startswith("http"))
    published = next((date[0].strip() for date in dates if date), "")
    return _filled({"published": published, "source": next(names, ""), "url": next(addresses, "")})


def _filled(found: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in found.items() if value}


def metas_of(root: etree._Element) -> dict[str, str]:
    """What the <meta> elements say, by their names in small letters."""
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or ""
        content = collapse(element.get("content") or "")
        if name and content:
            metas.setdefault(name.lower(), content)
    return metas


def _canonical(root: etree._Element) -> str:
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            return str(element.get("href") or "").strip()
    return ""


def _saved_from(data: bytes) -> str:
    found = _SAVED_FROM.search(data[:4096])
    return found[1].decode("utf-8", "replace") if found else ""
