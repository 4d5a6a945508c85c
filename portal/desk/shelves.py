"""Django's own administration, for looking at everything that the desk has no page for.

It changes nothing: each change of the archive is an audited event, made where the desk makes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive import models
from portal.models import FailedLogin, WrongNumber
from portal.roles import Role, role_of

if TYPE_CHECKING:
    AnyAdmin = ModelAdmin[Model]
else:
    AnyAdmin = ModelAdmin


class Shelves(AdminSite):
    site_header = _("公开年报 · 库房")
    site_title = _("库房")
    index_title = _("只能查看；要改什么，请到工作台")
    site_url = "/desk/"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return role_of(request.user) is Role.ADMINISTRATOR

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one log-in, where attempts are counted."""
        return redirect("desk:home") if request.user.is_authenticated else redirect_to_login(reverse("shelves:index"))

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("desk:password")


class Shelf(AnyAdmin):
    """One kind of thing, to be looked at."""

    list_per_page = 50
    show_full_result_count = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return role_of(request.user) is Role.ADMINISTRATOR

    def has_module_permission(self, request: HttpRequest) -> bool:
        return role_of(request.user) is Role.ADMINISTRATOR

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


SHELVES: dict[type[Model], dict[str, tuple[str, ...]]] = {
    models.Agency: {"list_display": ("name", "kind", "division", "division_status"), "search_fields": ("name",)},
    models.AgencyName: {"list_display": ("name", "agency", "first_year", "last_year"), "search_fields": ("name",)},
    models.AgencyKey: {"list_display": ("key", "agency"), "search_fields": ("key",)},
    models.Succession: {"list_display": ("predecessor", "successor", "year")},
    models.Division: {"list_display": ("code", "full_name"), "search_fields": ("code", "full_name")},
    models.Report: {
        "list_display": ("agency", "year", "needs_review", "published_at"),
        "search_fields": ("agency__name",),
    },
    models.Revision: {"list_display": ("report", "number", "by", "created_at")},
    models.Section: {"list_display": ("revision", "position", "heading")},
    models.Finding: {"list_display": ("rule", "severity", "message"), "search_fields": ("rule",)},
    models.FindingDecision: {"list_display": ("report", "verdict", "by", "at")},
    models.Source: {"list_display": ("name", "format", "size", "received_at"), "search_fields": ("name", "sha256")},
    models.Batch: {"list_display": ("name", "through", "created_at")},
    models.Upload: {"list_display": ("name", "state", "reason"), "search_fields": ("name",), "list_filter": ("state",)},
    models.Counts: {"list_display": ("report", "year", "kind", "form")},
    models.AuditEvent: {"list_display": ("at", "actor_name", "summary")},
    FailedLogin: {"list_display": ("at", "account", "address")},
    WrongNumber: {"list_display": ("at", "report", "cell", "answered_at")},
}

shelves = Shelves(name="shelves")
for _model, _options in SHELVES.items():
    shelves.register(_model, type(f"{_model.__name__}Shelf", (Shelf,), {"list_select_related": True, **_options}))
