"""The golden set: questions of citizens, researchers and staff over the real reports, and how they are answered."""

from __future__ import annotations

import pytest

from search import building
from tests.search.real_reports import publish_all
from tests.search.relevance import mean, questions, score

pytestmark = pytest.mark.django_db(transaction=True)

RECALL, NDCG = 0.97, 0.95


def test_the_questions_are_many_and_of_many_kinds() -> None:
    asked = list(questions())
    assert len(asked) >= 60
    assert len({question.query for question in asked}) == len(asked)
    assert len({question.kind for question in asked}) >= 12


def test_they_are_answered_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.listening.hand_over", lambda task: None)
    reports = publish_all()
    building.build()
    scores = [score(question, reports) for question in questions()]
    short = [(each.question.query, each.found) for each in scores if each.recall < 1]
    assert mean([each.recall for each in scores]) >= RECALL, short
    assert mean([each.ndcg for each in scores]) >= NDCG, short
