"""The list of divisions in memory: names by code, codes by name, townships by search.

Loading reads the 3,351 names down to the county; the 38,642 townships stay one text in which
a name is searched when a report asks for it, which costs less than an index ever would.
"""

from __future__ import annotations

import gzip
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from archive.divisions.names import CUSTOMARY, PLACEHOLDERS, local_name, short_form_of, stem_of, township_stem

LIST = Path(__file__).with_name("divisions-2023.tsv.gz")
CITY_DIGITS = 4
COUNTY_DIGITS = 6
TOWNSHIP_DIGITS = 9
TOWNSHIPS_KEPT = 512

_UPPER_LINE = re.compile(r"^(\d{2,6})\t(.+)$", re.MULTILINE)
_AFTER_ALL_DIGITS = ":"

Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Township:
    """``name`` is the township's own, without the divisions above it; ``stem`` is without its suffix."""

    code: str
    name: str
    stem: str


@dataclass(frozen=True)
class DivisionTable:
    """``codes`` are those down to the county, in order; ``starts`` say where their lines begin in ``text``."""

    text: str
    codes: Sequence[str]
    starts: Sequence[int]
    names: Mapping[str, str]
    _paths: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def names_of(self, code: str) -> tuple[str, ...]:
        """Names from the province down to the county, without the list's placeholders."""
        if code not in self._paths:
            path = (self.names[code[:digits]] for digits in (2, CITY_DIGITS, COUNTY_DIGITS) if len(code) >= digits)
            self._paths[code] = tuple(dict.fromkeys(name for name in path if name not in PLACEHOLDERS))
        return self._paths[code]

    def full_name(self, code: str) -> str:
        return "".join(self.names_of(code))

    def seat(self, code: str) -> str:
        """The code down to the county; 东莞市, which has none, is listed as a city and as its own county."""
        county = code[:COUNTY_DIGITS]
        return county[:CITY_DIGITS] if self.names[county] == self.names[county[:CITY_DIGITS]] else county

    @cached_property
    def official(self) -> Mapping[str, Codes]:
        """Codes by official name, the highest division first."""
        return self._by(lambda name: name)

    @cached_property
    def short(self) -> Mapping[str, Codes]:
        """Codes by customary shortened name with its suffix: 恩施州, 长阳县."""
        short = dict(self._by(short_form_of))
        short.update({name: self.official[full] for name, full in CUSTOMARY.items()})
        return {name: codes for name, codes in short.items() if name not in self.official}

    @cached_property
    def stems(self) -> Mapping[str, Codes]:
        """Codes by name without its suffix: 淮安 is the city and its district.  Zones have none."""
        return self._by(lambda name: stem_of(name) if len(name) > 2 else None, zones=False)

    def knows(self, name: str) -> bool:
        return name in self.official or name in self.short

    def _by(self, form: Callable[[str], str | None], *, zones: bool = True) -> Mapping[str, Codes]:
        found: dict[str, list[str]] = defaultdict(list)
        for code, name in self.names.items():
            counted = name not in PLACEHOLDERS and self.seat(code) == code and (zones or not is_zone(code))
            if counted and (key := form(name)):
                found[key].append(code)
        return {key: tuple(sorted(codes, key=len)) for key, codes in found.items()}

    def lines_under(self, code: str) -> str:
        """The lines of a division and of all below it."""
        first, last = (bisect_left(self.codes, key) for key in (code, code + _AFTER_ALL_DIGITS))
        end = self.starts[last] if last < len(self.starts) else len(self.text)
        return self.text[self.starts[first] : end]

    def lines_with(self, words: str) -> Iterator[str]:
        """The lines anywhere in the list that have the words in them."""
        at = self.text.find(words)
        while at >= 0:
            end = self.text.find("\n", at)
            yield self.text[self.text.rfind("\n", 0, at) + 1 : end]
            at = self.text.find(words, end)

    def township_on(self, line: str) -> Township | None:
        code, _, name = line.partition("\t")
        if len(code) != TOWNSHIP_DIGITS:
            return None
        city, county = self.names[code[:CITY_DIGITS]], self.names[code[:COUNTY_DIGITS]]
        own = local_name(name, city, county)
        return Township(code, own, township_stem(own))


def is_zone(code: str) -> bool:
    """Development zones carry county codes of their own kind: 320871 淮安经济技术开发区."""
    return len(code) >= COUNTY_DIGITS and code[CITY_DIGITS] == "7"


@lru_cache(maxsize=1)
def table() -> DivisionTable:
    text = gzip.decompress(LIST.read_bytes()).decode()
    lines = list(_UPPER_LINE.finditer(text))
    codes = [line[1] for line in lines]
    names = {line[1]: line[2] for line in lines}
    return DivisionTable(text, codes, [line.start() for line in lines], names)


@lru_cache(maxsize=TOWNSHIPS_KEPT)
def townships_under(code: str) -> tuple[Township, ...]:
    """All townships of a division, whether a county, a city or a province."""
    found = map(table().township_on, table().lines_under(code).splitlines())
    return tuple(township for township in found if township)


@lru_cache(maxsize=TOWNSHIPS_KEPT)
def townships_of_stem(stem: str) -> tuple[Township, ...]:
    """All townships of the country whose stem this is."""
    found = map(table().township_on, table().lines_with(stem) if stem else ())
    return tuple(township for township in found if township and township.stem == stem)
