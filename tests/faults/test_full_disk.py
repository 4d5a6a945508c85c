"""A full disk: what cannot be kept is refused with a sentence, what is half done waits for room."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.house import ROOT
from tests.running import Running, wait_for
from tests.variants import TEXT, write_variants

# A disk of one page, which nothing fits on, in place of the folder of sources.
ON_A_FULL_DISK = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")
MOUNT = 'mount -t tmpfs -o size=4k none "$0" && exec "$@"'
# The database may not grow by another page.
NO_LARGER_FILES = ("prlimit", "--fsize={size}")


def test_files_that_find_no_room_are_refused_and_leave_nothing(house: Running, tmp_path: Path) -> None:
    write_variants(tmp_path / "files", TEXT, ["a.txt", "b.txt"])
    sources = house.data / "sources"
    sources.mkdir()
    command = [*ON_A_FULL_DISK, MOUNT, str(sources), sys.executable, "manage.py", "ingest", str(tmp_path / "files")]
    run = subprocess.run(command, cwd=ROOT, env=house.environment, capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stderr
    assert run.stdout.count("服务器的磁盘已满，文件没有保存。") == 2
    assert house.rows("SELECT state, code, source_id FROM archive_upload") == [("refused", "disk-full", None)] * 2
    assert house.count("archive_source") == 0


def test_a_worker_without_room_for_the_database_goes_on_when_there_is_room(house: Running, tmp_path: Path) -> None:
    write_variants(tmp_path / "files", TEXT, [f"{number}.txt" for number in range(5)])
    house.start_broker()
    house.manage("ingest", str(tmp_path / "files"))
    limit = NO_LARGER_FILES[1].format(size=16_384)
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
    worker = [sys.executable, "-m", "celery", "-q", "-A", "portal.celery", "worker", "-c", "1", "-Q", "intake", *quiet]
    house.start("worker", [NO_LARGER_FILES[0], limit, *worker])
    wait_for("the worker has tried", lambda: "put off" in (house.data / "worker.log").read_text(), 30)
    house.stop("worker")
    assert house.states() == {"waiting": 5}
    house.start_worker()
    house.wait_until_finished(60)
    assert house.states() == {"review": 5}
    assert house.count("archive_revision") == 5
