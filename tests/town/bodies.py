"""Who reports in the town, for which years, and what is wrong with their reports on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

CITY, LIANDU, SUICHANG, JINGNING = "丽水市", "莲都区", "遂昌县", "景宁畲族自治县"
FIRST, LAST = 2018, 2024


@dataclass(frozen=True)
class Body:
    """``requests`` is how many it receives in a usual year; the sets are of report years."""

    name: str
    division: str
    requests: int
    first: int = 2019
    last: int = LAST
    missing: frozenset[int] = frozenset()
    # Published after every legal date.
    late: frozenset[int] = frozenset()
    # What was carried over does not agree with the year before.
    uncarried: frozenset[int] = frozenset()
    # The total of what was closed is not the sum of the outcomes.
    unsound: frozenset[int] = frozenset()
    # The prose gives another number than the table.
    contradicted: frozenset[int] = frozenset()
    # Zeros are not printed.
    blank_zeros: bool = False
    # An earlier name and the last year in which it was printed.
    earlier: str = ""
    earlier_until: int = 0

    @property
    def years(self) -> list[int]:
        return [year for year in range(self.first, self.last + 1) if year not in self.missing]

    def name_in(self, year: int) -> str:
        return self.earlier if self.earlier and year <= self.earlier_until else self.name


def _years(*years: int) -> frozenset[int]:
    return frozenset(years)


BODIES: tuple[Body, ...] = (
    Body("水利部", "", 900),
    Body("浙江省人民政府", "33", 4200, late=_years(2020)),
    Body(f"{CITY}人民政府", "3311", 1300, first=FIRST, unsound=_years(2022)),
    Body(f"{CITY}财政局", "3311", 60, first=2021),
    Body(f"{CITY}{LIANDU}人民政府", "331102", 260, first=FIRST, uncarried=_years(2021, 2023)),
    Body(f"{CITY}{LIANDU}教育局", "331102", 45, late=_years(2021, 2024), contradicted=_years(2023)),
    Body(f"{CITY}{LIANDU}财政局", "331102", 30, missing=_years(2020, 2022)),
    Body(f"{CITY}公安局{LIANDU}分局", "331102", 140, first=2020, uncarried=_years(2024)),
    Body(f"{LIANDU}碧湖镇人民政府", "331102", 12, late=_years(2022)),
    Body(f"{SUICHANG}人民政府", "331123", 190, unsound=_years(2024)),
    Body(f"{SUICHANG}教育局", "331123", 22, last=2020),
    Body(f"{SUICHANG}教育体育局", "331123", 26, first=2021),
    Body(f"{SUICHANG}财政局", "331123", 25, late=_years(2023)),
    Body(f"{SUICHANG}公安局", "331123", 80, contradicted=_years(2021)),
    Body(
        f"{SUICHANG}妙高街道办事处",
        "331123",
        9,
        earlier=f"{SUICHANG}妙高镇人民政府",
        earlier_until=2020,
        uncarried=_years(2022),
    ),
    Body(f"{JINGNING}人民政府", "331127", 70, missing=_years(2023)),
    Body(f"{JINGNING}教育局", "331127", 8, missing=_years(2020, 2022)),
    Body(f"{JINGNING}财政局", "331127", 6, first=2021, last=2023),
    Body(f"{JINGNING}公安局", "331127", 28, unsound=_years(2023)),
    Body(f"{JINGNING}沙湾镇人民政府", "331127", 4, blank_zeros=True, missing=_years(2019, 2020)),
)
# Who went on with the work of whom, from which year.
SUCCESSIONS = ((f"{SUICHANG}教育局", f"{SUICHANG}教育体育局", 2021),)


def named(names: Iterable[str]) -> tuple[Body, ...]:
    """The bodies whose names contain one of these words."""
    words = tuple(names)
    return tuple(body for body in BODIES if any(word in body.name for word in words))
