"""Sources: the bytes of a file, kept once under their SHA-256, and handed out only if they still are what they were."""

from __future__ import annotations

import hashlib
from datetime import date

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from archive.auditing import changing
from archive.models import Source
from archive.texts import fitted

NAME_LENGTH = 300
URL_LENGTH = 1000


class DamagedSource(Exception):
    """The file in the store is missing, or not the one that was received."""


def sources_store() -> Storage:
    return storages["sources"]


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def place_of(sha256: str) -> str:
    """Name in the store; two characters make a folder, so that none holds too many."""
    return f"{sha256[:2]}/{sha256}"


def keep(
    data: bytes,
    *,
    name: str,
    format: str,  # noqa: A002 - the glossary's word
    uploader: User | None = None,
    origin_url: str = "",
    retrieved_on: date | None = None,
) -> tuple[Source, bool]:
    """The source of these bytes, and whether they are new.  The file is in the store before its row is."""
    sha256 = sha256_of(data)
    columns = {
        "size": len(data),
        "format": format,
        "name": fitted(name, NAME_LENGTH),
        "origin_url": fitted(origin_url, URL_LENGTH),
        "retrieved_on": retrieved_on,
        "uploader": uploader,
    }
    _write(sha256, data)
    with changing():
        source, new = Source.objects.get_or_create(sha256=sha256, defaults=columns)
        # Somebody may have discarded the same bytes since.
        _write(sha256, data)
    return source, new


def _write(sha256: str, data: bytes) -> None:
    """A file of another size than it should have is no longer that file, and is written anew."""
    store, place = sources_store(), place_of(sha256)
    if not store.exists(place) or store.size(place) != len(data):
        store.save(place, ContentFile(data))


def discard(source: Source) -> bool:
    """Gone without a trace, unless a report or another upload has it.  Whether it is gone."""
    with changing():
        if source.revisions.exists() or source.uploads.exists():
            return False
        Source.objects.filter(pk=source.pk).delete()
        sources_store().delete(place_of(source.sha256))
    return True


def open_source(source: Source) -> bytes:
    try:
        with sources_store().open(place_of(source.sha256)) as file:
            data = bytes(file.read())
    except FileNotFoundError as error:
        raise DamagedSource(source.sha256) from error
    if sha256_of(data) != source.sha256:
        raise DamagedSource(source.sha256)
    return data
