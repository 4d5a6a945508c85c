"""Releases are kept for ever: a backup has them."""

from __future__ import annotations

from pathlib import Path

from tests.running import Running

_PUBLISH = "from tests.search.archived import public; public()"


def test_a_backup_brings_the_releases_back(tmp_path: Path) -> None:
    house, other = Running(tmp_path / "one"), Running(tmp_path / "other")
    for each in (house, other):
        each.data.mkdir()
        each.manage("migrate", "-v0")
    house.manage("shell", "-v0", "-c", _PUBLISH)
    house.manage("release")
    house.manage("backup", str(tmp_path / "all.tar"))
    other.manage("restore", str(tmp_path / "all.tar"))
    was, now = (sorted((each.data / "releases" / "1").iterdir()) for each in (house, other))
    assert [(path.name, path.read_bytes()) for path in was] == [(path.name, path.read_bytes()) for path in now]
    asked = "SELECT number, sha256 FROM portal_release"
    assert other.rows(asked) == house.rows(asked)
