"""The archive into a backup file, and a backup into an empty archive, on either database."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from archive import dump, guards
from archive.backup_file import BYTES_AT_ONCE, ROWS, SOURCES, Damaged, Reader, Writer, checksum, write
from archive.impossible import Impossible
from archive.models import Source
from archive.storage import place_of, sources_store


def back_up(path: Path) -> int:
    """How many files the backup has.  The archive goes on being used meanwhile."""
    if path.exists():
        raise Impossible("exists", _("{path} 已经存在，没有覆盖。").format(path=path))
    files = 0

    def fill(writer: Writer) -> Mapping[str, Any]:
        nonlocal files
        with dump.snapshot():
            for kind in dump.kinds():
                writer.add(f"{ROWS}/{dump.label(kind)}", dump.lines(kind))
            for sha256 in Source.objects.order_by("sha256").values_list("sha256", flat=True).iterator():
                writer.add(f"{SOURCES}/{sha256}", _source(sha256))
            for name, kept in _kept_files():
                writer.add(name, _pieces(kept))
            files = len(writer.members)
            return {"made": datetime.now(UTC).isoformat(timespec="seconds"), "migrations": _migrations()}

    write(path, fill)
    return files


def _source(sha256: str) -> Iterator[bytes]:
    with sources_store().open(place_of(sha256)) as file:
        yield from file.chunks(BYTES_AT_ONCE)


def _kept_files() -> Iterator[tuple[str, Path]]:
    """What else is kept for ever, in folders of numbered folders."""
    for name, folder in settings.KEPT_FOLDERS.items():
        for path in sorted(Path(folder).glob("[0-9]*/*")):
            yield f"{name}/{path.parent.name}/{path.name}", path


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(BYTES_AT_ONCE):
            yield piece


def _migrations() -> list[str]:
    """What tables look like: a backup goes only where they look the same."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def restore(path: Path) -> int:
    """How many files came back, every one with its checksum, and the rows with theirs."""
    try:
        with tarfile.open(path) as tar:
            reader = Reader(tar)
            _require_fitting(reader)
            reader.verify()
            _restore_sources(reader)
            _restore_folders(reader)
            _restore_rows(reader)
            return len(reader.members)
    except (OSError, EOFError, ValueError, KeyError, tarfile.TarError) as error:
        raise Impossible("no-backup", _("{path} 不是完整的备份。").format(path=path)) from error
    except Damaged as damage:
        raise Impossible("damaged", _("备份里的 {name} 缺失或已损坏。").format(name=damage)) from damage


def _require_fitting(reader: Reader) -> None:
    if not dump.is_unused():
        raise Impossible("not-empty", _("这里已经有档案。备份只能恢复到空的档案库。"))
    if reader.about["migrations"] != _migrations():
        raise Impossible("other-version", _("备份来自另一个版本的程序。请用同一版本恢复，再升级。"))


def _restore_sources(reader: Reader) -> None:
    """Before the rows: a row never lacks its file."""
    store = sources_store()
    for name in reader.under(SOURCES):
        place = place_of(name.removeprefix(f"{SOURCES}/"))
        if not store.exists(place) or store.size(place) != reader.members[name].size:
            store.save(place, ContentFile(b"".join(reader.chunks(name))))


def _restore_folders(reader: Reader) -> None:
    for name, folder in settings.KEPT_FOLDERS.items():
        for member in reader.under(name):
            number, file = member.removeprefix(f"{name}/").split("/")
            target = Path(folder) / str(int(number)) / Path(file).name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as written:
                written.writelines(reader.chunks(member))


def _restore_rows(reader: Reader) -> None:
    """All or nothing."""
    kinds = dump.kinds()
    with transaction.atomic():
        guards.take_down(connection)
        dump.clear()
        for kind in kinds:
            dump.load(kind, reader.lines(f"{ROWS}/{dump.label(kind)}"))
        dump.reset_sequences()
        for kind in kinds:
            name = f"{ROWS}/{dump.label(kind)}"
            if checksum(dump.lines(kind)) != reader.members[name].sha256:
                raise Damaged(name)
        connection.check_constraints()
        guards.put_up(connection)
