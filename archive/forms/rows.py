"""The rows and columns that the forms since 2019 share: applicants, outcomes of requests, reviews and suits."""

from __future__ import annotations

from archive.forms.schema import Column, Row

TOTAL = Column("total", "总计", "total", ("合计", "总数"))

APPLICANTS = (
    Column("natural", "自然人", "natural persons", ("公民", "个人")),
    Column("business", "商业企业", "businesses", ("企业",)),
    Column("research", "科研机构", "research institutions", ("科研院所",)),
    Column("nonprofit", "社会公益组织", "non-profit organisations", ("社会公益机构", "公益组织")),
    Column("legal", "法律服务机构", "legal service bodies", ("法律服务组织",)),
    Column("other", "其他", "other organisations", ("其它",)),
)
APPLICANT_GROUP = "法人或其他组织"
APPLICANT_HEAD = "申请人情况"

HANDLING = "三、本年度办理结果"
WITHHELD = "（三）不予公开"
UNAVAILABLE = "（四）无法提供"
UNPROCESSED = "（五）不予处理"
OTHER = "（六）其他处理"

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

RECEIVED = Row(
    "requests.received",
    "本年新收政府信息公开申请数量",
    "requests received this year",
    ordinal="一、",
    core="本年新收",
    variants=("本年新收申请数量", "本年度新收政府信息公开申请数量", "本年收到政府信息公开申请数量"),
)
CARRIED_IN = Row(
    "requests.carried_in",
    "上年结转政府信息公开申请数量",
    "requests carried over from the year before",
    ordinal="二、",
    core="上年结转",
    variants=("上年度结转政府信息公开申请数量", "上年结转申请数量"),
)
DISCLOSED = Row(
    "requests.disclosed",
    "予以公开",
    "disclosed",
    ordinal="（一）",
    groups=(HANDLING,),
    core="予以公开",
    article="36(1)(2)",
    outcome="disclosed",
)
PARTIAL = Row(
    "requests.partial",
    "部分公开（区分处理的，只计这一情形，不计其他情形）",
    "partly disclosed",
    ordinal="（二）",
    groups=(HANDLING,),
    core="部分公开",
    variants=("部分公开",),
    article="37",
    outcome="partial",
)


def _outcome(
    group: str,
    code: str,
    ordinal: str,
    label: str,
    english: str,
    core: str,
    article: str,
    variants: tuple[str, ...] = (),
) -> Row:
    return Row(
        f"requests.{code}",
        label,
        english,
        ordinal=ordinal,
        groups=(HANDLING, group),
        core=core,
        article=article,
        variants=variants,
        outcome=code.split(".", maxsplit=1)[0],
    )


OUTCOMES_WITHHELD = (
    _outcome(WITHHELD, "withheld.state_secret", "1.", "属于国家秘密", "state secret", "国家秘密", "14"),
    _outcome(
        WITHHELD,
        "withheld.law_forbids",
        "2.",
        "其他法律行政法规禁止公开",
        "forbidden by another law or regulation",
        "法律行政法规禁止",
        "14",
        ("其他法律、行政法规禁止公开", "法律行政法规禁止公开"),
    ),
    _outcome(
        WITHHELD,
        "withheld.security_stability",
        "3.",
        "危及“三安全一稳定”",
        "endangers security or stability",
        "三安全一稳定",
        "14",
        ("危及国家安全、公共安全、经济安全、社会稳定",),
    ),
    _outcome(
        WITHHELD,
        "withheld.third_party",
        "4.",
        "保护第三方合法权益",
        "protects a third party",
        "第三方合法权益",
        "15, 32",
    ),
    _outcome(
        WITHHELD,
        "withheld.internal",
        "5.",
        "属于三类内部事务信息",
        "internal affairs",
        "三类内部事务",
        "16",
        ("属于三类内部管理信息", "属于内部事务信息"),
    ),
    _outcome(
        WITHHELD,
        "withheld.deliberative",
        "6.",
        "属于四类过程性信息",
        "deliberative records",
        "四类过程性",
        "16",
        ("属于过程性信息",),
    ),
    _outcome(
        WITHHELD, "withheld.enforcement_file", "7.", "属于行政执法案卷", "enforcement files", "行政执法案卷", "16"
    ),
    _outcome(
        WITHHELD,
        "withheld.admin_query",
        "8.",
        "属于行政查询事项",
        "matter of an administrative inquiry",
        "行政查询",
        "36(7)",
    ),
)
OUTCOMES_UNAVAILABLE = (
    _outcome(
        UNAVAILABLE,
        "unavailable.not_held",
        "1.",
        "本机关不掌握相关政府信息",
        "not held by the agency",
        "不掌握",
        "36(4)(5)",
    ),
    _outcome(
        UNAVAILABLE,
        "unavailable.needs_creation",
        "2.",
        "没有现成信息需要另行制作",
        "would have to be created",
        "没有现成信息",
        "38",
        ("没有现成信息，需要另行制作", "需要另行制作"),
    ),
    _outcome(
        UNAVAILABLE,
        "unavailable.still_unclear",
        "3.",
        "补正后申请内容仍不明确",
        "still unclear after correction",
        "内容仍不明确",
        "30",
        ("申请内容不明确", "补正后仍不明确"),
    ),
)
OUTCOMES_UNPROCESSED = (
    _outcome(
        UNPROCESSED,
        "unprocessed.petition",
        "1.",
        "信访举报投诉类申请",
        "petition or complaint",
        "信访举报投诉",
        "39",
        ("信访、举报、投诉类申请",),
    ),
    _outcome(UNPROCESSED, "unprocessed.repeat", "2.", "重复申请", "repeated request", "重复申请", "36(6)"),
    _outcome(
        UNPROCESSED,
        "unprocessed.publication",
        "3.",
        "要求提供公开出版物",
        "asks for a publication",
        "公开出版物",
        "39",
    ),
    _outcome(
        UNPROCESSED,
        "unprocessed.excessive",
        "4.",
        "无正当理由大量反复申请",
        "unjustified mass requests",
        "大量反复申请",
        "35",
    ),
    _outcome(
        UNPROCESSED,
        "unprocessed.reconfirm",
        "5.",
        "要求行政机关确认或重新出具已获取信息",
        "asks to confirm or reissue information already obtained",
        "确认或重新出具",
        "39",
    ),
)
OUTCOMES_OTHER = (
    _outcome(
        OTHER,
        "other.uncorrected",
        "1.",
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "not corrected in time",
        "逾期不补正",
        "30",
    ),
    _outcome(
        OTHER,
        "other.unpaid",
        "2.",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "fee not paid in time",
        "收费通知要求缴纳费用",
        "42",
        ("申请人逾期未缴费", "申请人逾期不缴费"),
    ),
    _outcome(OTHER, "other.rest", "3.", "其他", "otherwise", "", "", ("其它", "其他处理")),
)
OTHER_ALL = Row(
    "requests.other.all",
    "其他处理",
    "handled otherwise",
    ordinal="（六）",
    groups=(HANDLING,),
    core="其他处理",
    variants=("其它处理",),
    outcome="other",
)
CLOSED = Row(
    "requests.closed", "总计", "requests closed", ordinal="（七）", groups=(HANDLING,), core="", variants=("合计",)
)
CARRIED_OUT = Row(
    "requests.carried_out",
    "结转下年度继续办理",
    "carried over to the next year",
    ordinal="四、",
    core="结转下年",
    variants=("结转下年继续办理", "结转下一年度继续办理"),
)

RESULTS = (
    Column("upheld", "结果维持", "upheld", ("维持",)),
    Column("corrected", "结果纠正", "corrected", ("纠正",)),
    Column("other", "其他结果", "other result", ("其它结果",)),
    Column("pending", "尚未审结", "pending", ("未审结", "尚未办结")),
)

SUITS_GROUP = "行政诉讼"
REMEDY_ROWS = (
    Row("review", "行政复议", "administrative review", core="行政复议", article="51"),
    Row(
        "suit_direct",
        "未经复议直接起诉",
        "suits without prior review",
        groups=(SUITS_GROUP,),
        core="未经复议",
        article="51",
    ),
    Row("suit_after_review", "复议后起诉", "suits after review", groups=(SUITS_GROUP,), core="复议后", article="51"),
)
