"""The archive is looked after: checked, backed up, restored on an empty machine, on either database."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.archive.houses import POSTGRESQL, SQLITE, Builder
from tests.house import ROOT
from tests.running import Running

# Ends well, and has nothing to complain of.
SOUND: tuple[int, list[str]] = (0, [])
FILL = """
from django.contrib.auth.models import Group, Permission, User
from archive.correcting import correct_cells, decide
from archive.corrections import Correction
from archive.publishing import publish, withdraw
from archive.undoing import undo
from tests.archive.readings import reading, source, stored
user = User.objects.create_user("王审核", password="测试口令")
group = Group.objects.create(name="审核员试")
group.permissions.add(Permission.objects.get(codename="view_report"))
user.groups.add(group)
report, revision, _ = stored(reading({"requests.received.natural": 3}))
publish(report, revision, actor=user, reason="核对无误")
decide(report, revision.findings.first().key, "confirmed", "原文如此", actor=user)
correct_cells(report, {"requests.received.natural": Correction(0)}, actor=user, reason="看错")
other, revision, _ = stored(reading(year=2023, text="电话13912345678。"), of=source("二"))
undo(publish(other, revision, actor=user, reason="误"), actor=user)
stored(reading(year=2022), of=source("三"))
"""


def shell(house: Running, program: str) -> str:
    return house.manage("shell", "-v0", "-c", program)


def check(house: Running) -> tuple[int, list[str]]:
    run = subprocess.run(
        [sys.executable, "manage.py", "check_archive"],
        cwd=ROOT,
        env=house.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
    return run.returncode, [line for line in run.stdout.splitlines() if "没有问题" not in line]


@pytest.fixture(scope="module")
def originals() -> dict[str, Running]:
    return {}


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def filled(request: pytest.FixtureRequest, houses: Builder, originals: dict[str, Running]) -> Running:
    """Two reports, one public, with a correction and a decision; accounts and a group."""
    if request.param not in originals:
        originals[request.param] = houses.empty(request.param)
        shell(originals[request.param], FILL)
    return houses.copy(originals[request.param])


on_sqlite = pytest.mark.parametrize("filled", [SQLITE], indirect=True)


def files(house: Running) -> list[Path]:
    return sorted(path for path in (house.data / "sources").rglob("*") if path.is_file())


# -- check_archive --


def test_a_sound_archive_has_no_problem(filled: Running) -> None:
    assert check(filled) == SOUND


def test_every_inspection_says_what_it_found(house: Running) -> None:
    told = house.manage("check_archive").splitlines()
    assert told[:3] == ["原件：没有问题", "多余的文件：没有问题", "数据：没有问题"]


def test_an_empty_archive_has_none_either(house: Running) -> None:
    assert check(house) == SOUND


def test_files_that_are_missing_cut_off_or_altered_are_found(filled: Running) -> None:
    missing, short, altered = files(filled)
    missing.unlink()
    short.write_bytes(short.read_bytes()[:-1])
    altered.write_bytes(altered.read_bytes()[:-1] + b"?")
    assert check(filled) == (
        1,
        [
            f"原件：原件“年报.txt”不见了：{missing.name}",
            f"原件：原件“年报.txt”不完整：{short.name}",
            f"原件：原件“年报.txt”被改动：{altered.name}",
        ],
    )


def test_files_that_nobody_handed_in_are_found(filled: Running) -> None:
    folder = files(filled)[0].parent
    (folder / "stray").write_bytes(b"x")
    (folder / ".unfinished-abc").write_bytes(b"x")
    assert check(filled) == (
        1,
        [
            f"多余的文件：没有写完的文件：{folder.name}/.unfinished-abc",
            f"多余的文件：没有登记的文件：{folder.name}/stray",
        ],
    )


def test_numbers_that_drift_are_found(filled: Running) -> None:
    shell(filled, "from archive.models import Counts; Counts.objects.update(requests_received_natural=9)")
    code, found = check(filled)
    assert code == 1
    assert [line.partition("。")[0] for line in found] == [
        "数据：淮安市洪泽区财政局 2024的数据与发布的版本不符",
        "数据之和：2024 3208 department 的数据之和不对",
    ]
    assert filled.manage("recount") == "已重算 1 份年报的数据。\n"
    assert check(filled) == SOUND


def test_an_altered_log_and_the_missing_guard_are_found(filled: Running) -> None:
    shell(
        filled,
        "from django.db import connection; from archive import guards; from archive.models import AuditEvent\n"
        "guards.take_down(connection); AuditEvent.objects.filter(id=1).update(summary='x')",
    )
    code, found = check(filled)
    assert (code, found[0]) == (1, "操作记录：操作记录 1 的内容与它的校验不符：记录被改动")
    assert found[1] == "防护：数据库缺少一道防护：archive_auditevent_no_update。运行 manage.py migrate 可以补上"
    filled.manage("migrate", "-v0")
    assert len(check(filled)[1]) == 1


# -- backup and restore --


@pytest.mark.parametrize("vendor", [SQLITE, POSTGRESQL])
def test_a_backup_is_restored_on_an_empty_machine_with_equal_checksums(
    filled: Running, vendor: str, tmp_path: Path, houses: Builder
) -> None:
    backup, again = tmp_path / "one.tar", tmp_path / "two.tar"
    assert "已备份到" in filled.manage("backup", str(backup))
    other = houses.empty(vendor)
    assert "校验全部相符" in other.manage("restore", str(backup))
    assert check(other) == SOUND
    other.manage("backup", str(again))
    assert manifest(again)["files"] == manifest(backup)["files"]
    assert [path.name for path in files(other)] == [path.name for path in files(filled)]


def manifest(backup: Path) -> dict[str, dict[str, list[object]]]:
    with tarfile.open(backup) as tar:
        file = tar.extractfile("manifest.json")
        assert file is not None
        found: dict[str, dict[str, list[object]]] = json.loads(file.read())
        return found


def test_work_goes_on_after_a_restore(filled: Running, tmp_path: Path, houses: Builder) -> None:
    filled.manage("backup", str(tmp_path / "one.tar"))
    vendor = POSTGRESQL if "DATABASE_URL" in filled.settings else SQLITE
    other = houses.empty(vendor)
    other.manage("restore", str(tmp_path / "one.tar"))
    said = shell(
        other,
        "from django.contrib.auth.models import User; from archive.models import *\n"
        "from archive.publishing import withdraw; from tests.archive.readings import reading, source, stored\n"
        "user = User.objects.get(); print(user.check_password('测试口令'), user.has_perm('archive.view_report'))\n"
        "withdraw(Report.objects.get(year=2024), actor=user, reason='试')\n"
        "print(stored(reading(year=2021), of=source('四'))[2])",
    )
    assert said == "True True\nTrue\n"
    assert check(other) == SOUND


def refusal(house: Running, *arguments: str) -> str:
    run = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=house.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    return run.stderr.strip()


@pytest.fixture
def backup(filled: Running, tmp_path: Path) -> Path:
    path = tmp_path / "one.tar"
    filled.manage("backup", str(path))
    return path


@on_sqlite
def test_a_backup_is_only_restored_where_nothing_is(filled: Running, backup: Path) -> None:
    assert refusal(filled, "restore", str(backup)) == "CommandError: 这里已经有档案。备份只能恢复到空的档案库。"


@on_sqlite
def test_a_backup_overwrites_nothing(filled: Running, backup: Path) -> None:
    assert refusal(filled, "backup", str(backup)) == f"CommandError: {backup} 已经存在，没有覆盖。"


@on_sqlite
def test_a_backup_is_for_its_owner_only(filled: Running, backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


@on_sqlite
def test_a_damaged_backup_is_refused_and_leaves_nothing(filled: Running, backup: Path, houses: Builder) -> None:
    data = bytearray(backup.read_bytes())
    place = data.index(b"330081") if b"330081" in data else data.index("洪泽区".encode())
    data[place] ^= 1
    backup.write_bytes(data)
    other = houses.empty(SQLITE)
    assert refusal(other, "restore", str(backup)).startswith("CommandError: 备份里的 database/")
    assert not files(other)
    assert check(other) == SOUND


@on_sqlite
@pytest.mark.parametrize("left", [0, 100, 5000])
def test_a_backup_that_was_cut_off_is_refused(filled: Running, backup: Path, houses: Builder, left: int) -> None:
    backup.write_bytes(backup.read_bytes()[:left])
    other = houses.empty(SQLITE)
    assert refusal(other, "restore", str(backup)) == f"CommandError: {backup} 不是完整的备份。"


@on_sqlite
def test_a_backup_of_another_version_is_refused(filled: Running, backup: Path, houses: Builder) -> None:
    other = houses.empty(SQLITE)
    shell(
        other, "from django.db import connection as c; c.cursor().execute('DELETE FROM django_migrations WHERE id=1')"
    )
    assert refusal(other, "restore", str(backup)).startswith("CommandError: 备份来自另一个版本的程序")
