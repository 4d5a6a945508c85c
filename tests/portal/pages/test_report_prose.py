"""The prose in pieces: hits and quotes marked wherever they meet, tables in their chapters."""

from __future__ import annotations

import pytest

from portal.form_tables import Grid
from portal.pages.report_prose import MOST_HITS, Chapter, Piece, Prose, prose_of


def grid(section: int) -> Grid:
    return Grid(f"table-{section}", f"表{section}", section, (), ())


def of_text(text: str, texts: list[str] | None = None, quotes: dict[str, tuple[int, ...]] | None = None) -> Prose:
    return prose_of([Chapter(1, "一、总体情况", text)], [], texts or [], quotes or {})


def pieces(prose: Prose) -> list[Piece]:
    return [piece for one in prose.sections[0].paragraphs for piece in one.pieces]


def marked(prose: Prose) -> list[str]:
    return [piece.text for piece in pieces(prose) if piece.hit]


def test_paragraphs_have_their_addresses() -> None:
    (section,) = of_text("甲\n\n乙").sections
    assert section.anchor == "section-1"
    assert [one.anchor for one in section.paragraphs] == ["section-1-0", "section-1-3"]


def test_nothing_is_lost_or_added_whatever_is_marked() -> None:
    text = "全年主动公开信息三条，公开率提高。"
    prose = of_text(text, ["公开", "三条"], {"公开信息三条": (1,), "条，公": (2,)})
    assert "".join(piece.text for piece in pieces(prose)) == text


def test_hits_are_numbered_and_lead_to_each_other_in_a_ring() -> None:
    prose = of_text("公开一\n公开二\n公开三", ["公开"])
    assert prose.hits == 3
    assert [(one.hit, one.before, one.after) for one in pieces(prose) if one.hit] == [(1, 3, 2), (2, 1, 3), (3, 2, 1)]


def test_hits_in_headings_count_as_well() -> None:
    prose = of_text("情况", ["情况"])
    assert prose.hits == 2
    assert [piece.text for piece in prose.sections[0].heading if piece.hit] == ["情况"]


@pytest.mark.parametrize(("text", "wanted", "found"), [("１２件", "12件", "１２件"), ("政務公開", "政务", "政務")])
def test_a_hit_is_found_however_it_is_written(text: str, wanted: str, found: str) -> None:
    assert marked(of_text(text, [wanted])) == [found]


def test_a_hit_that_a_quote_cuts_in_two_is_one_hit() -> None:
    prose = of_text("主动公开三条", ["公开"], {"主动公": (1,)})
    assert [(one.text, one.hit, one.is_first) for one in pieces(prose) if one.hit] == [
        ("公", 1, True),
        ("开", 1, False),
    ]


def test_quotes_are_marked_with_their_findings_at_their_end() -> None:
    prose = of_text("共办结3件，维持1件。", quotes={"办结3件": (2,), "3件，维持1件": (1, 3)})
    assert [(one.text, one.is_quoted, one.ends) for one in pieces(prose)] == [
        ("共", False, ()),
        ("办结", True, ()),
        ("3件", True, (2,)),
        ("，维持1件", True, (1, 3)),
        ("。", False, ()),
    ]
    assert prose.quoted == {"办结3件": "section-1-0", "3件，维持1件": "section-1-0"}


def test_more_hits_than_anybody_steps_through_are_not_marked() -> None:
    assert of_text("公开" * (MOST_HITS + 5), ["公开"]).hits == MOST_HITS


def test_tables_stand_in_their_chapters() -> None:
    chapters = [Chapter(0, "", "前言"), Chapter(2, "二", ""), Chapter(3, "三", "")]
    shown = prose_of(chapters, [grid(2), grid(3)], [], {}).sections
    assert [[table.section for table in section.tables] for section in shown] == [[], [2], [3]]


def test_a_table_without_a_chapter_stands_between_those_around_it() -> None:
    shown = prose_of([Chapter(1, "一", ""), Chapter(5, "五", "")], [grid(2), grid(3)], [], {}).sections
    assert [(section.name, len(section.tables)) for section in shown] == [("一", 0), ("表2", 1), ("表3", 1), ("五", 0)]


def test_tables_of_a_report_without_prose_are_all_there() -> None:
    assert [section.anchor for section in prose_of([], [grid(2), grid(4)], [], {}).sections] == [
        "section-2",
        "section-4",
    ]


def test_two_chapters_of_one_number_have_different_addresses() -> None:
    shown = prose_of([Chapter(5, "五", "甲"), Chapter(5, "五", "乙")], [], [], {}).sections
    assert [section.anchor for section in shown] == ["section-5", "section-5-again-2"]
    assert [section.paragraphs[0].anchor for section in shown] == ["section-5-0", "section-5-0-again-2"]
