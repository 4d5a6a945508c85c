"""How something of the archive is cited: GB/T 7714-2015, BibTeX, CSL-JSON.  Pure functions of plain values."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

ARCHIVE = "公开年报"
_SPACE = re.compile(r"\s+")
_TEX = {
    # Both programs count braces, backslash or not: one alone would end the entry.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}


@dataclass(frozen=True, slots=True)
class Citation:
    """``issued`` is the day on which it came out, if anybody knows it; ``year`` the year that it is about.

    ``mark`` is the type of document of GB/T 7714 (R report, DS data set), ``key`` unique in the archive and ASCII.
    """

    key: str
    title: str
    author: str
    year: int
    address: str
    accessed: date
    issued: date | None = None
    mark: str = "R"
    genre: str = ""
    version: str = ""
    note: str = ""

    @property
    def is_data(self) -> bool:
        return self.mark == "DS"


def gbt7714(citation: Citation) -> str:
    """责任者. 题名[R/OL]. (发布日期)[引用日期]. 网址."""
    issued = f"({citation.issued.isoformat()})" if citation.issued else ""
    title = f"{_line(citation.title)}{f'：{_line(citation.version)}' if citation.version else ''}"
    author = _line(citation.author).rstrip(".")
    return f"{author}. {title}[{citation.mark}/OL]. {issued}[{citation.accessed.isoformat()}]. {citation.address}."


def bibtex(citation: Citation) -> str:
    """An entry that biber and bibtex both read; braces keep the title as it is."""
    fields = {
        "title": f"{{{_tex(citation.title)}}}",
        "author": f"{{{_tex(citation.author)}}}",
        "institution": "" if citation.is_data else f"{{{_tex(citation.author)}}}",
        "publisher": ARCHIVE if citation.is_data else "",
        "year": str(citation.issued.year if citation.issued else citation.year),
        "type": _tex(citation.genre),
        "version": _tex(citation.version),
        "note": _tex(citation.note),
        "url": citation.address,
        "urldate": citation.accessed.isoformat(),
        "language": "chinese",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{'dataset' if citation.is_data else 'techreport'}{{{citation.key},", *lines, "}", ""])


def csl(citation: Citation) -> dict[str, Any]:
    """One item of CSL-JSON, as Zotero and pandoc take it."""
    item = {
        "id": citation.key,
        "type": "dataset" if citation.is_data else "report",
        "title": _line(citation.title),
        "author": [{"literal": _line(citation.author)}],
        "issued": _date_parts(citation.issued) if citation.issued else {"date-parts": [[citation.year]]},
        "accessed": _date_parts(citation.accessed),
        "genre": citation.genre,
        "version": citation.version,
        "archive": ARCHIVE,
        "URL": citation.address,
        "language": "zh-CN",
        "note": citation.note,
    }
    return {name: value for name, value in item.items() if value}


def csl_json(citation: Citation) -> str:
    return json.dumps([csl(citation)], ensure_ascii=False, indent=2) + "\n"


def _date_parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in _line(text))
