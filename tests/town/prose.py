"""What the reports of the town say in words: much of it every year again, with other numbers."""

from __future__ import annotations

from random import Random

from archive.forms.rows import CARRIED_OUT, CLOSED, RECEIVED, TOTAL
from tests.layouts.numbers import Filling
from tests.town.bodies import Body
from tests.town.numbers import Told

MADE_UP = "本报告为软件试验而虚构，机关名称取自行政区划名录，文字和数字都不是真的。"

_OPENING = (
    "{year}年，本机关认真贯彻落实《中华人民共和国政府信息公开条例》，坚持以公开为常态、不公开为例外，"
    "围绕群众关心的事项稳步推进政府信息公开工作。"
)
_PROACTIVE = (
    "全年通过门户网站和政务新媒体主动公开各类信息{items}条，其中财政预决算信息{budget}条，回应社会关切{answers}次。"
)
_REQUESTED = "{year}年新收政府信息公开申请{received}件，办结{closed}件，结转下年度继续办理{carried_out}件。"
_EARLIER = "{year}年，共收到政府信息公开申请{received}件，全部按期答复。"
_ALWAYS = (
    "健全信息发布审核机制，落实先审后发、专人负责，对已经公开的信息定期清理，及时更正错漏。",
    "加强平台建设，政府信息公开专栏统一规范，查阅点和服务热线保持畅通，方便群众获取信息。",
    "强化监督保障，把政府信息公开工作纳入年度考核，组织业务培训，提高工作人员依法答复的能力。",
)
_NEWS = {
    2018: "按照机构改革的安排，重新编制本机关的信息公开指南。",
    2019: "学习贯彻新修订的条例，调整申请办理流程，统一答复文书的样式。",
    2020: "围绕疫情防控和复工复产，每日公布有关情况，召开新闻发布会。",
    2021: "按照新的格式统计申请办理情况，逐件核对答复类型。",
    2022: "开展规范性文件集中清理，公开现行有效文件的目录和全文。",
    2023: "推进公共企事业单位信息公开，编制教育、供水等领域的清单。",
    2024: "完善行政复议前置后的衔接机制，对不予公开的答复逐件复核。",
}
_PROBLEMS = (
    "一是政策解读的形式还不够丰富；二是依申请公开答复的规范程度有待提高；三是信息更新不够及时。",
    "主要问题是主动公开的内容与群众需求还有差距，部分栏目更新较慢，业务人员变动较多。",
)
_IMPROVEMENTS = (
    "下一步将加大培训力度，丰富公开形式，提高答复质量，更好地满足群众的知情权、参与权、监督权。",
    "针对上年提出的问题，已经增加解读{answers}篇，更新栏目{columns}个；今后将继续细化公开清单。",
)


def sections(body: Body, told: Told) -> dict[int, list[str]]:
    """Paragraphs by section; sections that are tables only are left out."""
    rng = Random(f"prose {body.name} {told.year}")
    numbers = {"year": told.year, "items": told.published_items, "budget": rng.randint(4, 60)}
    numbers |= {"answers": rng.randint(2, 90), "columns": rng.randint(1, 9)}
    steady = Random(body.name)
    problems, better = steady.choice(_PROBLEMS), _IMPROVEMENTS[told.year % len(_IMPROVEMENTS)]
    return {
        1: [
            _OPENING.format(**numbers),
            _PROACTIVE.format(**numbers),
            _requests(body, told),
            *steady.sample(_ALWAYS, 2),
            _NEWS[told.year],
        ],
        5: [problems, better.format(**numbers)],
        6: ["本年度没有收取信息处理费。", MADE_UP],
    }


def _requests(body: Body, told: Told) -> str:
    if told.filling is None:
        return _EARLIER.format(year=told.year, received=body.requests)
    received = _total(told.filling, RECEIVED.code)
    return _REQUESTED.format(
        year=told.year,
        received=received + 4 if told.year in body.contradicted else received,
        closed=_total(told.filling, CLOSED.code),
        carried_out=_total(told.filling, CARRIED_OUT.code),
    )


def _total(filling: Filling, row: str) -> int:
    return int(filling.values[f"{row}.{TOTAL.code}"] or 0)
