"""`manage.py ingest PATH…`: every file a row, progress on the way, the reasons at the end."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError, OutputWrapper

from archive.models import Batch, Upload
from ingest import queueing, tasks
from ingest.progress import Progress
from tests.ingest.packing import packed
from tests.variants import TEXT, variants, write_variants

pytestmark = pytest.mark.django_db

LABELS = ["a.txt", "b.txt", "c.txt"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_variants(tmp_path / "年报", TEXT, LABELS)
    return tmp_path / "年报"


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's work is done as soon as it is handed over."""

    def work(task: str, arguments: list[int], queue: str) -> bool:
        tasks.carry_on(*arguments)
        return True

    monkeypatch.setattr(queueing, "_send", work)


def run(*paths: Path, **options: object) -> str:
    out, err = io.StringIO(), io.StringIO()
    call_command("ingest", *map(str, paths), stdout=out, stderr=err, **options)
    return out.getvalue()


def names() -> list[str]:
    return list(Upload.objects.order_by("id").values_list("name", flat=True))


def test_all_files_of_a_folder_are_handed_in(folder: Path, queued: list[int]) -> None:
    assert run(folder) == f"批次 {Batch.objects.get().pk}：排队中 3\n"
    assert names() == ["年报/a.txt", "年报/b.txt", "年报/c.txt"]
    assert queued == list(Upload.objects.values_list("pk", flat=True))
    assert Batch.objects.get().name == "年报"


def test_with_wait_it_tells_what_became_of_them(folder: Path, eager: None) -> None:
    assert "待审核 3" in run(folder, wait=True)


def test_running_twice_takes_nothing_in_twice(folder: Path, eager: None) -> None:
    run(folder, wait=True)
    said = run(folder, wait=True)
    assert said.splitlines()[-1].endswith("：重复 3")
    assert said.count("是同一个文件，没有重复收录。") == 3


def test_what_was_left_out_by_an_interruption_comes_with_the_next_run(
    folder: Path, eager: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Progress, "reach", interrupt_at(1))
        with pytest.raises(CommandError, match="已中断。收下的文件会继续处理；再次运行会收下其余的文件。"):
            run(folder)
    assert Upload.objects.count() == 1
    assert run(folder, wait=True).splitlines()[-1].endswith("：待审核 2，重复 1")


def interrupt_at(number: int) -> Callable[[Progress, int], None]:
    def reach(progress: Progress, done: int) -> None:
        if done == number:
            raise KeyboardInterrupt

    return reach


def test_what_was_refused_is_told_and_makes_the_status_one(folder: Path, tmp_path: Path) -> None:
    (folder / "d.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(9))
    with pytest.raises(SystemExit) as ended:
        run(folder)
    assert ended.value.code == 1


def test_rubbish_and_links_are_passed_over(folder: Path, queued: list[int]) -> None:
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "link.txt").symlink_to(folder / "a.txt")
    run(folder)
    assert len(names()) == 3


def test_zips_and_single_files_are_taken_as_they_are(tmp_path: Path, queued: list[int]) -> None:
    one, two = variants(TEXT, 2)
    (tmp_path / "年报.zip").write_bytes(packed({"甲.txt": one}))
    (tmp_path / "乙.txt").write_bytes(two)
    run(tmp_path / "年报.zip", tmp_path / "乙.txt", name="两份")
    assert names() == ["年报.zip/甲.txt", "乙.txt"]
    assert Batch.objects.get().name == "两份"


def test_pipes_are_never_opened(tmp_path: Path, queued: list[int]) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SystemExit):
        run(tmp_path / "pipe")
    assert Upload.objects.get().reason == "系统无法打开这个文件。"


def test_without_a_worker_files_are_received_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queueing, "_send", lambda task, arguments, queue: False)
    assert "处理程序现在没有运行；文件已经收下，make run 启动后会自动处理。" in run(folder)
    assert Upload.objects.filter(state="waiting").count() == 3


@pytest.mark.parametrize(("name", "sentence"), [("nowhere", "找不到：.*nowhere"), ("empty", "没有找到任何文件。")])
def test_nothing_to_take_is_said(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommandError, match=sentence):
        run(tmp_path / name)
    assert not Batch.objects.exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_bar_moves() -> None:
    out = Terminal()
    progress = Progress("收件", 4, OutputWrapper(out))
    progress.reach(2)
    progress.end()
    assert out.getvalue() == f"\r收件 [{'█' * 15}{'·' * 15}] 2/4\n"


def test_elsewhere_a_line_tells_now_and_then() -> None:
    out = io.StringIO()
    progress = Progress("收件", 250, OutputWrapper(out))
    for done in range(1, 251):
        progress.reach(done)
    assert out.getvalue() == "收件 100/250\n收件 200/250\n收件 250/250\n"
