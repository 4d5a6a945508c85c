"""How prose names requests, what became of them, and who made them."""

from __future__ import annotations

from archive.forms import rows
from archive.forms.rows import APPLICANTS
from archive.forms.spoken.counts import Count, Kind

RECEIVED = "requests.received.total"
CARRIED_IN = "requests.carried_in.total"
CLOSED = "requests.closed.total"
CARRIED_OUT = "requests.carried_out.total"

NEWLY_RECEIVED, ANY_RECEIVED = "received", "received/any"
# "申请数量": says what is counted only where no verb does.
AMOUNT = "received/amount"
RECEIVINGS = frozenset({NEWLY_RECEIVED, ANY_RECEIVED, AMOUNT})
CLOSINGS = frozenset({"closed", "closed/answered"})
CARRIED = ("carried_in", "carried_out")

# What a request is called.  Longer ones first.
_APPLICATION = "申请(?!的?(?:总|数|量))(?:件|书|表)?"
REQUEST = (
    f"政府信息依申请公开(?:{_APPLICATION})?(?:办理)?",
    f"依申请(?:政府)?信息公开(?:{_APPLICATION})?",
    f"依申请公开(?:的)?(?:政府)?(?:信息)?(?:{_APPLICATION})?(?:办理)?",
    "(?:政府|政务)?信息公开依申请(?:件)?",
    f"(?:政府|政务)?信息(?:依)?公开(?:的)?{_APPLICATION}",
    f"(?:要求)?公开(?:政府)?信息(?:的)?{_APPLICATION}",
    "政府公开申请",
    "申请公开(?:的)?(?:政府信息)?",
    f"公开{_APPLICATION}",
    "依申请(?:件)?",
    _APPLICATION,
)
# Words of a heading or opening under which counts are about requests, or about reviews and suits.
ABOUT_REQUESTS = "依申请|申请公开|公开申请|申请办理|申请情况|申请的?处理|答复情况|办理情况|收到和处理"
ABOUT_REMEDIES = "复议|诉讼"
ABOUT_DISCLOSURE = "信息公开|依申请|公开申请|申请公开|公开政府信息的?申请"

_INTO_THIS = "(?:本年度?|今年)?(?:继续)?(?:办理)?(?:的)?"
_GOING_ON = "(?:继续)?(?:办理|答复|处理|办结)?(?:的)?"

FLOWS = (
    Count(NEWLY_RECEIVED, Kind.FLOW, "本年新收", (RECEIVED,), ("(?:本年度?)?新(?:收到?|受理|接收|增)",)),
    Count(
        ANY_RECEIVED,
        Kind.FLOW,
        "本年新收",
        (RECEIVED, f"{RECEIVED} + {CARRIED_IN}"),
        ("收到", "受理", "接收", "接到", "收(?=[依政信申公])"),
        ((CLOSED, "与办理结果总计相同"),),
    ),
    Count(
        AMOUNT,
        Kind.FLOW,
        "本年新收",
        (RECEIVED, f"{RECEIVED} + {CARRIED_IN}"),
        ("申请的?(?:总数量?|数量?|总量|量)",),
    ),
    Count(
        "handled",
        Kind.FLOW,
        "办理的申请",
        (RECEIVED, CLOSED, f"{RECEIVED} + {CARRIED_IN}"),
        ("办理(?!结果|完毕|过程|时限|情况)", "处理(?!结果|完毕|完成|情况|决定|费)"),
    ),
    Count(
        "closed",
        Kind.FLOW,
        "办理结果总计",
        (CLOSED,),
        ("办结", "(?:办理|处理)(?:完毕|完成)", "完成办理", "办复"),
        (
            (f"{RECEIVED} - {CARRIED_OUT}", "可能未计上年结转的申请"),
            (RECEIVED, "与本年新收相同，可能未扣除结转下年度的申请"),
        ),
    ),
    Count(
        "closed/answered",
        Kind.FLOW,
        "办理结果总计",
        (
            CLOSED,
            f"{CLOSED} - requests.other.*.total",
            f"{CLOSED} - requests.other.rest.total",
            f"{CLOSED} - requests.other.uncorrected.total - requests.other.unpaid.total",
            f"{CLOSED} - requests.unprocessed.*.total - requests.other.*.total",
        ),
        ("(?:办理)?(?:答复|回复)(?:完毕|完成)?(?!书|口径|意见)",),
        (
            (f"{RECEIVED} - {CARRIED_OUT}", "可能未计上年结转的申请"),
            (RECEIVED, "与本年新收相同，可能未扣除结转下年度的申请"),
        ),
    ),
    Count(
        "carried_in",
        Kind.FLOW,
        "上年结转",
        (CARRIED_IN,),
        (
            f"(?:上一?年度?|去年|上年末|往年)(?:未办结)?(?:结转|转结|转入|顺延|接转)(?:至|到|来|下来)?{_INTO_THIS}",
            "结转(?:自|于)?上一?年度?(?:的)?(?!继续)",
        ),
    ),
    Count(
        "carried_out",
        Kind.FLOW,
        "结转下年度",
        (CARRIED_OUT,),
        (f"(?:结转|顺延|延期|转结|转入|延至|转)(?:至|到|入)?(?:下一?年度?|次年|明年)(?:度)?{_GOING_ON}",),
    ),
)
# Whoever may ask, between them everybody: a denial that names them all is of every request.
ANY_PERSON, ANY_BODY = "公民|自然人|个人", "法人|其[他它]组织|社会组织|组织|单位|企业|机构"
# Requests named without a verb, where their number is nought.
BARE_REQUESTS = "(?:依申请公开|依申请|公开申请)(?:政府信息|信息|申请|事项|件)*(?:数量?|总数)?(?:总?共|[为有是计])*\\Z"
# "2022年结转的", "结转至2024年办理": which of the two it is depends on the report's year.
CARRIED_FROM_YEAR = "20[0-9][0-9]年度?(?:结转|转入|顺延)(?:至|到)?(?:本年度?|今年)?(?:的)?"
CARRIED_TO_YEAR = f"(?:结转|顺延|转入|延)(?:至|到|入)?20[0-9][0-9]年度?{_GOING_ON}"


_LABELS = {
    row.code: row.core or row.label
    for row in (
        rows.DISCLOSED,
        rows.PARTIAL,
        *rows.OUTCOMES_WITHHELD,
        *rows.OUTCOMES_UNAVAILABLE,
        *rows.OUTCOMES_UNPROCESSED,
        *rows.OUTCOMES_OTHER,
    )
}


def _outcome(code: str, *words: str, also: tuple[str, ...] = ()) -> Count:
    row = f"requests.{code}"
    return Count(f"outcome.{code}", Kind.OUTCOME, _LABELS[row], (f"{row}.total", *also), words)


def _category(code: str, label: str, *words: str) -> Count:
    return Count(f"outcome.{code}", Kind.OUTCOME, label, (f"requests.{code}.*.total",), words)


_HELD_ELSEWHERE = ("requests.unavailable.*.total", "requests.unavailable.needs_creation.total")

OUTCOMES = (
    _outcome(
        "disclosed",
        "(?:予以|同意|准予|全部|予以全部)公开(?:答复)?",
        "公开答复",
        also=("requests.disclosed.total + requests.partial.total",),
    ),
    _outcome("partial", "(?:同意|予以)?部分(?:予以)?公开", "予以部分公开", "区分处理"),
    _category("withheld", "不予公开", "不(?:予|子|同意)公开", "否决公开"),
    _outcome("withheld.state_secret", "(?:涉及)?国家秘密"),
    _outcome("withheld.law_forbids", "(?:其[他它])?法律、?(?:行政)?法规禁止(?:公开)?"),
    _outcome("withheld.security_stability", "(?:危及)?[“”]?三安全一稳定[“”]?"),
    _outcome("withheld.third_party", "(?:保护|涉及|损害)?第三方(?:合法)?权益"),
    _outcome("withheld.internal", "(?:三类)?内部(?:事务|管理)信息"),
    _outcome("withheld.deliberative", "(?:四类)?过程性信息"),
    _outcome("withheld.enforcement_file", "行政执法案卷(?:信息)?"),
    _outcome("withheld.admin_query", "行政查询(?:事项)?"),
    _category("unavailable", "无法提供", "(?:信息)?(?:无法|不能)提供"),
    _outcome(
        "unavailable.not_held",
        "(?:本(?:行政)?(?:机关|单位|局|镇|街道))?[不未]掌握(?:相关)?(?:政府)?(?:信息)?",
        "(?:政府)?信息不存在",
        "(?:不属于|非)本(?:行政)?(?:机关|单位|局)(?:公开|负责|职责范围|职权范围)(?:公开)?(?:的)?",
        also=_HELD_ELSEWHERE,
    ),
    _outcome("unavailable.needs_creation", "没有现成信息(?:、?需要?另行制作)?", "需要?另行制作"),
    _outcome("unavailable.still_unclear", "(?:补正后)?(?:申请)?内容仍?不明确"),
    _category("unprocessed", "不予处理", "不予处理"),
    _outcome("unprocessed.petition", "信访、?举报、?投诉类?(?:申请|事项)?", "信访类(?:申请|事项)"),
    _outcome("unprocessed.repeat", "重复(?:提交)?(?:的)?申请"),
    _outcome("unprocessed.publication", "(?:要求提供)?公开出版物"),
    _outcome("unprocessed.excessive", "(?:无正当理由)?大量、?反复申请"),
    _outcome("unprocessed.reconfirm", "(?:要求)?(?:行政机关)?确认或者?重新出具(?:已获取信息)?"),
    _category("other", "其他处理", "其[他它]处理(?:情[况形])?(?:的)?"),
    _outcome("other.uncorrected", "(?:申请人)?(?:无正当理由)?逾期[不未]补正"),
    _outcome("other.unpaid", "(?:申请人)?逾期未按(?:收费)?通知要求缴纳费用"),
)


def _of_applicants(column: str) -> tuple[str, ...]:
    received, carried, closed = (
        " + ".join(f"requests.{row}.{code}" for code in column.split()) for row in ("received", "carried_in", "closed")
    )
    return (received, f"{received} + {carried}", closed)


_ORGANISATIONS = " ".join(column.code for column in APPLICANTS if column.code != "natural")
_APPLICANT_WORDS = {
    "natural": ("自然人(?:申请)?",),
    "business": ("商业企业(?:申请)?", "企业(?:申请)?"),
    "research": ("科研机构(?:申请)?",),
    "nonprofit": ("社会公益(?:组织|机构)(?:申请)?",),
    "legal": ("法律服务机构(?:申请)?",),
}
APPLICANT_COUNTS = (
    # Whoever asks may be called a citizen.
    Count(
        "applicants.natural/citizens",
        Kind.APPLICANT,
        "自然人",
        (*_of_applicants("natural"), *_of_applicants("total")),
        ("公民(?:申请)?",),
    ),
    *(
        Count(
            f"applicants.{column.code}",
            Kind.APPLICANT,
            column.label,
            (*_of_applicants(column.code), *(_of_applicants(_ORGANISATIONS) if column.code == "business" else ())),
            _APPLICANT_WORDS[column.code],
        )
        for column in APPLICANTS
        if column.code in _APPLICANT_WORDS
    ),
    Count(
        "applicants.organisations",
        Kind.APPLICANT,
        "法人或其他组织",
        (*_of_applicants(_ORGANISATIONS), *_of_applicants("business")),
        ("法人(?:[或和及与、]|或者)?(?:其[他它])?(?:非法人)?(?:组织)?(?:申请)?",),
    ),
)
ORGANISATIONS = "applicants.organisations"
# Said of all requests just counted.
ALL_PERSONS = "[均皆全都]部?(?:为|是|系|来自)(?:自然人|公民)"
