"""Sources for the desk's eyes: pages as pictures, the file itself only to be saved, never to be opened here."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from archive.models import Source
from archive.storage import DamagedSource, open_source
from ingest.refusals import Refusal
from portal.desk.gate import DeskRequest, desk
from portal.desk.pages import page_picture, page_sizes
from portal.roles import Role
from portal.security import HEADER, POLICY_FOR_STRANGERS

# A page of these bytes never changes.
FOR_EVER = "private, max-age=604800, immutable"


@desk(Role.REVIEWER, "GET")
def page(request: DeskRequest, sha256: str, number: int) -> HttpResponse:
    source = get_object_or_404(Source, pk=sha256, format="pdf")
    try:
        if not 1 <= number <= len(page_sizes(source)):
            raise Http404(number)
        picture = page_picture(source, number)
    except (Refusal, DamagedSource) as error:
        raise Http404(number) from error
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": FOR_EVER})


@desk(Role.REVIEWER, "GET")
def original(request: DeskRequest, sha256: str) -> HttpResponse:
    """The bytes as received.  Whatever they are, a browser may only save them."""
    source = get_object_or_404(Source, pk=sha256)
    try:
        data = open_source(source)
    except DamagedSource as error:
        raise Http404(sha256) from error
    return HttpResponse(
        data,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=source.name) or "attachment",
            "X-Content-Type-Options": "nosniff",
            HEADER: POLICY_FOR_STRANGERS,
        },
    )
