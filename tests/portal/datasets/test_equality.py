"""What is on the screen is what is in the file, and both are what is in the database."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import reduce
from operator import add
from urllib.parse import urlencode

import pytest

from archive.counting import outcome_cells
from archive.forms import all_cells
from archive.kinds import Kind
from archive.models import Counts, Report
from archive.models.counts import column_of
from portal.datasets.asking import dataset_from
from portal.datasets.formats import FORMATS
from portal.datasets.making import chunks_within
from search import building
from search.engines.base import Facet
from search.searching import count, find
from search.selecting import select
from tests.archive.readings import certain
from tests.portal.datasets.reading import rows_of
from tests.search.archived import public

pytestmark = pytest.mark.django_db

RECEIVED, WITHHELD, CLOSED = (f"requests.{row}.total" for row in ("received", "withheld.state_secret", "closed"))
REPORTS, SETS = 60, 200
PLACES = ("320813", "320831", "110112", "440103", "3208")
AGENCIES = ("财政局", "人民政府", "镇人民政府", "税务局")
Meets = Callable[[Report], bool]


@pytest.fixture
def archive(db: None) -> list[Report]:
    chance = random.Random(1)
    made = [
        public(
            chance.choice(("本机关开展了培训。", "本机关认真贯彻条例。", "全年没有收到申请。")),
            agency=f"某地{number}{chance.choice(AGENCIES)}",
            year=chance.randint(2021, 2024),
            division=certain(chance.choice(PLACES)),
            numbers={RECEIVED: chance.choice((0, 3, 60)), WITHHELD: chance.choice((0, 0, 9)), CLOSED: 12},
        )
        for number in range(REPORTS)
    ]
    Report.objects.filter(pk__in=[report.pk for report in made[::10]]).update(published=None)
    Counts.objects.filter(report__published=None).delete()
    building.build()
    return list(Report.objects.filter(published__isnull=False).select_related("agency", "counts", "published"))


def asked(chance: random.Random) -> tuple[dict[str, str], list[Meets]]:
    """Parameters of an address, and what they mean, each written down on its own."""
    parameters: dict[str, str] = {"exact": "1"}
    meets: list[Meets] = []
    for choose in (_years, _kinds, _districts, _outcomes, _findings, _words):
        if chance.random() < 0.4:
            name, value, meaning = choose(chance)
            parameters[name] = value
            meets.append(meaning)
    return parameters, meets


def _years(chance: random.Random) -> tuple[str, str, Meets]:
    years = chance.sample((2021, 2022, 2023, 2024), chance.randint(1, 3))
    return "year", ",".join(map(str, years)), lambda report: report.year in years


def _kinds(chance: random.Random) -> tuple[str, str, Meets]:
    kinds = {kind.value for kind in chance.sample(tuple(Kind), 4)}
    return "kind", ",".join(kinds), lambda report: report.agency.kind in kinds


def _districts(chance: random.Random) -> tuple[str, str, Meets]:
    codes = tuple(chance.sample(("32", "3208", "320813", "11", "44", "4401"), 2))
    return "district", ",".join(codes), lambda report: (report.agency.division_id or "").startswith(codes)


def _outcomes(chance: random.Random) -> tuple[str, str, Meets]:
    outcomes = chance.sample(sorted(outcome_cells("total")), 2)
    columns = [column_of(code) for outcome in outcomes for code in outcome_cells("total")[outcome]]
    return "outcome", ",".join(outcomes), lambda report: any(getattr(report.counts, name) for name in columns)


def _findings(chance: random.Random) -> tuple[str, str, Meets]:
    return "finding", "sum", lambda report: any(rule.startswith("sum") for rule in rules_of(report))


def _words(chance: random.Random) -> tuple[str, str, Meets]:
    word = chance.choice(("培训", "没有收到申请", "条例"))
    return "q", word, lambda report: word in text_of(report)


def rules_of(report: Report) -> list[str]:
    assert report.published is not None
    return list(report.published.findings.values_list("rule", flat=True))


def text_of(report: Report) -> str:
    assert report.published is not None
    return reduce(add, (section.text for section in report.published.sections.all()))


def test_files_screen_and_database_agree_on_200_filter_sets(archive: list[Report]) -> None:
    chance = random.Random(6)
    columns = "heads=total&about=year,agency_name"
    sizes = set()
    for _ in range(SETS):
        parameters, meets = asked(chance)
        wanted = {report.pk for report in archive if all(meet(report) for meet in meets)}
        dataset = dataset_from(f"{urlencode(parameters)}&{columns}")
        reports = select(dataset.ask).reports
        extension = chance.choice(sorted(FORMATS))
        data = b"".join(chunks_within(dataset, FORMATS[extension], reports))
        rows = rows_of(extension, data, dataset.columns)
        assert {row["report"] for row in rows} == wanted, parameters
        assert [row["report"] for row in rows] == [found.pk for found in _shown(dataset.parameters)]
        assert count(dataset.ask) == len(rows) == len(wanted)
        sums = sum(row[RECEIVED] for row in rows)
        assert sums == sum(getattr(report.counts, column_of(RECEIVED)) for report in archive if report.pk in wanted)
        sizes.add(len(rows))
    assert len(sizes) > 15


def _shown(parameters: str) -> list[Report]:
    """As the pages of the search show them, from the first to the last."""
    ask = dataset_from(parameters).ask
    whole = type(ask)(ask.query, ask.chosen, ask.exactly, ask.order, 0, None)
    return [found.report for found in find(whole).found]


def test_wide_and_long_say_the_same() -> None:
    wide, long = dataset_from("about=year"), dataset_from("table=long&about=year")
    reports = [public(year=year, numbers={RECEIVED: year, WITHHELD: None}).pk for year in (2023, 2024)]
    of_reports = rows_of("parquet", b"".join(chunks_within(wide, FORMATS["parquet"], reports)), wide.columns)
    of_cells = rows_of("parquet", b"".join(chunks_within(long, FORMATS["parquet"], reports)), long.columns)
    assert {(row["report"], row["cell"]): row["value"] for row in of_cells} == {
        (row["report"], code): row[code] for row in of_reports for code in all_cells()
    }


def test_every_facet_is_asked_for() -> None:
    chance = random.Random(6)
    names = {name for _ in range(SETS) for name in asked(chance)[0]}
    assert names == {*(facet.value for facet in Facet), "q", "exact"}
