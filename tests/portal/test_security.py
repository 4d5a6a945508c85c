"""What every answer tells the browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from portal.security import HEADER, POLICY

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/desk/login/", "/desk/queue/", "/nowhere", "/admin/"])
def test_only_our_own_files_are_loaded(address: str) -> None:
    assert Client().get(address).headers[HEADER] == POLICY


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "default-src 'none'" in POLICY
    assert "frame-ancestors 'none'" in POLICY


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_needs_what_the_policy_forbids(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert re.findall(r'\s(?:style|on\w+)="', text) == []
    # Data for programs is no script: nothing of it is run.
    assert re.findall(r'<style|<script(?![^>]*\s(?:src=|type="application/(?:ld\+)?json"))', text) == []
    assert "|safe" not in text.replace("field.help_text|safe", "")


@pytest.mark.django_db
def test_the_desk_is_not_kept_by_browsers_or_in_between(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root"))
    assert client.get("/desk/queue/").headers["Cache-Control"] == "private, no-store"
