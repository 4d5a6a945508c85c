"""The scale itself."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.portal.weights import BUDGET, weigh


@pytest.mark.django_db
def test_a_page_is_weighed_with_all_that_it_loads(client: Client) -> None:
    weight = weigh(client, "/")
    assert [file.partition("?")[0] for file in weight.files] == [
        "/static/frame.css",
        "/static/front.css",
        "/static/house.css",
        "/static/suggest.js",
    ]
    assert 4_000 < weight.total < BUDGET
