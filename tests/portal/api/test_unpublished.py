"""What nobody has published is nowhere to be found."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.models import Report
from archive.publishing import withdraw
from portal.api.document import document
from tests.portal.api.conftest import UNPUBLISHED, content_of


def addresses() -> list[str]:
    paths: dict[str, Any] = document()["paths"]
    return [path for path in paths if "{" not in path and "uploads" not in path]


@pytest.mark.parametrize("address", [*addresses(), "/api/v1/cells/?limit=2000", "/api/v1/openapi.json"])
def test_an_unpublished_report_is_on_no_list(archive: list[Report], address: str) -> None:
    told = content_of(Client().get(address))
    assert "民政局" not in told
    assert UNPUBLISHED not in told


@pytest.mark.parametrize("asked", ["q=民政", f"q={UNPUBLISHED}"])
@pytest.mark.parametrize("address", ["reports/", "cells/", "findings/", "search/"])
def test_it_is_not_found_by_its_words(archive: list[Report], address: str, asked: str) -> None:
    told = Client().get(f"/api/v1/{address}?{asked}").json()
    assert (told.get("results") or told.get("hits") or []) == []


def test_it_is_not_found_by_its_number(archive: list[Report]) -> None:
    hidden = Report.objects.get(published=None)
    for address in (
        f"reports/{hidden.pk}/",
        f"reports/{hidden.pk}/sections/",
        f"agencies/{hidden.agency_id}/",
    ):
        assert Client().get(f"/api/v1/{address}").status_code == 404
    for address in (f"cells/?report={hidden.pk}", f"cells/?agency={hidden.agency_id}", f"findings/?report={hidden.pk}"):
        assert Client().get(f"/api/v1/{address}").json()["results"] == []


def test_what_is_withdrawn_is_gone_at_once(archive: list[Report]) -> None:
    withdraw(archive[2], actor=None, reason="试")
    for address in ("reports/", "cells/", "agencies/", "reports/?q=培训", "reports.csv", "cells.csv", "search/"):
        assert "水利局" not in content_of(Client().get(f"/api/v1/{address}"))
    assert Client().get(f"/api/v1/reports/{archive[2].pk}/").status_code == 404
