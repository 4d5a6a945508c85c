"""The forms in words: articles of the law, and what rows mean."""

from __future__ import annotations

import pytest

from archive.forms import FORMS, all_cells, explained
from archive.forms.articles import article_words, chinese_number
from archive.forms.rows import RESULTS


@pytest.mark.parametrize(
    ("cited", "words"),
    [
        ("14", "第十四条"),
        ("30", "第三十条"),
        ("15, 32", "第十五条、第三十二条"),
        ("36(7)", "第三十六条第（七）项"),
        ("36(4)(5)", "第三十六条第（四）项、第（五）项"),
        ("", ""),
    ],
)
def test_articles_are_cited_as_laws_cite_them(cited: str, words: str) -> None:
    assert article_words(cited) == words


@pytest.mark.parametrize(("number", "words"), [(7, "七"), (10, "十"), (11, "十一"), (20, "二十"), (51, "五十一")])
def test_numbers_are_counted_as_laws_count(number: int, words: str) -> None:
    assert chinese_number(number) == words


def test_every_outcome_and_every_row_below_one_is_explained() -> None:
    rows = {spec.row.code: spec.row for spec in all_cells().values()}
    assert explained.OUTCOMES.keys() == {row.outcome for row in rows.values() if row.outcome}
    below = {code for code, row in rows.items() if len(row.groups) > 1 or code.endswith(".all")}
    flows = {code for code, row in rows.items() if code.startswith("requests.") and not row.outcome}
    assert explained.ROWS.keys() == below | flows


def test_every_result_of_reviews_and_suits_is_explained() -> None:
    assert explained.RESULTS.keys() == {column.code for column in RESULTS}


def test_every_outcome_of_every_form_names_its_article_but_what_the_form_leaves_open() -> None:
    nameless = {row.code for form in FORMS.values() for row in form.rows.values() if row.outcome and not row.article}
    assert nameless == {"requests.other.rest", "requests.other.all"}
