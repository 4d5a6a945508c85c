"""Every request that the document shows works, and what it shows as the answer is the answer."""

from __future__ import annotations

import json
import os
import re
from typing import Any

import jsonschema
import pytest
from django.test import Client

from portal.api.describing import EXAMPLES
from portal.api.document import document
from tests.portal.api.conftest import content_of

# A longer answer is no example.
LONGEST = 6000
# With this in the environment the file is written anew instead.
RENEW = "RENEW_EXAMPLES"
pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)


def requests() -> dict[str, tuple[str, dict[str, Any]]]:
    """Operation → its example's address, and what the document says of it."""
    told = (method for methods in document()["paths"].values() for method in methods.values())
    return {each["operationId"]: (each["x-example-request"], each) for each in told if "x-example-request" in each}


def always_the_same(answer: str) -> str:
    """Without the moment in which the test runs."""
    answer = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+08:00)", "2025-03-01T08:00:00Z", answer)
    answer = re.sub(r'"milliseconds": ?[\d.]+', '"milliseconds": 8.5', answer)
    # A release has the day in it on which its reports came in.
    answer = re.sub(r'"sha256": ?"[0-9a-f]{64}"', f'"sha256": "{"0" * 64}"', answer)
    answer = re.sub(r'"size": ?\d+', '"size": 1000', answer)
    return re.sub(r"http://(testserver|127\.0\.0\.1:8000)", "https://nianbao.example", answer)


def test_the_examples_are_what_is_answered(released: None) -> None:
    answers: dict[str, Any] = {}
    for name, (address, told) in requests().items():
        answer = always_the_same(content_of(Client().get(address)))
        if len(answer) <= LONGEST:
            answers[name] = answer if "text/csv" in told["responses"]["200"]["content"] else json.loads(answer)
    if os.environ.get(RENEW):
        EXAMPLES.write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert answers == json.loads(EXAMPLES.read_text(encoding="utf-8"))


def test_most_addresses_have_an_example() -> None:
    reading = [path for path in document()["paths"] if "uploads" not in path]
    assert len(requests()) == len(reading)
    assert requests().keys() - json.loads(EXAMPLES.read_text(encoding="utf-8")).keys() == {"getForm"}


@pytest.mark.parametrize("name", sorted(json.loads(EXAMPLES.read_text(encoding="utf-8"))))
def test_the_examples_are_as_the_document_says(name: str) -> None:
    ((media, content),) = requests()[name][1]["responses"]["200"]["content"].items()
    if media == "application/json":
        whole = {**content["schema"], "components": document()["components"]}
        jsonschema.validate(content["example"], whole, cls=jsonschema.Draft202012Validator)
    else:
        assert content["example"].count("\n") > 1
