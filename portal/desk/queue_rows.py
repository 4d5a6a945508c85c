"""Why each report of the queue waits, in a few words; a page of them takes a handful of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.cells import Status
from archive.divisions import Certainty
from archive.findings import Severity
from archive.forms import FORMS
from archive.models import Finding, FindingDecision, Report, Revision


@dataclass(frozen=True, slots=True)
class Why:
    words: str
    is_severe: bool = False


@dataclass(frozen=True, slots=True)
class QueueRow:
    report: Report
    revision: Revision
    whys: tuple[Why, ...]

    @property
    def value(self) -> str:
        """What a reviewer approves is the revision that was shown."""
        return f"{self.report.pk}-{self.revision.pk}"


def rows_of(reports: Sequence[Report]) -> list[QueueRow]:
    severities = open_severities(reports)
    return [
        QueueRow(report, report.latest, tuple(_whys(report, report.latest, severities[report.pk])))
        for report in reports
        if report.latest is not None
    ]


def open_severities(reports: Sequence[Report]) -> Mapping[int, Counter[str]]:
    """How many findings of each severity nobody has decided on, by report."""
    ids = [report.pk for report in reports]
    decided = set(FindingDecision.objects.filter(report__in=ids).values_list("report_id", "key"))
    found = Finding.objects.filter(revision__in=[report.latest_id for report in reports])
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for report_id, key, severity in found.values_list("revision__report_id", "key", "severity"):
        if (report_id, key) not in decided:
            counts[report_id][severity] += 1
    return counts


def _whys(report: Report, revision: Revision, severities: Counter[str]) -> list[Why]:
    statuses = Counter(cell.get("status", Status.READ) for cell in revision.cells.values())
    counted = (
        (severities[Severity.ERROR], _("数字不符 {count}"), True),
        (statuses[Status.UNCERTAIN], _("存疑 {count}"), True),
        (_absent(revision), _("未读出 {count}"), True),
        (severities[Severity.NOTICE], _("提示 {count}"), False),
    )
    whys = [Why(words.format(count=count), severe) for count, words, severe in counted if count]
    return [*whys, *(Why(words) for is_so, words in _others(report, revision) if is_so)]


def _absent(revision: Revision) -> int:
    form = FORMS.get(revision.form)
    if form is None or not revision.cells:
        return 0
    layout = form.as_printed({code.rpartition(".")[0] for code in revision.cells})
    return len(layout.cells.keys() - revision.cells.keys())


def _others(report: Report, revision: Revision) -> list[tuple[bool, str]]:
    agency = report.agency
    is_open = not agency.division_decided
    return [
        (not revision.cells, _("没有法定表格")),
        (is_open and agency.division_status in {Certainty.AMBIGUOUS, Certainty.UNKNOWN}, _("地区未定")),
        (is_open and agency.division_status == Certainty.INFERRED, _("地区是推断的")),
        (revision.source.withheld and not revision.source.withheld_decided, _("有个人信息")),
        (report.published_id is not None, _("已发布另一版")),
        (report.withdrawn_at is not None, _("曾撤回")),
    ]
