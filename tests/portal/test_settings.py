"""The project is sound as Django sees it."""

from __future__ import annotations

import pytest
from django.core.management import call_command


def test_django_finds_nothing_to_warn_of() -> None:
    call_command("check", fail_level="WARNING")


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
