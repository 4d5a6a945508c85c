"""What ``manage.py check_archive`` looks at.  Other rooms add their own when they are ready (``add``)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.storage import FileSystemStorage, Storage
from django.db import connection
from django.db.models import F, Q
from django.utils.translation import gettext as _

from archive import guards
from archive.auditing import verify_chain
from archive.counting import row_of
from archive.file_store import UNFINISHED
from archive.group_sums import wrong_groups
from archive.models import Counts, Report, Source
from archive.storage import place_of, sources_store

Inspection = Callable[[], Iterator[str]]

ROWS_AT_ONCE = 500
BYTES_AT_ONCE = 1 << 20


def source_files() -> Iterator[str]:
    """Files that are missing, cut off or altered."""
    store = sources_store()
    for source in Source.objects.order_by("sha256").iterator(chunk_size=ROWS_AT_ONCE):
        problem = _file_problem(store, source)
        if problem:
            yield problem.format(name=source.name, sha256=source.sha256)


def _file_problem(store: Storage, source: Source) -> str:
    place = place_of(source.sha256)
    if not store.exists(place):
        return _("原件“{name}”不见了：{sha256}")
    if store.size(place) < source.size:
        return _("原件“{name}”不完整：{sha256}")
    if _sha256(store, place) != source.sha256:
        return _("原件“{name}”被改动：{sha256}")
    return ""


def _sha256(store: Storage, place: str) -> str:
    digest = hashlib.sha256()
    with store.open(place) as file:
        for chunk in file.chunks(BYTES_AT_ONCE):
            digest.update(chunk)
    return digest.hexdigest()


def orphaned_files() -> Iterator[str]:
    """Files in the store that no source is."""
    store = sources_store()
    for folder in _folders(store):
        names = set(store.listdir(folder)[1])
        known = set(Source.objects.filter(sha256__in=names).values_list("sha256", flat=True))
        yield from (_orphan(f"{folder}/{name}") for name in sorted(names - known))


def _folders(store: Storage) -> list[str]:
    if isinstance(store, FileSystemStorage) and not store.exists(""):
        return []
    return sorted(store.listdir("")[0])


def _orphan(place: str) -> str:
    unfinished = place.rpartition("/")[2].startswith(UNFINISHED)
    sentence = _("没有写完的文件：{place}") if unfinished else _("没有登记的文件：{place}")
    return sentence.format(place=place)


def counts() -> Iterator[str]:
    """Rows of numbers that are not what the published revisions say."""
    reports = Report.objects.filter(published__isnull=False).select_related("agency", "published")
    for report in reports.order_by("id").iterator(chunk_size=ROWS_AT_ONCE):
        row = Counts.objects.filter(report=report).first()
        if row is None or any(getattr(row, name) != value for name, value in _due(report).items()):
            yield _("{report}的数据与发布的版本不符。运行 manage.py recount 可以重算").format(report=report)
    for stray in Counts.objects.filter(report__published=None).select_related("report__agency"):
        yield _("{report}没有发布，却有数据").format(report=stray.report)


def _due(report: Report) -> dict[str, Any]:
    return row_of(report, report.published) if report.published else {}


def sums() -> Iterator[str]:
    for group in wrong_groups():
        yield _("{group} 的数据之和不对。运行 manage.py recount 可以重算").format(group=group)


def pointers() -> Iterator[str]:
    """Reports whose revisions are another's, or which have none."""
    foreign = Q(published__isnull=False) & ~Q(published__report=F("pk"))
    foreign |= Q(latest__isnull=False) & ~Q(latest__report=F("pk"))
    for report in Report.objects.filter(foreign | Q(latest=None)).select_related("agency"):
        yield _("{report}的版本不对").format(report=report)


def missing_guards() -> Iterator[str]:
    for name in guards.missing(connection):
        yield _("数据库缺少一道防护：{name}。运行 manage.py migrate 可以补上").format(name=name)


INSPECTIONS: dict[str, Inspection] = {}


def add(name: str, inspection: Inspection) -> None:
    INSPECTIONS[name] = inspection


for _name, _inspection in {
    "原件": source_files,
    "多余的文件": orphaned_files,
    "数据": counts,
    "数据之和": sums,
    "版本": pointers,
    "操作记录": verify_chain,
    "防护": missing_guards,
}.items():
    add(_name, _inspection)
