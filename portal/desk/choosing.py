"""Finding an agency or a division by what somebody types: characters, pinyin, or initials."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import JsonResponse

from archive.models import Agency, Division
from archive.selectors import agencies_like, divisions_like
from portal.desk.gate import DeskRequest, desk
from portal.roles import Role

Option = dict[str, str]


def agency_options(typed: str) -> list[Option]:
    return [_agency(one) for one in agencies_like(typed)] if typed else []


def division_options(typed: str) -> list[Option]:
    return [_division(one) for one in divisions_like(typed)] if typed else []


def _agency(agency: Agency) -> Option:
    return {"id": str(agency.pk), "name": agency.name, "under": agency.division.full_name if agency.division else ""}


def _division(division: Division) -> Option:
    return {"id": division.pk, "name": division.full_name, "under": division.pk}


@desk(Role.REVIEWER, "GET")
def choose_agency(request: DeskRequest) -> JsonResponse:
    return JsonResponse({"options": agency_options(request.GET.get("q", "").strip())})


@desk(Role.REVIEWER, "GET")
def choose_division(request: DeskRequest) -> JsonResponse:
    return JsonResponse({"options": division_options(request.GET.get("q", "").strip())})


# -- what a form says of the choice: the words that stand in its field, and the key that a script put beside them --


@dataclass(frozen=True, slots=True)
class Choice:
    """``chosen`` is the one that is meant; where the words leave several, these are the ``options``."""

    words: str
    chosen: str = ""
    options: tuple[Option, ...] = ()

    @property
    def is_open(self) -> bool:
        return bool(self.words) and not self.chosen


def agency_choice(data: Mapping[str, str], name: str = "agency") -> Choice:
    words, key = _said(data, name)
    known = key.isdecimal() and Agency.objects.filter(pk=key, name=words, merged_into=None).exists()
    return Choice(words, key) if known else _by_words(words, agency_options)


def division_choice(data: Mapping[str, str], name: str = "division") -> Choice:
    words, key = _said(data, name)
    known = key.isdecimal() and Division.objects.filter(pk=key, full_name=words).exists()
    return Choice(words, key) if known else _by_words(words, division_options)


def _said(data: Mapping[str, str], name: str) -> tuple[str, str]:
    return data.get(f"{name}_words", "").strip(), data.get(name, "")[:20]


def _by_words(words: str, options_for: Callable[[str], list[Option]]) -> Choice:
    options = options_for(words)
    exact = [option for option in options if option["name"] == words]
    fitting = exact if len(exact) == 1 else options
    return Choice(words, fitting[0]["id"] if len(fitting) == 1 else "", tuple(options))
