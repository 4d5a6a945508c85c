"""Which agency a reading is of: found by its key, or made."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from archive.agency_names import UNKNOWN_PLACE, agency_key
from archive.divisions import Certainty, DivisionMatch
from archive.impossible import Impossible
from archive.models import Agency, AgencyKey, AgencyName
from archive.pinyin import typed
from archive.places import division_of
from archive.privacy import mask
from archive.reading import Reading
from archive.texts import storable

LONGEST_NAME = 120
# The same body goes on under its name; a year more on either side of what is printed widens nothing else.
FIRST_YEAR, LAST_YEAR = 2003, 2100


def require_identity(reading: Reading) -> tuple[str, int]:
    """Name and year; a report is kept by these, so there is none without them.

    A name stands in addresses and lists that know nothing of the source: nothing private ever gets into it.
    """
    if not reading.agency:
        raise Impossible("no-agency", _("没有读出这是哪个机关的年报。请补充机关名称后再处理。"))
    if len(reading.agency) > LONGEST_NAME:
        raise Impossible("long-agency", _("读出的机关名称过长，多半有误。请补充机关名称后再处理。"))
    if reading.year is None:
        raise Impossible("no-year", _("没有读出这是哪一年的年报。请补充年份后再处理。"))
    if not FIRST_YEAR <= reading.year <= LAST_YEAR:
        raise Impossible("odd-year", _("读出的年份是{year}，多半有误。请补充年份后再处理。").format(year=reading.year))
    return mask(storable(reading.agency)), reading.year


def key_of(name: str, match: DivisionMatch, sha256: str) -> str:
    """Agencies of unknown place are not taken for one another: each file has its own until a person resolves it."""
    key = agency_key(name, match)
    return f"{key}#{sha256[:12]}" if key.startswith(f"{UNKNOWN_PLACE}/") else key


def agency_of(reading: Reading, *, sha256: str) -> Agency:
    name, year = require_identity(reading)
    agency = follow(_found_or_made(name, reading, key_of(name, reading.division, sha256)))
    _make_surer(agency, reading.division)
    widen(agency, mask(storable(reading.printed_agency))[:LONGEST_NAME] or name, year)
    return agency


def follow(agency: Agency) -> Agency:
    """The agency that this one was found to be."""
    while agency.merged_into is not None:
        agency = agency.merged_into
    return agency


def _found_or_made(name: str, reading: Reading, key: str) -> Agency:
    found = AgencyKey.objects.select_related("agency").filter(key=key).first()
    if found:
        return found.agency
    try:
        with transaction.atomic():
            agency = _new(name, reading)
            AgencyKey.objects.create(key=key, agency=agency)
            return agency
    except IntegrityError:
        return AgencyKey.objects.select_related("agency").get(key=key).agency


def _new(name: str, reading: Reading) -> Agency:
    pinyin, initials = typed(name)
    match = reading.division
    return Agency.objects.create(
        name=name,
        kind=reading.kind.value,
        division=division_of(match.code) if match.code else None,
        township=division_of(match.township.code) if match.township else None,
        division_status=match.status.value,
        pinyin=pinyin,
        initials=initials,
    )


def _make_surer(agency: Agency, match: DivisionMatch) -> None:
    """What one file only suggests, another says outright; what a person decided stands."""
    sure = match.status is Certainty.CERTAIN and match.code == (agency.division_id or "")
    if sure and agency.division_status != Certainty.CERTAIN and not agency.division_decided:
        agency.division_status = Certainty.CERTAIN.value
        agency.save(update_fields=["division_status"])


def widen(agency: Agency, name: str, year: int) -> None:
    """The years in which an agency goes by a name."""
    row, made = AgencyName.objects.get_or_create(
        agency=agency, name=name, defaults={"first_year": year, "last_year": year}
    )
    first, last = min(row.first_year or year, year), max(row.last_year or year, year)
    if not made and (first, last) != (row.first_year, row.last_year):
        AgencyName.objects.filter(pk=row.pk).update(first_year=first, last_year=last)
