"""How a drawing travels between two processes: a line of JSON, then the numbers as they are in memory.

Nothing is unpickled: should a hostile file ever take over the process that opens it, all it can say is numbers and
text.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping
from typing import IO, Any

from ingest.readers.pdf_pages import Drawing, Page

Head = Mapping[str, Any]


def send(stream: IO[bytes], head: Head, body: bytes) -> None:
    words = json.dumps(head, ensure_ascii=False).encode()
    stream.write(b"%d %d\n" % (len(words), len(body)))
    stream.write(words)
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """The next message; EOFError when the other side is gone."""
    sizes = stream.readline()
    if not sizes:
        raise EOFError
    words, body = map(int, sizes.split())
    return json.loads(whole(stream, words)), whole(stream, body)


def whole(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def packed(drawing: Drawing) -> tuple[Head, bytes]:
    pages = [
        {
            "width": page.width,
            "height": page.height,
            "text": page.text,
            "turns": list(page.turns.items()),
            "rulings": len(page.rulings),
            "pictured": page.pictured,
            "hidden": page.hidden,
        }
        for page in drawing.pages
    ]
    head = {"pages": pages, "metadata": drawing.metadata, "repaired": drawing.repaired, "broken": drawing.broken}
    return head, b"".join(part.tobytes() for page in drawing.pages for part in (page.boxes, page.rulings))


def unpacked(head: Head, body: bytes) -> Drawing:
    numbers = array("f", body)
    pages: list[Page] = []
    start = 0
    for page in head["pages"]:
        middle = start + 4 * len(page["text"])
        end = middle + page.pop("rulings")
        turns = dict(page.pop("turns"))
        pages.append(Page(**page, boxes=numbers[start:middle], turns=turns, rulings=numbers[middle:end]))
        start = end
    return Drawing(tuple(pages), head["metadata"], head["repaired"], head["broken"])
