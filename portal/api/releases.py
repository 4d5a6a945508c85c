"""Releases: the numbered editions, their files and checksums."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.describing import Told
from portal.api.endpoint import Reading
from portal.api.parameters import Parameter, integer
from portal.api.schemas import ref
from portal.api.versions import mark
from portal.datasets.releases.descriptions import media_type
from portal.datasets.releases.making import address_of
from portal.models import Release

NUMBER = Parameter("number", _("发布版编号。"), "Number of the release.", integer(1, 2**31 - 1), example=1)


class OfReleases(Reading):
    @cached_property
    def stamp(self) -> str:
        """A release never changes; there may be one more."""
        return mark(Release.objects.count())


class Releases(OfReleases):
    told: ClassVar = {
        "get": Told(
            "listReleases",
            "releases",
            _("发布版，最新的在前"),
            "Releases, the newest first",
            ref("Releases"),
            example="",
        )
    }

    def get(self, request: Request) -> Response:
        return Response({"results": list(map(_row, Release.objects.order_by("-number")))})


class ReleaseDetail(OfReleases):
    told: ClassVar = {
        "get": Told(
            "getRelease",
            "releases",
            _("一个发布版和它的文件"),
            "One release and its files",
            ref("ReleaseDetail"),
            path=(NUMBER,),
            example="",
        )
    }

    def get(self, request: Request, number: int) -> Response:
        release = Release.objects.filter(pk=number).first()
        if release is None:
            raise Http404(number)
        files = [
            {
                "name": name,
                "address": f"{address_of(number)}{name}",
                "media_type": media_type(name),
                "size": size,
                "sha256": sha256,
            }
            for name, size, sha256 in release.files
        ]
        return Response(_row(release) | {"files": files})


def _row(release: Release) -> dict[str, Any]:
    return {
        "number": release.number,
        "made_on": release.made_on.isoformat(),
        "reports": release.reports,
        "cells": release.cells,
        "changes": release.changes,
        "sha256": release.sha256,
        "address": address_of(release.number),
    }
