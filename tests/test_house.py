"""The rules of the house.  CONTRIBUTING.md says them in words; each is one test here."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from archive.forms import FORMS
from archive.forms.schema import Form
from tests import house

LONGEST_FUNCTION = 60
LONGEST_FILE = 400
# Shorter ones are words of the language ("其他", "总计"), longer ones can only come from the form.
SHORTEST_LABEL = 4

MAY_IMPORT = {
    "archive": {"archive"},
    "ingest": {"archive", "ingest"},
    "search": {"archive", "search"},
    "portal": {"archive", "ingest", "search", "portal"},
    # It names the settings as a string only.
    "manage.py": set(),
}


def layouts() -> list[Form]:
    """Every form, and the same form with rows printed otherwise."""
    return [layout for form in FORMS.values() for layout in (form, form.alternate) if layout]


def form_labels() -> set[str]:
    labels: set[str] = set()
    for spec in (spec for form in layouts() for spec in form.specs()):
        labels.update({spec.row.label, spec.row.core, *spec.row.variants, spec.column.label, *spec.column.variants})
    return {label for label in labels if len(label) >= SHORTEST_LABEL}


def form_codes() -> set[str]:
    codes = {code for form in layouts() for code in form.rows.keys() | form.cells.keys()}
    # A row code of one English word ("review") cannot be told from the word.
    return {code for code in codes if "." in code or "_" in code}


def either(words: set[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


LABEL = either(form_labels())
CODE = re.compile(rf"(?<![\w.])(?:{either(form_codes()).pattern})(?!\w)")


def outside_the_forms(path: Path) -> bool:
    return not path.is_relative_to(house.ROOT / "archive" / "forms")


def complain(places: list[str]) -> None:
    assert not places, "\n" + "\n".join(places)


def test_imports_run_one_way_to_the_archive() -> None:
    complain(
        [
            f"{house.name(path)}:{line} imports {module}"
            for path in house.code()
            for line, module in house.imported(path)
            if (room := module.split(".")[0]) in {*house.ROOMS, "tests"}
            and room not in MAY_IMPORT[house.name(path).split("/")[0]]
        ]
    )


def test_nothing_is_imported_inside_a_function() -> None:
    complain(
        [
            f"{house.name(path)}:{node.lineno} in {function.name}"
            for path in [*house.code(), *house.tests()]
            for function in house.functions(path)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
    )


def test_functions_are_short() -> None:
    complain(
        [
            f"{house.name(path)}:{function.lineno} {function.name}: {length} lines"
            for path in [*house.code(), *house.tests()]
            for function in house.functions(path)
            if (length := (function.end_lineno or function.lineno) - function.lineno + 1) > LONGEST_FUNCTION
        ]
    )


def test_files_are_short() -> None:
    complain(
        [
            f"{house.name(path)}: {length} lines"
            for path in [*house.code(), *house.tests()]
            if (length := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
        ]
    )


def test_the_forms_are_typed_once_labels() -> None:
    complain(
        [
            f"{house.name(path)}:{line} types “{found.group()}”"
            for path in filter(outside_the_forms, house.code())
            for line, text in house.strings(path)
            if (found := LABEL.search(text))
        ]
    )


def test_the_forms_are_typed_once_codes() -> None:
    complain(
        [
            f"{house.name(path)}:{line} types “{found.group()}”"
            for path in filter(outside_the_forms, house.code())
            for line, text in house.strings(path)
            if (found := CODE.search(text))
        ]
    )


def test_pages_take_labels_and_codes_from_the_forms() -> None:
    complain(
        [
            f"{house.name(path)} types “{found.group()}”"
            for path in house.files_under("templates", "static")
            if path.suffix in house.TEXT_KINDS
            if (found := LABEL.search(text := path.read_text(encoding="utf-8")) or CODE.search(text))
        ]
    )


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("本年新收政府信息公开申请数量", True),
        ("共 {count} 件，其中本年新收", True),
        ("其他", False),
    ],
)
def test_the_label_rule_sees_what_it_should(text: str, caught: bool) -> None:
    assert bool(LABEL.search(text)) is caught


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("requests.received", True),
        ("requests.withheld.deliberative.business", True),
        ("review.upheld", True),
        ("suit_direct", True),
        ("a review of it", False),
        ("requests.get", False),
    ],
)
def test_the_code_rule_sees_what_it_should(text: str, caught: bool) -> None:
    assert bool(CODE.search(text)) is caught


def complain_of(pattern: re.Pattern[str]) -> None:
    complain(
        [
            f"{house.name(path)}: {found.group()}"
            for path in house.texts()
            if (found := pattern.search(path.read_text(encoding="utf-8", errors="replace")))
        ]
    )


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    complain_of(re.compile(r"(?<![\w.$}/<~*-])/(?:work|root|farm|home|Users)/[\w.]"))


def test_nothing_is_left_unfinished() -> None:
    marks = "|".join(map(str.upper, ("todo", "fixme", "xxx", "hack")))
    complain_of(re.compile(rf"\b(?:{marks})\b"))
