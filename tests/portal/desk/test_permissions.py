"""Every address × role × method.  A new address without a row here fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from archive.models import AuditEvent, Batch, Upload
from archive.publishing import publish
from archive.storage import keep
from portal.models import WrongNumber
from portal.roles import Role
from tests.archive.readings import stored
from tests.house import ROOT

ANYBODY, U, R, A = None, Role.UPLOADER, Role.REVIEWER, Role.ADMINISTRATOR
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
READ, WRITE, BOTH = {"GET", "HEAD"}, {"POST"}, {"GET", "HEAD", "POST"}
VISITORS = (None, U, R, A)

# Address → the least role that may, and with which methods.
MATRIX: dict[str, tuple[Role | None, set[str]]] = {
    "front": (ANYBODY, READ),
    "display": (ANYBODY, WRITE),
    "health": (ANYBODY, READ),
    "search_page": (ANYBODY, READ),
    "search_feed": (ANYBODY, READ),
    "search_why": (ANYBODY, READ),
    "report": (ANYBODY, READ),
    "report_source": (ANYBODY, READ),
    "report_file": (ANYBODY, READ),
    "report_source_page": (ANYBODY, READ),
    "report_versions": (ANYBODY, READ),
    "report_cite": (ANYBODY, READ),
    "agency": (ANYBODY, READ),
    "divisions": (ANYBODY, READ),
    "division": (ANYBODY, READ),
    "compare": (ANYBODY, READ),
    "trends": (ANYBODY, READ),
    "datasets": (ANYBODY, READ),
    "dataset_metadata": (ANYBODY, READ),
    "dataset_download": (ANYBODY, READ),
    "prepared_dataset": (ANYBODY, READ),
    "prepared_state": (ANYBODY, READ),
    "prepared_file": (ANYBODY, READ),
    "recipes": (ANYBODY, READ),
    "releases": (ANYBODY, READ),
    "release": (ANYBODY, READ),
    "release_changes": (ANYBODY, READ),
    "release_file": (ANYBODY, READ),
    "cite_query": (ANYBODY, BOTH),
    "cited_query": (ANYBODY, READ),
    "cited_number": (ANYBODY, READ),
    "wrong_number": (ANYBODY, BOTH),
    "help": (ANYBODY, READ),
    "help_search": (ANYBODY, READ),
    "help_outcomes": (ANYBODY, READ),
    "help_accuracy": (ANYBODY, READ),
    "help_sources": (ANYBODY, READ),
    "accessibility": (ANYBODY, READ),
    "help_about": (ANYBODY, READ),
    "robots": (ANYBODY, READ),
    "sitemap": (ANYBODY, READ),
    "sitemap_part": (ANYBODY, READ),
    "search:search": (ANYBODY, READ),
    "search:suggestions": (ANYBODY, READ),
    "api": (ANYBODY, READ),
    "api_token": (ANYBODY, BOTH),
    "api_v1:reports": (ANYBODY, READ),
    "api_v1:reports_file": (ANYBODY, READ),
    "api_v1:report": (ANYBODY, READ),
    "api_v1:sections": (ANYBODY, READ),
    "api_v1:cells": (ANYBODY, READ),
    "api_v1:cells_file": (ANYBODY, READ),
    "api_v1:findings": (ANYBODY, READ),
    "api_v1:aggregates": (ANYBODY, READ),
    "api_v1:agencies": (ANYBODY, READ),
    "api_v1:agency": (ANYBODY, READ),
    "api_v1:divisions": (ANYBODY, READ),
    "api_v1:division": (ANYBODY, READ),
    "api_v1:forms": (ANYBODY, READ),
    "api_v1:form": (ANYBODY, READ),
    "api_v1:releases": (ANYBODY, READ),
    "api_v1:release": (ANYBODY, READ),
    # By token only: a browser's log-in counts for nothing (tests/portal/api/test_uploads.py).
    "api_v1:uploads": (ANYBODY, BOTH),
    "api_v1:upload": (ANYBODY, READ),
    "api_v1:document_json": (ANYBODY, READ),
    "api_v1:document_yaml": (ANYBODY, READ),
    "api_v1:nowhere": (ANYBODY, READ),
    "desk:login": (ANYBODY, BOTH),
    "desk:logout": (ANYBODY, WRITE),
    "desk:home": (U, READ),
    "desk:password": (U, BOTH),
    "desk:upload": (U, BOTH),
    "desk:batches": (U, READ),
    "desk:batch": (U, READ),
    "desk:progress": (U, READ),
    "desk:retry": (U, WRITE),
    "desk:complete": (U, WRITE),
    "desk:queue": (R, READ),
    "desk:approve": (R, WRITE),
    "desk:review": (R, READ),
    "desk:source": (R, READ),
    "desk:correct": (R, WRITE),
    "desk:decide": (R, WRITE),
    "desk:publish": (R, WRITE),
    "desk:withdraw": (R, WRITE),
    "desk:restore": (R, WRITE),
    "desk:set_aside": (R, WRITE),
    "desk:hold": (R, WRITE),
    "desk:revert": (R, WRITE),
    "desk:history": (R, READ),
    "desk:compare": (R, READ),
    "desk:page": (R, READ),
    "desk:original": (R, READ),
    "desk:choose_agency": (R, READ),
    "desk:choose_division": (R, READ),
    "desk:agencies": (R, READ),
    "desk:agency": (R, READ),
    "desk:describe_agency": (R, WRITE),
    "desk:place_agency": (R, WRITE),
    "desk:merge_agency": (R, WRITE),
    "desk:succeed_agency": (R, WRITE),
    "desk:audit": (R, READ),
    "desk:audit_table": (R, READ),
    "desk:undo": (R, WRITE),
    "desk:wrong_numbers": (R, READ),
    "desk:answer_wrong_number": (R, WRITE),
    "desk:rule": (A, BOTH),
    "desk:users": (A, BOTH),
    "desk:user": (A, BOTH),
}
# Django's own addresses below /admin/: for administrators, and for nobody to change anything.
SHELVES = "shelves"


@dataclass(frozen=True)
class Address:
    name: str
    parameters: tuple[str, ...]


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[Address]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            namespace = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from addresses(entry, namespace)
        elif isinstance(entry, URLPattern):
            yield Address(f"{prefix}{entry.name}", tuple(entry.pattern.converters))


def ours() -> list[Address]:
    return [address for address in addresses() if not address.name.startswith(SHELVES)]


@pytest.fixture
def there(db: None) -> Mapping[str, Any]:
    """One of everything that an address can name."""
    pdf = keep((ROOT / "tests" / "reports" / "hongze-2023.pdf").read_bytes(), name="洪泽.pdf", format="pdf")[0]
    report, revision, _new = stored()
    publish(report, revision, actor=None, reason="测试")
    batch = Batch.objects.create(name="批次", through="desk")
    return {
        "report_id": report.pk,
        "agency_id": report.agency_id,
        "batch_id": batch.pk,
        "upload_id": Upload.objects.create(batch=batch, name="年报.txt").pk,
        "event_id": AuditEvent.objects.latest("id").pk,
        "user_id": User.objects.create_user("somebody").pk,
        "message_id": WrongNumber.objects.create(report=report, at=timezone.now()).pk,
        "sha256": pdf.sha256,
        "code": "320813",
        "rest": "nothing",
        "number": 1,
        "kind": "reports",
        "tail": "nothing",
        "extension": "csv",
        "key": "nothing",
        "name": "reports.csv",
        "revision": 1,
        "cell": "requests.received.total",
        "before": 1,
        "after": 1,
    }


def test_every_address_has_its_row() -> None:
    assert {address.name for address in ours()} == MATRIX.keys()


@pytest.mark.parametrize("role", VISITORS, ids=str)
def test_everybody_gets_exactly_as_far_as_the_matrix_says(
    role: Role | None, there: Mapping[str, Any], as_role: Callable[[Role | None], Client]
) -> None:
    client = as_role(role)
    for address in ours():
        url = reverse(address.name, kwargs={name: there[name] for name in address.parameters})
        for method in METHODS:
            if address.name == "desk:logout" and method == "POST":
                continue
            status = client.generic(method, url).status_code
            assert verdict(status) == expected(address.name, role, method), (address.name, method, status)


def verdict(status: int) -> str:
    """503: there is no index yet, and it says so."""
    words = {302: "sent away or done", 403: "no", 405: "not so", 503: "answered"}
    return words.get(status, "answered" if status < 500 else "broken")


def expected(name: str, role: Role | None, method: str) -> Any:
    least, methods = MATRIX[name]
    if least is not None and role is None:
        return "sent away or done"
    if least is not None and role is not None and list(Role).index(role) < list(Role).index(least):
        return "no"
    return AnyOf("answered", "sent away or done") if method in methods else "not so"


class AnyOf:
    def __init__(self, *verdicts: str) -> None:
        self.verdicts = verdicts

    def __eq__(self, other: object) -> bool:
        return other in self.verdicts

    def __hash__(self) -> int:
        return hash(self.verdicts)


def test_an_anonymous_visitor_is_sent_to_the_log_in_and_back(db: None) -> None:
    answer = Client().get("/desk/queue/?why=errors")
    assert answer.headers["Location"] == "/desk/login/?next=/desk/queue/%3Fwhy%3Derrors"


def test_whoever_was_sent_away_from_a_form_does_not_come_back_to_it(db: None) -> None:
    assert Client().post("/desk/queue/approve/").headers["Location"] == "/desk/login/?next=/desk/"


def test_a_script_is_told_that_nobody_is_logged_in(db: None) -> None:
    answer = Client().get("/desk/choose/agencies/", headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (401, {"message": "您已退出登录，请重新登录。"})


def test_a_user_without_a_role_may_not_enter(db: None) -> None:
    client = Client()
    client.force_login(User.objects.create_user("guest"))
    answer = client.get("/desk/upload/")
    assert answer.status_code == 403
    assert "您的角色不能做这件事" in answer.content.decode()


def test_an_account_that_was_switched_off_is_out_at_once(uploader: Client) -> None:
    User.objects.update(is_active=False)
    assert uploader.get("/desk/upload/").status_code == 302


def test_no_form_is_taken_from_another_site(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("root"))
    answer = client.post("/desk/rule/", {"enabled": "on"})
    assert answer.status_code == 403
    assert "请返回、刷新后再提交一次" in answer.content.decode()


# -- Django's own pages --


@pytest.mark.parametrize("role", [None, U, R], ids=str)
def test_the_shelves_are_closed_to_all_but_administrators(
    role: Role | None, as_role: Callable[[Role | None], Client], there: Mapping[str, Any]
) -> None:
    client = as_role(role)
    for url in ("/admin/", "/admin/archive/report/", f"/admin/archive/report/{there['report_id']}/change/"):
        assert client.get(url).status_code == 302
        assert client.post(url).status_code == 302


def test_an_administrator_sees_every_shelf_and_changes_nothing(administrator: Client, there: Mapping[str, Any]) -> None:
    assert "只能查看" in administrator.get("/admin/").content.decode()
    listed = [one.name for one in addresses() if one.name.startswith(SHELVES) and one.name.endswith("_changelist")]
    assert len(listed) > 10
    for name in listed:
        url = reverse(name)
        assert administrator.get(url).status_code == 200
        assert administrator.get(f"{url}add/").status_code == 403
    one = f"/admin/archive/report/{there['report_id']}/"
    assert administrator.get(f"{one}change/").status_code == 200
    assert administrator.post(f"{one}change/", {"year": "2020"}).status_code == 403
    assert administrator.post(f"{one}delete/", {"post": "yes"}).status_code == 403


def test_the_shelves_have_no_log_in_of_their_own(db: None) -> None:
    assert Client().get("/admin/login/").headers["Location"].startswith("/desk/login/")
    assert Client().post("/admin/login/", {"username": "a", "password": "b"}).status_code == 302
