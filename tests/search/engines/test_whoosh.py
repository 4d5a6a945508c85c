"""The engine over Whoosh: the shared suite, and what is its own."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import And, Or, Term

from search.engines.base import All, Busy, Contains, Either, Part, Query, Request, Word
from search.engines.whoosh import WhooshEngine, codec, pairs, segments
from search.engines.whoosh.writer import ArraySegmentWriter
from tests.search.engine_suite import EngineSuite, contains, found
from tests.search.entries import entry

WORDS = ["公开", "申请", "培训", "网站", "复议", "诉讼", "收费", "结转", "答复", "部门"]


@pytest.fixture
def engine(tmp_path: Path) -> WhooshEngine:
    return WhooshEngine(tmp_path / "index")


class TestWhoosh(EngineSuite):
    pass


def _random_text(randomly: random.Random) -> str:
    return " ".join(randomly.choices(WORDS, weights=range(1, 11), k=randomly.randrange(1, 120)))


@pytest.fixture
def worn(engine: WhooshEngine) -> WhooshEngine:
    """Several segments, some of their reports deleted."""
    randomly = random.Random(4)
    for first in (1, 61, 81):
        engine.write([entry(number, _random_text(randomly)) for number in range(first, first + 60)])
    engine.write([], removed=range(3, 150, 7))
    return engine


QUERIES: list[tuple[Query, object]] = [
    *((Word(word), Term("text", word)) for word in WORDS),
    (All((Word("公开"), Word("培训"))), And([Term("text", "公开"), Term("text", "培训")])),
    (Either((Word("结转"), Word("收费"), Word("复议"))), Or([Term("text", each) for each in ("结转", "收费", "复议")])),
]


@pytest.mark.parametrize(("ours", "theirs"), QUERIES)
def test_the_ranking_is_whooshs_own(worn: WhooshEngine, ours: Query, theirs: object) -> None:
    index = FileIndex(FileStorage(str(worn.folder)), indexname=segments.NAME)
    reports = worn.snapshot().reports
    with index.searcher() as searcher:
        documents = [segments.slots_of(worn.folder, each) for each in _segments(worn)]
        slots = [slot for each in documents for slot in each.tolist()]
        hits = [(int(reports[slots[hit.docnum]]), hit.score) for hit in searcher.search(theirs, limit=None)]
    answer = worn.search(Request(ours, stop=None)).hits
    assert {hit.report: pytest.approx(hit.score, abs=1e-9) for hit in answer} == dict(hits)
    scores = [hit.score for hit in answer]
    assert scores == sorted(scores, reverse=True)


def _segments(engine: WhooshEngine) -> list[object]:
    found: list[object] = segments.read_toc(segments.MappedStorage(str(engine.folder))).segments
    return found


@pytest.mark.parametrize("seed", range(8))
def test_phrases_are_substrings(engine: WhooshEngine, seed: int) -> None:
    randomly = random.Random(seed)
    texts = {number: "".join(randomly.choices("公开信息年报申请", k=60)) for number in range(1, 60)}
    engine.write([entry(number, text) for number, text in texts.items()])
    for _ in range(25):
        source = randomly.choice(list(texts.values()))
        start, length = randomly.randrange(50), randomly.randrange(1, 9)
        phrase = source[start : start + length]
        assert found(engine, contains(phrase)) == {number for number, text in texts.items() if phrase in text}


def test_half_a_character_is_no_match(engine: WhooshEngine) -> None:
    """UTF-16 of two characters may have a third one's bytes in the middle."""
    engine.write([entry(1, "\u4e2d\u4e2d")])
    assert found(engine, Contains("\u2d4e")) == set()


def test_signatures_never_deny_what_is_there() -> None:
    text = "政府信息公开年度报告，2023年。"
    row = pairs.signature(pairs.units(text))[None, :]
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            assert pairs.may_contain(row, text[start:end]).all()


def test_blocks_keep_steps_and_weights_of_any_size() -> None:
    for highest, weight in ((200, 1.0), (60_000, 255.0), (4_000_000_000, 1.5)):
        ids = np.array([0, 1, highest], np.uint32)
        weights = np.array([1, weight, weight], np.float32)
        read = codec.decode(codec.encode(ids, weights))
        assert (read[0].tolist(), read[1].tolist()) == (ids.tolist(), weights.tolist())


def test_two_writers_are_one_too_many(engine: WhooshEngine) -> None:
    index = FileIndex(segments.MappedStorage(str(engine.folder)), indexname=segments.NAME)
    writer = ArraySegmentWriter(index)
    with pytest.raises(Busy):
        engine.write([entry(1)])
    writer.cancel()
    engine.write([entry(1)])
    assert engine.revisions() == {1: 10}


def test_what_a_killed_writer_left_behind_is_written_over(engine: WhooshEngine) -> None:
    engine.write([entry(1, "培训")])
    for path in engine.folder.glob("slots.*"):
        with path.open("ab") as file:
            file.write(b"\xff" * 777)
    (engine.folder / "slots.values").write_text('{"kind": ["department"], "outcome": [], "finding": []}')
    engine.write([entry(2, "网站")])
    assert (found(engine, contains("培训")), found(engine, contains("网站"))) == ({1}, {2})


def test_segments_stay_few(engine: WhooshEngine) -> None:
    for number in range(1, 81):
        engine.write([entry(number, "公开")])
    assert len(_segments(engine)) <= 12


def test_whoosh_keeps_no_positions() -> None:
    assert not any(segments.schema()[part.value].format.supports("positions") for part in Part)


def test_another_process_reads_the_newest_commit(engine: WhooshEngine) -> None:
    reader = WhooshEngine(engine.folder)
    for number in range(1, 30):
        engine.write([entry(number, "公开")])
        assert len(reader.revisions()) == number
