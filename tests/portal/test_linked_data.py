"""What a page says of itself to machines."""

from __future__ import annotations

import json

from django.test import RequestFactory

from portal.linked_data import as_json_ld, breadcrumbs


def test_no_text_ends_the_element_that_it_stands_in() -> None:
    text = as_json_ld({"name": "</script><!-- & \u2028"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text)["name"] == "</script><!-- & \u2028"


def test_steps_are_numbered_from_the_top() -> None:
    steps = breadcrumbs(RequestFactory().get("/"), [("浙江省", "/divisions/33/"), ("丽水市", "/divisions/3311/")])
    assert [(step["position"], step["name"], step["item"]) for step in steps["itemListElement"]] == [
        (1, "浙江省", "http://testserver/divisions/33/"),
        (2, "丽水市", "http://testserver/divisions/3311/"),
    ]
