"""Rows of divisions: as they are needed, or all at once."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from archive import places
from archive.models import Division
from archive.pinyin import typed
from archive.places import LISTED, division_of, listed, match_of


@pytest.mark.django_db
def test_a_division_comes_with_all_above_it() -> None:
    assert str(division_of("410184102")) == "河南省郑州市新郑市辛店镇"
    assert list(Division.objects.values_list("code", flat=True).order_by("code")) == [
        "41",
        "4101",
        "410184",
        "410184102",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["99", "320899", "3208139999", "320813999"])
def test_no_row_is_made_up(code: str) -> None:
    with pytest.raises(Division.DoesNotExist):
        division_of(code)


@pytest.mark.django_db
def test_a_division_below_a_placeholder_has_a_name_without_it() -> None:
    assert str(division_of("110105")) == "北京市朝阳区"
    assert str(division_of("1101")) == "北京市"


def test_the_list_is_complete_and_every_row_comes_after_the_one_above_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "typed", lambda name: (name, name))
    seen: set[str] = set()
    for division in listed():
        assert division.parent_id is None or division.parent_id in seen
        seen.add(division.code)
    assert len(seen) == LISTED


@pytest.mark.django_db
def test_the_list_is_loaded_once(capsys: pytest.CaptureFixture[str]) -> None:
    division_of("320813")
    call_command("load_divisions")
    call_command("load_divisions")
    assert capsys.readouterr().out == "数据库里有 41993 个地区。\n" * 2


def test_a_division_that_a_person_chose_is_a_certain_match() -> None:
    match = match_of(Division(code="320813"))
    assert (match.status, match.code, match.names) == ("certain", "320813", ("江苏省", "淮安市", "洪泽区"))


def test_a_township_that_a_person_chose_is_below_its_county() -> None:
    match = match_of(Division(code="110105027"))
    assert (match.code, match.township and match.township.name) == ("110105", "小红门地区")


def test_the_whole_country_is_certain_too() -> None:
    assert (match_of(None).status, match_of(None).code) == ("certain", "")


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("洪泽区", "hongzequ", "hzq"),
        ("长寿区", "changshouqu zhangshouqu", "csq zsq"),
        ("六安市", "luanshi liuanshi", "las"),
        ("A区", "aqu", "aq"),
        ("", "", ""),
    ],
)
def test_names_as_they_are_typed(name: str, pinyin: str, initials: str) -> None:
    assert typed(name) == (pinyin, initials)


def test_a_name_of_many_readings_stays_within_its_column() -> None:
    pinyin, initials = typed("长乐朝重" * 30)
    assert len(pinyin) <= 600
    assert len(initials) <= 150
