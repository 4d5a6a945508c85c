"""What a piece of a page is, told from its words: prose of a report, a fact about it, or a site's own furniture."""

from __future__ import annotations

import re
from enum import Enum, auto

from ingest.readers.web.walk import Piece


class Role(Enum):
    PROSE = auto()
    TABLE = auto()
    SHORT = auto()
    # "来源：…　时间：…"
    FACT = auto()
    # "当前位置：首页 > …"
    CRUMB = auto()
    # "主办单位：…"
    OWNER = auto()
    LINK = auto()
    # "打印", "关闭", "扫一扫…"
    WIDGET = auto()


# By name they are found thirty times as fast as in the enumeration (Python 3.11).
PROSE, TABLE, SHORT, FACT, CRUMB, OWNER, LINK, WIDGET = Role


_SENTENCE = re.compile(r"[。；：，、;]")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]")
_FACT_LABEL = (
    "信息来源|文章来源|稿件来源|来源|发布时间|发布日期|发稿时间|发文日期|成文日期|生成日期|公开日期|更新时间"
    "|发表时间|采集时间|时间|日期|作者|发布机构|发布单位|发布者|发文机关|公开机关|索引号|索 引 号|文号|发文字号"
    "|责任编辑|编辑|审核|校对|录入|浏览次数|阅读次数|点击数|点击率|访问次数|阅读|浏览|字体|字号|单位|标题|名称"
)
_CRUMB = r"(?:您(?:现在|当前|目前)?(?:所在|所处)?|当前|目前|现在|所在)的?位置|首页\s*[>»›＞/]"
_OWNER = "主办(?:单位|方)?[：:]|承办(?:单位)?[：:]|版权所有|网站主办|运维单位|维护单位|制作维护"
_WIDGET = (
    "打印(?:本页|文章)?|关闭(?:窗口|本页)?|分享(?:到|至)?.{0,20}|扫一扫.{0,40}|(?:用)?微信扫.{0,30}"
    "|字[体号][：:]?.{0,20}|返回(?:顶部|首页|列表)?|[上下]一[篇条页][：:]?.{0,60}"
    "|相关(?:链接|文章|新闻|附件|解读|推荐|信息|文档|稿件)[：:]?|收藏(?:本页)?|微信|微博|新浪微博|腾讯微博|QQ空间|QQ"
    "|附件下载|文件下载|全文下载|全真版|文字版|视力保护色.{0,20}|大\\s*中\\s*小|保存(?:本页)?"
    "|繁[體体](?:版|中文)?|简体(?:版|中文)?|手机(?:版|浏览).{0,10}|无障碍.{0,6}|长者模式|我要纠错|纠错"
    "|网站地图|联系我们|关于我们|使用帮助|隐私(?:保护|声明)|语音播报|朗读|点赞|复制链接|移动版|登录|注册|搜索|首页"
    "|[图文视][片字频]解读|\\|"
)
# One expression tried once: most pieces fail at their first character.
_SITE = re.compile(
    rf"(?P<crumb>{_CRUMB})|(?P<owner>{_OWNER})|(?P<widget>(?:{_WIDGET})[】\]）)\s|]*$)|(?P<fact>(?:{_FACT_LABEL})\s*[：:])"
)
_ROLES = {"crumb": CRUMB, "owner": OWNER, "widget": WIDGET, "fact": FACT}
_OPENING = " 【[（(|\u3000\xa0"
_FURNITURE = re.compile(
    "ICP备|公网安备|公安备案|网站标识码|技术支持|版权所有|(?:最佳|建议).{0,12}(?:浏览|分辨率)|[Cc]opyright|©"
    "|您是第.{0,12}访问|访问量|离开.{0,30}(?:网站|门户)|未经.{0,10}许可"
)
# Facts run together where only style sheets set them apart: "来源：某局时间：2024-01-02".
_FACTS = re.compile(rf"({_FACT_LABEL})\s*[：:]\s*")
_ATTACHMENT = re.compile(r"附\s*[件表]|\.(?:docx?|xlsx?|pdf|wps|ofd|zip|rar)\b", re.I)
_DATE_LINE = re.compile(r"(?:20\d\d|[二２][〇○ＯO０零0〇][〇○零一二三０-９\d]{2})\s*[年.\-/].{1,4}[月.\-/].{1,4}日?$")


def role_of(piece: Piece) -> Role:
    if piece.table is not None:
        return TABLE
    if piece.is_fact:
        return FACT
    text = piece.text
    if len(text) < 200 and "。" not in text:
        role = _site_role(text)
        if role is not None:
            return role
    if piece.linked * 10 > len(text) * 6 and not _ATTACHMENT.search(text):
        return LINK
    return PROSE if is_numbered(text) or is_sentence(text) else SHORT


def _site_role(text: str) -> Role | None:
    """What belongs to the site rather than to the report; none of it ends its sentences."""
    found = _SITE.match(text.lstrip(_OPENING))
    if found is not None:
        return _ROLES[str(found.lastgroup)]
    return WIDGET if _FURNITURE.search(text) else None


def is_numbered(text: str) -> bool:
    return len(text) > 3 and _NUMBERED.match(text) is not None


def is_sentence(text: str) -> bool:
    return len(text) >= 20 and _SENTENCE.search(text) is not None


def is_date_line(text: str) -> bool:
    return len(text) < 40 and _DATE_LINE.search(text.strip()) is not None


def labelled(line: str) -> list[tuple[str, str]]:
    """The facts of a line, each with its label."""
    parts = _FACTS.split(line)
    return [(label, value.strip(_OPENING)) for label, value in zip(parts[1::2], parts[2::2], strict=True)]
