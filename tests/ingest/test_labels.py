"""Names as they were handed in: for people to read, never for programs to open."""

from __future__ import annotations

import pytest

from ingest.labels import LONGEST_LABEL, clean_label, is_rubbish, numbered


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("通州区/张家湾镇.txt", "通州区/张家湾镇.txt"),
        ("通州区\\张家湾镇.txt", "通州区/张家湾镇.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\年报\\a.doc", "年报/a.doc"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("年报\x00\u202etxt.exe", "年报txt.exe"),
        ("..", "（无名）"),
        ("", "（无名）"),
    ],
)
def test_a_label_leads_nowhere(name: str, label: str) -> None:
    assert clean_label(name) == label


def test_of_a_long_label_the_end_is_kept() -> None:
    label = clean_label("长" * 600 + "/2024.pdf")
    assert len(label) == LONGEST_LABEL
    assert label.endswith("/2024.pdf")


@pytest.mark.parametrize(
    "name",
    ["__MACOSX/._年报.txt", "a/.DS_Store", "Thumbs.db", "a\\desktop.ini", "~$年报.docx", "a/._b.pdf", ".git/HEAD"],
)
def test_what_systems_leave_beside_files_is_rubbish(name: str) -> None:
    assert is_rubbish(name)


@pytest.mark.parametrize("name", ["年报.txt", "a/b.pdf", ".年报.html"])
def test_a_persons_files_are_not(name: str) -> None:
    assert not is_rubbish(name)


def test_a_second_file_of_a_name_gets_a_number() -> None:
    assert numbered("通州/年报.pdf", 2) == "通州/年报（2）.pdf"
