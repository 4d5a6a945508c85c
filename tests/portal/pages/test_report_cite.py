"""How a report is cited, on its page and as files."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests.portal.desk.pages import text_of
from tests.portal.pages.published import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path_factory.mktemp("sources")}}
    settings.STORAGES = {**settings.STORAGES, "sources": options}  # type: ignore[attr-defined]


def test_by_the_national_standard_on_the_report_itself_and_on_its_own_page(client: Client) -> None:
    report = published(signed_on=date(2025, 1, 20))
    cited = (
        "淮安市洪泽区财政局. 淮安市洪泽区财政局2024年政府信息公开工作年度报告[R/OL]. "
        f"(2025-01-20)[{timezone.localdate().isoformat()}]. http://testserver/reports/{report.pk}/."
    )
    for page in ("", "cite/"):
        assert cited in text_of(client.get(f"/reports/{report.pk}/{page}"))


def test_as_files(client: Client) -> None:
    report = published()
    bib = client.get(f"/reports/{report.pk}/cite/?format=bibtex")
    assert bib["Content-Disposition"] == f'attachment; filename="nianbao-report-{report.pk}-v1.bib"'
    assert bib.content.decode().startswith("@techreport{")
    csl = client.get(f"/reports/{report.pk}/cite/?format=csl")
    assert json.loads(csl.content)[0]["URL"] == f"http://testserver/reports/{report.pk}/"


def test_a_way_to_cite_that_does_not_exist_is_the_page(client: Client) -> None:
    assert "BibTeX" in text_of(client.get(f"/reports/{published().pk}/cite/?format=endnote"))
