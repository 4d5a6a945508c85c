"""Files for uploading: a real report, told apart by its year, with one number that does not add up."""

from __future__ import annotations

from tests.house import ROOT

SAMPLE = ROOT / "tests" / "reports" / "tongzhou-zhengwu-2023.txt"
RECEIVED = "本年新收政府信息公开申请数量"
# The right total, and the wrong one that is printed instead.
RIGHT, WRONG = "1", "7"


def report(year: int, *, wrong: bool = False) -> bytes:
    lines = SAMPLE.read_text(encoding="utf-8").replace("2023", str(year)).split("\n")
    place = next(number for number, line in enumerate(lines) if RECEIVED in line) + 7
    assert lines[place].strip() == RIGHT
    if wrong:
        lines[place] = lines[place].replace(RIGHT, WRONG)
    return "\n".join(lines).encode()


def upload(name: str, content: bytes) -> dict[str, object]:
    """As the browser's file picker takes it."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}
