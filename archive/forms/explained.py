"""What the rows of the forms mean, in a sentence that a citizen understands.

The sentences follow the Regulation (国令第711号); which article it is stands with each row.
"""

from __future__ import annotations

# Outcome category → what all its rows have in common.
OUTCOMES: dict[str, str] = {
    "disclosed": "申请的信息可以公开：机关给了，或者说明了到哪里去看。",
    "partial": "信息里有不能公开的部分，又能分开处理：能公开的给了，其余的没有给。",
    "withheld": "信息是有的，但机关认为依法不能公开，或者可以不公开。理由分开计数。",
    "unavailable": "不是不肯公开，而是没有东西可给：不掌握，没有现成的，或者申请说不清要什么。",
    "unprocessed": "机关认为不必按信息公开申请来办：要的不是政府信息，已经答复过，或者多得超出合理范围。",
    "other": "以别的方式了结，多半是申请人过了期限没有补正，或者没有缴费。",
}

# Row → its sentence.  Rows that are a category by themselves have theirs above.
ROWS: dict[str, str] = {
    "requests.received": "这一年收到的申请。",
    "requests.carried_in": "上一年收到、到年底没有办完的申请，转到这一年接着办。",
    "requests.closed": "这一年办完的申请：各种办理结果之和。",
    "requests.carried_out": "到这一年年底还没有办完的申请，转到下一年。",
    "requests.withheld.state_secret": "依法确定为国家秘密的，不公开。",
    "requests.withheld.law_forbids": "别的法律、行政法规写明不许公开的，不公开。",
    "requests.withheld.security_stability": "公开后可能危及国家安全、公共安全、经济安全、社会稳定的，不公开。",
    "requests.withheld.third_party": (
        "涉及商业秘密、个人隐私，公开会损害别人的权益。机关应当书面征求那一方的意见；对方不同意而且理由合理的，不公开。"
        "机关认为不公开会对公共利益造成重大影响的，可以决定公开。"
    ),
    "requests.withheld.internal": "人事管理、后勤管理、内部工作流程，这三类内部事务的信息可以不公开。",
    "requests.withheld.deliberative": (
        "办事过程中的讨论记录、过程稿、磋商信函、请示报告，这四类信息可以不公开；法律、法规、规章规定应当公开的除外。"
    ),
    "requests.withheld.enforcement_file": ("行政执法案卷里的信息可以不公开；法律、法规、规章规定应当公开的除外。"),
    "requests.withheld.admin_query": "工商登记、不动产登记这样的资料，法律另有查询的办法，要照那个办法去查。",
    "requests.unavailable.not_held": (
        "机关找过，没有；或者这件事不归它公开。能确定归谁的，应当把那个机关的名称和联系方式告诉申请人。"
    ),
    "requests.unavailable.needs_creation": "机关给的是现有的信息；要另外加工、分析才做得出来的，可以不给。",
    "requests.unavailable.still_unclear": "申请说不清要什么，机关请申请人补正，补正以后还是不明确。",
    "requests.unprocessed.petition": "借申请反映问题、投诉、举报的，告知不按信息公开申请处理，可以指给应走的渠道。",
    "requests.unprocessed.repeat": "同一个人再次申请同样的信息，机关已经答复过，不再重复处理。",
    "requests.unprocessed.publication": "要的是公报、报刊、书籍这类公开的出版物，机关可以告知到哪里去找。",
    "requests.unprocessed.excessive": (
        "申请的数量、次数明显超出合理范围，机关可以要求说明理由；理由不合理的，告知不予处理。"
    ),
    "requests.unprocessed.reconfirm": "申请人已经有这份信息，要的是机关再确认一遍，或者再出具一份。",
    "requests.other.uncorrected": "机关请申请人补正，申请人没有正当理由，过了期限也没有补正，视为放弃。",
    "requests.other.unpaid": "数量、次数明显超出合理范围的申请，可以收取信息处理费；过了期限没有缴，不再处理。",
    "requests.other.rest": "表上没有单列的别的了结方式。",
    "requests.other.all": "有的表不再细分，只印这一行。",
}

# Results of reviews and suits, by their columns.
RESULTS: dict[str, str] = {
    "upheld": "复议机关或者法院没有改变机关的做法。",
    "corrected": "复议机关或者法院改变了机关的做法，例如撤销、确认违法、责令重新答复。",
    "other": "以别的方式结束，例如申请人自己撤回。",
    "pending": "到年底还没有结果。",
}
