"""Makes a release: all files beside the others, then their folder gets its name, then the archive knows of it.

A release that was not finished leaves nothing but a folder that the next one clears away.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from archive.auditing import changing, record
from portal.datasets.formats import parquet
from portal.datasets.releases import changes, descriptions, resources
from portal.datasets.releases.descriptions import Edition
from portal.datasets.releases.packing import Packed, checksums, measured, pack, write_table
from portal.datasets.releases.readme import readme
from portal.datasets.releases.tables import LANGUAGE, Tables
from portal.datasets.snapshot import snapshot
from portal.datasets.table import DataTable, Origin
from portal.models import Release
from portal.neutral import Neutral

RELEASED = "release.make"
CHECKSUMS = "SHA256SUMS"
# What a release is about; the other files are made from these, or say when and where it came out.
DATA = tuple(
    resource.file for resource in resources.RESOURCES if resource not in {resources.CHANGES, resources.CODEBOOK}
)


class Unchanged(Exception):
    """Nothing is different from the newest release, or there is nothing yet."""


class BeingMade(Exception):
    """Another process is at it."""


def folder_of(number: int) -> Path:
    return Path(settings.RELEASES_DIR) / str(number)


def bundle_name(number: int) -> str:
    return f"gongkai-nianbao-{number}.zip"


def address_of(number: int) -> str:
    return settings.PUBLIC_ADDRESS + reverse("release", kwargs={"number": number})


def make_release(made_on: date) -> Release:
    with _alone():
        newest = Release.objects.order_by("-number").first()
        number = newest.number + 1 if newest else 1
        making = Path(settings.RELEASES_DIR) / f".making-{number}"
        shutil.rmtree(making, ignore_errors=True)
        try:
            built = build(making, number, made_on, before=newest)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
        shutil.rmtree(folder_of(number), ignore_errors=True)
        making.rename(folder_of(number))
        return _kept(built)


@contextmanager
def _alone() -> Iterator[None]:
    folder = Path(settings.RELEASES_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BeingMade from error
        yield


def _kept(release: Release) -> Release:
    with changing():
        release.save(force_insert=True)
        summary = _("第 {number} 发布版：{reports} 份年报").format(number=release.number, reports=release.reports)
        record(RELEASED, actor=None, obj=release, summary=summary, data={"sha256": release.sha256})
    return release


def build(folder: Path, number: int, made_on: date, before: Release | None) -> Release:
    """All files of the release into an empty folder; the row that is to be kept of it."""
    folder.mkdir(parents=True)
    with snapshot(), override(LANGUAGE):
        tables = Tables(settings.PUBLIC_ADDRESS)
        if before is None and not tables.reports:
            raise Unchanged
        edition = Edition(number, made_on, address_of(number), len(tables.reports))
        counts = _write_tables(folder, tables, edition)
        data = _digest(folder)
        if before is not None and before.data == data:
            raise Unchanged
        changed = _write_changes(folder, before)
    counts[resources.CHANGES.name] = sum(changed.values())
    files = _describe(folder, edition, counts, changed)
    bundle = folder / bundle_name(number)
    pack(folder, sorted(files), bundle)
    packed = measured(bundle)
    return Release(
        number=number,
        made_on=made_on,
        data=data,
        reports=edition.reports,
        cells=counts[resources.CELLS.name],
        changes=changed,
        files=[[file.name, file.size, file.sha256] for file in (*files.values(), packed)],
        sha256=packed.sha256,
    )


def _write_tables(folder: Path, tables: Tables, edition: Edition) -> dict[str, int]:
    """How many rows each has."""
    counts = {}
    for resource in resources.RESOURCES:
        if resource is not resources.CHANGES:
            rows = _harmless(tables.rows(resource.name))
            counts[resource.name] = write_table(folder / resource.file, resource.names, rows)
    origin = Origin(edition.address, descriptions.TITLE, _midnight(edition.made_on), edition.number)
    columns = {resource.name: resource.columns for resource in resources.RESOURCES}
    for name, file in resources.PARQUETS.items():
        table = DataTable(columns[name], origin, edition.reports, tables.batches(name))
        with (folder / file).open("wb") as written:
            written.writelines(parquet.chunks(table))
    return counts


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _harmless(rows: Iterator[Sequence[object]]) -> Iterator[Sequence[object]]:
    """No text of a report is a formula, in whatever program the tables are opened, and none breaks its row."""
    known = Neutral()
    for row in rows:
        yield [
            known[_line_ends(value) if "\r" in value else value] if isinstance(value, str) else value for value in row
        ]


def _line_ends(text: str) -> str:
    """Python leaves a lone carriage return without quotes, and readers take it for the end of the row."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _digest(folder: Path) -> str:
    told = "".join(f"{measured(folder / name).sha256}\n" for name in DATA)
    return hashlib.sha256(told.encode()).hexdigest()


def _write_changes(folder: Path, before: Release | None) -> dict[str, int]:
    old = changes.reports_in(folder_of(before.number) / resources.CELLS.file) if before else iter(())
    new = changes.reports_in(folder / resources.CELLS.file)
    counts = Counter({change.value: 0 for change in changes.Change})
    rows = changes.counting(changes.changes(old, new), counts)
    write_table(folder / resources.CHANGES.file, resources.CHANGES.names, rows)
    return dict(counts)


def _describe(
    folder: Path, edition: Edition, counts: Mapping[str, int], changed: Mapping[str, int]
) -> dict[str, Packed]:
    """Every file of the release; the checksums are the last, and of all the others."""
    tables = [*(resource.file for resource in resources.RESOURCES), *resources.PARQUETS.values()]
    files = {name: measured(folder / name) for name in tables}
    texts = {
        "README.md": readme(edition, counts, changed),
        "CITATION.cff": descriptions.citation_file(edition),
        "csvw.json": descriptions.as_text(descriptions.csv_on_the_web(edition)),
        "catalogue.jsonld": descriptions.as_text(descriptions.catalogue(edition, list(files.values()))),
        "datapackage.json": descriptions.as_text(descriptions.data_package(edition, files)),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        files[name] = measured(folder / name)
    (folder / CHECKSUMS).write_text(checksums(files.values()), encoding="utf-8")
    return files | {CHECKSUMS: measured(folder / CHECKSUMS)}
