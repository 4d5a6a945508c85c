"""Five hundred random queries and filters: hits, counts and sums against SQL over the same reports."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator

import pytest

from search.engines.base import All, Contains, Either, Everything, Facet, Order, Query, Request, Without, Years
from search.engines.whoosh import WhooshEngine
from tests.search.entries import entry

REPORTS = 250
WORDS = ["公开", "信息公开", "培训", "网站", "开展", "件", "网", "没有的"]
KINDS = ["department", "township", "zone"]
DISTRICTS = ["", "11", "110112", "32", "3208", "320812", "320813"]
OUTCOMES = ["disclosed", "withheld", "withheld.internal"]


@pytest.fixture(scope="module")
def truth() -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(":memory:")
    database.executescript(
        "CREATE TABLE report (id, text, year, kind, district, finding, received);"
        "CREATE TABLE outcome (report, value, requests);"
    )
    yield database
    database.close()


@pytest.fixture(scope="module")
def engine(truth: sqlite3.Connection, tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    made, randomly = WhooshEngine(tmp_path_factory.mktemp("index")), random.Random(7)
    for first in range(1, REPORTS, 50):
        made.write([_report(truth, randomly, number) for number in range(first, first + 50)])
    made.write([], range(5, REPORTS, 11))
    truth.executemany("DELETE FROM report WHERE id = ?", [(number,) for number in range(5, REPORTS, 11)])
    return made


def _report(truth: sqlite3.Connection, randomly: random.Random, number: int):  # type: ignore[no-untyped-def] # noqa: ANN202
    text = "，".join(randomly.choices(WORDS[:6], k=randomly.randrange(6)))
    year, kind, district = randomly.randrange(2018, 2024), randomly.choice(KINDS), randomly.choice(DISTRICTS)
    outcomes = {value: randomly.randrange(1, 99) for value in OUTCOMES if randomly.random() < 0.4}
    finding = "sum" if randomly.random() < 0.2 else ""
    received = randomly.choice([None, *range(9)])
    row = (number, text, str(year), kind, district, finding, received)
    truth.execute("INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    truth.executemany("INSERT INTO outcome VALUES (?, ?, ?)", [(number, *each) for each in outcomes.items()])
    return entry(
        number,
        text,
        title="甲",
        agency="乙",
        year=year,
        kind=kind,
        district=district,
        outcomes=outcomes,
        findings=[finding] if finding else [],
        requests=received,
    )


def _query(randomly: random.Random, depth: int = 2) -> tuple[Query, str]:
    """A query, and the condition in SQL that says the same."""
    choice = randomly.randrange(6 if depth else 3)
    if choice == 0:
        return Everything(), "1"
    if choice == 1:
        first = randomly.randrange(2017, 2025)
        last = first + randomly.randrange(3)
        return Years(first, last), f"CAST(year AS INTEGER) BETWEEN {first} AND {last}"
    if choice == 2:
        word = randomly.choice(WORDS)
        return Contains(word, (word,)), f"instr(text, '{word}') > 0"
    parts = [_query(randomly, depth - 1) for _ in range(2)]
    queries, conditions = tuple(part[0] for part in parts), [f"({part[1]})" for part in parts]
    if choice == 3:
        return All(queries), " AND ".join(conditions)
    if choice == 4:
        return Either(queries), " OR ".join(conditions)
    return Without(queries[0]), f"NOT {conditions[0]}"


def _chosen(randomly: random.Random) -> dict[Facet, frozenset[str]]:
    values = {
        Facet.YEAR: [str(year) for year in range(2018, 2024)],
        Facet.KIND: KINDS,
        Facet.DISTRICT: DISTRICTS[1:],
        Facet.OUTCOME: OUTCOMES,
        Facet.FINDING: ["sum"],
    }
    return {
        facet: frozenset(randomly.sample(known, randomly.randrange(1, min(3, len(known)) + 1)))
        for facet, known in values.items()
        if randomly.random() < 0.25
    }


def _condition(facet: Facet, values: frozenset[str]) -> str:
    listed = ", ".join(f"'{value}'" for value in sorted(values))
    match facet:
        case Facet.DISTRICT:
            return " OR ".join(f"district LIKE '{value}%'" for value in sorted(values))
        case Facet.OUTCOME:
            return f"id IN (SELECT report FROM outcome WHERE value IN ({listed}))"
        case _:
            return f"{facet.value} IN ({listed})"


def _where(condition: str, chosen: dict[Facet, frozenset[str]], but: Facet | None = None) -> str:
    others = [f"({_condition(facet, values)})" for facet, values in chosen.items() if facet is not but]
    return " AND ".join([f"({condition})", *others])


def _counted(truth: sqlite3.Connection, facet: Facet, where: str) -> dict[str, tuple[int, int]]:
    questions = {
        Facet.OUTCOME: "SELECT value, count(*), sum(requests) FROM outcome JOIN report ON report = id",
        Facet.DISTRICT: "SELECT substr(district, 1, 2) AS value, count(*), 0 FROM report",
    }
    question = questions.get(facet, f"SELECT {facet.value} AS value, count(*), 0 FROM report")
    rows = truth.execute(f"{question} WHERE ({where}) AND value != '' GROUP BY value")
    return {value: (reports, requests) for value, reports, requests in rows}


@pytest.mark.parametrize("seed", range(500))
def test_hits_counts_and_sums_are_those_of_sql(truth: sqlite3.Connection, engine: WhooshEngine, seed: int) -> None:
    randomly = random.Random(seed)
    query, condition = _query(randomly)
    chosen = _chosen(randomly)
    answer = engine.search(Request(query, chosen, facets=list(Facet), stop=None))
    found = {row[0] for row in truth.execute(f"SELECT id FROM report WHERE {_where(condition, chosen)}")}
    assert ({hit.report for hit in answer.hits}, answer.total) == (found, len(found))
    for facet in Facet:
        counted = {value: (count.reports, count.requests) for value, count in answer.facets[facet].items()}
        assert counted == _counted(truth, facet, _where(condition, chosen, facet)), facet


@pytest.mark.parametrize("seed", range(40))
def test_the_order_by_requests_is_that_of_sql(truth: sqlite3.Connection, engine: WhooshEngine, seed: int) -> None:
    randomly = random.Random(seed)
    query, condition = _query(randomly)
    down = seed % 2 == 0
    answer = engine.search(Request(query, order=((Order.REQUESTS, down),), stop=20))
    rows = truth.execute(
        f"SELECT id FROM report WHERE {condition} ORDER BY coalesce(received, -1) {'DESC' if down else ''}, id LIMIT 20"
    )
    assert [hit.report for hit in answer.hits] == [row[0] for row in rows]
