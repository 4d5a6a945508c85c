"""The made-up town is what other tests take it for."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.models import Agency, Counts, Succession
from archive.neighbours import year_findings
from ingest.pipeline import parse_bytes
from tests.town import __main__ as command
from tests.town.archived import agency, fill
from tests.town.bodies import BODIES, SUICHANG, named
from tests.town.prose import MADE_UP
from tests.town.reports import FILES, TownReport, reports


@pytest.fixture(params=FILES)
def printed(request: pytest.FixtureRequest) -> TownReport:
    """A report in each kind of file."""
    return next(one for one in reports(named([SUICHANG])) if one.suffix == request.param)


def test_a_file_reads_as_it_was_meant(printed: TownReport) -> None:
    read = parse_bytes(printed.data(), printed.file_name)
    assert printed.told.filling is not None
    assert {code: cell.value for code, cell in read.cells.items()} == printed.told.filling.values
    assert (read.agency, read.year, read.published) == (printed.agency, printed.year, printed.published_on)
    assert read.division.code == printed.body.division


def test_every_report_says_that_it_is_made_up(printed: TownReport) -> None:
    assert MADE_UP in printed.printed().parts


def test_it_is_the_same_every_time() -> None:
    assert [one.data() for one in reports(BODIES[:2])] == [one.data() for one in reports(BODIES[:2])]


def test_only_breaks_made_on_purpose_break_a_sum() -> None:
    broken = {(one.body.name, one.year) for one in reports() if one.told.filling and not one.told.filling.consistent}
    assert broken == {(body.name, year) for body in BODIES for year in body.unsound}


def test_the_command_writes_a_file_for_each_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["town", str(tmp_path / "files")])
    command.main()
    assert {path.name for path in (tmp_path / "files").iterdir()} == {one.file_name for one in reports()}


@pytest.mark.django_db
def test_a_part_of_it_fills_a_database() -> None:
    found = fill(SUICHANG)
    assert len(found) == Counts.objects.count() == len(list(reports(named([SUICHANG]))))
    assert Succession.objects.get().successor == agency("遂昌县教育体育局")
    assert [name.name for name in agency("遂昌县妙高镇人民政府").names.order_by("first_year")] == [
        "遂昌县妙高镇人民政府",
        "遂昌县妙高街道办事处",
    ]


@pytest.mark.django_db
def test_what_was_carried_over_breaks_only_where_it_was_meant_to() -> None:
    fill("妙高", "遂昌县财政局")
    broken = {
        (str(one.agency), one.year)
        for body in Agency.objects.all()
        for one in body.reports.all()
        if year_findings(one, public=True)
    }
    assert broken == {("遂昌县妙高镇人民政府", 2022)}
