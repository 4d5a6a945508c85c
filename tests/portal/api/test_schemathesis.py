"""The document is true: whatever it allows is answered as it says, whatever it forbids is refused, nothing breaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings

from archive.models import Report
from portal.api.throttling import Visits
from portal.roles import Role
from portal.wsgi import application

# What is tested here knows nothing of packing.
AS_IT_IS = {"accept-encoding": "identity"}
PATIENT = settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


# Every value of every list would be tried: of the hundreds of cells some are enough.
ENOUGH = 8


@schemathesis.hook
def before_load_schema(context: schemathesis.HookContext, raw_schema: dict[str, Any]) -> None:
    shorten(raw_schema["paths"])


def shorten(told: Any) -> None:
    if isinstance(told, dict):
        if isinstance(told.get("enum"), list):
            told["enum"] = told["enum"][:ENOUGH]
        told = list(told.values())
    if isinstance(told, list):
        for each in told:
            shorten(each)


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture(autouse=True)
def open_house(archive: list[Report], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Visits, "allow_request", lambda self, request, view: True)
    monkeypatch.setattr("portal.api.uploads.queue_all", lambda uploads: True)


@pytest.fixture
def staff(token_of: Callable[[Role], dict[str, str]]) -> dict[str, str]:
    return token_of(Role.UPLOADER)


@schema.parametrize()
@PATIENT
def test_the_server_keeps_to_the_document(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(headers=AS_IT_IS)


@schema.include(path_regex="/uploads/").parametrize()
@PATIENT
def test_so_it_does_for_staff(case: schemathesis.Case[Any], staff: dict[str, str]) -> None:
    case.call_and_validate(headers=AS_IT_IS | staff)
