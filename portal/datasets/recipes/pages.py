"""The page of recipes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.datasets.recipes.programs import question
from portal.datasets.recipes.programs import recipes as all_recipes
from portal.models import Release


@require_safe
def recipes(request: HttpRequest) -> HttpResponse:
    newest = Release.objects.order_by("-number").first()
    return render(
        request, "releases/recipes.html", {"recipes": all_recipes(), "question": question(), "newest": newest}
    )
