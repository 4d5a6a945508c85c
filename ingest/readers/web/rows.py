"""The rows of a <table> as a browser finds them in careless markup."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

Row = list[etree._Element]

_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_CELLS = frozenset(("td", "th"))
_PARTS = _GROUPS | _CELLS | {"tr"}
_NO_STRAYS = _PARTS | {"col", "colgroup"}
# Wrappers that do not belong into a table; a browser looks through them.
_WRAPPERS = frozenset(("form", "a", "div", "center"))


def groups_of(table: etree._Element) -> list[list[Row]]:
    """The rows in the order shown, by row group: no cell spans beyond its group."""
    groups: list[list[Row]] = [[]]
    foot: list[list[Row]] = []
    for child in _children(table, _PARTS):
        if child.tag in _GROUPS:
            (foot if child.tag == "tfoot" else groups).append(_rows_of(child))
            groups.append([])
        else:
            _add_row(groups[-1], child)
    return [group for group in groups + foot if group]


def strays_of(table: etree._Element) -> Iterator[etree._Element | str]:
    """What stands in a table outside its cells; a browser shows it above the table."""
    groups = list(table.iterchildren(*_GROUPS))
    rows = [row for part in (table, *groups) for row in part.iterchildren("tr")]
    for element in (table, *groups, *rows):
        yield element.text or ""
        for child in element:
            if child.tag not in _NO_STRAYS and not _wraps_cells(child):
                yield child
            yield child.tail or ""


def _rows_of(group: etree._Element) -> list[Row]:
    rows: list[Row] = []
    for child in _children(group, _CELLS | {"tr"}):
        _add_row(rows, child)
    return rows


def _add_row(rows: list[Row], child: etree._Element) -> None:
    """A cell outside any row makes one, together with the cells after it."""
    if child.tag == "tr":
        rows.append(list(_children(child, _CELLS)))
        return
    previous = child.getprevious()
    if rows and previous is not None and previous.tag in _CELLS:
        rows[-1].append(child)
    else:
        rows.append([child])


def _children(parent: etree._Element, wanted: frozenset[str]) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag in wanted:
            yield child
        elif _wraps_cells(child):
            yield from child.iterchildren(*wanted)


def _wraps_cells(child: etree._Element) -> bool:
    return child.tag in _WRAPPERS and any(inner.tag in _PARTS for inner in child)
