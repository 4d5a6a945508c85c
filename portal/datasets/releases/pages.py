"""The pages of the releases: all of them, one with its files and how to cite it, what changed, a file itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import etag, require_safe

from archive.forms import all_cells
from archive.models import Report
from archive.selectors import published
from portal.citing import Citation, bibtex, csl_json, gbt7714
from portal.datasets.columns import STATUS_LABELS, Status
from portal.datasets.releases.changes import Change
from portal.datasets.releases.descriptions import TITLE, Edition, catalogue, media_type
from portal.datasets.releases.making import address_of, bundle_name, folder_of
from portal.datasets.releases.packing import Packed, reading_rows
from portal.datasets.releases.resources import CHANGES, PARQUETS, RESOURCES
from portal.linked_data import as_json_ld
from portal.models import Release

CHANGES_ON_A_PAGE = 100
_WORDS = {
    Change.ADDED: gettext_noop("新增"),
    Change.WITHDRAWN: gettext_noop("撤回"),
    Change.CHANGED: gettext_noop("改变"),
}
# What is released never changes.
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class ListedFile:
    name: str
    size: int
    sha256: str
    words: str


def files_of(release: Release) -> list[ListedFile]:
    """The whole first, then the tables, then what describes them."""
    words = {resource.file: str(resource.title) for resource in RESOURCES}
    words |= {file: _("同上，Parquet 格式，数值带类型") for file in PARQUETS.values()}
    words[bundle_name(release.number)] = _("全部文件")
    listed = [ListedFile(name, size, sha256, words.get(name, "")) for name, size, sha256 in release.files]
    return sorted(listed, key=lambda file: (file.name != bundle_name(release.number), file.words == ""))


def citation_of(release: Release) -> Citation:
    return Citation(
        key=f"nianbao-release-{release.number}",
        title=TITLE,
        author=_("公开年报"),
        year=release.made_on.year,
        address=address_of(release.number),
        accessed=timezone.localdate(),
        issued=release.made_on,
        mark="DS",
        version=_("第 {number} 发布版").format(number=release.number),
        note=f"SHA-256: {release.sha256}",
    )


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    return render(request, "releases/list.html", {"releases": Release.objects.order_by("-number")})


@require_safe
def release(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(Release, pk=number)
    citation = citation_of(found)
    context = {
        "release": found,
        "files": files_of(found),
        "newest": Release.objects.order_by("-number").first(),
        "before": Release.objects.filter(number__lt=number).order_by("-number").first(),
        "gbt7714": gbt7714(citation),
        "bibtex": bibtex(citation),
        "csl": csl_json(citation),
        "schema": as_json_ld(_schema(found)),
    }
    return render(request, "releases/release.html", context)


def _schema(release: Release) -> dict[str, object]:
    edition = Edition(release.number, release.made_on, address_of(release.number), release.reports)
    return catalogue(edition, [Packed(*file) for file in release.files])


def _digest(request: HttpRequest, number: int, name: str) -> str | None:
    released = Release.objects.filter(pk=number).first()
    files = released.files if released else []
    return next((f'"{sha256}"' for known, _size, sha256 in files if known == name), None)


@require_safe
@etag(_digest)
def release_file(request: HttpRequest, number: int, name: str) -> HttpResponseBase:
    if _digest(request, number, name) is None:
        raise Http404
    try:
        file = (folder_of(number) / name).open("rb")
    except FileNotFoundError as error:
        raise Http404(name) from error
    headers = {"Cache-Control": FOR_EVER}
    return FileResponse(file, content_type=media_type(name), as_attachment=True, filename=name, headers=headers)


@dataclass(frozen=True, slots=True)
class ShownChange:
    report_id: int
    report: Report | None
    words: str
    cell: str
    before: str
    after: str


@require_safe
def release_changes(request: HttpRequest, number: int) -> HttpResponse:
    """Number by number; a report that is no longer public is told by its number alone."""
    found = get_object_or_404(Release, pk=number)
    page = Paginator(range(sum(found.changes.values())), CHANGES_ON_A_PAGE).get_page(request.GET.get("page"))
    changes = _shown(folder_of(number) / CHANGES.file, list(page.object_list))
    return render(request, "releases/changes.html", {"release": found, "page": page, "changes": changes})


def _shown(path: Path, wanted: Sequence[int]) -> list[ShownChange]:
    try:
        with reading_rows(path) as rows:
            listed = list(islice(rows, wanted[0], wanted[-1] + 1)) if wanted else []
    except FileNotFoundError as error:
        raise Http404(path.name) from error
    reports = published().in_bulk([int(row["report"]) for row in listed])
    return [_change(row, reports.get(int(row["report"]))) for row in listed]


def _change(row: dict[str, str], report: Report | None) -> ShownChange:
    cell = all_cells().get(row["cell"])
    return ShownChange(
        int(row["report"]),
        report,
        _(_WORDS[Change(row["change"])]),
        cell.words if cell else "",
        _said(row["before"], row["before_status"]),
        _said(row["after"], row["after_status"]),
    )


def _said(value: str, status: str) -> str:
    return value or (str(STATUS_LABELS[Status(status)][0]) if status else "")
