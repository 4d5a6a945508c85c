"""Where somebody who enters the desk finds the work."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from portal.desk.gate import DeskRequest, desk
from portal.roles import Role, reaches


@desk(Role.UPLOADER, "GET")
def home(request: DeskRequest) -> HttpResponse:
    return redirect("desk:queue" if reaches(request.role, Role.REVIEWER) else "desk:upload")
