"""Houses of their own for tests: a folder and a database, in SQLite or PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import uuid4

from tests import postgresql
from tests.running import Running

SQLITE, POSTGRESQL = "sqlite", "postgresql"
# Nobody waits for a broker: what is sent goes nowhere.
NO_BROKER = {"REDIS_URL": "memory://"}


@dataclass(frozen=True)
class Builder:
    """Migrates once for each database; every further house is a copy."""

    folder: Path
    server: Callable[[], Path]

    def empty(self, vendor: str) -> Running:
        return self.copy(self._empty_sqlite if vendor == SQLITE else self._empty_postgresql)

    def copy(self, house: Running) -> Running:
        """The same data in another folder and another database."""
        folder = self.folder / uuid4().hex
        shutil.copytree(house.data, folder)
        if "DATABASE_URL" not in house.settings:
            return Running(folder, NO_BROKER)
        template = house.settings["DATABASE_URL"].partition("?")[0].rpartition("/")[2]
        return Running(folder, NO_BROKER | {"DATABASE_URL": postgresql.create(self.server(), folder.name, template)})

    @cached_property
    def _empty_sqlite(self) -> Running:
        return self._migrated({})

    @cached_property
    def _empty_postgresql(self) -> Running:
        return self._migrated({"DATABASE_URL": postgresql.create(self.server(), uuid4().hex)})

    def _migrated(self, settings: dict[str, str]) -> Running:
        house = Running(self.folder / uuid4().hex, NO_BROKER | settings)
        house.data.mkdir()
        house.manage("migrate", "-v0")
        return house
