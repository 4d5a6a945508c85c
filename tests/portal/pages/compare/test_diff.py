"""What stayed, what went and what is new between two texts."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from archive.diffing import Change
from portal.pages.compare_diff import STEPS, Budget, Piece, TextDiff, common, sentences, text_diff

# Few signs, so that much is equal and much is moved.
TEXTS = st.text(st.sampled_from("申请公开1 2。；\n"), max_size=120)
WORDS = st.lists(st.integers(0, 4), max_size=30)


def same(text: str) -> Piece:
    return Piece(Change.SAME, text)


def gone(text: str, *, moved: bool = False) -> Piece:
    return Piece(Change.REMOVED, text, moved)


def new(text: str, *, moved: bool = False) -> Piece:
    return Piece(Change.ADDED, text, moved)


def pieces(before: str, after: str) -> list[Piece]:
    return list(text_diff(before, after).pieces)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_again(before: str, after: str) -> None:
    diff = text_diff(before, after)
    assert (diff.before, diff.after) == (before, after)


@given(TEXTS, TEXTS)
def test_no_more_is_kept_than_there_is(before: str, after: str) -> None:
    diff = text_diff(before, after)
    assert 0 <= diff.kept <= diff.length


@given(TEXTS)
def test_a_text_is_all_of_itself(text: str) -> None:
    diff = text_diff(text, text)
    assert diff.kept == diff.length
    assert all(piece.change is Change.SAME for piece in diff.pieces)


@given(TEXTS)
def test_sentences_are_the_whole_text(text: str) -> None:
    assert "".join(sentences(text)) == text


@given(WORDS, WORDS)
def test_what_is_common_is_equal_and_in_order(old: list[int], late: list[int]) -> None:
    pairs = common(old, late, Budget())
    assert all(old[one] == late[other] for one, other in pairs)
    assert all(one < later[0] and other < later[1] for (one, other), later in pairwise(pairs))


@given(WORDS, WORDS)
def test_as_much_is_common_as_can_be(old: list[int], late: list[int]) -> None:
    longest = [[0] * (len(late) + 1) for _ in range(len(old) + 1)]
    for one, left in enumerate(old, 1):
        for other, right in enumerate(late, 1):
            best = max(longest[one - 1][other], longest[one][other - 1])
            longest[one][other] = max(best, longest[one - 1][other - 1] + 1) if left == right else best
    assert len(common(old, late, Budget())) == longest[-1][-1]


def test_a_sentence_ends_with_its_mark() -> None:
    assert sentences("认真办理。是吗？！“好。”他说；\n\n第二段") == [
        "认真办理。",
        "是吗？！",
        "“好。”",
        "他说；\n\n",
        "第二段",
    ]


def test_sentences_come_and_go() -> None:
    assert pieces("甲事已办。乙事未办。", "甲事已办。丙项正在研究。") == [
        same("甲事已办。"),
        gone("乙事未办。"),
        new("丙项正在研究。"),
    ]


def test_within_a_sentence_only_what_was_changed() -> None:
    assert pieces("全年收到申请12件，已办结。", "全年收到申请15件，已办结。") == [
        same("全年收到申请"),
        gone("12"),
        new("15"),
        same("件，已办结。"),
    ]


def test_a_number_is_changed_as_a_whole() -> None:
    assert pieces("共办理1,234.5件申请事项。", "共办理1,235.5件申请事项。")[1:3] == [gone("1,234.5"), new("1,235.5")]


def test_a_lone_sign_between_changes_is_changed_with_them() -> None:
    assert pieces("全年开展培训甲的乙，效果很好。", "全年开展培训丙的丁，效果很好。") == [
        same("全年开展培训"),
        gone("甲的乙"),
        new("丙的丁"),
        same("，效果很好。"),
    ]


def test_a_sentence_that_moved_is_not_new() -> None:
    before, after = "认真落实条例。收到申请十件。办结申请九件。", "收到申请十件。办结申请九件。认真落实条例。"
    diff = text_diff(before, after)
    assert diff.pieces == (
        gone("认真落实条例。", moved=True),
        same("收到申请十件。办结申请九件。"),
        new("认真落实条例。", moved=True),
    )
    assert diff.kept == diff.length


def test_a_sentence_moves_as_often_as_it_stands_in_both() -> None:
    diff = text_diff("甲乙丙丁。首尾相接的一句。", "首尾相接的一句。甲乙丙丁。另起的话。甲乙丙丁。")
    assert [piece.moved for piece in diff.pieces if piece.text == "甲乙丙丁。" and piece.change is Change.ADDED] == [
        True,
        False,
    ]


def test_blanks_count_for_nothing() -> None:
    diff = text_diff("甲事。", "甲事。 \n\u3000乙事没有。")
    assert (diff.kept, diff.length) == (3, 8)


def test_nothing_against_nothing() -> None:
    assert text_diff("", "") == TextDiff(())


def test_the_cost_is_bounded() -> None:
    """Counted in steps, not in seconds; whatever is beyond the bound counts as changed."""
    before = "".join(f"第{number}号文件甲。" for number in range(5000))
    after = "".join(f"第{number}号文件乙。" for number in range(5000))
    budget = Budget()
    diff = text_diff(before, after, budget)
    assert (diff.before, diff.after) == (before, after)
    assert budget.steps > -STEPS


def test_one_budget_serves_several_texts() -> None:
    spent = Budget(0)
    diff = text_diff("甲。乙。丙。", "甲。丁。丙。", spent)
    assert diff.pieces == (same("甲。"), gone("乙。"), new("丁。"), same("丙。"))
