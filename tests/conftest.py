"""Holds for all tests."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings

from portal.api.throttling import visits
from tests.flushing import flush_past_the_guards
from tests.needs import require


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(program, …): programs of the machine that the test uses")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            require(program)


@pytest.fixture(autouse=True)
def nobody_asked_before() -> None:
    """The API counts what each address asks for; no test may use up another's share."""
    visits.clear()


@pytest.fixture(autouse=True)
def nothing_remembered(settings: LazySettings) -> None:
    """Sums of one test's archive are not those of the next, however alike their numbers; nothing lies in var/."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests"}}
    cache.clear()


# Tests that need real commits empty the tables afterwards, which the archive's guards refuse.
flush_past_the_guards()

# Machines are noisy: how long an example takes decides nothing.
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")
