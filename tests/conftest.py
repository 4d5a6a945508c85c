"""Holds for all tests."""

from __future__ import annotations

import pytest
from hypothesis import settings

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


# Tests that need real commits empty the tables afterwards, which the archive's guards refuse.
flush_past_the_guards()

# Machines are noisy: how long an example takes decides nothing.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
